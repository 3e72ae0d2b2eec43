"""What can be done with the practice of the selected row: as buttons beside the search, and in a menu on the row."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from migdesk.ui.widgets.menu_entries import MenuEntry
from migdesk.workspace.summary import PracticeSummary


class RowActions(QWidget):
    """Requests only; the board carries them out."""

    open_requested = Signal()
    edit_requested = Signal()
    archive_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_button = QPushButton("Open")
        self.edit_button = QPushButton("Edit details…")
        self.archive_button = QPushButton("Archive")
        self._buttons = (
            (self.open_button, self.open_requested),
            (self.edit_button, self.edit_requested),
            (self.archive_button, self.archive_requested),
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for button, request in self._buttons:
            button.clicked.connect(request)
            layout.addWidget(button)
        self.show_practice(None)

    def show_practice(self, practice: PracticeSummary | None) -> None:
        """Offer what can be done with `practice`; nothing where no row is selected."""
        self.archive_button.setText("Take out of archive" if practice and practice.archived else "Archive")
        for button, _ in self._buttons:
            button.setEnabled(practice is not None)
            button.setAccessibleName(f"{button.text()}: {practice.name}" if practice else button.text())
            button.setToolTip("" if practice else "Choose a practice in the table first")

    def entries(self) -> tuple[MenuEntry, ...]:
        """Return the same actions for a menu."""
        return tuple(MenuEntry(button.text(), request.emit) for button, request in self._buttons)
