"""The table of practice lines (see practice_line.py), which the store keeps beside the states."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

import msgspec

from migdesk.practice.chain import hash_of_parts
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
        name = name_of(state)
        self._connection.execute(
            "INSERT INTO practice_line (practice_id, name, ods_code, archived, sample, form, line, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (practice_id) DO UPDATE SET name = excluded.name,"
            " ods_code = excluded.ods_code, archived = excluded.archived, sample = excluded.sample,"
            " form = excluded.form, line = excluded.line, hash = excluded.hash",
            (*msgspec.structs.astuple(name), form, line, _hash_of(name, form, line)),
        )
        return line

    def follows_from(self, folded: PracticeState) -> bool:
        """Tell whether the line of a practice is what its state gives; a line of another form is not judged."""
        rows = [row for row in self._rows("practice_id = ?", folded.id) if row[0].id == folded.id]
        if not rows:
            return not folded.name
        ((name, form, line, whole),) = rows
        made_alike = self.maker is None or form != self.maker.form or line == self.maker.make(folded)
        return whole and name == name_of(folded) and made_alike

    def clear(self) -> None:
        self._connection.execute("DELETE FROM practice_line")

    def names(self, state_of: Callable[[str], PracticeState]) -> tuple[PracticeName, ...]:
        """Return all practices in the order in which they arrived, but those whose adding was undone.

        `state_of` is asked about those whose line was spoilt on disk or changed by hand.
        """
        named = (name if whole else name_of(state_of(name.id)) for name, _, _, whole in self._rows())
        return tuple(name for name in named if name.name)

    def count(self) -> int:
        """Return how many practices are not in the archive."""
        row = self._connection.execute("SELECT count(*) FROM practice_line WHERE name > '' AND NOT archived").fetchone()
        return int(row[0])

    def read(self, make_anew: Callable[[list[str]], dict[str, bytes]]) -> Iterator[PracticeLine]:
        """Return the lines of all practices but those whose adding was undone, in the order in which they arrived.

        `make_anew` is called for those that were made with another checklist or by another version.
        """
        form = self.maker.form if self.maker else ""
        rows = [(name.id, made_as, line, whole) for name, made_as, line, whole in self._rows()]
        outdated = (practice_id for practice_id, made_as, _, _ in rows if made_as != form)
        made: dict[str, bytes] = {}
        for practice_id, made_as, line, whole in rows:
            known = _readable(line) if made_as == form and whole else None
            if known is None:
                if practice_id not in made:  # the next ones with it, unless it is a line that was spoilt on disk
                    made |= make_anew([practice_id] if made_as == form else list(islice(outdated, _MADE_AT_ONCE)))
                known = read_line(made.pop(practice_id))
            yield known

    def _rows(self, which: str = "name > ''", *values: str) -> Iterator[tuple[PracticeName, str, bytes, bool]]:
        """Return what is stored of each practice: name, form, line, and whether that is what was written."""
        columns = "practice_id, name, ods_code, archived, sample, form, CAST(line AS BLOB), hash"
        query = f"SELECT {columns} FROM practice_line WHERE {which} ORDER BY rowid"  # noqa: S608
        rows = self._connection.execute(query, values).fetchall()
        for practice_id, called, code, archived, sample, form, line, own in rows:
            name = PracticeName(practice_id, called, code, bool(archived), bool(sample))
            yield name, form, line, own == _hash_of(name, form, line)


def name_of(state: PracticeState) -> PracticeName:
    """Return what a practice is called by its state."""
    return PracticeName(state.id, state.name, state.ods_code, state.archived, state.sample)


def _hash_of(name: PracticeName, form: str, line: bytes) -> bytes:
    marks = b"%d%d" % (name.archived, name.sample)
    return hash_of_parts(name.id.encode(), name.name.encode(), name.ods_code.encode(), marks, form.encode(), line)


def _readable(line: bytes) -> PracticeLine | None:
    with suppress(ValueError):
        return read_line(line)
    return None
