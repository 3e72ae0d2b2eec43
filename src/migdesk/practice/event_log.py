"""Reading a practice's events, each checked against its hash and its place in the chain.

What was changed, put in by hand or spoilt is left out and told: one bad entry never stands in the way of the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from migdesk.practice import record_findings
from migdesk.practice.chain import hashes_in, tips_of
from migdesk.practice.event import Event
from migdesk.practice.event_blocks import EVENTS_OF_PRACTICE
from migdesk.practice.event_rows import HASHED, ROW_COLUMNS, EventRow, event_of_row, rows_of
from migdesk.practice.kinds import went_on_without
from migdesk.practice.kinds.went_on_without import gone_without
from migdesk.practice.record_findings import LEFT_OUT, FindingKind, RecordFinding
from migdesk.practice.stored_states import stored_tips

_IS_LISTED = "SELECT 1 FROM practice_line WHERE practice_id = ?"
_KIND, _WENT_ON = HASHED.index("kind"), went_on_without.KIND.name.encode()


class Log(msgspec.Struct, frozen=True):
    """A practice's events that can be trusted, oldest first by the hybrid clock, and what is wrong with the others."""

    events: tuple[Event, ...]
    findings: tuple[RecordFinding, ...]


def read_log(connection: sqlite3.Connection, practice_id: str) -> Log:
    """Read and check all that was recorded of a practice: some 20 µs an event."""
    rows = read_rows(connection, practice_id)
    here = {row.hash for row in rows} | _gone_without(rows)
    events: list[Event] = []
    found: list[RecordFinding] = []
    for row in rows:
        doubt, event = _doubt(row, here), None
        if doubt not in LEFT_OUT:
            with suppress(ValueError, RecursionError):
                event = event_of_row(row)
                events.append(event)
        if doubt or event is None:
            found.append(_finding(row, doubt or FindingKind.UNREADABLE, practice_id))
    events.sort(key=lambda event: (event.clock, event.device_id, event.seq))
    return Log(tuple(events), (*found, *_lost(connection, practice_id, here)))


def check_log(connection: sqlite3.Connection, practice_id: str) -> tuple[RecordFinding, ...]:
    """Check all that was recorded of a practice against its hashes, without reading what it says: 10 µs an event."""
    rows = read_rows(connection, practice_id)
    here = {row.hash for row in rows} | _gone_without(rows)
    doubts = ((row, _doubt(row, here)) for row in rows)
    found = (_finding(row, doubt, practice_id) for row, doubt in doubts if doubt)
    return (*found, *_lost(connection, practice_id, here))


def read_rows(connection: sqlite3.Connection, practice_id: str) -> list[EventRow]:
    """Return all rows of a practice, in the order in which they arrived, unchecked."""
    query = f"SELECT {ROW_COLUMNS} FROM {EVENTS_OF_PRACTICE} ORDER BY block, arrival"  # noqa: S608
    return rows_of(connection.execute(query, (practice_id,)))


def _lost(connection: sqlite3.Connection, practice_id: str, here: set[bytes]) -> tuple[RecordFinding, ...]:
    """Tell where the latest events, which nothing names, are no longer there: by what was stored together with them."""
    tips = stored_tips(connection, practice_id)
    if any(own not in here for own in tips or ()):
        return (record_findings.latest_missing(practice_id),)
    if not here and connection.execute(_IS_LISTED, (practice_id,)).fetchone():
        return (record_findings.nothing_of_it(practice_id),)
    return ()


def _gone_without(rows: Sequence[EventRow]) -> set[bytes]:
    """Return the hashes of events that somebody said nobody has any more: what follows them lacks nothing."""
    found: set[bytes] = set()
    for row in rows:
        if row.columns[_KIND] == _WENT_ON and row.is_as_hashed:
            with suppress(ValueError, RecursionError):
                found.update(map(bytes.fromhex, gone_without(event_of_row(row))))
    return found


def _doubt(row: EventRow, here: set[bytes]) -> FindingKind | None:
    """Return what speaks against a row by the hashes alone; `here` are those of its practice."""
    if not row.hash:
        return FindingKind.FORGED
    if not row.is_as_hashed:
        return FindingKind.MISSING if row.follows_unknown else FindingKind.CHANGED
    if row.follows in here or not row.follows:
        return None
    return None if all(own in here for own in hashes_in(row.follows)) else FindingKind.MISSING


_WORDS = {
    FindingKind.FORGED: record_findings.forged,
    FindingKind.CHANGED: record_findings.changed,
    FindingKind.MISSING: record_findings.missing_before,
    FindingKind.UNREADABLE: record_findings.unreadable,
}


def _finding(row: EventRow, doubt: FindingKind, practice_id: str) -> RecordFinding:
    event = None
    with suppress(ValueError, RecursionError):
        event = event_of_row(row)
    return _WORDS[doubt](event, place_of(row), practice_id)


def place_of(row: EventRow) -> str:
    """Return the id of the event in a row, whatever became of it."""
    device_id, _, seq = row.place
    return f"{device_id.decode(errors='replace')}-{seq.decode(errors='replace')}"


def tips_in(rows: Sequence[EventRow], *, private: bool) -> tuple[str, ...]:
    """Return the hashes of the shared events that no shared event follows, or of the private ones likewise."""
    chosen = [row for row in rows if row.is_private == private and row.hash]
    return tips_of((row.hash.hex(), [own.hex() for own in hashes_in(row.follows)]) for row in chosen)
