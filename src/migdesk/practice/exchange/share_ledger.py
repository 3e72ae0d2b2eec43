"""What this record has seen of what its shares carry, so that a look reads and sends only what is new.

It stands in the record itself, is written after what it speaks of, and says nothing that cannot be found out again:
where it is behind, something is read or sent twice, which does no harm.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType

import msgspec

from migdesk.practice.exchange.carriers.carrier import Part
from migdesk.practice.faults import storage_faults

_WHOLE = ""
"""In the place of a practice's id: up to which arrival the whole record was looked through for what is to be sent."""


class Seen(msgspec.Struct, frozen=True):
    """A part that was read once: of which practice, the name of the part of its place that replaces it, if any, and
    in how many looks running it was lacking."""

    practice_id: str
    replaced_by: str = ""
    lacking: int = 0


class ShareLedger:
    """The notes of one open record about its shares."""

    def __init__(self, connection: sqlite3.Connection, transaction: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection = connection
        self._transaction = transaction

    def parts(self, share: str) -> dict[Part, Seen]:
        """Return all parts of a share that were seen: some 2 µs each."""
        # As bytes: the record's own way of reading text asks about each one.
        columns = ("place", "name", "version", "practice_id", "replaced_by")
        texts = ", ".join(f"CAST({column} AS BLOB)" for column in columns)
        query = f"SELECT {texts}, lacking FROM shared_part WHERE share = ?"  # noqa: S608
        with storage_faults():
            rows = self._connection.execute(query, (share,)).fetchall()
        return {
            Part(place.decode(), name.decode(), version.decode()): Seen(practice.decode(), larger.decode(), lacking)
            for place, name, version, practice, larger, lacking in rows
        }

    def practices(self, share: str) -> dict[str, int]:
        """Return the practices that a share holds or was sent, each with the arrival up to which it has all events."""
        query = "SELECT CAST(practice_id AS BLOB), up_to FROM shared_practice WHERE share = ? AND practice_id <> ?"
        with storage_faults():
            rows = self._connection.execute(query, (share, _WHOLE)).fetchall()
        return {practice_id.decode(): up_to for practice_id, up_to in rows}

    def looked_through(self, share: str) -> int:
        """Return the arrival up to which the record was looked through for what is to be sent."""
        query = "SELECT up_to FROM shared_practice WHERE share = ? AND practice_id = ?"
        with storage_faults():
            found = self._connection.execute(query, (share, _WHOLE)).fetchone()
        return found[0] if found else 0

    def to_settle(self, share: str) -> int:
        """Return how many conflicts the practices of a share had when they were looked at last."""
        query = "SELECT coalesce(sum(to_settle), 0) FROM shared_practice WHERE share = ?"
        with storage_faults():
            return int(self._connection.execute(query, (share,)).fetchone()[0])

    def note(
        self,
        share: str,
        parts: Mapping[Part, Seen] = MappingProxyType({}),
        up_to: Mapping[str, int] = MappingProxyType({}),
        to_settle: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Note parts as seen, up to which arrivals a share has the events of practices, and what is to settle there."""
        seen = [
            (share, part.place, part.name, part.version, note.practice_id, note.replaced_by, note.lacking)
            for part, note in parts.items()
        ]
        with storage_faults(), self._transaction():
            self._connection.executemany("INSERT OR REPLACE INTO shared_part VALUES (?, ?, ?, ?, ?, ?, ?)", seen)
            self._connection.executemany(
                "INSERT INTO shared_practice (share, practice_id, up_to) VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET up_to = excluded.up_to",
                [(share, practice_id, arrival) for practice_id, arrival in up_to.items()],
            )
            self._connection.executemany(
                "UPDATE shared_practice SET to_settle = ? WHERE share = ? AND practice_id = ?",
                [(count, share, practice_id) for practice_id, count in to_settle.items()],
            )

    def forget_parts(self, share: str, parts: Iterable[Part]) -> None:
        """Forget parts that are gone."""
        rows = [(share, part.place, part.name, part.version) for part in parts]
        with storage_faults(), self._transaction():
            self._connection.executemany(
                "DELETE FROM shared_part WHERE share = ? AND place = ? AND name = ? AND version = ?", rows
            )

    def note_looked_through(self, share: str, arrival: int) -> None:
        """Note up to which arrival the record was looked through."""
        self.note(share, up_to={_WHOLE: arrival})

    def forget(self, share: str) -> None:
        """Forget all of a share: whoever joins it again looks at everything anew."""
        with storage_faults(), self._transaction():
            self._connection.execute("DELETE FROM shared_part WHERE share = ?", (share,))
            self._connection.execute("DELETE FROM shared_practice WHERE share = ?", (share,))
