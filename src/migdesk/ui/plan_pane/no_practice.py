"""What the Plan shows while no practice is in hand, and the way to one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from migdesk.ui.dialogs.dialog_frame import text_label


class NoPractice(QWidget):
    """Asks for one."""

    board_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = text_label("No practice is in hand")
        title.setProperty("heading", "2")
        self.button = QPushButton("Choose or add a practice")
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self.board_requested)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(1)
        for label in (title, text_label("A plan belongs to one practice.", muted=True)):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)
