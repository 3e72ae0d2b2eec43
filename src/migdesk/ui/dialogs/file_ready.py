"""Says that a file is written, and opens it or its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget


def offer_file(parent: QWidget, path: Path, what: str, about: str) -> None:
    """Say where `what` is ("report", "calendar") and what it is good for, and open it or its folder."""
    ready = f"The {what} is ready"
    box = QMessageBox(QMessageBox.Icon.Information, ready, f"{ready}:\n{path}", parent=parent)
    box.setInformativeText(about)
    opening = "Open in my calendar" if what == "calendar" else f"Open the {what}"
    show = box.addButton(opening, QMessageBox.ButtonRole.AcceptRole)
    folder = box.addButton("Open its folder", QMessageBox.ButtonRole.ActionRole)
    close = box.addButton("Close", QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(close)
    box.exec()
    if box.clickedButton() is show:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    elif box.clickedButton() is folder:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
