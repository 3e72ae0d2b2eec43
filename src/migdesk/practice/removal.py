"""What is removed, and what was recorded beside a removal.

Removing something (an own task, a row, a practice into the archive) names what the person saw of it. What was recorded
on it elsewhere without knowledge of the removal was not meant to go: then the thing stays in sight, and the conflict is
told until somebody settles it. Removals of 0.1.0 name nothing and take everything with them, as they did then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from migdesk.practice.heads import Field

REMOVED, ARCHIVED = "removed", "archived"
"""The field that takes a task or a row out of sight, and the one that takes a practice."""

_DIGITS = 16
"""Of a key, enough to tell the heads of one thing apart; a practice can have a thousand of them."""


class Recorded(Protocol):
    """A head or a note: which event it is of, and which removals that event knew of."""

    @property
    def key(self) -> str: ...

    @property
    def knew(self) -> tuple[str, ...]: ...


_Recorded = TypeVar("_Recorded", bound=Recorded)


def is_removed(removal: Field | None, recorded: Iterable[Recorded]) -> bool:
    """Tell whether a thing is removed, given the field that says so and all that was recorded on the thing."""
    if removal is None or not removal.heads or not all(head.value for head in removal.heads):
        return False
    return not recorded_beside(removal, recorded)


def recorded_beside(removal: Field, recorded: Iterable[_Recorded]) -> tuple[_Recorded, ...]:
    """Return what was recorded on a thing without knowledge of its removal, and unknown to whoever removed it."""
    removals = [head for head in removal.heads if head.value]
    if not removals or any(head.saw is None for head in removals):
        return ()
    keys = {head.key for head in removals}
    seen = {digits for head in removals for digits in head.saw or ()}
    unseen = (entry for entry in recorded if entry.key[:_DIGITS] not in seen and entry.key not in keys)
    return tuple(entry for entry in unseen if keys.isdisjoint(entry.knew))


def seen_of(recorded: Iterable[Recorded]) -> list[str]:
    """Return what a removal records of what its person saw."""
    return sorted({entry.key[:_DIGITS] for entry in recorded})


def removals_in(removal: Field | None) -> list[str]:
    """Return the keys of the removals that stand, which an event that is recorded after them knows of."""
    return sorted(head.key for head in removal.heads if head.value) if removal else []
