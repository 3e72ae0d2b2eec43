"""The top of the list: the way back, what the list is of, and the printer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from migdesk.ui.week.due_span import in_words
from migdesk.ui.week.week_settings import WeekSettings
from migdesk.ui.widgets.label import text_label


class WeekHead(QWidget):
    """Requests only."""

    leave_requested = Signal()
    print_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = QPushButton("← Back")
        self.back_button.setAccessibleName("Back")
        self.back_button.setToolTip("Back to where you came from (Esc)")
        self.back_button.clicked.connect(self.leave_requested)
        self.heading = text_label(heading="1")
        self.heading.setStyleSheet("font-size: 18pt;")  # as on the board
        self.heading.setMinimumWidth(40)
        self.print_button = QPushButton("Print…")
        self.print_button.clicked.connect(self.print_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.back_button)
        layout.addWidget(self.heading, 1)
        layout.addWidget(self.print_button)

    def show_choice(self, choice: WeekSettings) -> None:
        """Say what the list is of."""
        what = "What needs me" if choice.mine else "What is due"
        self.heading.setText(f"{what} {in_words(choice.ahead)}")

    @property
    def title(self) -> str:
        return self.heading.text()
