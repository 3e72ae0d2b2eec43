"""The main window builds the panes and joins their signals; what they show and do is their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from migdesk.base.errors import KnownError
from migdesk.guide.guide import Guide
from migdesk.ui.background import end_background_work
from migdesk.ui.guide_pane.guide_pane import GuidePane
from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.panes import Panes, empty_place
from migdesk.ui.session.settings import Settings, save_settings

if TYPE_CHECKING:  # see `begin`
    import re

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from migdesk.ui.guide_pane.contents_view import ContentsView
    from migdesk.ui.main_window.banner import Banner
    from migdesk.ui.main_window.header import Header
    from migdesk.ui.main_window.right_pane import RightPane
    from migdesk.ui.main_window.status_line import StatusLine
    from migdesk.ui.main_window.whole_screens import WholeScreens
    from migdesk.ui.session.session import Session
    from migdesk.workspace.changes import Changes
    from migdesk.workspace.search.search import Hit

SMALLEST_WIDTH, SMALLEST_HEIGHT = 860, 480
_ENTER = (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)
HEADER_HEIGHT = 52


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
    screens: WholeScreens

    def __init__(self, guide: Guide, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.theme = theme
        self.settings = settings
        self.setMinimumSize(SMALLEST_WIDTH, SMALLEST_HEIGHT)
        self.setWindowTitle("migdesk")
        self.guide = GuidePane(guide, theme)
        self._welcome: QWidget | None = None
        self._begun = False
        self._key_went_to: QWidget | None = None
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
        from migdesk.ui.main_window.whole_screens import WholeScreens

        self.session = session
        self.screens = WholeScreens(self, self._stack)
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
            self.guide.view.flash_section(anchor)

    def read_link(self, link: str) -> None:
        """Show what a link leads to, and give the keyboard to the page."""
        self.open_link(link)
        self.guide.focus_page()

    def open_practice(self, practice_id: str) -> None:
        """Take a practice in hand and show its checklist beside the guide."""
        self.session.choose_practice(practice_id)
        self.back_to_work()

    def open_task(self, practice_id: str, task_id: str) -> None:
        """Take a practice in hand and show one of its tasks."""
        if practice_id and practice_id != self.session.practice_id:
            self.session.choose_practice(practice_id)
        self.show_work()
        if self.session.practice_id:
            self.show_pane(self.right, True)
            self.right.show_task(task_id)
            self.right.focus_current()

    def show_phase(self, phase_id: str) -> None:
        """Show a phase in the checklist."""
        self.show_work()
        self.show_pane(self.right, True)
        self.right.show_phase(phase_id)
        self.right.focus_current()

    def show_work(self) -> None:
        """Show the guide and the checklist."""
        self._show_frame()
        self._stack.setCurrentWidget(self.panes)

    def back_to_work(self) -> None:
        """Leave a whole-width screen for the checklist beside the guide."""
        self.show_work()
        self.right.focus_current()

    def show_board(self) -> None:
        """Show all practices."""
        self._show_frame()
        self.screens.show_board()

    def show_plan(self, milestone: str = "") -> None:
        """Show the plan of the practice in hand, or of the one chosen on the board."""
        self.take_chosen_practice()
        self._show_frame()
        self.screens.show_plan(milestone)

    def show_week(self) -> None:
        """Show what is due over all practices."""
        self._show_frame()
        self.screens.show_week()

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
        if self.screens.board is not None and self.screens.board_is_shown:
            chosen = self.screens.board.selected_practice()
            if chosen and chosen != self.session.practice_id:
                self.session.choose_practice(chosen)

    # things to do

    def find_words(self) -> None:
        """Find words where the person is: on the page, among the practices, or in what is due."""
        if self.screens.board is not None and self.screens.board_is_shown:
            self.screens.board.search.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        elif self.screens.week is not None and self.screens.current is self.screens.week:
            self.screens.week.bar.words.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        else:
            self.guide.find_words()

    def edit_practice(self) -> None:
        from migdesk.ui.dialogs.practice_dialog import edit_practice

        if self.session.practice_id:
            edit_practice(self.session, self.session.practice_id, self)

    def add_practice(self) -> None:
        from migdesk.ui.dialogs.practice_dialog import add_practice

        practice_id = add_practice(self.session, self)
        if practice_id:
            self.open_practice(practice_id)

    def import_practices(self) -> None:
        """Bring in practices from a file, and show them on the board."""
        from migdesk.ui.practice_import.import_dialog import import_practices

        added = import_practices(self.session, self.theme, self)
        if added:
            self._show_frame()
            self.screens.show_board(added)

    def change_identity(self) -> None:
        from migdesk.ui.dialogs.identity_dialog import change_identity

        change_identity(self.session, self)

    def show_history(self, item: str = "") -> None:
        """Show what happened to a task or reference, or to the whole practice."""
        from migdesk.ui.main_window.history import show_history

        show_history(self, item)

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
                self.open_task(hit.practice_id, hit.item)
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
                    self.guide.view.mark_words(words, hit.link.partition("#")[2], begins)

    def next_pane(self, step: int = 1) -> None:
        """F6: contents, page, checklist, and round again; with -1 the other way."""
        self.panes.go_on(step)

    def explain_words(self, explained: bool) -> None:
        """Explain the glossary's words on the pages, or leave them plain; remembered."""
        self.settings.explain_words = explained
        self.guide.view.set_explained(explained)

    def show_pane(self, pane: QWidget, shown: bool) -> None:
        """Show or hide the contents or the checklist; remembered."""
        self.panes.show_pane(pane, shown)

    # building

    def _lay_out(self) -> None:
        self.panes = Panes(self.guide, self.settings)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.panes)
        whole = QWidget()
        whole.setObjectName("ground")
        self._layout = QVBoxLayout(whole)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._header_place, self._status_place = empty_place("header"), empty_place("status")
        self._header_place.setFixedHeight(HEADER_HEIGHT)
        self._status_place.setFixedHeight(status_height(self.fontMetrics().height()))
        self._layout.addWidget(self._header_place)
        self._layout.addWidget(self._stack, 1)
        self._layout.addWidget(self._status_place)
        self.setCentralWidget(whole)

    def _fill_places(self) -> None:
        from migdesk.ui.widgets.focus_order import put_in_order

        self.panes.fill(self.contents, self.right)
        for place, widget in ((self._header_place, self.header), (self._status_place, self.status)):
            self._layout.replaceWidget(place, widget)
            place.hide()  # kept, as those of the panes are
        self._layout.insertWidget(1, self.banner)
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
        guide.view.section_read.connect(self.contents.mark_section)
        guide.outside_requested.connect(self.open_outside)
        guide.message.connect(self.status.say)
        guide.view.requests.hovered.connect(self.status.show_address)
        guide.section_tasks_requested.connect(self._show_section_tasks)
        right.guide_requested.connect(self.open_link)
        right.history_requested.connect(self.show_history)
        right.outside_requested.connect(self.open_outside)
        right.identity_requested.connect(self.change_identity)
        right.board_requested.connect(self.show_board)
        right.plan_requested.connect(self.show_plan)
        self.status.undo_requested.connect(session.undo)
        self.status.identity_requested.connect(self.change_identity)
        session.saved.connect(self.status.say_saved)
        session.saved.connect(self.banner.saved)
        session.refused.connect(self.banner.say_refused)
        session.refused.connect(self.status.say_refused)
        session.actor_changed.connect(self.status.refresh_identity)
        session.practice_chosen.connect(self._practice_chosen)
        session.changed.connect(self._changed)
        self.theme.changed.connect(self.status.rest)

    def _restore(self) -> None:
        settings = self.settings
        if not settings.geometry or not self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode())):
            self.resize(1366, 740)
        room = self.screen().availableSize()  # another screen, or another scaling, than when it was left
        self.resize(min(self.width(), room.width()), min(self.height(), room.height()))
        self.panes.restore()
        self.guide.view.set_zoom(settings.zoom_percent)
        self.guide.view.set_text_width(settings.text_width)
        self.guide.view.set_explained(settings.explain_words)

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

    def event(self, event: QtCore.QEvent) -> bool:
        """Note where a key goes: by the time that nobody wanted it, what it did may have moved the keyboard on."""
        if event.type() == QtCore.QEvent.Type.ShortcutOverride:
            self._key_went_to = self.focusWidget()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._begun:
            super().keyPressEvent(event)
        elif event.key() in _ENTER and isinstance(button := self.focusWidget(), QAbstractButton):
            if button is self._key_went_to:
                button.click()  # as in dialogs; by itself Qt presses a window's buttons with Space alone
        elif event.key() == QtCore.Qt.Key.Key_Escape and self.banner.isVisible():
            self.banner.hide()
        elif event.key() == QtCore.Qt.Key.Key_Escape and self.session.practice_id and self.screens.current is not None:
            self.back_to_work()
        elif event.key() == QtCore.Qt.Key.Key_Escape and self.guide.view.forget_words():
            event.accept()
        else:
            super().keyPressEvent(event)

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
        from migdesk.ui.main_window.unsaved_note import may_lose_note

        return not self.right.checklist.has_unsaved_text() or may_lose_note(self)

    def leave(self) -> None:
        """End the window's work: the record may be closed when this returns."""
        self.remember()
        self.closing.emit()
        end_background_work()  # an export or a check that is still under way

    def remember(self) -> None:
        """Keep sizes, places and choices for the next start."""
        settings = self.settings
        settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        settings.panes = self.panes.widths()
        settings.zoom_percent = self.guide.view.zoom_percent
        settings.text_width = self.guide.view.text_width
        settings.theme = self.theme.choice
        self.right.checklist.remember_sizes()
        try:
            save_settings(self.session.workspace.paths.settings, settings)
        except KnownError:
            return


def status_height(line_height: int) -> int:
    """Return how high the status line is for a font's line, in logical pixels."""
    return max(26, line_height + 10)
