"""What was set of a row in two places without knowledge of each other, and the choice between both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from migdesk.checklist.registers.definitions import Column, Register
from migdesk.practice.conflicts import Conflict, ConflictValue
from migdesk.practice.removal import REMOVED
from migdesk.ui.look.words import breakable, moment
from migdesk.ui.registers.cells import value_in_words
from migdesk.ui.registers.fields.field import FieldContext
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.registers.view import RowView

Words = Callable[[Any], str]


class RowConflicts(QFrame):
    """Stands over the fields while there are any; each goes once somebody has chosen."""

    built = Signal()  # its buttons are new
    settle_requested = Signal(str, object)  # the field, and the value that is to stand

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warning")
        self._shown: tuple[Conflict, ...] = ()
        self._inside: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 8, 10, 8)
        self.hide()

    def show_row(self, register: Register, row: RowView | None, context: FieldContext) -> None:
        """Show the conflicts of a row."""
        conflicts = row.conflicts if row else ()
        if conflicts == self._shown:
            return
        self._shown = conflicts
        if self._inside is not None:
            self._layout.removeWidget(self._inside)
            self._inside.deleteLater()
            self._inside = None
        if conflicts:
            self._inside = self._built(register, conflicts, context)
            self._layout.addWidget(self._inside)
            self.built.emit()
        self.setVisible(bool(conflicts))

    def _built(self, register: Register, conflicts: tuple[Conflict, ...], context: FieldContext) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for conflict in conflicts:
            column = register.column_by_id.get(conflict.field)
            title = "Removed, and changed elsewhere" if conflict.field == REMOVED else f"{_title(column)}: two answers"
            layout.addWidget(text_label(title, heading="3"))
            for value in conflict.values:
                said = in_words(column, conflict, value, context)
                layout.addWidget(text_label(breakable(f"“{said}”: {_by_whom(value, context.today)}")))
            layout.addLayout(flush_left(*(self._button(conflict, column, value, context) for value in conflict.values)))
        return inside

    def _button(
        self, conflict: Conflict, column: Column | None, value: ConflictValue, context: FieldContext
    ) -> QWidget:
        said = in_words(column, conflict, value, context)
        button = quiet_button(f"Keep “{said[:24]}”", f"{_title(column)}: keep “{said}”")
        button.clicked.connect(partial(self._settle, conflict.field, value.value))
        return button

    def _settle(self, field: str, value: object, _checked: bool = False) -> None:
        self.settle_requested.emit(field, value)


def in_words(column: Column | None, conflict: Conflict, value: ConflictValue, context: FieldContext) -> str:
    """Return one of the values of a conflict as people read it."""
    if conflict.field == REMOVED:
        return "removed" if value.value else "still there"
    if column is None:
        return str(value.value)
    return value_in_words(column, value.value, context.today, context.names) or "nothing"


def _title(column: Column | None) -> str:
    return column.title if column else "This row"


def _by_whom(value: ConflictValue, today: date) -> str:
    return f"{value.by.name}, {moment(value.at, today)}"
