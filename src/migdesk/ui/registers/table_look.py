"""Which columns a register's table shows, and how it is sorted: as the person left it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from migdesk.checklist.registers.definitions import Register
from migdesk.ui.registers.register_settings import RegisterSettings
from migdesk.ui.registers.row_model import RowModel
from migdesk.ui.registers.rows_table import RowsTable
from migdesk.ui.registers.table_columns import chosen_columns, shown_at_first


class TableLook(QObject):
    """Keeps what is chosen in the settings, by the ids of registers and columns."""

    changed = Signal()  # other columns are shown

    def __init__(self, remembered: RegisterSettings, model: RowModel, table: RowsTable) -> None:
        super().__init__(table)
        self._remembered = remembered
        self._model = model
        self._table = table
        self._register: Register | None = None
        table.sorted_by.connect(self._sort)

    def show_columns(self, register: Register) -> None:
        """Show the columns that somebody chose, or else as many of a register's own as fit."""
        self._register = register
        chosen = self._remembered.columns.get(register.id)
        columns = chosen_columns(register, chosen) if chosen else shown_at_first(register)
        self._table.show_columns(columns, all_of_them=bool(chosen))

    def show_order(self, register: Register) -> None:
        """Sort the rows as they were left."""
        kept = self._remembered.sorted_by.get(register.id, "")
        column, descending = kept.removeprefix("-"), kept.startswith("-")
        self._model.sort_by(column, descending=descending)
        self._table.show_sorting(column, descending=descending)

    def ask_columns(self) -> None:
        """Ask which columns are to be shown."""
        from migdesk.ui.registers.column_choice import ask_columns

        register = self._register
        if register is None:
            return
        chosen = ask_columns(self._table.window(), register, [column.id for column in self._model.columns])
        if chosen is not None:
            self._remembered.columns.pop(register.id, None)
            if chosen:
                self._remembered.columns[register.id] = chosen
            self.show_columns(register)
            self.changed.emit()

    def _sort(self, column: str, descending: bool) -> None:
        if self._register is not None:
            current, chosen = self._table.current_row(), self._table.chosen_ids()
            self._remembered.sorted_by[self._register.id] = f"-{column}" if descending and column else column
            self._model.sort_by(column, descending=descending)
            self._table.restore(current.id if current else "", chosen)
