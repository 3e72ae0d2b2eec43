"""What the window's actions do that is neither going somewhere nor a screen's own: dialogs, and reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from migdesk.ui.main_window.navigation import Navigation
from migdesk.ui.main_window.whole_screens import WholeScreens
from migdesk.ui.session.services import Services


class Commands:
    """The commands of one window. Each imports its dialog when it is asked for."""

    def __init__(self, services: Services, navigation: Navigation, screens: WholeScreens) -> None:
        self._services = services
        self._session = services.session
        self._navigation = navigation
        self._screens = screens

    # practices and people

    def edit_practice(self) -> None:
        from migdesk.ui.dialogs.practice_dialog import edit_practice

        if self._session.practice_id:
            edit_practice(self._session, self._session.practice_id, self._services.parent)

    def add_practice(self) -> None:
        from migdesk.ui.dialogs.practice_dialog import add_practice

        practice_id = add_practice(self._session, self._services.parent)
        if practice_id:
            self._navigation.open_practice(practice_id)

    def import_practices(self) -> None:
        """Bring in practices from a file, and show them on the board."""
        from migdesk.ui.practice_import.import_dialog import import_practices

        added = import_practices(self._session, self._services.theme, self._services.parent)
        if added:
            self._navigation.show_practices(added)

    def make_one_name(self) -> None:
        """Show which spellings of systems and commissioners can be made one, and make them one where that is agreed."""
        from migdesk.ui.dialogs.one_name_dialog import make_one_name

        make_one_name(self._session, self._services.parent)

    def ask_how_far(self) -> None:
        """Ask how far the practice in hand is, or those that are chosen on the board, and mark what is past as done."""
        from migdesk.ui.many_tasks.past_phases_dialog import ask_how_far

        board = self._screens.shown_board
        chosen = board.view.selected_practices() if board else ()
        in_hand = (self._session.practice_id,) if self._session.practice_id else ()
        ask_how_far(self._session, self._services.parent, chosen or in_hand)

    def print_tasks(self) -> None:
        """Show the table of tasks as it will be printed."""
        from migdesk.ui.main_window.reports import preview
        from migdesk.workspace.reports.tasks import tasks_document_of

        table, workspace, practice = self._screens.tasks, self._session.workspace, self._session.practice_id
        if table is not None:
            shown, words = table.shown_tasks, table.in_words
            preview(self._services, lambda: tasks_document_of(workspace, practice, shown, words))

    def save_tasks(self, form: str) -> None:
        """Ask where the table of tasks goes, and write it."""
        from migdesk.report.formats import FORMAT_BY_ID
        from migdesk.ui.main_window.reports import ask_and_write
        from migdesk.workspace.reports.prepared import Prepared
        from migdesk.workspace.reports.tasks import prepare_tasks

        table, practice, workspace = self._screens.tasks, self._session.practice, self._session.workspace
        if table is None or practice is None:
            return
        shown, words = table.shown_tasks, table.in_words

        def gather(path: Path) -> Prepared:
            return prepare_tasks(workspace, practice.id, path, shown, words, form)

        ask_and_write(self._services, "Save the tasks", f"{practice.name} tasks", FORMAT_BY_ID[form], gather)

    # other computers

    def send_practices(self) -> None:
        """Write the practice in hand, or all, to a file for another computer."""
        from migdesk.ui.exchange.send_dialog import send_practices

        self._navigation.take_chosen_practice()
        send_practices(self._services)

    def take_in_package(self, path: Path | None = None) -> None:
        """Show what taking in a package would do; without a file, one is asked for."""
        from migdesk.ui.exchange.open_package import PackageOpening

        opening = PackageOpening(self._services, self._navigation.show_take_in)
        if path is None:
            opening.choose()
        else:
            opening.open(path)

    def hand_over(self) -> None:
        """Say who looks after the practice in hand, and put it away here if so wanted."""
        from migdesk.ui.exchange.hand_over_dialog import HandOverDialog

        self._navigation.take_chosen_practice()
        if not self._session.practice_id:
            self._services.warn("Choose a practice first: it is one practice that is handed over.")
            return
        dialog = HandOverDialog(self._session, self._services.parent)
        if dialog.exec() and dialog.away.isChecked():
            self._session.choose_practice("")
            self._navigation.show_board()
        dialog.deleteLater()

    def show_put_away(self) -> None:
        """List the practices that are put away here, and open one that is brought back."""
        from migdesk.ui.exchange.put_away_dialog import PutAwayDialog

        dialog = PutAwayDialog(self._session, self._services.parent)
        if dialog.exec() and dialog.brought_back:
            self._navigation.open_practice(dialog.brought_back)
        dialog.deleteLater()

    def settle_changes(self) -> None:
        """Show what was changed on two computers, of the practice in hand or of all."""
        from migdesk.ui.exchange.settle_dialog import settle

        self._navigation.take_chosen_practice()
        settle(self._session, self._session.practice_id, None, self._services.parent)

    def change_person(self, *, once: bool = False) -> None:
        """Ask who is at the keyboard, from now on or for the next entry alone."""
        from migdesk.ui.people.person_dialog import ask_who_is_here

        ask_who_is_here(self._session, self._services.parent, once=once)

    def choose_person(self, button: QWidget) -> None:
        """Offer the people that are known here in a menu over a button; where nobody else is, ask who it is."""
        from migdesk.ui.people.person_menu import others_known, person_menu

        others = others_known(self._session)
        if not others:
            self.change_person()
            return
        menu = person_menu(self._session, others, self.change_person, button)
        menu.exec(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.deleteLater()

    def sign_once(self) -> None:
        """Ask who signs what is in hand, after which whoever is at the keyboard is so again."""
        self.change_person(once=True)

    def show_history(self, item: str = "") -> None:
        """Show what happened to a task or reference, or to the whole practice."""
        from migdesk.ui.main_window.history import show_history

        show_history(self._services, item)

    # reports

    def save_report(self) -> None:
        from migdesk.ui.main_window.reports import save_report

        self._of_practice("Choose a practice first; the report is about one practice.", save_report)

    def preview_report(self) -> None:
        from migdesk.ui.main_window.reports import preview_report

        self._of_practice("Choose a practice first; the report is about one practice.", preview_report)

    def save_registers_report(self) -> None:
        """Write a report on registers, by default on the one that is shown."""
        from migdesk.ui.main_window.reports import save_registers_report

        shown = self._screens.shown_registers
        self._of_practice(
            "Choose a practice first; registers are those of one practice.",
            lambda services: save_registers_report(services, shown.register_id if shown else ""),
        )

    def print_register(self) -> None:
        """Print a register or a sheet of it, by default of the one that is shown."""
        from migdesk.ui.main_window.reports import print_register

        shown = self._screens.shown_registers
        self._of_practice(
            "Choose a practice first; registers are those of one practice.",
            lambda services: print_register(services, shown.register_id if shown else ""),
        )

    def prepare_agenda(self) -> None:
        """Prepare a visit to the practice in hand."""
        from migdesk.ui.visit.agenda_dialog import prepare_visit

        self._of_practice(
            "Choose a practice first; the agenda is for a visit to one practice.",
            lambda services: prepare_visit(services.parent, services.session, services.settings),
        )

    def report_on_practices(self) -> None:
        """Write one report on all practices, or on those that the board shows while it is in sight."""
        from migdesk.ui.portfolio.portfolio_dialog import save_portfolio

        board, services = self._screens.shown_board, self._services
        save_portfolio(services.parent, services.session, services.settings, board.shown_practices() if board else None)

    def save_calendar(self) -> None:
        """Write milestones and tasks for a calendar program."""
        from migdesk.ui.calendar_export.calendar_dialog import save_calendar

        self._navigation.take_chosen_practice()
        board = self._screens.shown_board
        shown = board.shown_practices() if board else None
        save_calendar(self._services.parent, self._session, self._services.settings, shown)

    def _of_practice(self, without: str, command: Callable[[Services], object]) -> None:
        """Do what needs a practice with the one that is meant; say `without` where there is none."""
        self._navigation.take_chosen_practice()
        if self._session.practice_id:
            command(self._services)
        else:
            self._services.warn(without)

    def show_what_is_new(self) -> None:
        """List what is new in the guide since somebody last read it."""
        from migdesk.ui.guide_changes.what_is_new import show_what_is_new

        show_what_is_new(self._services, self._navigation.show_change)

    # elsewhere

    def open_outside(self, address: str) -> None:
        """Ask, showing the address, and hand it to the person's own browser."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        from migdesk.ui.dialogs.outside_link import ask_to_open

        if ask_to_open(self._services.parent, address) and not QDesktopServices.openUrl(QUrl(address)):
            self._services.warn(f"Your browser could not be started. The address is {address}")

    def show_about(self) -> None:
        from migdesk.ui.dialogs.about_dialog import AboutDialog

        AboutDialog(self._session, self._services.parent).exec()
