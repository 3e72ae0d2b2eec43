"""The table of practice lines (see practice_line.py), which the store keeps beside the states."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

import msgspec

from migdesk.practice.chain import hash_of_parts
from migdesk.practice.event import PROGRAMME
from migdesk.practice.practice_line import LineMaker, PracticeLine, read_line
from migdesk.practice.state import PracticeState

StateOf = Callable[[str], PracticeState]

_MADE_AT_ONCE = 50
"""Lines that are made anew in one transaction, so that nobody waits long for the lock."""


class PracticeName(msgspec.Struct, frozen=True, array_like=True):
    """What a practice is called, for finding it; samples and archived ones too."""

    id: str
    name: str
    ods_code: str
    archived: bool
    sample: bool


class _Stored(NamedTuple):
    """What is stored of a practice: what it is called, the form of its line, the line, and whether it is as written."""

    name: PracticeName
    form: str
    line: bytes
    whole: bool


class StoredLines:
    """Reads and writes the lines of one open record. Without a `maker` only names are kept, and lines made later.

    `state_of` is asked about practices whose line was spoilt on disk or changed by hand.
    """

    def __init__(self, connection: sqlite3.Connection, state_of: StateOf) -> None:
        self._connection = connection
        self._state_of = state_of
        self.maker: LineMaker | None = None

    def write(self, state: PracticeState, *, with_line: bool = True) -> bytes:
        """Write a practice's line, inside the transaction that changes its state, and return it.

        Without `with_line` only its names are written, and the rest is made when it is first read.
        """
        form, line = (self.maker.form, self.maker.make(state)) if self.maker and with_line else ("", b"")
        row = (state.id, state.name, state.ods_code, int(state.archived), int(state.sample), form, line)
        own = hash_of_parts(*(value if isinstance(value, bytes) else str(value).encode() for value in row))
        self._connection.execute(
            "INSERT INTO practice_line (practice_id, name, ods_code, archived, sample, form, line, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (practice_id) DO UPDATE SET name = excluded.name,"
            " ods_code = excluded.ods_code, archived = excluded.archived, sample = excluded.sample,"
            " form = excluded.form, line = excluded.line, hash = excluded.hash",
            (*row, own),
        )
        return line

    def follows_from(self, folded: PracticeState) -> bool:
        """Tell whether the line of a practice is what its state gives; a line of another form is not judged."""
        rows = self._rows(" WHERE practice_id = ?", folded.id)
        if not rows:
            return folded.last_change is None
        name, form, line, whole = rows[0]
        made_alike = self.maker is None or form != self.maker.form or line == self.maker.make(folded)
        return whole and name == name_of(folded) and made_alike

    def clear(self) -> None:
        self._connection.execute("DELETE FROM practice_line")

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all practices in the order in which they arrived."""
        return tuple(dict.fromkeys(row.name.id for row in self._all()))  # a spoilt index may find one twice

    def names(self) -> tuple[PracticeName, ...]:
        """Return all practices in the order in which they arrived, but those whose adding was undone."""
        return tuple(row.name for row in self._all() if row.name.name)

    def count(self) -> int:
        """Return how many practices are not in the archive."""
        row = self._connection.execute("SELECT count(*) FROM practice_line WHERE name > '' AND NOT archived").fetchone()
        return int(row[0])

    def read(self, make_anew: Callable[[list[str]], dict[str, bytes]]) -> Iterator[PracticeLine]:
        """Return the lines of all practices but those whose adding was undone, in the order in which they arrived.

        `make_anew` is called for those that were made with another checklist or by another version.
        """
        form = self.maker.form if self.maker else ""
        rows = [row for row in self._all() if row.name.name]
        outdated = (row.name.id for row in rows if row.form != form)
        made: dict[str, bytes] = {}
        for name, made_as, line, _ in rows:
            known = _readable(line) if made_as == form else None
            if known is None:
                if name.id not in made:  # the next ones with it, unless it is a line that was spoilt on disk
                    made |= make_anew([name.id] if made_as == form else list(islice(outdated, _MADE_AT_ONCE)))
                known = read_line(made.pop(name.id))
            yield known

    def _all(self) -> list[_Stored]:
        """Return what is stored of each practice; where any was spoilt, the log says which there are."""
        rows = self._rows("")
        if not rows or not all(row.whole for row in rows):
            by_id = {row.name.id: row for row in rows if row.whole}
            rows = [row for practice_id in self._ids_in_log() for row in self._whole_or_made(practice_id, by_id)]
        return [row for row in rows if row.name.id != PROGRAMME]

    def _whole_or_made(self, practice_id: str, whole: dict[str, _Stored]) -> Iterator[_Stored]:
        if practice_id in whole:
            yield whole[practice_id]
            return
        state = self._state_of(practice_id)
        if state.last_change:  # else nothing that can be trusted was recorded of it
            yield _Stored(name_of(state), "", b"", whole=True)

    def _ids_in_log(self) -> list[str]:
        query = "SELECT practice_id FROM event GROUP BY practice_id ORDER BY min(arrival)"
        return [row[0] for row in self._connection.execute(query)]

    def _rows(self, which: str, *values: str) -> list[_Stored]:
        columns = ("practice_id", "name", "ods_code", "archived", "sample", "form", "line")
        raw = ", ".join(f"CAST({column} AS BLOB)" for column in columns)
        query = f"SELECT {raw}, hash FROM practice_line{which} ORDER BY rowid"  # noqa: S608
        return [_stored(row, own) for *row, own in self._connection.execute(query, values)]


def name_of(state: PracticeState) -> PracticeName:
    """Return what a practice is called by its state."""
    return PracticeName(state.id, state.name, state.ods_code, state.archived, state.sample)


_SPOILT = _Stored(PracticeName("", "", "", archived=False, sample=False), "", b"", whole=False)


def _stored(row: list[bytes | None], own: bytes | None) -> _Stored:
    """Return what a row says, where it says what was written."""
    written = [column for column in row if column is not None]
    if len(written) != len(row) or hash_of_parts(*written) != own:
        return _SPOILT
    practice_id, name, code, archived, sample, form, line = written
    named = PracticeName(practice_id.decode(), name.decode(), code.decode(), archived == b"1", sample == b"1")
    return _Stored(named, form.decode(), line, whole=True)


def _readable(line: bytes) -> PracticeLine | None:
    with suppress(ValueError):
        return read_line(line)
    return None
