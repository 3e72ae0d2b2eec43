"""A practice that was made on both computers: one question, whether the two entries are one."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout

from migdesk.ui.widgets.label import text_label
from migdesk.workspace.exchange.preview import PracticePreview


class TwiceQuestion(QFrame):
    """“No” is preset: nobody finds two practices made one whom they did not ask for."""

    def __init__(self, practice: PracticePreview) -> None:
        super().__init__()
        self.practice = practice
        self.setObjectName("warning")
        name = f"{practice.name} ({practice.ods_code})"
        question = text_label(f"{name} was made on both computers. Is it one practice?", heading="3")
        about = text_label(
            "As one, everything that either side recorded stands together, and what differs is shown to be settled. It"
            " can be taken back.",
            muted=True,
        )
        self.as_one = QRadioButton("Yes, it is one practice")
        self.apart = QRadioButton("No, keep both beside each other")
        self.as_one.setAccessibleName(f"{self.as_one.text()}: {name}")
        self.apart.setAccessibleName(f"{self.apart.text()}: {name}")
        self._choice = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(18)
        for button in (self.apart, self.as_one):
            self._choice.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        self.apart.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(question)
        column.addWidget(about)
        column.addLayout(line)

    @property
    def is_one(self) -> bool:
        return self.as_one.isChecked()
