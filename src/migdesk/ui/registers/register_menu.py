"""What can be done with a whole register: suggested rows, columns, spreadsheets, lists, reports and paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from migdesk.ui.registers.row_commands import RowCommands, Shown
from migdesk.ui.registers.table_look import TableLook
from migdesk.ui.session.services import Services
from migdesk.ui.widgets.menu_entries import MenuEntry, fill_menu


class RegisterMenu(QObject):
    """Fills the menu when it opens, for the register that is `shown`."""

    report_requested = Signal()
    print_requested = Signal()

    def __init__(
        self,
        services: Services,
        menu: QMenu,
        commands: RowCommands,
        look: TableLook,
        shown: Callable[[], Shown | None],
    ) -> None:
        super().__init__(menu)
        self._services = services
        self._menu = menu
        self._commands = commands
        self._look = look
        self._shown = shown
        menu.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        shown, session, commands = self._shown(), self._services.session, self._commands
        if shown is None:
            return
        offered = session.workspace.registers.seeds_not_taken(session.practice_id, shown.view.register.id)
        has_rows = bool(shown.view.rows)
        fill_menu(
            self._menu,
            (
                MenuEntry("Suggested rows…", commands.ask_seeds, enabled=bool(offered)),
                MenuEntry("Columns…", self._look.ask_columns),
                MenuEntry("Copy the rows shown", commands.copy_shown, line_above=True, enabled=has_rows),
                MenuEntry("Paste from a spreadsheet\tCtrl+V", commands.paste),
                MenuEntry("Take rows from a list…", self._take_list, line_above=True),
                MenuEntry("Save as a list…", self._save_list),
                MenuEntry("Save a report on it…", self.report_requested.emit, line_above=True),
                MenuEntry("Print it, or a sheet to fill in…", self.print_requested.emit),
            ),
        )

    def _take_list(self) -> None:
        from migdesk.ui.register_import.list_files import take_list

        shown = self._shown()
        if shown:
            take_list(self._services, self._services.parent, shown.view.register.id)

    def _save_list(self) -> None:
        from migdesk.ui.register_import.list_files import save_list

        shown = self._shown()
        if shown:
            save_list(self._services, self._services.parent, shown.view.register.id)
