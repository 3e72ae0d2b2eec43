"""The main window builds the panes and joins their signals; what they show and do is their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QFrame, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from migdesk.base.errors import KnownError
from migdesk.guide.guide import Guide
from migdesk.ui.guide_pane.guide_pane import GuidePane
from migdesk.ui.settings import Settings, save_settings
from migdesk.ui.theme import Theme

if TYPE_CHECKING:  # see `begin`
    import re

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from migdesk.ui.guide_pane.contents_view import ContentsView
    from migdesk.ui.main_window.banner import Banner
    from migdesk.ui.main_window.header import Header
    from migdesk.ui.main_window.right_pane import RightPane
    from migdesk.ui.main_window.status_line import StatusLine
    from migdesk.ui.session import Session
    from migdesk.workspace.changes import Changes
    from migdesk.workspace.search import Hit

SMALLEST_WIDTH, SMALLEST_HEIGHT = 860, 480
HEADER_HEIGHT = 52
CONTENTS_MINIMUM, GUIDE_MINIMUM, RIGHT_MINIMUM = 150, 360, 340
STRETCH = (1, 4, 3)
"""How the panes share what a window is wider or narrower than it was."""


class MainWindow(QMainWindow):
    """One window. It is built with the guide alone, so that the page is there at once, and takes up its work, with the
    checklist and everything else, when it is given a session (`begin`)."""

    guide_chosen = QtCore.Signal(object, str)  # open the window again with this Guide, from this place ("" is built in)
    closing = QtCore.Signal()  # for good; the record may be closed at any time from now on

    session: Session
    contents: ContentsView
    header: Header
    banner: Banner
    right: RightPane
    status: StatusLine

    def __init__(self, guide: Guide, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.theme = theme
        self.settings = settings
        self.setMinimumSize(SMALLEST_WIDTH, SMALLEST_HEIGHT)
        self.setWindowTitle("migdesk")
        self.guide = GuidePane(guide, theme)
        self._board: QWidget | None = None
        self._welcome: QWidget | None = None
        self._begun = False
        self._lay_out()
        self._restore()

    def begin(self, session: Session) -> None:
        """Put header, checklist and status line in the places kept for them, and follow the session."""
        from migdesk.ui.guide_pane.contents_view import ContentsView
        from migdesk.ui.main_window.banner import Banner
        from migdesk.ui.main_window.header import Header
        from migdesk.ui.main_window.menus import fill_menus
        from migdesk.ui.main_window.right_pane import RightPane
        from migdesk.ui.main_window.status_line import StatusLine

        self.session = session
        self.header = Header(session, self.theme)
        self.banner = Banner()
        self.contents = ContentsView(self.guide.guide, self.theme)
        self.right = RightPane(session, self.theme, self.settings)
        self.status = StatusLine(session, self.theme)
        self._fill_places()
        self._join()
        fill_menus(self)
        self.guide.follow(session)
        self.contents.follow(session)
        self._page_shown(self.guide.permalink)
        self._practice_chosen()
        self._begun = True

    # places

    def open_page(self, permalink: str, anchor: str = "") -> None:
        """Show a page of the guide, at a section if there is one."""
        if self._begun:
            self.show_work()
        self.guide.open(permalink, anchor)

    def open_link(self, link: str) -> None:
        """Show what a permalink with an anchor leads to, and mark the section for a moment."""
        permalink, _, anchor = link.partition("#")
        self.open_page(permalink, anchor)
        if anchor:
            self.guide.flash_section(anchor)

    def open_practice(self, practice_id: str) -> None:
        """Take a practice in hand and show its checklist beside the guide."""
        self.session.choose_practice(practice_id)
        self.show_work()
        self.right.focus_current()

    def show_work(self) -> None:
        """Show the guide and the checklist."""
        self._show_frame()
        self._stack.setCurrentWidget(self._panes)

    def show_board(self) -> None:
        """Show all practices."""
        if self._board is None:
            from migdesk.ui.focus_order import put_in_order
            from migdesk.ui.practices_board.board import PracticesBoard

            board = PracticesBoard(self.session, self.theme)
            board.practice_opened.connect(self.open_practice)
            self._stack.addWidget(board)
            self._board = board
            put_in_order((self.header, self.banner, board, self.contents, self.guide, self.right, self.status))
        self._show_frame()
        self._stack.setCurrentWidget(self._board)
        self._board.view.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)  # type: ignore[attr-defined]

    def _show_frame(self) -> None:
        """Show what the welcome hides."""
        self.header.setVisible(True)
        self.status.setVisible(True)

    def show_welcome(self) -> None:
        """Show the first start: who are you, and which door."""
        from migdesk.ui.welcome.welcome_page import WelcomePage

        welcome = WelcomePage(self.session, self.theme)
        welcome.finished.connect(self._welcomed)
        self._welcome = welcome
        self._stack.addWidget(welcome)
        self._stack.setCurrentWidget(welcome)
        self.header.setVisible(False)
        self.status.setVisible(False)
        self._let_keys_through(False)
        welcome.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    def take_chosen_practice(self) -> None:
        """While the board is shown, what is asked for is about the practice chosen on it: take that one in hand."""
        if self._board is not None and self._stack.currentWidget() is self._board:
            chosen = self._board.selected_practice()  # type: ignore[attr-defined]
            if chosen and chosen != self.session.practice_id:
                self.session.choose_practice(chosen)

    # things to do

    def find_words(self) -> None:
        """Find words where the person is: on the page, or among the practices."""
        if self._board is not None and self._stack.currentWidget() is self._board:
            self._board.search.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)  # type: ignore[attr-defined]
        else:
            self.guide.find()

    def edit_practice(self) -> None:
        from migdesk.ui.dialogs.practice_dialog import edit_practice

        if self.session.practice_id:
            edit_practice(self.session, self.session.practice_id, self)

    def add_practice(self) -> None:
        from migdesk.ui.dialogs.practice_dialog import add_practice

        practice_id = add_practice(self.session, self)
        if practice_id:
            self.open_practice(practice_id)

    def change_identity(self) -> None:
        from migdesk.ui.dialogs.identity_dialog import change_identity

        change_identity(self.session, self)

    def show_history(self, item: str = "") -> None:
        """Show what happened to a task or reference, or to the whole practice."""
        from migdesk.practice.history import history_of
        from migdesk.ui.dialogs.history_dialog import HistoryDialog

        practice = self.session.practice
        if practice is None:
            return
        entries = self.session.workspace.history(practice.id)
        shown = history_of(item, entries) if item else entries
        progress = self.session.progress
        task = progress.task(item) if progress else None
        reference = progress.reference(item) if progress else None
        title = task.title if task else reference.reference.name if reference else practice.name
        HistoryDialog(self, title, shown, self.session.workspace.definitions).exec()

    def open_outside(self, address: str) -> None:
        """Ask, showing the address, and hand it to the person's own browser."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        from migdesk.ui.dialogs.outside_link import ask_to_open

        wanted = ask_to_open(self, address)
        self.status.show_address("")  # the pointer has left the link, but no page saw it go
        if wanted and not QDesktopServices.openUrl(QUrl(address)):
            self.banner.say(f"Your browser could not be started. The address is {address}")

    def choose_hit(self, hit: Hit, words: re.Pattern[str] | None = None) -> None:
        """Go to what the search found; `words` finds on a page what was looked for, which is marked there."""
        if hit.practice_id and hit.practice_id != self.session.practice_id:
            self.session.choose_practice(hit.practice_id)
        self.show_work()
        match hit.kind:
            case "task" | "note" if self.session.practice_id:
                self.show_pane(self.right, True)
                self.right.show_task(hit.item)
                self.right.focus_current()
            case "reference":  # its link may lead outside; without a practice the tab says how to get one
                self.show_pane(self.right, True)
                self.right.show_reference(hit.item)
            case "practice":
                self.right.focus_current()
            case _:
                self.open_link(hit.link)
                self.guide.focus_page()
                if words:
                    begins = hit.title if hit.kind == "glossary" else ""
                    self.guide.mark_words(words, hit.link.partition("#")[2], begins)

    def next_pane(self, step: int = 1) -> None:
        """F6: contents, page, checklist, and round again; with -1 the other way."""
        panes: list[tuple[QWidget, Callable[[], None]]] = [
            (self.contents, lambda: self.contents.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)),
            (self.guide, self.guide.focus_page),
            (self.right, self.right.focus_current),
        ]
        shown = [pane for pane in panes if pane[0].isVisible()]
        focus = self.focusWidget()
        here = next((n for n, (pane, _) in enumerate(shown) if focus and pane.isAncestorOf(focus)), -1)
        if focus is self.contents:
            here = 0
        if shown:
            shown[(here + step) % len(shown) if here >= 0 else 0][1]()

    def explain_words(self, explained: bool) -> None:
        """Explain the glossary's words on the pages, or leave them plain; remembered."""
        self.settings.explain_words = explained
        self.guide.set_explained(explained)

    def show_pane(self, pane: QWidget, shown: bool) -> None:
        """Show or hide the contents or the checklist; remembered."""
        self.settings.panes = self._pane_widths()
        pane.setVisible(shown)
        self.settings.contents_shown = not self.contents.isHidden()
        self.settings.checklist_shown = not self.right.isHidden()

    # building

    def _lay_out(self) -> None:
        self._panes = QSplitter()
        self._panes.setChildrenCollapsible(False)
        self._panes.setHandleWidth(1)
        self._contents_place, self._right_place = _place("panel"), _place("panel")
        self._contents_place.setMinimumWidth(CONTENTS_MINIMUM)
        self.guide.setMinimumWidth(GUIDE_MINIMUM)
        self._right_place.setMinimumWidth(RIGHT_MINIMUM)
        for pane in (self._contents_place, self.guide, self._right_place):
            self._panes.addWidget(pane)
        for index, stretch in enumerate(STRETCH):
            self._panes.setStretchFactor(index, stretch)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._panes)
        whole = QWidget()
        whole.setObjectName("ground")
        self._layout = QVBoxLayout(whole)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._header_place, self._status_place = _place("header"), _place("status")
        self._header_place.setFixedHeight(HEADER_HEIGHT)
        self._status_place.setFixedHeight(status_height(self.fontMetrics().height()))
        self._layout.addWidget(self._header_place)
        self._layout.addWidget(self._stack, 1)
        self._layout.addWidget(self._status_place)
        self.setCentralWidget(whole)

    def _fill_places(self) -> None:
        from migdesk.ui.focus_order import put_in_order

        sizes = self._pane_widths()
        for index, place, pane in ((0, self._contents_place, self.contents), (2, self._right_place, self.right)):
            pane.setMinimumWidth(place.minimumWidth())
            shown = not place.isHidden()
            self._panes.replaceWidget(index, pane)
            pane.setVisible(shown)
        self._panes.setSizes(sizes)
        for place, widget in ((self._header_place, self.header), (self._status_place, self.status)):
            self._layout.replaceWidget(place, widget)
        self._layout.insertWidget(1, self.banner)
        for place in (self._contents_place, self._right_place, self._header_place, self._status_place):
            place.hide()  # kept, not deleted: deleting one made PySide6 take wrappers of other objects for deleted ones
        put_in_order((self.header, self.banner, self.contents, self.guide, self.right, self.status))

    def _join(self) -> None:
        session, header, guide, right = self.session, self.header, self.guide, self.right
        header.board_button.clicked.connect(self.show_board)
        header.practice_button.practice_requested.connect(self.open_practice)
        header.practice_button.board_requested.connect(self.show_board)
        header.practice_button.edit_requested.connect(self.edit_practice)
        header.search_box.hit_chosen.connect(self.choose_hit)
        self.contents.page_requested.connect(self.open_page)
        guide.page_shown.connect(self._page_shown)
        guide.section_read.connect(self.contents.mark_section)
        guide.outside_requested.connect(self.open_outside)
        guide.message.connect(self.status.say)
        guide.link_hovered.connect(self.status.show_address)
        guide.section_tasks_requested.connect(self._show_section_tasks)
        right.guide_requested.connect(self.open_link)
        right.history_requested.connect(self.show_history)
        right.outside_requested.connect(self.open_outside)
        right.identity_requested.connect(self.change_identity)
        right.board_requested.connect(self.show_board)
        self.status.undo_requested.connect(session.undo)
        self.status.identity_requested.connect(self.change_identity)
        session.saved.connect(self.status.say_saved)
        session.refused.connect(self.banner.say)
        session.actor_changed.connect(self.status.refresh_identity)
        session.practice_chosen.connect(self._practice_chosen)
        session.changed.connect(self._changed)
        self.theme.changed.connect(self.status.rest)

    def _restore(self) -> None:
        settings = self.settings
        if not settings.geometry or not self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode())):
            self.resize(1366, 740)
        self._panes.setSizes(settings.panes)
        self._contents_place.setVisible(settings.contents_shown)
        self._right_place.setVisible(settings.checklist_shown)
        self.guide.set_zoom(settings.zoom_percent)
        self.guide.set_text_width(settings.text_width)
        self.guide.set_explained(settings.explain_words)

    def _pane_widths(self) -> list[int]:
        """Return the widths of the panes; a hidden one's is that at which it was last seen, taken from the guide's."""
        if not self.isVisible():  # nothing is laid out yet
            return list(self.settings.panes)
        widths, hidden = self._panes.sizes(), 0
        for pane in (0, 2):
            if not widths[pane]:
                widths[pane] = self.settings.panes[pane]
                hidden += widths[pane]
        widths[1] = max(widths[1] - hidden, GUIDE_MINIMUM)
        return widths

    # following

    def _page_shown(self, permalink: str) -> None:
        self.contents.mark_page(permalink)
        self.settings.page = permalink

    def _show_section_tasks(self, permalink: str, anchor: str) -> None:
        page = self.session.workspace.guide.render(permalink)
        title = next((section.title for section in page.sections if section.anchor == anchor), page.title)
        self.show_pane(self.right, True)
        self.right.show_section(f"{permalink}#{anchor}" if anchor else permalink, title)

    def _practice_chosen(self) -> None:
        practice = self.session.practice
        self.setWindowTitle(f"{practice.name} – migdesk" if practice else "migdesk")
        self.settings.practice = self.session.practice_id

    def _changed(self, changes: Changes) -> None:
        if changes.practice_id == self.session.practice_id and changes.everything:
            self._practice_chosen()

    def _welcomed(self, practice_id: str) -> None:
        if self._welcome is not None:
            self._stack.removeWidget(self._welcome)
            self._welcome.deleteLater()
            self._welcome = None
        self._let_keys_through(True)
        self.status.setVisible(True)
        self.status.refresh_identity()
        if practice_id:
            self.open_practice(practice_id)
        else:
            self.show_board()

    def _let_keys_through(self, through: bool) -> None:
        """The welcome has doors of its own: no key leads past it to screens where nothing could be saved."""
        from PySide6.QtGui import QShortcut

        for shortcut in self.findChildren(QShortcut):
            shortcut.setEnabled(through)

    # closing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._begun:
            super().keyPressEvent(event)
        elif event.key() == QtCore.Qt.Key.Key_Escape and self.banner.isVisible():
            self.banner.hide()
        elif event.key() == QtCore.Qt.Key.Key_Escape and self._board_covers_practice():
            self.show_work()
            self.right.focus_current()
        elif event.key() == QtCore.Qt.Key.Key_Escape and self.guide.view.forget_words():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _board_covers_practice(self) -> bool:
        return self._board is not None and self._stack.currentWidget() is self._board and bool(self.session.practice_id)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._begun:
            event.accept()
            return
        if not self.may_leave():
            event.ignore()
            return
        self.leave()
        event.accept()

    def may_leave(self) -> bool:
        """Ask about a note that is not saved; False where the person wants to go back to it."""
        return not self.right.checklist.has_unsaved_text() or self._may_lose_note()

    def leave(self) -> None:
        """End the window's work: the record may be closed when this returns."""
        self.remember()
        self.closing.emit()
        for thread in self.findChildren(QtCore.QThread):  # an export or a check that is still under way
            thread.requestInterruption()
            thread.wait()

    def remember(self) -> None:
        """Keep sizes, places and choices for the next start."""
        settings = self.settings
        settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        settings.panes = self._pane_widths()
        settings.zoom_percent = self.guide.zoom_percent
        settings.text_width = self.guide.text_width
        settings.theme = self.theme.choice
        self.right.checklist.remember_sizes()
        try:
            save_settings(self.session.workspace.paths.settings, settings)
        except KnownError:
            return

    def _may_lose_note(self) -> bool:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("A note is not saved")
        box.setText("You have written a note that is not saved yet.")
        box.setInformativeText("Go back and press “Add note” to keep it.")
        back = box.addButton("Go back", QMessageBox.ButtonRole.RejectRole)
        lose = box.addButton("Close without it", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.exec()
        return box.clickedButton() is lose


def status_height(line_height: int) -> int:
    """Return how high the status line is for a font's line, in logical pixels."""
    return max(26, line_height + 10)


def _place(name: str) -> QWidget:
    """Return an empty widget that looks like what will stand there."""
    place = QFrame()  # unlike a bare widget, a frame paints its style's background
    place.setObjectName(name)
    return place
