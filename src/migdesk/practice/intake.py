"""Events from elsewhere, sorted into those that can be folded now, those that wait for others, and those refused.

Everything from outside is hostile until its hash proves that it is what somebody recorded. A stream of which one event
fails is refused whole: what follows it would have nothing to stand on.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable

import msgspec

from migdesk.practice.chain import HASH_BYTES, hashes_in
from migdesk.practice.event import Event
from migdesk.practice.event_blocks import EVENTS_OF_PRACTICE
from migdesk.practice.event_rows import INSERT_EVENT, EventRow, event_of_row, values_of
from migdesk.practice.kinds import needs_of
from migdesk.practice.kinds.went_on_without import gone_without

_LONGEST_ID = 64
_LARGEST_BODY_BYTES = 1024 * 1024

Stream = tuple[bytes, bytes]
"""A stream's id and its practice."""

Candidates = dict[bytes, tuple[EventRow, Event]]
"""Events of one practice by their hashes, each with its row."""


class Taken(msgspec.Struct, frozen=True):
    """What `Store.take` did: the events that were new, by practice; how many wait; why a stream was refused."""

    new: dict[str, tuple[Event, ...]]
    waiting: int
    refused: tuple[str, ...]


class Sorted(msgspec.Struct, frozen=True):
    """Events of one practice: `ready` each after what it names, `waiting` for what is not here."""

    ready: tuple[tuple[EventRow, Event], ...]
    waiting: tuple[EventRow, ...]


def by_practice(rows: Iterable[EventRow]) -> tuple[dict[str, Candidates], tuple[str, ...]]:
    """Return all rows that are what they say, by practice and hash, and why streams were refused."""
    good: dict[Stream, Candidates] = defaultdict(dict)
    bad: dict[Stream, str] = {}
    for row in rows:
        stream = row.place[:2]
        try:
            good[stream][row.hash] = row, checked_event(row)
        except (ValueError, RecursionError) as error:
            bad.setdefault(stream, str(error))
    practices: dict[str, Candidates] = defaultdict(dict)
    for stream, found in good.items():
        if stream not in bad and found:
            practices[stream[1].decode()].update(found)
    refused = (f"What “{_shown(stream[0])}” recorded was refused: {why}." for stream, why in sorted(bad.items()))
    return dict(practices), tuple(refused)


def sort_out(found: Candidates, known: Collection[bytes], without: Iterable[str] = ()) -> Sorted:
    """Return which of a practice's new events can be folded, in an order that has each after what it names.

    `without` are the hashes (hexadecimal) of events that nobody waits for any more.
    """
    candidates = {own: each for own, each in found.items() if own not in known}
    waits: dict[bytes, int] = {}
    named_by: dict[bytes, list[bytes]] = defaultdict(list)
    for own, (row, event) in candidates.items():
        names = {name for name in _names(row, event) if name not in known}
        waits[own] = len(names)
        for name in names:
            named_by[name].append(own)
    free = [own for own, count in waits.items() if count == 0]
    ready: list[tuple[EventRow, Event]] = []

    def is_here(own: bytes) -> None:
        for follower in named_by.pop(own, ()):
            waits[follower] -= 1
            if waits[follower] == 0:
                free.append(follower)

    for missing in without:
        is_here(_bytes_of(missing))
    while free:
        own = free.pop()
        ready.append(candidates[own])
        is_here(own)
        for missing in gone_without(candidates[own][1]):
            is_here(_bytes_of(missing))
    return Sorted(tuple(ready), tuple(candidates[own][0] for own, count in waits.items() if count))


def checked_event(row: EventRow) -> Event:
    """Return the event of a row. Raises ValueError, in words, where it is not what its hash says or none of ours."""
    if len(row.hash) != HASH_BYTES or len(row.follows) % HASH_BYTES or not row.is_as_hashed:
        raise ValueError("an entry was changed, or its chain is broken")
    if len(row.columns[-1]) > _LARGEST_BODY_BYTES:
        raise ValueError("an entry is too large")
    try:
        event = event_of_row(row)
    except (ValueError, RecursionError):
        raise ValueError("an entry cannot be read") from None
    if not all(0 < len(word) <= _LONGEST_ID for word in (event.device_id, event.practice_id, event.kind)):
        raise ValueError("an entry has no proper name")
    if event.seq < 1:
        raise ValueError("an entry has no number")
    return event


def _names(row: EventRow, event: Event) -> tuple[bytes, ...]:
    needs = (own for own in needs_of(event) if len(own) == 2 * HASH_BYTES)
    return (*hashes_in(row.follows), *(_bytes_of(own) for own in needs))


def _bytes_of(own: str) -> bytes:
    """Return a hash in bytes; what is none names nothing that could ever come, so that its event waits for ever."""
    try:
        return bytes.fromhex(own)
    except ValueError:
        return own.encode()


def _shown(name: bytes) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:_LONGEST_ID].decode(errors="replace"))


class Intake:
    """What a record holds of one practice, for taking in more of it inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, practice_id: str) -> None:
        self._connection = connection
        self._practice_id = practice_id
        self._hashes_at: dict[tuple[bytes, bytes], list[bytes]] = defaultdict(list)
        places = f"SELECT CAST(device_id AS BLOB), CAST(seq AS BLOB), hash FROM {EVENTS_OF_PRACTICE}"  # noqa: S608
        for device_id, seq, own in connection.execute(places, (practice_id,)):
            if own:  # what has none was not recorded by migdesk
                self._hashes_at[device_id, seq].append(own)
        self.known = {own for hashes in self._hashes_at.values() for own in hashes}

    def waiting(self) -> Candidates:
        """Return what came before and waits. What was spoilt meanwhile is left where it is, and comes to nothing."""
        query = "SELECT columns, follows, hash FROM waiting WHERE practice_id = ?"
        rows = (
            EventRow(msgspec.msgpack.decode(columns, type=tuple[bytes, ...]), follows, own)
            for columns, follows, own in self._connection.execute(query, (self._practice_id,)).fetchall()
        )
        practices, _ = by_practice(rows)
        return practices.get(self._practice_id, {})

    def missing(self) -> frozenset[str]:
        """Return the hashes (hexadecimal) of the events that those that wait name, and that are not here at all."""
        waiting = self.waiting()
        named = {name for row, event in waiting.values() for name in _names(row, event)}
        return frozenset(name.hex() for name in named if name not in self.known and name not in waiting)

    def forks(self, found: Sorted) -> bool:
        """Tell whether two events will have one number once what is ready is written: a folder was copied."""
        places = [row.place[::2] for row, _ in found.ready]
        return len(set(places)) < len(places) or any(self._hashes_at.get(place) for place in places)

    def write(self, found: Sorted) -> None:
        """Write what is ready and what waits."""
        values = []
        for row, _ in found.ready:
            device_id, _, seq = row.place
            before = self._hashes_at.get((device_id, b"%d" % (int(seq) - 1)), ())
            values.append(values_of(row, follows_the_one_before=row.follows in before))
            self._hashes_at[device_id, seq].append(row.hash)
        self._connection.executemany(INSERT_EVENT, values)
        self._connection.executemany("DELETE FROM waiting WHERE hash = ?", [(row.hash,) for row, _ in found.ready])
        self._connection.executemany(
            "INSERT INTO waiting (hash, practice_id, columns, follows) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [(row.hash, self._practice_id, msgspec.msgpack.encode(row.columns), row.follows) for row in found.waiting],
        )
