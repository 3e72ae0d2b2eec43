"""Keeps a page's counts of tasks, its boxes and its registers as the practice in hand stands, and ticks the boxes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from migdesk.guide.model import RenderedPage
from migdesk.practice.rows import row_of_item
from migdesk.ui.guide_pane.page_view import PageView
from migdesk.ui.guide_pane.section_registers import Marks, SectionRegisters
from migdesk.ui.guide_pane.section_tasks import SectionTasks
from migdesk.ui.session.session import Session
from migdesk.workspace.changes import Changes
from migdesk.workspace.role_pages import RolePages, TaskBox

LEISURE_MS = 250
"""Neither a start nor a tick waits for the registers: they are read a moment later."""


class TasksOnPage(QObject):
    """Follows one session for one page view."""

    def __init__(self, view: PageView, session: Session) -> None:
        super().__init__(view)
        self._view = view
        self._session = session
        self._sections = SectionTasks(view.guide.resolve)
        self._role_pages: RolePages | None = None
        self._registers: SectionRegisters | None = None  # once they have been read
        self._at_leisure = QTimer(self, singleShot=True, interval=LEISURE_MS)
        self._at_leisure.timeout.connect(self._show_registers)
        session.practice_chosen.connect(self._refresh)
        session.changed.connect(self._changed)
        view.requests.tick.connect(self._tick)
        self._refresh()

    def lay_out(self, page: RenderedPage) -> None:
        """Show a page with its counts and boxes, and its registers once they are known."""
        permalink = page.permalink
        self._view.lay_out(page, self._counts(permalink), self._boxes(permalink), self._marks(permalink))

    def _refresh(self) -> None:
        page = self._view.page
        if page is not None:
            self._view.show_counts(self._counts(page.permalink))
            self._view.show_boxes(self._boxes(page.permalink))
            self._at_leisure.start()

    def _changed(self, changes: Changes) -> None:
        if changes.practice_id != self._session.practice_id:
            return
        page = self._view.page
        if page is not None:
            self._view.show_counts(self._counts(page.permalink))
            self._view.show_boxes(self._boxes(page.permalink))
        if changes.everything or any(map(row_of_item, changes.items)):
            self._at_leisure.start()

    def _show_registers(self) -> None:
        if not self._view.window().isVisible():  # it was closed meanwhile, and the record with it
            return
        registers = self._session.workspace.registers
        if self._registers is None:
            self._registers = SectionRegisters(registers.definitions.registers, self._view.guide.resolve)
        if self._view.page is not None:
            self._view.show_registers(self._marks(self._view.page.permalink))

    def _marks(self, permalink: str) -> Marks:
        practice, registers = self._session.practice_id, self._session.workspace.registers
        if self._registers is None or not practice:
            return {}
        return self._registers.marks(permalink, lambda register: registers.view(practice, register).state)

    def _counts(self, permalink: str) -> dict[str, tuple[int, int]]:
        return self._sections.counts(self._session.progress, permalink)

    def _boxes(self, permalink: str) -> dict[int, TaskBox]:
        if self._view.guide.page(permalink).kind != "role":
            return {}
        if self._role_pages is None:
            self._role_pages = RolePages(self._session.workspace)
        return self._role_pages.boxes(permalink, self._session.progress)

    def _tick(self, task: str) -> None:
        """Tick a task on a role page, or take its tick back."""
        session = self._session
        if session.practice_id:
            session.tick(session.practice_id, task)
