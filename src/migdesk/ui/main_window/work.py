"""What a window does once the record is open: header, contents, checklist and screens, built whole and joined."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from migdesk.base.errors import KnownError
from migdesk.guide.guide import Guide
from migdesk.ui.another_guide.guide_choice import GuideChoice
from migdesk.ui.background import end_background_work
from migdesk.ui.copies.record_commands import RecordCommands
from migdesk.ui.guide_pane.contents_view import ContentsView
from migdesk.ui.look.text_size import next_text_size
from migdesk.ui.main_window.banner import Banner
from migdesk.ui.main_window.commands import Commands
from migdesk.ui.main_window.header import Header
from migdesk.ui.main_window.narrow_bar import NarrowBar
from migdesk.ui.main_window.navigation import Navigation
from migdesk.ui.main_window.right_pane import RightPane
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.main_window.status_line import StatusLine
from migdesk.ui.main_window.whole_screens import WholeScreens
from migdesk.ui.main_window.window_events import WindowEvents
from migdesk.ui.session.services import Services
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import save_settings
from migdesk.ui.share.shares import Shares
from migdesk.ui.widgets.focus_order import TabOrder
from migdesk.workspace.changes import Changes


class Work(QObject):
    """Builds the panes into a shell and joins their signals; what they show and do is their own."""

    guide_chosen = Signal(Guide, str)  # open the window again with this guide, from this place ("" is built in)
    welcoming = Signal(bool)  # the first start's questions are shown, or answered
    record_change_requested = Signal(object)  # a RecordChange: close the record, have it changed, open it again
    closing = Signal()  # for good; the record may be closed at any time from now on

    def __init__(self, shell: Shell, session: Session) -> None:
        super().__init__(shell)
        self.shell = shell
        self.session = session
        self.guide = shell.guide
        theme, settings = shell.theme, shell.settings
        self.header = Header(session, theme)
        self.banner = Banner()
        self.contents = ContentsView(shell.guide.guide, theme)
        self.right = RightPane(session, theme, settings)
        self.status = StatusLine(session, theme)
        self.services = Services(
            session=session,
            settings=settings,
            theme=theme,
            parent=shell,
            say=self.status.say,
            warn=self.banner.say,
        )
        self.shares = Shares(self.services, self)
        self.records = RecordCommands(self.services, self.record_change_requested.emit)
        self.screens = WholeScreens(self.services, shell.stack)
        self.navigation = Navigation(shell, session, self.contents, self.right, self.screens)
        self.commands = Commands(self.services, self.navigation, self.screens)
        self.guide_choice = GuideChoice(self.services, shell.guide.guide, self.guide_chosen.emit, self.remember)
        shell.panes.fill(self.contents, self.right)
        shell.take_in(self.header, self.banner, self.status)
        self.narrow = NarrowBar(shell.panes, self.right, shell.stack)
        self.narrow.keep_on_top_requested.connect(self.keep_on_top)
        self.narrow.on_top.setChecked(settings.keep_on_top)
        shell.add_narrow_bar(self.narrow)
        self._tab_order = TabOrder(self._down_the_window, self)
        self._join()
        self._events = WindowEvents(
            shell, before_tab=self._tab_order.renew, escape=self._escape, may_close=self._may_close
        )
        self.guide.follow(session)
        self.contents.follow(session)
        self._page_shown(self.guide.permalink)
        self._practice_chosen()

    def show_welcome(self) -> None:
        """Show the first start: who are you, and which door. No key leads past it to where nothing could be saved."""
        from migdesk.ui.welcome.welcome_page import WelcomePage

        welcome = WelcomePage(self.session, self.services.theme)
        welcome.finished.connect(partial(self._welcomed, welcome))
        welcome.move_in_requested.connect(self.records.move_in)
        self.navigation.show_alone(welcome)
        self.welcoming.emit(True)
        welcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_package(self, path: Path) -> None:
        """Show what taking in a package would do; at a first start, once somebody has said who they are."""
        if self.session.workspace.actor is not None:
            self.commands.take_in_package(path)
        else:
            self.welcoming.connect(partial(self._open_after_welcome, path), Qt.ConnectionType.SingleShotConnection)

    def _open_after_welcome(self, path: Path, begins: bool) -> None:
        if not begins:
            QTimer.singleShot(0, self, partial(self.commands.take_in_package, path))

    def keep_on_top(self, kept: bool) -> None:
        """Keep the window on top of others, as beside the clinical system; remembered."""
        self.shell.keep_on_top(kept)
        self.narrow.on_top.setChecked(kept)

    def text_size(self, step: int) -> None:
        """Make all text larger or smaller by a step, or with 0 as large as the system has it; remembered."""
        settings, theme = self.services.settings, self.services.theme
        settings.text_percent = next_text_size(settings.text_percent, step)
        theme.set_text_percent(settings.text_percent)
        self.status.say(f"All text is shown at {settings.text_percent} %")

    def explain_words(self, explained: bool) -> None:
        """Explain the glossary's words on the pages, or leave them plain; remembered."""
        self.services.settings.explain_words = explained
        self.guide.view.set_explained(explained)

    def check_guide(self) -> None:
        """Look for faults in the guide's files."""
        from migdesk.ui.guide_check.check_in_window import check_guide

        check_guide(self.services, self.guide.guide, self.navigation.open_link)

    def share(self) -> None:
        """Share practices with colleagues, see how that stands, or end it."""
        from migdesk.ui.share.share_dialog import ShareDialog

        board = self.screens.shown_board
        ShareDialog(self.services, self.shares, board.shown_practices() if board else None, self.shell).exec()

    def remember(self) -> None:
        """Keep sizes, places and choices for the next start."""
        self.shell.remember()
        self.right.checklist.remember_sizes()
        try:
            save_settings(self.session.workspace.paths.settings, self.services.settings)
        except KnownError:
            return

    def offer_use_here(self, words: str) -> None:
        """Say that the record moved on, and offer to use it here after all."""
        self.banner.say(words, "Use it here after all…")
        self.banner.action_requested.connect(self.records.use_here, Qt.ConnectionType.SingleShotConnection)

    # the end

    def may_leave(self) -> bool:
        """Ask about a note that is not saved; False where the person wants to go back to it."""
        from migdesk.ui.main_window.unsaved_note import may_lose_note

        begun = self.right.checklist.has_unsaved_text() or self.screens.with_typed_text
        return not begun or may_lose_note(self.shell)

    def leave(self) -> None:
        """End the window's work: the record may be closed when this returns."""
        self.remember()
        self.shares.close()
        self.closing.emit()
        end_background_work()  # an export or a check that is still under way

    def _may_close(self) -> bool:
        if not self.may_leave():
            return False
        self.leave()
        return True

    # joining

    def _join(self) -> None:
        session, header, guide, right = self.session, self.header, self.guide, self.right
        go, do, status = self.navigation, self.commands, self.status
        header.board_button.clicked.connect(go.show_board)
        header.practice_button.practice_requested.connect(go.open_practice)
        header.practice_button.board_requested.connect(go.show_board)
        header.practice_button.edit_requested.connect(do.edit_practice)
        header.search_box.hit_chosen.connect(go.choose_hit)
        self.contents.page_requested.connect(go.open_page)
        guide.page_shown.connect(self._page_shown)
        guide.view.section_read.connect(self.contents.mark_section)
        guide.outside_requested.connect(self._open_outside)
        guide.message.connect(status.say)
        guide.view.requests.hovered.connect(status.show_address)
        guide.section_tasks_requested.connect(go.show_section_tasks)
        guide.register_requested.connect(go.show_register)
        right.guide_requested.connect(go.open_link)
        right.checklist.section_requested.connect(go.read_section_of_task)
        right.history_requested.connect(do.show_history)
        right.how_far_requested.connect(do.ask_how_far)
        right.outside_requested.connect(self._open_outside)
        right.identity_requested.connect(do.sign_once)
        right.board_requested.connect(go.show_board)
        right.plan_requested.connect(go.show_plan)
        right.register_requested.connect(go.show_register)
        self.screens.history_requested.connect(do.show_history)
        self.screens.built.connect(self._tab_order.outdate)
        self.screens.import_requested.connect(do.import_practices)
        self.screens.report_requested.connect(do.report_on_practices)
        self.screens.registers_report_requested.connect(do.save_registers_report)
        self.screens.register_print_requested.connect(do.print_register)
        self.screens.how_far_requested.connect(do.ask_how_far)
        self.screens.tasks_print_requested.connect(do.print_tasks)
        self.screens.tasks_save_requested.connect(do.save_tasks)
        go.frame_shown.connect(header.setVisible)
        go.frame_shown.connect(status.setVisible)
        self.shares.looked.connect(status.show_shares)
        status.shares_requested.connect(self.share)
        status.undo_requested.connect(session.undo)
        status.person_requested.connect(do.choose_person)
        session.saved.connect(status.say_saved)
        session.saved.connect(self.banner.saved)
        session.noted.connect(status.say)
        session.refused.connect(self.banner.say_refused)
        session.refused.connect(status.say_refused)
        session.actor_changed.connect(status.person.person_changed)
        session.practice_chosen.connect(self._practice_chosen)
        session.changed.connect(self._changed)
        self.services.theme.changed.connect(status.rest)

    def _down_the_window(self) -> tuple[QWidget, ...]:
        around = (self.header, self.banner, *self.screens.every)
        return (*around, self.narrow, self.contents, self.guide, self.right, self.status)

    # following

    def _page_shown(self, permalink: str) -> None:
        self.contents.mark_page(permalink)
        self.status.show_address("")  # of a link on the page before
        self.services.settings.page = permalink

    def _open_outside(self, address: str) -> None:
        self.commands.open_outside(address)
        self.status.show_address("")  # the pointer has left the link, but no page saw it go

    def _practice_chosen(self) -> None:
        practice = self.session.practice
        note = self.session.workspace.read_only_note
        where = f"migdesk – {note.title}" if note else "migdesk"
        self.shell.setWindowTitle(f"{practice.name} – {where}" if practice else where)
        self.services.settings.practice = self.session.practice_id

    def _changed(self, changes: Changes) -> None:
        if changes.practice_id == self.session.practice_id and changes.everything:
            self._practice_chosen()

    def _welcomed(self, welcome: QWidget, practice_id: str) -> None:
        self.welcoming.emit(False)
        self.status.person.show_person()
        if practice_id:
            self.navigation.open_practice(practice_id)
        else:
            self.navigation.show_board()
        self.shell.stack.removeWidget(welcome)
        welcome.deleteLater()

    def _escape(self) -> bool:
        """Close what is open, the latest first; False where there is nothing."""
        if self.banner.isVisible():
            self.banner.hide()
        elif self.session.practice_id and self.screens.current is not None:
            self.navigation.back_to_work()
        else:
            return self.guide.view.forget_words() or self.navigation.back_to_task()
        return True
