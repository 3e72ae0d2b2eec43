"""Asks before a text is saved that looks as if it names a patient."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.free_text import PatientDataQuestion


class PatientQuestionDialog(DialogFrame):
    """Shows what was found. Enter and Esc both go back to the text; saving it takes a choice of its own."""

    def __init__(self, parent: QWidget | None, question: PatientDataQuestion) -> None:
        super().__init__(parent, "Is this about a patient?", width_in_characters=66)
        self.content.addWidget(text_label("Nothing is saved yet. The text holds what looks like patient data:"))
        self.content.addWidget(self._findings(question))
        self.content.addWidget(
            text_label("This record, its reports and its copies are made to be passed on. Keep patients out of them.")
        )
        self.content.addStretch(1)
        self.save_button = self.add_button("It is not about a patient: save")
        self.save_button.clicked.connect(self.accept)
        self.back_button = self.add_button("Go back and change it", primary=True, default=True)
        self.back_button.clicked.connect(self.reject)
        self.back_button.setFocus()
        self.fit()

    @staticmethod
    def _findings(question: PatientDataQuestion) -> QFrame:
        frame = QFrame()
        frame.setObjectName("warning")
        layout = QVBoxLayout(frame)
        for what, found in dict.fromkeys((finding.what, finding.found) for finding in question.findings):
            label = text_label(f"{what[:1].upper()}{what[1:]}: {' '.join(found.split())}", heading="3")
            layout.addWidget(label)
        return frame


def ask_about_patients(parent: QWidget | None, question: PatientDataQuestion) -> bool:
    """Return True only where the person says that the text is not about a patient."""
    return bool(PatientQuestionDialog(parent, question).exec())
