"""The table `projection`: each practice's tips and, for those in hand, the state as folded so far, packed.

Folding a practice anew takes 3 ms, reading its state a tenth of that; but the states of thousands would be a fourth of
the record, so only those that were written last are kept. A row carries a hash over all that it says. One that was
spoilt or changed by hand, or that another version wrote, is as good as none: the state is folded anew from the log.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import suppress

import msgspec

from migdesk.practice.chain import hash_of_parts, hashes_in
from migdesk.practice.state import PracticeState

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode = msgspec.json.Decoder(PracticeState).decode
_PACKED = 1
"""The quickest of zlib's levels: a seventh of the size, in half a millisecond for a large practice."""

STATES_STORED = 64
"""Of how many practices, those that were written last, the state is kept: some 13 KiB each."""

_WITH_STATE, _LAST = 1 << 40, 1 << 62
"""Rows with a state are numbered above the first of these, so that the many small ones lie close together."""


class StoredStates:
    """Reads and writes the states of one open record. `form` is the version's that reads and writes."""

    def __init__(self, connection: sqlite3.Connection, form: int) -> None:
        self._connection = connection
        self._form = form

    def read(self, practice_id: str) -> PracticeState | None:
        """Return a stored state; None where there is none that can be used."""
        row = self._connection.execute(
            "SELECT form, tips, CAST(state AS BLOB), hash FROM projection WHERE practice_id = ?", (practice_id,)
        ).fetchone()
        if row is None:
            return None
        form, tips, packed, own = row
        if packed and form == self._form and own == _hash_of(practice_id, form, tips, packed):
            with suppress(ValueError, zlib.error):
                return _decode(zlib.decompress(packed))
        return None

    def write(self, state: PracticeState, tips: bytes, *, with_state: bool = True) -> None:
        """Keep a state with the tips of its practice, inside the transaction that changes it; without it, the tips."""
        packed = zlib.compress(_encode(state), _PACKED) if with_state else b""
        self._write(state.id, self._form, tips, packed)

    def drop_oldest(self) -> None:
        """Drop the states that were written before the last few, inside the transaction that wrote these."""
        with_state = "SELECT practice_id, form, tips FROM projection WHERE rowid > ? ORDER BY rowid DESC"
        values = _WITH_STATE, STATES_STORED
        for practice_id, form, tips in self._connection.execute(f"{with_state} LIMIT -1 OFFSET ?", values).fetchall():
            self._write(practice_id, form, tips, b"")

    def _write(self, practice_id: str, form: int, tips: bytes, packed: bytes) -> None:
        """Write a practice's row as the last of those with a state, or of those without."""
        self._connection.execute("DELETE FROM projection WHERE practice_id = ?", (practice_id,))
        self._connection.execute(
            "INSERT INTO projection (rowid, practice_id, form, tips, state, hash) VALUES ("
            " (SELECT max(coalesce(max(rowid), 0), ?) + 1 FROM projection WHERE rowid <= ?), ?, ?, ?, ?, ?)",
            (
                *((_WITH_STATE, _LAST) if packed else (0, _WITH_STATE)),
                practice_id,
                form,
                tips,
                packed,
                _hash_of(practice_id, form, tips, packed),
            ),
        )

    def tips(self, practice_id: str) -> tuple[str, ...] | None:
        """Return the tips, private ones too, with which a practice's state was stored; None where none is stored."""
        row = self._connection.execute("SELECT tips FROM projection WHERE practice_id = ?", (practice_id,)).fetchone()
        return tuple(own.hex() for own in hashes_in(row[0])) if row else None

    def follows_from(self, folded: PracticeState) -> bool:
        """Tell whether what is stored of a practice is what its log gives; a row of another version's is not judged."""
        row = self._connection.execute(
            "SELECT form, tips, CAST(state AS BLOB), hash FROM projection WHERE practice_id = ?", (folded.id,)
        ).fetchone()
        if row is None:
            return folded.last_change is None  # there is nothing of it in the log either
        if row[3] != _hash_of(folded.id, *row[:3]):
            return False
        form, _, packed, _ = row
        return form != self._form or not packed or zlib.decompress(packed) == _encode(folded)

    def clear(self) -> None:
        self._connection.execute("DELETE FROM projection")

    def are_current(self) -> bool:
        """Tell whether every practice that has events has a row, in the form that this version reads."""
        query = (
            f"SELECT ({_PRACTICES_TOLD_OF}), (SELECT count(*) FROM projection),"  # noqa: S608
            " (SELECT min(form) FROM projection), (SELECT max(form) FROM projection)"
        )
        told_of, stored, lowest, highest = self._connection.execute(query).fetchone()
        return bool(told_of == stored and (not stored or lowest == highest == self._form))


def stored_tips(connection: sqlite3.Connection, practice_id: str) -> tuple[bytes, ...] | None:
    """Return the tips that were stored of a practice, private ones too; None where there are none to be trusted."""
    query = "SELECT form, tips, CAST(state AS BLOB), hash FROM projection WHERE practice_id = ?"
    row = connection.execute(query, (practice_id,)).fetchone()
    return hashes_in(row[1]) if row and row[3] == _hash_of(practice_id, *row[:3]) else None


_PRACTICES_TOLD_OF = (
    "WITH RECURSIVE told (id) AS (SELECT min(practice) FROM event_block UNION ALL"
    " SELECT (SELECT min(practice) FROM event_block WHERE practice > told.id) FROM told WHERE told.id IS NOT NULL)"
    " SELECT count(id) FROM told"
)
"""Counts practices by a look into the index for each, where `count(DISTINCT …)` would read the whole of it."""


def _hash_of(practice_id: str, form: int, tips: bytes, packed: bytes) -> bytes:
    return hash_of_parts(practice_id.encode(), str(form).encode(), tips, packed)
