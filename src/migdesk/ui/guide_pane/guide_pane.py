"""The middle of the window: the page being read, with its toolbar, its find bar and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from migdesk.guide.guide import Guide
from migdesk.ui.background import Background
from migdesk.ui.guide_pane.page_history import PageHistory, Visit
from migdesk.ui.guide_pane.page_style import LARGEST_ZOOM, SMALLEST_ZOOM, TextWidth, next_zoom
from migdesk.ui.guide_pane.page_toolbar import PageToolbar
from migdesk.ui.guide_pane.page_view import PageView
from migdesk.ui.look.theme import Theme

if TYPE_CHECKING:  # the page is on the screen before the record is opened, and needs none of these until then
    import re

    from migdesk.ui.guide_pane.place import Place
    from migdesk.ui.guide_pane.section_tasks import SectionTasks
    from migdesk.ui.session import Session
    from migdesk.workspace.changes import Changes
    from migdesk.workspace.role_pages import RolePages, TaskBox

BROWSER_FOLDER = "in-browser"


class GuidePane(QFrame):
    """Opens pages of the guide. What it cannot do itself, such as opening the browser or the checklist, it requests."""

    page_shown = Signal(str)  # permalink
    section_read = Signal(str)  # anchor of the section in view, "" above the first
    outside_requested = Signal(str)  # address
    section_tasks_requested = Signal(str, str)  # permalink, anchor
    link_hovered = Signal(str)  # where the link under the pointer leads, in words; "" for none
    message = Signal(str)

    def __init__(self, guide: Guide, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session: Session | None = None
        self._theme = theme
        self._guide = guide
        self._history = PageHistory()
        self._read: dict[str, Place] = {}  # where each page was read last since the window opened
        self._section_tasks: SectionTasks | None = None
        self._role_pages: RolePages | None = None
        self.toolbar = PageToolbar(self)
        self.view = PageView(self._guide, theme, self)
        self._find_bar: QWidget | None = None
        self._export = Background(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.toolbar)
        self._layout.addWidget(self.view, 1)
        self._join()

    def _join(self) -> None:
        view = self.view
        view.page_requested.connect(self.open)
        view.read_on_requested.connect(self.read_on)
        view.outside_requested.connect(self.outside_requested)
        view.section_tasks_requested.connect(self.section_tasks_requested)
        view.toggle_requested.connect(self._toggle)
        view.section_read.connect(self.section_read)
        view.link_hovered.connect(self.link_hovered)
        view.message.connect(self.message)
        view.command_requested.connect(self._do)
        view.zoom_changed.connect(self._zoomed)
        self.toolbar.command_requested.connect(self._do)

    def follow(self, session: Session) -> None:
        """From now on, show beside each section how many of its tasks are done in the practice in hand, and boxes to
        tick on the role pages."""
        from migdesk.ui.guide_pane.page_tips import PageTips
        from migdesk.ui.guide_pane.section_tasks import SectionTasks

        self._session = session
        self._tips = PageTips(self.view)
        self.view.draw_over()
        self._section_tasks = SectionTasks(self._guide.resolve)
        session.practice_chosen.connect(self._show_counts)
        session.changed.connect(self._changed)
        self._show_counts()

    # what is shown

    @property
    def guide(self) -> Guide:
        return self._guide

    @property
    def permalink(self) -> str:
        """The page being read; empty before the first."""
        return self.view.page.permalink if self.view.page else ""

    @property
    def zoom_percent(self) -> int:
        return self.view.zoom_percent

    def page_viewport(self) -> QWidget:
        """The widget that the page is painted on."""
        return self.view.viewport()

    def focus_page(self) -> None:
        """Give the page the keyboard."""
        self.view.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)

    # going places

    def open(self, permalink: str, anchor: str = "", *, remember: bool = True) -> None:
        """Show a page, at a section if there is one, else where it was read last since the window opened.

        The page that is already shown goes to its start. `remember` puts it into the history. Raises UserError if the
        guide has no such page.
        """
        permalink = self._guide.page(permalink).permalink
        was_at = None if anchor or permalink == self.permalink else self._read.get(permalink)
        self._open(Visit(permalink, anchor, was_at), remember=remember)

    def read_on(self, permalink: str) -> None:
        """Show the page before or after this one from its start: whoever reads on wants the beginning."""
        self._open(Visit(self._guide.page(permalink).permalink))

    def _open(self, visit: Visit, *, remember: bool = True) -> None:
        leaving = self.view.place if self.permalink else None
        if remember:
            self._history.visit(visit.permalink, visit.anchor, leaving)
        self._show(visit)

    def back(self) -> None:
        """Go back to where the person was before."""
        visit = self._history.back(self.view.place)
        if visit:
            self._show(visit)

    def forward(self) -> None:
        """Go forward again."""
        visit = self._history.forward(self.view.place)
        if visit:
            self._show(visit)

    def flash_section(self, anchor: str) -> None:
        """Mark a section's heading for a moment."""
        self.view.flash_section(anchor)

    def mark_words(self, words: re.Pattern[str], anchor: str, begins: str = "") -> None:
        """Mark on the page what a search found there; see `PageView.mark_words`."""
        self.view.mark_words(words, anchor, begins)

    def _show(self, visit: Visit) -> None:
        if visit.permalink != self.permalink:
            if self.permalink:
                self._read[self.permalink] = self.view.place
            page = self._guide.render(visit.permalink)
            self.view.show_page(page, counts=self._counts(visit.permalink), boxes=self._boxes(visit.permalink))
            if self._find_bar is not None:
                self._find_bar.search()  # type: ignore[attr-defined]
        self.page_shown.emit(visit.permalink)
        if visit.place is not None:
            self.view.go_to_place(visit.place)
        elif not visit.anchor:
            self.view.go_to_top()
        elif not self.view.scroll_to_section(visit.anchor):
            self.view.go_to_top()
            self.message.emit(f"This page has no section “{visit.anchor}”, so it is shown from its start.")
        self.toolbar.show_history(back=self._history.can_go_back, forward=self._history.can_go_forward)

    # tasks beside their sections

    def _counts(self, permalink: str) -> dict[str, tuple[int, int]]:
        if self._session is None or self._section_tasks is None:
            return {}
        return self._section_tasks.counts(self._session.progress, permalink)

    def _boxes(self, permalink: str) -> dict[int, TaskBox]:
        if self._session is None or self._guide.page(permalink).kind != "role":
            return {}
        if self._role_pages is None:
            from migdesk.workspace.role_pages import RolePages

            self._role_pages = RolePages(self._session.workspace)
        return self._role_pages.boxes(permalink, self._session.progress)

    def _show_counts(self) -> None:
        if self.permalink:
            self.view.show_counts(self._counts(self.permalink))
            self.view.show_boxes(self._boxes(self.permalink))

    def _toggle(self, task: str) -> None:
        """Tick a task on a role page, or take its tick back."""
        session = self._session
        if session is not None and session.practice_id:
            session.attempt(session.workspace.tasks.tick, session.practice_id, task)

    def _changed(self, changes: Changes) -> None:
        if self._session is not None and changes.practice_id == self._session.practice_id:
            self._show_counts()

    # words explained

    def set_explained(self, explained: bool) -> None:
        """Explain the glossary's words on the page, or leave them plain."""
        self.view.set_explained(explained)

    # text size and width

    @property
    def text_width(self) -> TextWidth:
        return self.view.text_width

    def set_text_width(self, width: TextWidth) -> None:
        """Show the text in a narrower or wider column: "narrow", "comfortable" or "full"."""
        self.view.set_text_width(width)

    def zoom_in(self) -> None:
        """Show the page's text one step larger."""
        self.set_zoom(next_zoom(self.zoom_percent, larger=True))

    def zoom_out(self) -> None:
        """Show the page's text one step smaller."""
        self.set_zoom(next_zoom(self.zoom_percent, larger=False))

    def zoom_reset(self) -> None:
        """Show the page's text in its usual size."""
        self.set_zoom(100)

    def set_zoom(self, percent: int) -> None:
        """Show the page's text at `percent` of its usual size, 60 to 250."""
        self.view.set_zoom(percent)

    def _zoomed(self, percent: int) -> None:
        self.toolbar.show_zoom(percent, SMALLEST_ZOOM, LARGEST_ZOOM)
        self.message.emit(f"Text size {percent} %")
        if self._find_bar is not None:
            self._find_bar.search()  # type: ignore[attr-defined]

    # finding, printing, the browser

    def find(self) -> None:  # type: ignore[override]
        """Open the find bar."""
        self._bar().open_bar()  # type: ignore[attr-defined]

    def find_next(self) -> None:
        self._bar().find_next()  # type: ignore[attr-defined]

    def find_previous(self) -> None:
        self._bar().find_previous()  # type: ignore[attr-defined]

    def _bar(self) -> QWidget:
        if self._find_bar is None:
            from migdesk.ui.guide_pane.find_bar import FindBar
            from migdesk.ui.widgets.focus_order import put_in_order

            self._find_bar = FindBar(self.view, self._theme, self)
            self._layout.insertWidget(1, self._find_bar)
            put_in_order((self.toolbar, self._find_bar, self.view))
        return self._find_bar

    def print(self) -> None:
        """Ask what to print, the page to begin with, and print it."""
        from migdesk.ui.printing.print_dialog import ask_what_to_print

        page = self.view.page
        printed = ask_what_to_print(self, self._guide, page, self._session) if page else ""
        if printed:
            self.message.emit(f"“{printed}” was sent to the printer.")

    def open_in_browser(self) -> None:
        """Write the guide as web pages into the cache and open this page in the person's browser."""
        from migdesk.ui.guide_pane.browser_export import export_for_browser

        if not self.permalink or self._export.is_running or self._session is None:
            return
        folder, permalink, cache = self._guide.folder, self.permalink, self._session.workspace.paths.cache
        self.message.emit("The page is being written for your browser…")
        self._export.run(
            lambda _: export_for_browser(folder, cache, permalink, cache / BROWSER_FOLDER),
            self._open_file,
            lambda why: self.message.emit(f"The page could not be written for your browser. {why}"),
        )

    def _open_file(self, file: Path) -> None:
        from PySide6.QtGui import QDesktopServices

        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self.message.emit("The page was handed to your browser.")
        else:
            self.message.emit(f"Your browser could not be started. The page is in {file}.")

    def _do(self, command: str) -> None:
        {
            "back": self.back,
            "forward": self.forward,
            "zoom-in": self.zoom_in,
            "zoom-out": self.zoom_out,
            "find": self.find,
            "find-next": self.find_next,
            "find-previous": self.find_previous,
            "print": self.print,
            "browser": self.open_in_browser,
        }[command]()
