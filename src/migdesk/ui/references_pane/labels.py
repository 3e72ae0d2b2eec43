"""Labels of the pane: they wrap, and what people typed is never read as HTML."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget


def plain_label(text: str = "", **properties: object) -> QLabel:
    """Return a label that shows `text` as it is; `properties` are those of the style sheet (muted, heading, done)."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    for name, value in properties.items():
        label.setProperty(name, value)
    return label


def rich_label(html: str = "", **properties: object) -> QLabel:
    """Return a label that shows HTML of our own, in which what people typed has been escaped."""
    label = plain_label("", **properties)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(html)
    return label


def quiet_button(text: str, name: str, parent: QWidget | None = None) -> QPushButton:
    """Return a button that looks like a link; `name` says it in full to screen readers."""
    button = QPushButton(text, parent)
    button.setProperty("quiet", True)
    button.setAutoDefault(False)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
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
