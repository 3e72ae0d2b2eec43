"""Streams: what one run of the program records of one practice, private notes apart.

Each gets a fresh random id at its first event and nobody goes on with it after the run, so that no place in a stream
is ever given twice, whatever folder was copied, put back, cloned or rolled back in between.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

import msgspec

from migdesk.base.ids import IdSource
from migdesk.practice.event_blocks import EVENTS_OF_PRACTICE
from migdesk.practice.event_rows import EventRow
from migdesk.practice.holder import login_name


class Place(msgspec.Struct, frozen=True):
    """Where an event goes: the stream's id, its number there, and the hashes of what it follows, in hexadecimal."""

    device_id: str
    seq: int
    follows: tuple[str, ...]


class Streams:
    """The streams of one open record. What a transaction took counts only once it is `kept`."""

    def __init__(self, connection: sqlite3.Connection, new_id: IdSource, computer: str) -> None:
        self._connection = connection
        self._new_id = new_id
        self._computer = computer
        self._kept: dict[tuple[str, bool], Place] = {}
        self._taken: dict[tuple[str, bool], Place] = {}

    def begin(self) -> None:
        """Forget what a transaction took that came to nothing."""
        self._taken.clear()

    def keep(self) -> None:
        """The transaction is on disk."""
        self._kept.update(self._taken)
        self._taken.clear()

    def next_place(self, practice_id: str, private: bool, tips: Iterable[str], since: datetime) -> Place:
        """Return where the next event of a practice goes.

        Where a stream begins with it, it follows `tips` (private ones too only in a private stream), and `since` is
        noted with the stream.
        """
        key = practice_id, private
        latest = self._taken.get(key)
        if latest is None:
            latest = self._kept.get(key)
            if latest is not None and not is_recorded(self._connection, practice_id, latest.follows[0]):
                latest = None  # another record lies in its place by now, such as a copy that was put back
        if latest is None:
            return Place(self._fresh_id(since), 1, tuple(sorted(tips)))
        return latest

    def record(self, row: EventRow, private: bool) -> None:
        """An event was written inside the transaction: the next one of its stream follows it."""
        device_id, practice_id, seq = (column.decode() for column in row.place)
        self._taken[practice_id, private] = Place(device_id, int(seq) + 1, (row.hash.hex(),))

    def _fresh_id(self, since: datetime) -> str:
        """Return an id that this record has not heard of, and note on which computer it is used."""
        while True:
            stream_id = self._new_id()
            added = self._connection.execute(
                "INSERT INTO device (id, computer, since, login) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (stream_id, self._computer, since.isoformat(), login_name()),
            )
            if added.rowcount:
                return stream_id


def is_recorded(connection: sqlite3.Connection, practice_id: str, own: str) -> bool:
    """Tell whether the record holds the event of a practice with this hash, given in hexadecimal."""
    query = f"SELECT 1 FROM {EVENTS_OF_PRACTICE} AND hash = ? ORDER BY block DESC LIMIT 1"  # noqa: S608
    return connection.execute(query, (practice_id, bytes.fromhex(own))).fetchone() is not None
