"""The fields of a row's form, in their order and groups: the ones that matter first, the rest on request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from migdesk.base.errors import UserError
from migdesk.checklist.registers.definitions import DUE, OWNER, STATUS, Column, Register
from migdesk.ui.registers.field_line import FieldLine
from migdesk.ui.registers.fields.field import FieldContext
from migdesk.ui.registers.fields.field_of import field_of
from migdesk.ui.registers.table_columns import grouped
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.registers.view import RowView


class _Place(msgspec.Struct, frozen=True):
    """What stands in one place of the form: the field of a column, or a heading over those that follow."""

    title: str
    column: Column | None
    is_rest: bool


class FormFields(QWidget):
    """Built anew for each register. The rest is only built when it is asked for. `settled` says that a field can be
    checked and saved."""

    settled = Signal(object)  # the FieldLine
    open_requested = Signal(str, str)  # a register and its row

    def __init__(self, register: Register, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.lines: dict[str, FieldLine] = {}
        self._context = context
        self._row: RowView | None = None
        self._places = tuple(_places(register))
        self._built: dict[int, QWidget] = {}  # by their places' numbers
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(7)
        self._build(rest=False)

    @property
    def count(self) -> int:
        """How many fields a row has."""
        return sum(place.column is not None for place in self._places)

    @property
    def has_rest(self) -> bool:
        """Whether some fields stand in the form on request alone."""
        return any(place.is_rest for place in self._places)

    def show_all(self, shown: bool) -> None:
        """Show the rest of the fields, or those alone that matter first."""
        if shown:
            self._build(rest=True)
        for number, widget in self._built.items():
            if self._places[number].is_rest:
                widget.setVisible(shown)

    def fill(self, row: RowView | None, context: FieldContext) -> None:
        """Show a row; what was entered and not saved is given up."""
        self._row, self._context = row, context
        for line in self.lines.values():
            self._fill(line)

    def refill(self, row: RowView, context: FieldContext) -> None:
        """Show how the same row stands now; what is being entered stays."""
        self._row, self._context = row, context
        for line in self.lines.values():
            if line.field.is_touched:
                entered = line.field.entered()
                line.field.follow(context)
                line.field.enter(entered)
            else:
                self._fill(line)

    def touched(self) -> dict[str, Any]:
        """Return what was entered and not saved, by columns."""
        return {name: line.field.entered() for name, line in self.lines.items() if line.field.is_touched}

    def enter(self, entered: dict[str, Any]) -> None:
        """Bring back what was entered and not saved."""
        if not entered.keys() <= self.lines.keys():
            self.show_all(True)
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
        """Yield the lines that are there, from top to bottom."""
        for number in sorted(self._built):
            line = self._built[number]
            if isinstance(line, FieldLine):
                yield line

    def _fill(self, line: FieldLine) -> None:
        row = self._row
        line.field.follow(self._context)
        line.field.fill(row)
        line.show_needed(row is None)
        line.say("This is missing." if row and line.field.column.id in row.missing else "")

    def _build(self, *, rest: bool) -> None:
        """Build what is not there yet, each in its place."""
        wanted = [number for number, place in enumerate(self._places) if rest or not place.is_rest]
        missing = [number for number in wanted if number not in self._built]
        for number in missing:
            title, column = self._places[number].title, self._places[number].column
            self._built[number] = self._line_of(column, title) if column else text_label(title, heading="3")
        if not missing:
            return
        for place, number in enumerate(sorted(self._built)):
            if number in missing:
                self._layout.insertWidget(place, self._built[number])
            self._built[number].raise_()  # Tab goes through them as they stand among their parent's children

    def _line_of(self, column: Column, title: str) -> FieldLine:
        field = field_of(column, self._context)
        line = FieldLine(field, title)
        field.settled.connect(lambda: self.settled.emit(line))
        field.open_requested.connect(self.open_requested)
        self.lines[column.id] = line
        self._fill(line)
        return line


def _places(register: Register) -> Iterator[_Place]:
    for name in (STATUS, OWNER, DUE):
        column = register.column_by_id[name]
        yield _Place(column.title, column, False)
    for group in grouped(register.columns):
        if len(group.parts) == 1:
            column = group.parts[0]
            yield _Place(column.title, column, not (column.in_table or column.required))
            continue
        yield _Place(group.title, None, not group.in_table)
        for part in group.parts:
            step = group.step(part)
            yield _Place(step[:1].upper() + step[1:], part, not (group.in_table or part.required))
