"""The top of the board: its title, and what can be done about all practices."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from migdesk.ui.widgets.label import text_label


class BoardHead(QWidget):
    """Requests only."""

    week_requested = Signal()
    portfolio_requested = Signal()
    import_requested = Signal()
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = text_label("Practices", heading="1")
        heading.setStyleSheet("font-size: 18pt;")  # it shares the screen with a table
        self.week_button = QPushButton("What needs me this week")
        self.portfolio_button = QPushButton("Report…")
        self.import_button = QPushButton("Import from file…")
        self.add_button = QPushButton("Add a practice")
        self.add_button.setProperty("primary", True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading, 1)
        for button, request in (
            (self.week_button, self.week_requested),
            (self.portfolio_button, self.portfolio_requested),
            (self.import_button, self.import_requested),
            (self.add_button, self.add_requested),
        ):
            button.clicked.connect(request)
            layout.addWidget(button)
