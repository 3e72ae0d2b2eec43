"""Asks before a note that was begun is lost with the window."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


def may_lose_note(parent: QWidget) -> bool:
    """Ask, and return False where the person wants to go back to the note."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("A note is not saved")
    box.setText("You have written a note that is not saved yet.")
    box.setInformativeText("Go back and press “Add note” to keep it.")
    back = box.addButton("Go back", QMessageBox.ButtonRole.RejectRole)
    lose = box.addButton("Close without it", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is lose
