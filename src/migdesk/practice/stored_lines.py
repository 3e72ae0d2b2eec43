"""The table of practice lines (see practice_line.py), which the store keeps beside the states."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

import msgspec

from migdesk.practice.practice_line import LineMaker, PracticeLine, read_line
from migdesk.practice.state import PracticeState

_MADE_AT_ONCE = 50
"""Lines that are made anew in one transaction, so that nobody waits long for the lock."""


class PracticeName(msgspec.Struct, frozen=True, array_like=True):
    """What a practice is called, for finding it; samples and archived ones too."""

    id: str
    name: str
    ods_code: str
    archived: bool
    sample: bool


class StoredLines:
    """Reads and writes the lines of one open record. Without a `maker` only names are kept, and lines made later."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.maker: LineMaker | None = None

    def write(self, state: PracticeState, *, with_line: bool = True) -> bytes:
        """Write a practice's line, inside the transaction that changes its state, and return it.

        Without `with_line` only its names are written, and the rest is made when it is first read.
        """
        form, line = (self.maker.form, self.maker.make(state)) if self.maker and with_line else ("", b"")
        self._connection.execute(
            "INSERT INTO practice_line (practice_id, name, ods_code, archived, sample, form, line)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (practice_id) DO UPDATE SET name = excluded.name,"
            " ods_code = excluded.ods_code, archived = excluded.archived, sample = excluded.sample,"
            " form = excluded.form, line = excluded.line",
            (state.id, state.name, state.ods_code, state.archived, state.sample, form, line),
        )
        return line

    def clear(self) -> None:
        self._connection.execute("DELETE FROM practice_line")

    def names(self) -> tuple[PracticeName, ...]:
        """Return all practices in the order in which they arrived, but those whose adding was undone."""
        rows = self._connection.execute(
            "SELECT practice_id, name, ods_code, archived, sample FROM practice_line WHERE name > '' ORDER BY rowid"
        )
        return tuple(PracticeName(one, name, code, bool(old), bool(made)) for one, name, code, old, made in rows)

    def count(self) -> int:
        """Return how many practices are not in the archive."""
        row = self._connection.execute("SELECT count(*) FROM practice_line WHERE name > '' AND NOT archived").fetchone()
        return int(row[0])

    def read(self, make_anew: Callable[[list[str]], dict[str, bytes]]) -> Iterator[PracticeLine]:
        """Return the lines of all practices but those whose adding was undone, in the order in which they arrived.

        `make_anew` is called for those that were made with another checklist or by another version.
        """
        form = self.maker.form if self.maker else ""
        rows = self._connection.execute(
            "SELECT practice_id, form, line FROM practice_line WHERE name > '' ORDER BY rowid"
        ).fetchall()
        outdated = (practice_id for practice_id, made_as, _ in rows if made_as != form)
        made: dict[str, bytes] = {}
        for practice_id, made_as, line in rows:
            known = _readable(line) if made_as == form else None
            if known is None:
                if practice_id not in made:  # the next ones with it, unless it is a line that was spoilt on disk
                    made |= make_anew([practice_id] if made_as == form else list(islice(outdated, _MADE_AT_ONCE)))
                known = read_line(made.pop(practice_id))
            yield known


def _readable(line: bytes) -> PracticeLine | None:
    with suppress(ValueError):
        return read_line(line)
    return None
