"""Buttons that look like links, for what is done less often than what stands beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


def quiet_button(text: str, name: str = "", parent: QWidget | None = None) -> QPushButton:
    """Return a button that looks like a link; `name` says more to screen readers than it shows."""
    button = QPushButton(text, parent)
    button.setProperty("quiet", True)
    button.setAutoDefault(False)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    if name:
        button.setAccessibleName(name)
    return button


def flush_left(*buttons: QWidget) -> QHBoxLayout:
    """Return a line of quiet buttons whose words stand in line with the text above them."""
    line = QHBoxLayout()
    line.setSpacing(14)
    for button in buttons:
        button.setProperty("flush", True)
        line.addWidget(button)
    line.addStretch(1)
    return line
