"""The keys that ask something of the pane around the page, and that the window has no shortcut for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_PLAIN, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_COMMANDS = {
    (_PLAIN, Qt.Key.Key_F3): "find-next",
    (_SHIFT, Qt.Key.Key_F3): "find-previous",
    (_PLAIN, Qt.Key.Key_Back): "back",
    (_PLAIN, Qt.Key.Key_Forward): "forward",
}


def command_of(event: QKeyEvent) -> str:
    """Return what a key asks for; empty for any other key."""
    return _COMMANDS.get((event.modifiers(), Qt.Key(event.key())), "")
