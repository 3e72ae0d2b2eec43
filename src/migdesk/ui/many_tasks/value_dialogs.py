"""Ask for what many tasks are to have: an owner, a day, or a note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from migdesk.base.errors import UserError
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.persons_box import PersonsBox


class TypedNote(msgspec.Struct, frozen=True):
    """A note, and whether it stays on this computer."""

    text: str
    private: bool


class ValueDialog(DialogFrame):
    """One field under a line that says what it is for. `rule` says what an empty field means."""

    def __init__(self, parent: QWidget | None, title: str, about: str, field: QWidget, rule: str, button: str) -> None:
        super().__init__(parent, title, width_in_characters=56)
        self.field = field
        self.below = text_label(rule, muted=True)
        self.below.setVisible(bool(rule))
        for part in (text_label(about), field, self.below):
            self.content.addWidget(part)
        self.content.addStretch(1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button(button, primary=True, default=True).clicked.connect(self.accept)
        (field.first_field() if isinstance(field, DateField) else field).setFocus()
        self.fit()

    def accept(self) -> None:
        """Take the value; a text that is no date keeps the dialog open, and says so under its field."""
        if isinstance(self.field, DateField):
            try:
                self.field.read()
            except UserError:
                self.field.first_field().setFocus()
                return
        super().accept()


def ask_owner(parent: QWidget, about: str, people: Sequence[str], typed: str = "") -> str | None:
    """Return whose tasks are to be, empty for nobody's; None where the person stepped back."""
    field = PersonsBox()
    field.setAccessibleName("Owner")
    field.offer(people)
    field.show_text(typed)
    dialog = ValueDialog(parent, "Owner", about, field, "Nothing here means that nobody has them.", "Save")
    return field.currentText().strip() if dialog.exec() else None


def ask_day(
    parent: QWidget, title: str, about: str, today: date, *, shown: date | None = None, rule: str = ""
) -> tuple[date | None] | None:
    """Return the day, or no day, that was entered; None where the person stepped back."""
    field = DateField(title, today=today)
    field.set_date(shown)
    dialog = ValueDialog(parent, title, about, field, rule, "Save")
    return (field.date(),) if dialog.exec() else None


def ask_note(parent: QWidget, about: str, typed: TypedNote | None = None) -> TypedNote | None:
    """Return a note, whose text may be empty; None where the person stepped back. `typed` starts the field."""
    field = QPlainTextEdit(typed.text if typed else "")
    field.setAccessibleName("New note")
    field.setPlaceholderText("Write a note. No patient details.")
    field.setTabChangesFocus(True)
    dialog = ValueDialog(parent, "Add a note", about, field, "Each of the tasks gets it, with your name.", "Add note")
    field.setMinimumHeight(dialog.fontMetrics().lineSpacing() * 4 + 16)
    private = QCheckBox("Only for us: stays on this computer")
    private.setToolTip("Neither reports nor what you send to others hold this note.")
    private.setChecked(bool(typed and typed.private))
    dialog.content.insertWidget(2, private)
    dialog.fit()
    return TypedNote(field.toPlainText(), private.isChecked()) if dialog.exec() else None
