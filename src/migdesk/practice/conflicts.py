"""Conflicts of a practice's record: what was changed in two places without knowledge of each other.

Each stays in sight until a person settles it. What is said of it is the same in every place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from migdesk.practice.attachment import Attachment
from migdesk.practice.entries import Count, Note
from migdesk.practice.event import Actor
from migdesk.practice.heads import Field, Fields, Head
from migdesk.practice.removal import ARCHIVED, REMOVED, recorded_beside

NOTE, COUNT, ATTACHMENT = "note", "count", "attachment"

Recorded = Note | Count | Attachment
"""What stands on an item beside its fields."""


class ConflictValue(msgspec.Struct, frozen=True):
    """A value that stands, who set it, when, and the key of the event that did."""

    value: Any
    by: Actor
    at: datetime
    key: str


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A field with different values, the earliest by its clock first.

    `item` is the id of the task, "register/row" of a row, or empty for the practice itself. Where a thing was removed
    beside a change, `field` is the one that removes it (its values are true, for who removed it, and false, for who
    changed it), and `beside` are the fields that were set, or "note", "count" or
    "attachment".
    """

    item: str
    field: str
    values: tuple[ConflictValue, ...]
    beside: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The events whose values these are: fields that one action set together share them."""
        return frozenset(value.key for value in self.values)


def conflicts_in(fields: Mapping[str, Fields], entries: Collection[Recorded]) -> tuple[Conflict, ...]:
    """Return the conflicts of a practice, given the fields of each of its items, its notes, counts and attachments."""
    found = [_of_field(item, name, field) for item, own in fields.items() for name, field in own.items()]
    found += [_of_removal(item, REMOVED, own, entries) for item, own in fields.items() if item]
    if ARCHIVED in fields.get("", {}):
        found.append(_of_removal("", ARCHIVED, _of_whole_practice(fields), entries))
    return tuple(sorted(filter(None, found), key=lambda conflict: (conflict.item, conflict.field)))


def _of_field(item: str, name: str, field: Field) -> Conflict | None:
    if not field.in_conflict:
        return None
    return Conflict(item=item, field=name, values=_values((head, head.value) for head in field.heads))


def _of_whole_practice(fields: Mapping[str, Fields]) -> Fields:
    return {f"{item} {name}".strip(): field for item, own in fields.items() for name, field in own.items()}


def _of_removal(item: str, name: str, fields: Fields, entries: Iterable[Recorded]) -> Conflict | None:
    """Return the conflict of a thing that was removed beside a change, given its fields by name."""
    removal = fields.get(name)
    if removal is None or not removal.value or removal.in_conflict:
        return None  # values that differ are told as the conflict that they are
    named: list[tuple[str, Head | Recorded]] = [
        (field, head) for field, found in fields.items() for head in found.heads
    ]
    named += [(_name_of(entry), entry) for entry in entries if _item_of(entry) == item or not item]
    beside = recorded_beside(removal, [entry for _, entry in named if not (isinstance(entry, Note) and entry.private)])
    if not beside:
        return None
    recorded: list[tuple[Head | Recorded, Any]] = [(head, True) for head in removal.heads]
    recorded += [(entry, False) for entry in beside]
    names = {field for field, entry in named if entry in beside}
    return Conflict(item=item, field=name, values=_values(recorded), beside=tuple(sorted(names)))


def _name_of(entry: Recorded) -> str:
    if isinstance(entry, Note):
        return NOTE
    return COUNT if isinstance(entry, Count) else ATTACHMENT


def _item_of(entry: Recorded) -> str:
    return entry.task if isinstance(entry, Note) else entry.item


def _values(found: Iterable[tuple[Head | Recorded, Any]]) -> tuple[ConflictValue, ...]:
    in_time = sorted(found, key=lambda pair: (pair[0].clock, pair[0].key))
    return tuple(ConflictValue(value, entry.actor, entry.at, entry.key) for entry, value in in_time)
