"""The store: the append-only event log in SQLite and, beside it, each practice's state as folded so far.

The log is the truth. The `projection` table only saves folding it again, and `practice_line` reading each state for a
list of all practices: both are written in the same transaction as the events, and made anew from them whenever their
form is not this version's.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

import msgspec

from migdesk.base.clock import Clock
from migdesk.base.errors import EnvironmentFault
from migdesk.practice.event import Actor, Draft, Event
from migdesk.practice.event_rows import EVENT_COLUMNS, event_of_row, row_of_event
from migdesk.practice.faults import ReadOnlyRecord, told_plainly
from migdesk.practice.fold import fold
from migdesk.practice.hybrid_clock import next_reading
from migdesk.practice.practice_line import LineMaker, PracticeLine, read_line
from migdesk.practice.schema import SCHEMA_VERSION, version_of
from migdesk.practice.state import PracticeState
from migdesk.practice.stored_lines import PracticeName, StoredLines

STATE_FORM = 2
"""Raised whenever `PracticeState` or the fold changes, so that stored states are folded anew."""

Build = Callable[[PracticeState], Sequence[Draft]]
"""Given the state as it stands inside the transaction, returns what to record; raises UserError to record nothing."""

_encode = msgspec.json.Encoder(order="deterministic").encode
_decode_state = msgspec.json.Decoder(PracticeState).decode

_STATES_KEPT = 32
"""How many states stay in memory, some 100 KiB each: those of the practices in hand, not of thousands."""

_LINES_AT_ONCE = 200
"""A line takes about a millisecond to make. Where more practices change at once, whoever lists them makes theirs."""


class Write(msgspec.Struct, frozen=True):
    """Something to record of one practice; `at` backdates made-up practices."""

    practice_id: str
    actor: Actor
    build: Build
    at: datetime | None = None


class Counts(msgspec.Struct, frozen=True):
    """How much a record holds, for self-check and for choosing a copy to go back to."""

    practices: int
    events: int


class Store:
    """One open record. Use from one thread; other programs may have the same file open."""

    def __init__(
        self, connection: sqlite3.Connection, device_id: str, clock: Clock, read_only_because: str | None = None
    ) -> None:
        self._connection = connection
        self._clock = clock
        self.device_id = device_id
        self.read_only_because = read_only_because
        self._states: OrderedDict[str, PracticeState] = OrderedDict()
        self._lines = StoredLines(connection)
        self._has_lines = version_of(connection) == SCHEMA_VERSION
        self._data_version = self._current_data_version()
        self._last_arrival = self._latest_arrival()

    # reading

    def practice_ids(self) -> tuple[str, ...]:
        """Return the ids of all practices, in the order in which they first arrived."""
        with told_plainly():
            rows = self._connection.execute("SELECT practice_id FROM projection ORDER BY rowid")
            return tuple(row[0] for row in rows)

    def state(self, practice_id: str) -> PracticeState:
        """Return a practice's state; the empty state for an id that was never heard of."""
        if practice_id in self._states:
            self._states.move_to_end(practice_id)
            return self._states[practice_id]
        with told_plainly():
            return self._keep(self._read_state(practice_id))

    def states(self) -> Iterator[PracticeState]:
        """Return the states of all practices but those whose adding was undone, one read after the other."""
        for practice_id in self.practice_ids():
            with told_plainly():
                state = self._states.get(practice_id) or self._read_state(practice_id)
            if not state.taken_back:
                yield state

    def names(self) -> tuple[PracticeName, ...]:
        """Return what all practices are called, as they arrived, but those whose adding was undone."""
        if not self._has_lines:
            named = (PracticeName(one.id, one.name, one.ods_code, one.archived, one.sample) for one in self.states())
            return tuple(named)
        with told_plainly():
            return self._lines.names()

    def count_not_archived(self) -> int:
        """Return how many practices are not in the archive."""
        if not self._has_lines:
            return sum(not one.archived for one in self.names())
        with told_plainly():
            return self._lines.count()

    def keep_lines(self, maker: LineMaker) -> None:
        """Keep the line of each practice from now on, as `maker` makes it."""
        self._lines.maker = maker

    def lines(self) -> Iterator[PracticeLine]:
        """Return the line of every practice but those whose adding was undone. Needs `keep_lines` first.

        Lines that were made with another checklist are made anew, some at a time, and kept.
        """
        maker = self._lines.maker
        assert maker is not None
        with told_plainly():
            if self._has_lines:
                yield from self._lines.read(self._make_lines_anew)
            else:
                yield from (read_line(maker.make(state)) for state in self.states())

    def events(self, practice_id: str) -> tuple[Event, ...]:
        """Return all events of a practice, oldest first by the hybrid clock."""
        with told_plainly():
            rows = self._connection.execute(
                f"SELECT {EVENT_COLUMNS} FROM event WHERE practice_id = ? ORDER BY clock, device_id, seq",  # noqa: S608
                (practice_id,),
            )
            return tuple(map(event_of_row, rows))

    def counts(self) -> Counts:
        return count(self._connection)

    def schema_version(self) -> int:
        return version_of(self._connection)

    # writing

    def append(self, practice_id: str, actor: Actor, build: Build, at: datetime | None = None) -> tuple[Event, ...]:
        """Record what `build` returns, in one transaction, and return the events; they are on disk when this returns.

        `build` sees the state as it is inside the transaction, other programs' changes included. `at` backdates
        made-up practices; people's own actions always take the clock's time. Raises EnvironmentFault where the disk
        or a lock stands in the way; nothing is then recorded.
        """
        return self.append_all([Write(practice_id, actor, build, at)])[0]

    def append_all(self, writes: Iterable[Write]) -> tuple[tuple[Event, ...], ...]:
        """Record several things in one transaction, all or nothing, and return the events of each; as `append`."""
        if self.read_only_because:
            raise ReadOnlyRecord(f"Not saved: {self.read_only_because}")
        changed: dict[str, PracticeState] = {}
        recorded = []
        with told_plainly(), self._transaction():
            up_to_date = self._latest_arrival() == self._last_arrival
            for write in writes:
                before = changed.get(write.practice_id) or self._read_state(write.practice_id)
                events = self._stamped(write.practice_id, write.actor, write.build(before), write.at)
                recorded.append(events)
                if events:
                    self._write_events(events)
                    changed[write.practice_id] = fold(write.practice_id, events, before)
            for state in changed.values():
                self._write_state(state, with_line=len(changed) <= _LINES_AT_ONCE)
            latest = self._latest_arrival()
        for state in changed.values():
            self._keep(state)
        if up_to_date:
            self._last_arrival = latest  # so that our own events are not taken for another program's
        return tuple(recorded)

    def changed_elsewhere(self) -> frozenset[str]:
        """Return the practices that another program has changed since this was last asked; cheap for none."""
        with told_plainly():
            version = self._current_data_version()
            if version == self._data_version:
                return frozenset()
            self._data_version = version
            rows = self._connection.execute(
                "SELECT DISTINCT practice_id FROM event WHERE arrival > ?", (self._last_arrival,)
            ).fetchall()
            self._last_arrival = self._latest_arrival()
        changed = frozenset(row[0] for row in rows)
        for practice_id in changed:
            self._states.pop(practice_id, None)
        return changed

    def projection_is_current(self) -> bool:
        """Tell whether every stored state has the form that this version reads."""
        with told_plainly():
            lowest, highest = self._connection.execute(
                "SELECT (SELECT min(form) FROM projection), (SELECT max(form) FROM projection)"
            ).fetchone()
        return bool(lowest is None or lowest == highest == STATE_FORM)

    def rebuild(self) -> None:
        """Fold every practice anew from the log and replace what was stored of it."""
        with told_plainly(), self._transaction():
            in_order = "SELECT practice_id FROM event GROUP BY practice_id ORDER BY min(arrival)"
            ids = [row[0] for row in self._connection.execute(in_order)]
            self._connection.execute("DELETE FROM projection")
            self._lines.clear()
            self._states.clear()
            for practice_id in ids:
                self._write_state(self._fold_from_log(practice_id))

    def backup_to(self, target: sqlite3.Connection) -> None:
        """Copy the whole record into `target` by SQLite's backup API, the only safe way while the file is open."""
        with told_plainly():
            self._connection.backup(target)

    def close(self) -> None:
        self._connection.close()

    # inside

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _keep(self, state: PracticeState) -> PracticeState:
        self._states[state.id] = state
        self._states.move_to_end(state.id)
        while len(self._states) > _STATES_KEPT:
            self._states.popitem(last=False)
        return state

    def _make_lines_anew(self, practice_ids: list[str]) -> dict[str, bytes]:
        """Return the lines of some practices and keep them, where the record can be written to just now."""
        if not self.read_only_because:
            with suppress(EnvironmentFault), told_plainly(), self._transaction():
                return {one: self._lines.write(self._read_state(one)) for one in practice_ids}
        maker = self._lines.maker
        assert maker is not None
        with told_plainly():
            return {one: maker.make(self._read_state(one)) for one in practice_ids}

    def _read_state(self, practice_id: str) -> PracticeState:
        row = self._connection.execute(
            "SELECT form, CAST(state AS BLOB) FROM projection WHERE practice_id = ?", (practice_id,)
        ).fetchone()
        if row is None:
            return PracticeState(practice_id)
        return self._decoded(practice_id, *row)

    def _decoded(self, practice_id: str, form: int, state: bytes) -> PracticeState:
        """Return a stored state; one of another form, or spoilt on disk, is only a projection and folded anew."""
        if form == STATE_FORM:
            with suppress(ValueError):
                return _decode_state(state)
        return self._fold_from_log(practice_id)

    def _fold_from_log(self, practice_id: str) -> PracticeState:
        return fold(practice_id, self.events(practice_id))

    def _write_state(self, state: PracticeState, *, with_line: bool = True) -> None:
        self._connection.execute(
            "INSERT INTO projection (practice_id, form, state) VALUES (?, ?, ?)"
            " ON CONFLICT (practice_id) DO UPDATE SET form = excluded.form, state = excluded.state",
            (state.id, STATE_FORM, _encode(state).decode()),
        )
        self._lines.write(state, with_line=with_line)

    def _write_events(self, events: Iterable[Event]) -> None:
        self._connection.executemany(
            f"INSERT INTO event ({EVENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            [row_of_event(event) for event in events],
        )

    def _stamped(
        self, practice_id: str, actor: Actor, drafts: Iterable[Draft], at: datetime | None
    ) -> tuple[Event, ...]:
        seq = self._number("SELECT coalesce(max(seq), 0) FROM event WHERE device_id = ?", self.device_id)
        if at is None:
            moment, latest = self._clock(), self._number("SELECT coalesce(max(clock), 0) FROM event")
        else:
            moment, latest = (
                at,
                self._number("SELECT coalesce(max(clock), 0) FROM event WHERE practice_id = ?", practice_id),
            )
        events = []
        for draft in drafts:
            seq += 1
            latest = next_reading(moment, latest)
            events.append(Event(self.device_id, seq, practice_id, latest, moment, actor, draft.kind, draft.body))
        return tuple(events)

    def _number(self, query: str, *parameters: str) -> int:
        return int(self._connection.execute(query, parameters).fetchone()[0])

    def _current_data_version(self) -> int:
        return self._number("PRAGMA data_version")

    def _latest_arrival(self) -> int:
        return self._number("SELECT coalesce(max(arrival), 0) FROM event")


def count(connection: sqlite3.Connection) -> Counts:
    """Count practices and events of an open database."""
    with told_plainly():
        practices, events = connection.execute(
            "SELECT (SELECT count(*) FROM projection), (SELECT count(*) FROM event)"
        ).fetchone()
    return Counts(practices, events)
