"""The middle of the window: the page being read, with its toolbar, its find bar and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from migdesk.guide.guide import Guide
from migdesk.ui.guide_pane.page_history import PageHistory, Visit
from migdesk.ui.guide_pane.page_style import LARGEST_ZOOM, SMALLEST_ZOOM
from migdesk.ui.guide_pane.page_toolbar import PageToolbar
from migdesk.ui.guide_pane.page_view import PageView
from migdesk.ui.look.theme import Theme

if TYPE_CHECKING:  # the page is on the screen before the record is opened, and needs none of these until then
    from migdesk.ui.guide_pane.find_bar import FindBar
    from migdesk.ui.guide_pane.open_in_browser import InBrowser
    from migdesk.ui.guide_pane.place import Place
    from migdesk.ui.guide_pane.tasks_on_page import TasksOnPage
    from migdesk.ui.session.session import Session


class GuidePane(QFrame):
    """Opens pages of the guide. What it cannot do itself, such as opening the browser or the checklist, it requests.

    How a page is shown (text size, width, words explained) is the view's.
    """

    page_shown = Signal(str)  # permalink
    outside_requested = Signal(str)  # address
    section_tasks_requested = Signal(str, str)  # permalink, anchor
    register_requested = Signal(str, str)  # a register that a section asks for, and no row of it
    message = Signal(str)

    def __init__(self, guide: Guide, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session: Session | None = None
        self._theme = theme
        self._guide = guide
        self._history = PageHistory()
        self._read: dict[str, Place] = {}  # where each page was read last since the window opened
        self._tasks: TasksOnPage | None = None
        self._find_bar: FindBar | None = None
        self._in_browser: InBrowser | None = None
        self.toolbar = PageToolbar(self)
        self.view = PageView(self._guide, theme, self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.toolbar)
        self._layout.addWidget(self.view, 1)
        self._join()

    def _join(self) -> None:
        view, requests, toolbar = self.view, self.view.requests, self.toolbar
        requests.page.connect(self.open)
        requests.read_on.connect(self.read_on)
        requests.outside.connect(self.outside_requested)
        requests.section_tasks.connect(self.section_tasks_requested)
        requests.register.connect(self.register_requested)
        requests.message.connect(self.message)
        view.back_requested.connect(self.back)
        view.forward_requested.connect(self.forward)
        view.find_requested.connect(self.find_further)
        view.zoom_changed.connect(self._zoomed)
        toolbar.back.clicked.connect(self.back)
        toolbar.forward.clicked.connect(self.forward)
        toolbar.smaller.clicked.connect(view.zoom_out)
        toolbar.larger.clicked.connect(view.zoom_in)
        toolbar.find_words.clicked.connect(self.find_words)
        toolbar.print.clicked.connect(self.print)
        toolbar.browser.clicked.connect(self.open_in_browser)

    def follow(self, session: Session) -> None:
        """From now on, show beside each section how many of its tasks are done in the practice in hand, and boxes to
        tick on the role pages."""
        from migdesk.ui.guide_pane.accessible_page.for_clients import offer_page
        from migdesk.ui.guide_pane.page_tips import PageTips
        from migdesk.ui.guide_pane.tasks_on_page import TasksOnPage

        self._session = session
        PageTips(self.view)
        offer_page(self.view)
        self.view.draw_over()
        self._tasks = TasksOnPage(self.view, session)

    # what is shown

    @property
    def guide(self) -> Guide:
        return self._guide

    @property
    def permalink(self) -> str:
        """The page being read; empty before the first."""
        return self.view.page.permalink if self.view.page else ""

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

    def _show(self, visit: Visit) -> None:
        if visit.permalink != self.permalink:
            if self.permalink:
                self._read[self.permalink] = self.view.place
            page = self._guide.render(visit.permalink)
            if self._tasks is None:
                self.view.lay_out(page)
            else:
                self._tasks.lay_out(page)
            if self._find_bar is not None:
                self._find_bar.search()
        self.page_shown.emit(visit.permalink)
        if visit.place is not None:
            self.view.go_to_place(visit.place)
        elif not visit.anchor:
            self.view.go_to_top()
        elif not self.view.scroll_to_section(visit.anchor):
            self.view.go_to_top()
            self.message.emit(f"This page has no section “{visit.anchor}”, so it is shown from its start.")
        self.toolbar.show_history(back=self._history.can_go_back, forward=self._history.can_go_forward)

    def _zoomed(self, percent: int) -> None:
        self.toolbar.show_zoom(percent, SMALLEST_ZOOM, LARGEST_ZOOM)
        self.message.emit(f"Text size {percent} %")
        if self._find_bar is not None:
            self._find_bar.search()

    def choose_heading(self) -> None:
        """List the page's headings, and go to the one that is chosen."""
        from migdesk.ui.guide_pane.accessible_page.headings_dialog import HeadingsDialog

        headings = self.view.headings
        found = headings.all()
        if not found:
            return
        dialog = HeadingsDialog(self, found, headings.position)
        if dialog.exec():
            self.focus_page()
            headings.go_to(dialog.chosen)

    # finding, printing, the browser

    def find_words(self) -> None:
        """Open the find bar."""
        self._bar().open_bar()

    def find_further(self, forward: bool = True) -> None:
        """Go to the next match, or to the one before."""
        if forward:
            self._bar().find_next()
        else:
            self._bar().find_previous()

    def _bar(self) -> FindBar:
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
        """Write the guide as web pages into the cache and open this page in the person's browser, at the section that
        is read, with how many tasks of each section are done."""
        from migdesk.ui.guide_pane.open_in_browser import InBrowser

        if not self.permalink or self._session is None:
            return
        if self._in_browser is None:
            self._in_browser = InBrowser(self._guide, self._session.workspace.paths.cache, self)
            self._in_browser.message.connect(self.message)
        self._in_browser.open(self.permalink, self.view.section, self.view.counts)
