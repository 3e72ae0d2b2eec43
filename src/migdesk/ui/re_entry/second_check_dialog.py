"""Asks for a second check: how many of a category were looked at again, how many were wrong, and who looked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.re_entry.typed_count import MOST_DIGITS
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.labelled_field import LabelledField, inner_line, line_edit, suggesting_box
from migdesk.workspace.registers.re_entry import Line, Sample


class SecondCheckDialog(DialogFrame):
    """Accepted with an answer that can be right; else it says beside the field what is not."""

    def __init__(self, parent: QWidget | None, line: Line, people: Sequence[str], who: str) -> None:
        super().__init__(parent, f"Second check: {line.title}", width_in_characters=58)
        clinician = line.definition.second_check == "clinician"
        whose = (
            "A clinician looks again at a few of them" if clinician else "Somebody else looks again at a few of them"
        )
        about = f"{whose}, in the new system beside the log. {line.entered:,} were entered."
        self.looked_at, self.wrong = _number_field(), _number_field()
        self.by = suggesting_box(tuple(people))
        before = line.sample
        self.looked_at.setText(str(before.looked_at) if before else "")
        self.wrong.setText(str(before.wrong) if before else "0")
        self.by.setEditText(before.by if before else "" if clinician else who)
        hint = "A clinician, by name" if clinician else ""
        self.fields = (
            LabelledField("How many were looked at", self.looked_at, needed=True),
            LabelledField("How many of those were wrong", self.wrong, needed=True),
            LabelledField("Checked by", self.by, hint, needed=True),
        )
        self._lay_out(about)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Save", primary=True, default=True).clicked.connect(self.accept)
        self.looked_at.setFocus()
        self.looked_at.selectAll()
        self.fit()

    def answer(self) -> Sample:
        return Sample(_number(self.looked_at), _number(self.wrong), inner_line(self.by).text().strip())

    def accept(self) -> None:
        answer, wrong = self.answer(), False
        problems = (
            "" if answer.looked_at else "Say how many: at least one.",
            "" if answer.wrong <= answer.looked_at else "No more can be wrong than were looked at.",
            "" if answer.by else "Say who looked at them.",
        )
        for field, problem in zip(self.fields, problems, strict=True):
            field.show_problem(problem)
            if problem and not wrong:
                field.editor.setFocus()
            wrong = wrong or bool(problem)
        if not wrong:
            super().accept()

    def _lay_out(self, about: str) -> None:
        self.content.addWidget(text_label(about))
        beside = QHBoxLayout()
        beside.setSpacing(16)
        for field in self.fields[:2]:
            beside.addWidget(field)
        self.content.addLayout(beside)
        self.content.addWidget(self.fields[2])
        self.content.addStretch(1)


def _number_field() -> QLineEdit:
    field = line_edit(most_characters=MOST_DIGITS)
    field.setValidator(QIntValidator(0, 10**MOST_DIGITS - 1, field))
    return field


def _number(field: QLineEdit) -> int:
    return int(field.text()) if field.text().strip() else 0


def ask_second_check(parent: QWidget | None, line: Line, people: Sequence[str], who: str) -> Sample | None:
    """Return the person's answer, None where they stepped back."""
    dialog = SecondCheckDialog(parent, line, people, who)
    return dialog.answer() if dialog.exec() else None
