"""Asks for one value that several rows are to have: an owner, a date, a note, or whatever column is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from migdesk.base.errors import UserError
from migdesk.checklist.registers.definitions import Column, ColumnType
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.registers.field_line import FieldLine
from migdesk.ui.registers.fields.field import FieldContext
from migdesk.ui.registers.fields.field_of import field_of
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.label import text_label

NOTE = Column(id="note", title="Note", type=ColumnType.LONG_TEXT, required=True)

Check = Callable[[Column, Any], None]
"""Raises UserError where a value cannot be entered in a column."""


class FieldDialog(DialogFrame):
    """One field; where there is a choice of columns, it is that of the chosen one."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        about: str,
        columns: Sequence[Column],
        context: FieldContext,
        check: Check,
    ) -> None:
        super().__init__(parent, title, width_in_characters=62)
        self._columns = tuple(columns)
        self._context = context
        self._check = check
        self.content.addWidget(text_label(about, muted=True))
        self.box = CalmComboBox()
        self.box.setAccessibleName("Field")
        for column in columns:
            self.box.addItem(column.title, column.id)
        self.box.currentIndexChanged.connect(self._show_field)
        self.box.setVisible(len(self._columns) > 1)
        self.content.addWidget(self.box)
        self.line: FieldLine | None = None
        self._show_field()
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Save", primary=True, default=True).clicked.connect(self.accept)
        (self.box if len(self._columns) > 1 else self._field).setFocus()
        self.fit()

    @property
    def column(self) -> Column:
        return self._columns[max(0, self.box.currentIndex())]

    @property
    def _field(self) -> QWidget:
        assert self.line is not None
        return self.line.field.first_field()

    def value(self) -> Any:
        """Return what was entered. Raises UserError where it is nothing that can be meant."""
        assert self.line is not None
        return self.line.field.typed()

    def accept(self) -> None:
        """Take the value; stays open and says why where it cannot be entered."""
        assert self.line is not None
        try:
            self._check(self.column, self.value())
        except UserError as error:
            words = str(error).removeprefix(f"{self.column.title}: ")
            self.line.say(words[:1].upper() + words[1:])
            self._field.setFocus()
            return
        super().accept()

    def _show_field(self) -> None:
        if self.line is not None:
            self.content.removeWidget(self.line)
            self.line.deleteLater()
        self.line = FieldLine(field_of(self.column, self._context), self.column.title)
        self.line.field.fill(None)
        self.content.insertWidget(2, self.line)


def ask_field(
    parent: QWidget | None,
    title: str,
    about: str,
    columns: Sequence[Column],
    context: FieldContext,
    check: Check,
) -> tuple[Column, Any] | None:
    """Return a column and the value that was entered for it, or None where the person stepped back."""
    dialog = FieldDialog(parent, title, about, columns, context, check)
    return (dialog.column, dialog.value()) if dialog.exec() else None
