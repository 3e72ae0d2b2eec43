"""The notice that a command sends round: which practice changed, and which of its items."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from migdesk.practice.event import Event
from migdesk.practice.history import item_of
from migdesk.practice.kinds import kind_of
from migdesk.practice.state import PracticeState


class Changes(msgspec.Struct, frozen=True):
    """What to redraw. `items` are ids of tasks and references; `everything` says that more than these may differ.

    Where several practices changed at once they are in `practices`, and `practice_id` is empty.
    """

    practice_id: str
    items: frozenset[str] = frozenset()
    everything: bool = False
    practices: frozenset[str] = frozenset()


def changes_of(practice_id: str, events: Iterable[Event], state: PracticeState) -> Changes:
    """Return the notice for events just recorded."""
    items: set[str] = set()
    everything = False
    for event in events:
        kind = kind_of(event)
        everything = everything or kind is None or kind.changes_all(event)
        items.add(item_of(event, state))
    return Changes(practice_id, frozenset(items - {""}), everything)
