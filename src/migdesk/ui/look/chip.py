"""A chip: a small switch with a name, as above the checklist and the board."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton


def chip(title: str, tip: str) -> QPushButton:
    """Return a switch that is off; `tip` says what it shows when it is on."""
    made = QPushButton(title)
    made.setProperty("chip", True)
    made.setCheckable(True)
    made.setToolTip(tip)
    made.setAccessibleName(title)
    made.setAccessibleDescription(tip)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
