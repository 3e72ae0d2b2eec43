"""What stands in the table's place when it has no rows: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from migdesk.ui.dialogs.dialog_frame import text_label
from migdesk.ui.words import counted


class NothingHere(QWidget):
    """Offers the one thing that helps: adding a practice, or showing those that are hidden."""

    add_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = text_label("")
        self.title.setProperty("heading", "2")
        self.text = text_label("", muted=True)
        self.add_button = QPushButton("Add a practice")
        self.add_button.setProperty("primary", True)
        self.add_button.clicked.connect(self.add_requested)
        self.clear_button = QPushButton("Show all practices")
        self.clear_button.clicked.connect(self.clear_requested)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(1)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addLayout(buttons)
        layout.addStretch(2)

    def explain(self, practices: int, hidden: int, search: str) -> None:
        """Say why there are no rows, out of `practices` of which `hidden` are in the archive and not shown."""
        if not practices:
            self.title.setText("No practices yet")
            self.text.setText("Add the first one: its name is enough to begin with.")
        elif search:
            also = f" {counted(hidden, 'practice')} in the archive may match." if hidden else ""
            self.title.setText(f"Nothing matches “{search}”")
            self.text.setText(f"The search looks at names, ODS codes, systems, phases and commissioners.{also}")
        else:
            self.title.setText("All practices are in the archive")
            self.text.setText("Show archived practices to open one or to take it out again.")
        self.add_button.setVisible(not practices)
        self.clear_button.setVisible(bool(practices))
