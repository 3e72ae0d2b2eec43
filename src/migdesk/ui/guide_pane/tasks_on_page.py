"""Keeps a page's counts of tasks and its boxes as the practice in hand stands, and ticks the boxes."""

from __future__ import annotations

from PySide6.QtCore import QObject

from migdesk.guide.model import RenderedPage
from migdesk.ui.guide_pane.page_view import PageView
from migdesk.ui.guide_pane.section_tasks import SectionTasks
from migdesk.ui.session.session import Session
from migdesk.workspace.changes import Changes
from migdesk.workspace.role_pages import RolePages, TaskBox


class TasksOnPage(QObject):
    """Follows one session for one page view."""

    def __init__(self, view: PageView, session: Session) -> None:
        super().__init__(view)
        self._view = view
        self._session = session
        self._sections = SectionTasks(view.guide.resolve)
        self._role_pages: RolePages | None = None
        session.practice_chosen.connect(self._refresh)
        session.changed.connect(self._changed)
        view.requests.tick.connect(self._tick)
        self._refresh()

    def lay_out(self, page: RenderedPage) -> None:
        """Show a page with its counts and boxes."""
        self._view.lay_out(page, self._counts(page.permalink), self._boxes(page.permalink))

    def _refresh(self) -> None:
        page = self._view.page
        if page is not None:
            self._view.show_counts(self._counts(page.permalink))
            self._view.show_boxes(self._boxes(page.permalink))

    def _changed(self, changes: Changes) -> None:
        if changes.practice_id == self._session.practice_id:
            self._refresh()

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
            session.attempt(session.workspace.tasks.tick, session.practice_id, task)
