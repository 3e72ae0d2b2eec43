"""Widgets whose look depends on a property: the style sheet is asked again when the property changes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_look(widget: QWidget, **properties: object) -> None:
    """Set properties that `window.qss` selects by, such as `wrong=True`; the widget is styled anew if one differs."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
