"""Reading a practice's events, each checked against its hash and its place in the chain.

What was changed, put in by hand or spoilt is left out and told: one bad entry never stands in the way of the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress

import msgspec

from migdesk.practice import record_findings
from migdesk.practice.chain import hashes_in
from migdesk.practice.event import Event
from migdesk.practice.event_rows import ROW_COLUMNS, EventRow, event_of_row, rows_of
from migdesk.practice.record_findings import RecordFinding


class Log(msgspec.Struct, frozen=True):
    """A practice's events that can be trusted, oldest first by the hybrid clock, and what is wrong with the others."""

    events: tuple[Event, ...]
    findings: tuple[RecordFinding, ...]


def read_log(connection: sqlite3.Connection, practice_id: str) -> Log:
    """Read and check all that was recorded of a practice: some 10 µs an event."""
    rows = read_rows(connection, practice_id)
    here = {row.hash for row in rows}
    events: list[Event] = []
    found: list[RecordFinding] = []
    for row in rows:
        event, finding = _checked(row, practice_id, here)
        if event:
            events.append(event)
        if finding:
            found.append(finding)
    events.sort(key=lambda event: (event.clock, event.device_id, event.seq))
    return Log(tuple(events), tuple(found))


def read_rows(connection: sqlite3.Connection, practice_id: str) -> list[EventRow]:
    """Return all rows of a practice, in the order in which they arrived, unchecked."""
    query = f"SELECT {ROW_COLUMNS} FROM event WHERE practice_id = ? ORDER BY arrival"  # noqa: S608
    return rows_of(connection.execute(query, (practice_id,)))


def _checked(row: EventRow, practice_id: str, here: set[bytes]) -> tuple[Event | None, RecordFinding | None]:
    """Return the event of a row where it can be trusted, and what is to be said of it."""
    event = None
    with suppress(ValueError, RecursionError):
        event = event_of_row(row)
    place = place_of(row)
    if not row.hash:
        return None, record_findings.forged(event, place, practice_id)
    if not row.is_as_hashed:
        if row.follows_unknown:
            return event, record_findings.missing_before(event, place, practice_id)
        return None, record_findings.changed(event, place, practice_id)
    if event is None:
        return None, record_findings.unreadable(place, practice_id)
    if any(own not in here for own in hashes_in(row.follows)):
        return event, record_findings.missing_before(event, place, practice_id)
    return event, None


def place_of(row: EventRow) -> str:
    """Return the id of the event in a row, whatever became of it."""
    device_id, _, seq = row.place
    return f"{device_id.decode(errors='replace')}-{seq.decode(errors='replace')}"


def links_of(rows: Sequence[EventRow], *, private: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return each event's hash with what it follows, for `chain.tips_of`: of the shared events, or of all of them."""
    for row in rows:
        if private or not row.is_private:
            yield row.hash.hex(), tuple(own.hex() for own in hashes_in(row.follows))
