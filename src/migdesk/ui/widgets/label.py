"""Labels: they wrap, and what people typed is never read as HTML."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def text_label(text: str = "", *, buddy: QWidget | None = None, **look: object) -> QLabel:
    """Return a label that shows `text` exactly as it is, whatever it holds.

    `look` are properties that `window.qss` selects by: `muted=True`, `heading="3"`, `wrong=True` and so on. `buddy` is
    the field that the label names.
    """
    return _label(text, Qt.TextFormat.PlainText, buddy, look)


def rich_label(html: str = "", *, buddy: QWidget | None = None, **look: object) -> QLabel:
    """Return a label that shows HTML of our own, in which what people typed has been escaped; `look` as above."""
    return _label(html, Qt.TextFormat.RichText, buddy, look)


def _label(text: str, form: Qt.TextFormat, buddy: QWidget | None, look: dict[str, object]) -> QLabel:
    label = QLabel()
    label.setTextFormat(form)
    label.setWordWrap(True)
    label.setText(text)
    if buddy is not None:
        label.setBuddy(buddy)
    for name, value in look.items():
        if value:
            label.setProperty(name, value)
    return label
