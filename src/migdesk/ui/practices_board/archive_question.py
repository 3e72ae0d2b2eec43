"""The question before a practice leaves the board: a second press would otherwise take the next one with it."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


def may_archive(parent: QWidget, name: str) -> bool:
    """Ask whether the practice called `name` goes to the archive."""
    box = QMessageBox(QMessageBox.Icon.Question, "Archive a practice", f"Move {name} to the archive?", parent=parent)
    box.setInformativeText("It leaves the board. Its record stays whole, and “Show archived” brings it back.")
    archive = box.addButton("Archive", QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton("Keep it on the board", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is archive
