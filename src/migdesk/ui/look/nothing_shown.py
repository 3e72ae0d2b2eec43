"""What stands in the place of a table or pane that has nothing to show: why, and the buttons that help."""

from __future__ import annotations

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.label import text_label


class NothingShown(FocusHolder):
    """A title over a quiet line and a row of buttons, a little above the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = text_label(heading="2")
        self.text = text_label(muted=True)
        self._offered: list[QPushButton] = []
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(1)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addLayout(self._buttons)
        layout.addStretch(2)

    def first_field(self) -> QWidget:
        return self._offered[0] if self._offered else self

    def say(self, title: str, text: str) -> None:
        """Say why nothing is shown, and what to do next."""
        self.title.setText(title)
        self.text.setText(text)

    def offer(self, text: str, request: SignalInstance, *, primary: bool = False) -> QPushButton:
        """Add a button that sends `request`, at the right of those there are."""
        button = QPushButton(text)
        if primary:
            button.setProperty("primary", True)
        button.clicked.connect(request)
        self._offered.append(button)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button
