"""What only accumulates in a practice's record: notes, counts, acknowledgements, signatures and attachments, and what
takes any of them back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

import msgspec

from migdesk.practice.attachment import Attachment
from migdesk.practice.event import Actor
from migdesk.practice.signature import Signature


class Withdrawal(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """Why, when and by whom something was taken back; it stays in the record.

    `target` is the event id of a note, a count, an acknowledgement, a signature, an attachment or another withdrawal,
    `target_hash` that event's hash, empty for what 0.1.0 recorded.
    """

    id: str
    target: str
    reason: str
    clock: int
    at: datetime
    actor: Actor
    hash: str = ""
    target_hash: str = ""

    @property
    def key(self) -> str:
        return self.hash or self.id


class Note(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A note on a task, on a row of a register (then `task` is "register/row"), or on the practice where it is empty.

    Notes only accumulate.

    `id` is its event's id, by which screens and commands name it. `private` is what stays on this computer. `knew` are
    the keys of the removals of what it is on that its writer knew of.
    """

    id: str
    task: str
    text: str
    clock: int
    at: datetime
    actor: Actor
    hash: str = ""
    private: bool = False
    knew: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.hash or self.id


class Count(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """What was counted at once on a row of a register: `n` more of `measure`, the id of a column.

    `item` is "register/row". `knew` are the keys of the removals of the row that whoever counted knew of.
    """

    id: str
    item: str
    measure: str
    n: int
    reason: str
    clock: int
    at: datetime
    actor: Actor
    hash: str = ""
    knew: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.hash or self.id


class Acknowledgement(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A named person, in a role, stating that a reference has been read, bound to the exact words shown."""

    id: str
    reference: str
    wording: str
    wording_hash: str
    clock: int
    at: datetime
    actor: Actor
    hash: str = ""

    @property
    def key(self) -> str:
        return self.hash or self.id


class Pairing(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """That this practice and another of the record are one and the same, made in two places.

    `pair` names the pairing, which is recorded under both of their ids; `other` is the id of the other one.
    """

    id: str
    pair: str
    other: str
    clock: int
    at: datetime
    actor: Actor
    hash: str = ""

    @property
    def key(self) -> str:
        return self.hash or self.id


class Way(StrEnum):
    """Which way a practice's record went between this place and another."""

    SENT = "sent"
    TAKEN_IN = "taken in"


class Exchange(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """That a practice's record was sent to a place or taken in from one: noted here alone.

    `place` is what people call it, empty where nobody said; `known` are the tips of all that it has by then, and
    `covered` is how many events these stand for.
    """

    id: str
    way: Way
    place: str
    changes: int
    known: tuple[str, ...]
    covered: int
    clock: int
    at: datetime
    actor: Actor
    hash: str = ""

    @property
    def key(self) -> str:
        return self.hash or self.id


Entry = Note | Count | Acknowledgement | Signature | Attachment | Pairing
_Entry = TypeVar("_Entry", Note, Count, Acknowledgement, Signature, Attachment)


def with_id(entries: Iterable[_Entry], event_id: str) -> _Entry | None:
    """Return the entry of an event with this id; of two, as a copied folder can have, the one that comes first."""
    return min((entry for entry in entries if entry.id == event_id), key=lambda entry: entry.key, default=None)


def standing_withdrawals(withdrawals: Iterable[Withdrawal], entries: Iterable[Entry]) -> dict[str, Withdrawal]:
    """Return what is taken back now: the keys of events, each with the earliest withdrawal of it that stands.

    A withdrawal stands unless one that stands takes it back, which is settled along the targets and not by time. Only
    where a hostile record has withdrawals take each other back in a ring is it the latest that stands.
    """
    undecided = {withdrawal.key: withdrawal for withdrawal in sorted(withdrawals, key=_in_time)}
    if not undecided:
        return {}
    by_id: dict[str, list[str]] = defaultdict(list)
    for entry in (*undecided.values(), *entries):
        by_id[entry.id].append(entry.key)
    aims = {key: _targets(withdrawal, by_id) for key, withdrawal in undecided.items()}
    threats = defaultdict(set)
    for key, targets in aims.items():
        for target in targets:
            threats[target].add(key)
    gone: dict[str, Withdrawal] = {}
    free = [key for key in undecided if key not in threats]
    while undecided:
        key = free.pop() if free else next(reversed(undecided))
        if key not in undecided:
            continue
        withdrawal = undecided.pop(key)
        for target in aims[key]:
            if key not in gone:
                gone[target] = min(gone.get(target, withdrawal), withdrawal, key=_in_time)
            threats[target].discard(key)
            if target in undecided and not threats[target]:
                free.append(target)
    return gone


def _in_time(withdrawal: Withdrawal) -> tuple[int, str]:
    return (withdrawal.clock, withdrawal.key)


def _targets(withdrawal: Withdrawal, by_id: dict[str, list[str]]) -> list[str]:
    if withdrawal.target_hash:
        return [withdrawal.target_hash]
    return by_id.get(withdrawal.target) or [withdrawal.target]
