"""Shows what the program wrote down about itself, so that it can be passed on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from migdesk.base.log import Log
from migdesk.ui.widgets.label import text_label


class DetailsDialog(QDialog):
    """A longer text, to read and to copy."""

    def __init__(self, parent: QWidget, title: str, about: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(720, 460)
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("Details")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (text_label(about), self.details, buttons):
            layout.addWidget(widget)


def crash_details(parent: QWidget, path: Path) -> DetailsDialog:
    """Return what was written when the program stopped unexpectedly."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = "The file with the details is not there any more."
    about = f"Please pass this on to whoever looks after migdesk. It is also in {path}. It holds no notes."
    return DetailsDialog(parent, "What happened", about, text)


def log_details(parent: QWidget, log: Log) -> DetailsDialog:
    """Return what was done lately, shown from its end."""
    about = (
        "What migdesk did lately, how long it took in milliseconds, and what stood in the way. It holds nothing that "
        f"anybody typed. It is also in {log.path}."
    )
    try:
        text = log.text()
    except OSError:
        text = ""
    dialog = DetailsDialog(parent, "Log", about, text or "Nothing has been written yet.")
    dialog.details.moveCursor(QTextCursor.MoveOperation.End)
    return dialog
