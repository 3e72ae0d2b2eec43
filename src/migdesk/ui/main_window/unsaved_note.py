"""Asks before a note that was begun is lost with the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from migdesk.ui.dialogs.question import is_agreed


def may_lose_note(parent: QWidget) -> bool:
    """Ask, and return False where the person wants to go back to the note."""
    return is_agreed(
        parent,
        "A note is not saved",
        "You have written a note that is not saved yet.",
        "Go back and press “Add note” to keep it.",
        yes="Close without it",
        no="Go back",
    )
