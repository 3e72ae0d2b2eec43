"""The fields of a row's form, in their order and groups: the ones that matter first, the rest on request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from migdesk.base.errors import UserError
from migdesk.checklist.registers.definitions import DUE, OWNER, STATUS, Column, Register
from migdesk.ui.registers.field_line import FieldLine
from migdesk.ui.registers.fields.field import Field, FieldContext
from migdesk.ui.registers.fields.field_of import field_of
from migdesk.ui.registers.table_columns import TableColumn, grouped
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.registers.view import RowView


class FormFields(QWidget):
    """Built anew for each register. `settled` says that a field can be checked and saved."""

    settled = Signal(object)  # the FieldLine
    open_requested = Signal(str, str)  # a register and its row

    def __init__(self, register: Register, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.lines: dict[str, FieldLine] = {}
        self._rest: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(7)
        for name in (STATUS, OWNER, DUE):
            self._add(register.column_by_id[name], register.column_by_id[name].title, context)
        for group in grouped(register.columns):
            self._add_group(group, context)
        self.show_all(False)

    @property
    def count(self) -> int:
        """How many fields a row has."""
        return len(self.lines)

    @property
    def has_rest(self) -> bool:
        """Whether some fields stand in the form on request alone."""
        return bool(self._rest)

    def show_all(self, shown: bool) -> None:
        """Show the rest of the fields, or those alone that matter first."""
        for widget in self._rest:
            widget.setVisible(shown)

    def fill(self, row: RowView | None, context: FieldContext) -> None:
        """Show a row; what was entered and not saved is given up."""
        for name, line in self.lines.items():
            line.field.follow(context)
            line.field.fill(row)
            line.show_needed(row is None)
            line.say("This is missing." if row and name in row.missing else "")

    def refill(self, row: RowView, context: FieldContext) -> None:
        """Show how the same row stands now; what is being entered stays."""
        for name, line in self.lines.items():
            entered = line.field.entered() if line.field.is_touched else None
            line.field.follow(context)
            if entered is None:
                line.field.fill(row)
                line.say("This is missing." if name in row.missing else "")

    def touched(self) -> dict[str, Any]:
        """Return what was entered and not saved, by columns."""
        return {name: line.field.entered() for name, line in self.lines.items() if line.field.is_touched}

    def enter(self, entered: dict[str, Any]) -> None:
        """Bring back what was entered and not saved."""
        for name, value in entered.items():
            if name in self.lines:
                self.lines[name].field.enter(value)

    def typed(self, line: FieldLine) -> Any:
        """Return what stands in a field. Raises UserError, naming the column, where it is nothing that can be meant."""
        try:
            return line.field.typed()
        except UserError as error:
            raise UserError(f"{line.field.column.title}: {error}") from error

    def in_order(self) -> Iterator[FieldLine]:
        yield from self.lines.values()

    def _add_group(self, group: TableColumn, context: FieldContext) -> None:
        if len(group.parts) == 1:
            self._add(group.parts[0], group.title, context)
            return
        heading = text_label(group.title, heading="3")
        self._layout.addWidget(heading)
        for part in group.parts:
            step = group.step(part)
            self._add(part, step[:1].upper() + step[1:], context, with_others=group.in_table)
        if not group.in_table:
            self._rest.append(heading)

    def _add(self, column: Column, title: str, context: FieldContext, *, with_others: bool = False) -> None:
        field: Field = field_of(column, context)
        line = FieldLine(field, title)
        field.settled.connect(lambda: self.settled.emit(line))
        field.open_requested.connect(self.open_requested)
        self.lines[column.id] = line
        self._layout.addWidget(line)
        if not (column.in_table or column.required or with_others):
            self._rest.append(line)
