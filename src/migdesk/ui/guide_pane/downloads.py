"""Opens a file that a page of the guide links to, in whatever program the computer has for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

READ_ONLY_KINDS = (
    *(".pdf", ".txt", ".csv", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".rtf"),
    *(".png", ".jpg", ".jpeg", ".gif", ".webp"),
)
"""What is read or shown. Anything else could be a program, and a guide may come from anywhere."""


def open_file(file: Path) -> str:
    """Open a file, and say in a sentence what happened."""
    if not file.name.lower().endswith(READ_ONLY_KINDS):
        return f"{file.name} is not opened from here, as it could be a program. It is in {file.parent}."
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
        return f"Opened {file.name}."
    return f"This computer has no program for {file.name}. It is in {file.parent}."
