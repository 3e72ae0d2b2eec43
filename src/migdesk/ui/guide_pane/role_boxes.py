"""How a box of a role page looks and reads: the room for it, and its task's status in words behind the line."""

from __future__ import annotations

from migdesk.practice.status import Status
from migdesk.workspace.role_pages import TaskBox

# Five spaces are about as wide as a list's indent, so that the words stand where they stood behind a bullet.
BOX_WORDS = "\u00a0" * 5
COLOURS = {"task-words": "muted", "task-words-done": "done", "task-words-blocked": "danger"}
"""The style of a line's status in `page.css`, and the colour of the palette that it has there."""


def style_of(box: TaskBox) -> str:
    """Return the style of a line's status in words."""
    if box.status == Status.BLOCKED:
        return "task-words-blocked"
    return "task-words-done" if box.status == Status.DONE and box.settled else "task-words"


def status_words(box: TaskBox) -> str:
    """Return a line's status as it stands behind it, held together on one line."""
    return "\u00a0" + box.words.replace(" ", "\u00a0")
