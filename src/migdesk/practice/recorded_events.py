"""The events of an open record: read, checked and counted. See `store` for how they are written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from migdesk.practice.event import Actor, Event
from migdesk.practice.event_blocks import EVENTS_OF_PRACTICE, practices_of_events_outside
from migdesk.practice.event_log import Log, check_log, read_log, read_rows, tips_in
from migdesk.practice.event_rows import EventRow
from migdesk.practice.faults import storage_faults
from migdesk.practice.hybrid_clock import furthest_reading
from migdesk.practice.record_findings import LEFT_OUT, RecordFinding
from migdesk.practice.streams import is_recorded

_LATELY = 5000
"""Among how many events the people are looked for: more would be felt in a record of thousands of practices."""

_NAMES_LOOKED_AT = 3
"""For each that is wanted, as some may be said by nobody who can be trusted."""


class RecordedEvents:
    """What was recorded of each practice, however the state that follows from it is kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.text_factory = _text
        self._connection = connection
        self.found: dict[str, tuple[RecordFinding, ...]] = {}
        """What is wrong with the practices whose events were read or checked so far."""

    def events(self, practice_id: str) -> tuple[Event, ...]:
        """Return all events of a practice that can be trusted, oldest first by the hybrid clock."""
        return self.log(practice_id).events

    def log(self, practice_id: str) -> Log:
        """Return the events of a practice, each checked, and what is wrong with those that are left out."""
        with storage_faults():
            log = read_log(self._connection, practice_id)
            self._keep_found(practice_id, log.findings)
            return log

    def tips(self, practice_id: str, *, private: bool = False) -> tuple[str, ...]:
        """Return the hashes of what nothing follows yet, which stand for all that was recorded of a practice.

        Those of private notes come after them where they are asked for: what is shared never names these.
        """
        with storage_faults():
            rows = read_rows(self._connection, practice_id)
            return (*tips_in(rows, private=False), *(tips_in(rows, private=True) if private else ()))

    def begun_by_0_1_0(self) -> bool:
        """Tell whether what was recorded first is of 0.1.0, which alone noted no way by which it came."""
        with storage_faults():
            first = self._connection.execute("SELECT channel FROM event ORDER BY arrival LIMIT 1").fetchone()
            return first is not None and first[0] == ""

    def practice_ids_in_log(self) -> tuple[str, ...]:
        """Return the ids of all practices of which anything was recorded, in no order."""
        with storage_faults():
            rows = self._connection.execute("SELECT DISTINCT practice FROM event_block")
            return tuple(row[0] for row in rows)

    def check(self, practice_id: str) -> None:
        """Check the events of a practice without reading what they say, and keep in `found` what is wrong with them."""
        with storage_faults():
            self._keep_found(practice_id, check_log(self._connection, practice_id))

    def is_doubted(self, practice_id: str) -> bool:
        """Tell whether an event of a practice was found that cannot be trusted, and is left out."""
        return any(finding.kind in LEFT_OUT for finding in self.found.get(practice_id, ()))

    def _keep_found(self, practice_id: str, findings: tuple[RecordFinding, ...]) -> None:
        self.found[practice_id] = findings

    def rows(self, practice_id: str) -> tuple[EventRow, ...]:
        """Return the shared events of a practice that can be trusted, as they are handed to others."""
        with storage_faults():
            rows = read_rows(self._connection, practice_id)
            return tuple(row for row in rows if row.is_as_hashed and not row.is_private)

    def arrivals(self, practice_id: str, after: int) -> list[tuple[int, bytes]]:
        """Return the arrivals of a practice's shared events after one of them, each with its hash."""
        query = f"SELECT arrival, hash FROM {EVENTS_OF_PRACTICE} AND private = 0 AND arrival > ?"  # noqa: S608
        with storage_faults():
            rows = self._connection.execute(query, (practice_id, after)).fetchall()
            return [(arrival, own) for arrival, own in rows if isinstance(own, bytes)]

    def practices_after(self, arrival: int) -> frozenset[str]:
        """Return the practices of which anything arrived after this."""
        with storage_faults():
            rows = self._connection.execute("SELECT DISTINCT practice_id FROM event WHERE arrival > ?", (arrival,))
            return frozenset(row[0] for row in rows)

    def raw_rows(self, practice_id: str) -> list[EventRow]:
        """Return all rows of a practice, private ones too, in the order in which they arrived, unchecked."""
        with storage_faults():
            return read_rows(self._connection, practice_id)

    def hashes(self, practice_id: str) -> frozenset[bytes]:
        """Return the hashes of all events of a practice, private ones too."""
        with storage_faults():
            rows = self._connection.execute(f"SELECT hash FROM {EVENTS_OF_PRACTICE}", (practice_id,))  # noqa: S608
            return frozenset(own for (own,) in rows if isinstance(own, bytes))

    def count_shared(self, practice_id: str) -> int:
        """Return how many events of a practice there are that others can have."""
        with storage_faults():
            query = f"SELECT count(*) FROM {EVENTS_OF_PRACTICE} AND private = 0"  # noqa: S608
            return self._number(query, practice_id)

    def shared_hashes(self) -> Iterator[tuple[str, bytes]]:
        """Return each practice's id with the hash of each of its shared events, of all practices: 1 µs an event."""
        with storage_faults():
            rows = self._connection.execute("SELECT practice_id, hash FROM event WHERE private = 0")
            for practice_id, own in rows:
                if isinstance(own, bytes):
                    yield practice_id, own

    def numbers_missing(self) -> tuple[tuple[str, int], ...]:
        """Return which devices of 0.1.0, which numbered all practices in one, lack numbers, and how many."""
        with storage_faults():
            rows = self._connection.execute(
                "SELECT device_id, max(seq) - count(DISTINCT seq) AS missing FROM event WHERE channel = ''"
                " GROUP BY device_id HAVING missing > 0 ORDER BY device_id"
            )
            return tuple((row[0], row[1]) for row in rows)

    def practices_of_events_outside(self) -> Iterator[frozenset[str]]:
        """Return, some events at a time, the practices of events that are not where this record looks for them."""
        with storage_faults():
            yield from practices_of_events_outside(self._connection)

    def came_in(self, practice_id: str) -> dict[str, datetime]:
        """Return when events from elsewhere were taken in, by their hashes; those recorded here are not among them."""
        with storage_faults():
            rows = self._connection.execute(
                f"SELECT hash, taken_in.at FROM taken_in, {EVENTS_OF_PRACTICE}"  # noqa: S608
                " AND hash IS NOT NULL AND arrival BETWEEN first AND last",
                (practice_id,),
            )
            return {own.hex(): datetime.fromisoformat(at) for own, at in rows}

    def count_waiting(self) -> int:
        """Return how many events from elsewhere wait for others that they name."""
        with storage_faults():
            return self._number("SELECT count(*) FROM waiting")

    def waiting_by_practice(self) -> dict[str, int]:
        """Return how many events from elsewhere wait for others, by practice."""
        with storage_faults():
            return dict(self._connection.execute("SELECT practice_id, count(*) FROM waiting GROUP BY practice_id"))

    def has_event(self, practice_id: str, own: str) -> bool:
        """Tell whether the record holds the event of a practice with this hash (hexadecimal)."""
        with storage_faults():
            return is_recorded(self._connection, practice_id, own)

    def newest_arrival(self) -> int:
        """Return the number of the latest event in order of arrival: as many as there are, 0 for none."""
        with storage_faults():
            return self._latest_arrival()

    def people(self, most: int = 8) -> tuple[Actor, ...]:
        """Return who recorded something of late, the latest first: whom a person may be who is not known yet.

        A name counts where an event says it that can be trusted, of the practice of which it stands last.
        """
        with storage_faults():
            rows = self._connection.execute(
                "SELECT actor_name, actor_role, actor_organisation, practice_id, max(arrival) FROM event"
                " WHERE arrival > ? GROUP BY 1, 2, 3 ORDER BY 5 DESC LIMIT ?",
                (self._latest_arrival() - _LATELY, _NAMES_LOOKED_AT * most),
            ).fetchall()
        said_by: dict[str, dict[tuple[str, str, str], Actor]] = {}
        found: list[Actor] = []
        for name, role, organisation, practice_id, _ in rows:
            if practice_id not in said_by:
                actors = (event.actor for event in self.events(practice_id))
                said_by[practice_id] = {(actor.name, actor.role, actor.organisation): actor for actor in actors}
            actor = said_by[practice_id].get((name, role, organisation))
            if len(found) < most and actor:
                found.append(actor)
        return tuple(found)

    def _latest_reading(self, practice_id: str, moment: datetime) -> int:
        """Return the latest reading known of a practice, but for those of a clock that is wrong."""
        bounded = f"SELECT coalesce(max(clock), 0) FROM {EVENTS_OF_PRACTICE} AND clock <= ?"  # noqa: S608
        return self._number(bounded, practice_id, furthest_reading(moment))

    def _number(self, query: str, *parameters: str | int) -> int:
        return int(self._connection.execute(query, parameters).fetchone()[0])

    def _latest_arrival(self) -> int:
        return self._number("SELECT coalesce(max(arrival), 0) FROM event")


def _text(stored: bytes) -> str:
    """Return a text whatever became of it on disk: its hash tells that it is not what was written."""
    return stored.decode(errors="replace")
