"""Fields and their heads. A head is a value of a field that no later event has replaced.

Whoever sets a field names the values that it replaces, by the hashes of their events (`over`). So what somebody wrote
knowing another's value stands, whatever the clocks say; what nobody knew of stays beside it, and the field has two
heads. Of two heads that which is greater by its clock is shown. Events of 0.1.0 name nothing: among them the latest
replaces the others, as it did then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from migdesk.practice.event import Actor, Event

Order = tuple[int, str, int, str]
"""Clock, device id, number and key of an event: what orders those that did not know of each other."""


def order_of(event: Event) -> Order:
    return (event.clock, event.device_id, event.seq, event.key)


class Head(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A value that stands, and the event that set it; `key` names that event (see `Event.key`).

    `restores` are the keys of the events whose value an undo brought back with this one. `saw` is what a removal knew
    of the thing removed: the first digits of the keys of its heads and notes; None for any other value, and for
    removals of 0.1.0. `knew` are the keys of the removals of the thing that its event knew of.
    """

    value: Any
    clock: int
    device_id: str
    seq: int
    at: datetime
    actor: Actor
    key: str
    restores: tuple[str, ...] = ()
    saw: tuple[str, ...] | None = None
    knew: tuple[str, ...] = ()

    @property
    def order(self) -> Order:
        return (self.clock, self.device_id, self.seq, self.key)

    @property
    def roots(self) -> tuple[str, ...]:
        """The events for whose value it stands: its own, or those that an undo brought back with it."""
        return self.restores or (self.key,)


class Field(msgspec.Struct, frozen=True, array_like=True):
    """A field of a practice, a task or a row: its heads, the one that is shown first.

    `latest_unaware` is the greatest event seen for it that named nothing: one of 0.1.0.
    """

    heads: tuple[Head, ...] = ()
    latest_unaware: Order | None = None

    @property
    def shown(self) -> Head | None:
        return self.heads[0] if self.heads else None

    @property
    def value(self) -> Any:
        """The value that is shown; None where none stands."""
        return self.heads[0].value if self.heads else None

    @property
    def in_conflict(self) -> bool:
        """Tell whether different values stand, set without knowledge of each other."""
        return len(self.heads) > 1 and any(not same_value(head.value, self.value) for head in self.heads[1:])


Fields = dict[str, Field]


def same_value(value: Any, other: Any) -> bool:
    """Tell whether two values say the same: nothing is nothing in every form, a list is a list however it is held."""
    if not value or not other:
        return not value and not other
    if isinstance(value, (list, tuple)) and isinstance(other, (list, tuple)):
        return list(value) == list(other)
    return bool(value == other)


def supposed(value: Any) -> Field:
    """Return a field as it would be with a value, for looking at what would follow; nobody set it at any time."""
    no_time = datetime.min.replace(tzinfo=UTC)
    return Field((Head(value=value, clock=0, device_id="", seq=0, at=no_time, actor=Actor("", ""), key=""),))


def with_unaware(field: Field | None, head: Head) -> Field:
    """Return a field after an event that named nothing: of those the latest stands, unless it was replaced."""
    if field is None:
        return Field((head,), head.order)
    if field.latest_unaware is not None and head.order <= field.latest_unaware:
        return field
    kept = (old for old in field.heads if old.order != field.latest_unaware)
    return Field(_sorted((*kept, head)), head.order)


def with_head(field: Field | None, head: Head, over: Collection[str]) -> Field:
    """Return a field after an event that replaced the values `over`; setting a value again makes a head as well."""
    if field is None:
        return Field((head,))
    kept = (old for old in field.heads if old.key not in over and old.key != head.key)
    return replace(field, heads=_sorted((*kept, head)))


def without(field: Field, over: Collection[str]) -> Field:
    """Return a field without some of its heads."""
    return replace(field, heads=tuple(head for head in field.heads if head.key not in over))


def union(first: Field | None, other: Field | None) -> Field:
    """Return two fields as one, where a task was folded into another: the heads of both."""
    if first is None or other is None:
        return first or other or Field()
    known = [field.latest_unaware for field in (first, other) if field.latest_unaware is not None]
    latest = max(known, default=None)
    beaten = {order for order in known if order != latest}
    heads = {head.key: head for head in (*first.heads, *other.heads) if head.order not in beaten}
    return Field(_sorted(heads.values()), latest)


def _sorted(heads: Iterable[Head]) -> tuple[Head, ...]:
    return tuple(sorted(heads, key=lambda head: head.order, reverse=True))
