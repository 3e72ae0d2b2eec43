"""Conflicts of a practice's record: what was changed in two places without knowledge of each other.

Each stays in sight until a person settles it. What is said of it is the same in every place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from migdesk.practice.entries import Note
from migdesk.practice.event import Actor
from migdesk.practice.heads import Field, Fields, Head
from migdesk.practice.removal import recorded_beside

NOTE = "note"


class ConflictValue(msgspec.Struct, frozen=True):
    """A value that stands, who set it, and when."""

    value: Any
    by: Actor
    at: datetime


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A field with different values, the earliest by its clock first.

    `item` is the id of the task, "register/row" of a row, or empty for the practice itself. Where a thing was removed
    beside a change, `field` is the one that removes it (its values are true, for who removed it, and false, for who
    changed it), and `beside` are the fields that were set, or "note".
    """

    item: str
    field: str
    values: tuple[ConflictValue, ...]
    beside: tuple[str, ...] = ()


def conflicts_in(item: str, fields: Fields) -> Iterator[Conflict]:
    """Return the fields of one thing that have different values."""
    for name, field in sorted(fields.items()):
        if field.in_conflict:
            yield Conflict(item=item, field=name, values=_values((head, head.value) for head in field.heads))


def removal_conflict(
    item: str, name: str, removal: Field | None, fields: Mapping[str, Field], notes: Iterable[Note]
) -> Conflict | None:
    """Return the conflict of a thing that was removed beside a change, given all that was recorded on it by name."""
    if removal is None or removal.in_conflict:
        return None  # told as the conflict that it is
    named: list[tuple[str, Head | Note]] = [(field, head) for field, found in fields.items() for head in found.heads]
    named += [(NOTE, note) for note in notes if not note.private]
    beside = recorded_beside(removal, [one for _, one in named])
    if not beside:
        return None
    recorded: list[tuple[Head | Note, Any]] = [(head, True) for head in removal.heads] + [
        (one, False) for one in beside
    ]
    names = {field for field, one in named if one in beside}
    return Conflict(item=item, field=name, values=_values(recorded), beside=tuple(sorted(names)))


def _values(found: Iterable[tuple[Head | Note, Any]]) -> tuple[ConflictValue, ...]:
    in_time = sorted(found, key=lambda pair: (pair[0].clock, pair[0].key))
    return tuple(ConflictValue(value, one.actor, one.at) for one, value in in_time)
