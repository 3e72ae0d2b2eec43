"""Shows what was written when the program stopped unexpectedly, so that it can be passed on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from migdesk.ui.widgets.label import text_label


class CrashDialog(QDialog):
    """The text of a crash file, to read and to copy."""

    def __init__(self, parent: QWidget, path: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle("What happened")
        self.resize(720, 460)
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            text = "The file with the details is not there any more."
        about = text_label(
            f"Please pass this on to whoever looks after migdesk. It is also in {path}. It holds no notes."
        )
        details = QPlainTextEdit(text)
        details.setReadOnly(True)
        details.setAccessibleName("Details")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (about, details, buttons):
            layout.addWidget(widget)
