"""The store: the append-only event log in SQLite and, beside it, each practice's state as folded so far.

The log is the truth. The `projection` table only saves folding it again for the practices in hand, and `practice_line`
reading each state for a list of all practices: both are written in the same transaction as the events, and made anew
from them whenever their form is not this version's.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from migdesk.base.clock import Clock
from migdesk.base.errors import EnvironmentFault
from migdesk.practice.counts import Counts
from migdesk.practice.event import PROGRAMME, Actor, Channel, Draft, Event, with_party
from migdesk.practice.event_rows import INSERT_EVENT, EventRow, row_of_event, values_of
from migdesk.practice.faults import DAMAGED, DamagedRecord, ReadOnlyRecord, storage_faults
from migdesk.practice.fold import apply, fold
from migdesk.practice.hybrid_clock import next_reading
from migdesk.practice.intake import Candidates, Intake, Sorted, Taken, by_practice, sort_out
from migdesk.practice.kinds import complete, went_on_without
from migdesk.practice.kinds.paired import paired_with
from migdesk.practice.marker import Commit, Marker
from migdesk.practice.pairs import Pairs
from migdesk.practice.practice_line import LineMaker, PracticeLine
from migdesk.practice.record_findings import RecordFinding
from migdesk.practice.record_place import RecordPlace
from migdesk.practice.recorded_events import RecordedEvents
from migdesk.practice.schema import version_of
from migdesk.practice.state import PracticeState
from migdesk.practice.stored_lines import PracticeName, StoredLines
from migdesk.practice.stored_states import STATES_STORED, StoredStates, stored_tips
from migdesk.practice.streams import Streams

if TYPE_CHECKING:
    from migdesk.practice.exchange.share_ledger import ShareLedger

STATE_FORM = 11
"""Raised whenever `PracticeState` or the fold changes, so that stored states are folded anew."""

Build = Callable[[PracticeState], Sequence[Draft]]
"""Given the state as it stands inside the transaction, returns what to record; raises UserError to record nothing."""

Report = Callable[[int, int], None]
"""Told how many practices are done, and how many there are."""

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
    channel: Channel = Channel.WINDOW


class NoteTaken(msgspec.Struct, frozen=True):
    """What to note here of what is taken in: by whom, and, given the state with the new events, what."""

    actor: Actor
    build: Callable[[PracticeState, tuple[Event, ...]], Sequence[Draft]]
    channel: Channel = Channel.WINDOW


class Foreseen(msgspec.Struct, frozen=True, kw_only=True):
    """What taking in events comes to for one practice: its state before and after, and which events are new."""

    before: PracticeState
    after: PracticeState
    new: tuple[Event, ...]
    sorted: Sorted

    @property
    def waiting(self) -> int:
        """How many events of the practice wait for others afterwards."""
        return len(self.sorted.waiting)


class Store(RecordedEvents):
    """One open record. Use from one thread; other programs may have the same file open."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        streams: Streams,
        clock: Clock,
        read_only_because: str | None = None,
        marker: Marker | None = None,
    ) -> None:
        super().__init__(connection)
        self._clock = clock
        self._streams = streams
        self.checks_what_it_reads = False
        """Whether a practice's events are checked when its state is read, as a command does and a screen need not."""
        self.read_only_because = read_only_because
        self.marker = marker
        self.put_away: frozenset[str] = frozenset()
        """The practices that stand on no list on this computer, though their record is here."""
        self._states: OrderedDict[str, PracticeState] = OrderedDict()
        self._stored = StoredStates(connection, STATE_FORM)
        self._pairs = Pairs(self.own_state, self.events)
        self._lines = StoredLines(connection, lambda practice_id: self._pairs.listed(self._read_state(practice_id)))
        self._place = RecordPlace(connection)
        self._data_version = self._current_data_version()
        self._last_arrival = self._latest_arrival()

    # reading

    def practice_ids(self) -> tuple[str, ...]:
        """Return the ids of all practices, in the order in which they first arrived."""
        with storage_faults():
            return self._lines.ids()

    def state(self, practice_id: str) -> PracticeState:
        """Return a practice's state; the empty state for an id that was never heard of.

        Of a practice that was made twice it is the state over both, under the smallest of their ids.
        """
        own = self.own_state(practice_id)
        if not own.pairings:
            return own
        with storage_faults():
            return self._pairs.seen(own)

    def family(self, practice_id: str) -> tuple[str, ...]:
        """Return the ids of all practices that are one with a practice, its own among them, the smallest first."""
        with storage_faults():
            return self._pairs.family(self.own_state(practice_id))

    def all_events(self, practice_id: str) -> tuple[Event, ...]:
        """Return the events of a practice, of one made twice those of both."""
        return tuple(event for own in self.family(practice_id) for event in self.events(own))

    def own_state(self, practice_id: str) -> PracticeState:
        """Return the state that was recorded under one id alone."""
        if practice_id in self._states:
            self._states.move_to_end(practice_id)
            return self._states[practice_id]
        with storage_faults():
            if self.checks_what_it_reads:
                self.check(practice_id)
            return self._keep(self._read_state(practice_id))

    def states(self) -> Iterator[PracticeState]:
        """Return the states of all practices but those whose adding was undone, one read after the other."""
        for practice_id in self.practice_ids():
            with storage_faults():
                own = self._states.get(practice_id) or self._read_state(practice_id)
                state = self._pairs.listed(own)
            if not state.taken_back and (state is own or state.last_change) and state.id not in self.put_away:
                yield state

    def practices_with(self, kind: str) -> tuple[str, ...]:
        """Return the ids of the practices of which an event of a kind is recorded: 0.1 s for a million events."""
        with storage_faults():
            found = self._connection.execute("SELECT DISTINCT practice_id FROM event WHERE kind = ?", (kind,))
            return tuple(sorted(row[0] for row in found))

    def names(self, *, put_away: bool = False) -> tuple[PracticeName, ...]:
        """Return what all practices are called, as they arrived, but those whose adding was undone; those that are put
        away on this computer only if so wanted."""
        with storage_faults():
            names = self._lines.names()
        return names if put_away or not self.put_away else tuple(name for name in names if name.id not in self.put_away)

    def count_not_archived(self) -> int:
        """Return how many practices are not in the archive."""
        if self.put_away:
            return sum(not practice.archived for practice in self.names())
        with storage_faults():
            return self._lines.count()

    def keep_lines(self, maker: LineMaker) -> None:
        """Keep the line of each practice from now on, as `maker` makes it."""
        self._lines.maker = maker

    def lines(self) -> Iterator[PracticeLine]:
        """Return the line of every practice but those whose adding was undone. Needs `keep_lines` first.

        Lines that were made with another checklist are made anew, some at a time, and kept.
        """
        with storage_faults():
            for line in self._lines.read(self._make_lines_anew):
                if line.id not in self.put_away:
                    yield line

    def stored_tips(self, practice_id: str) -> tuple[str, ...] | None:
        """Return the tips, private ones too, with which a practice's state was stored; None where none is."""
        with storage_faults():
            return self._stored.tips(practice_id)

    def projections_follow_from(self, folded: PracticeState) -> bool:
        """Tell whether what is kept of a practice for quick reading is what its events give.

        Where nothing is kept of any practice, as in a copy that was just put back, it is only still to be made.
        """
        with storage_faults():
            if self._number("SELECT EXISTS (SELECT 1 FROM projection) OR EXISTS (SELECT 1 FROM practice_line)") == 0:
                return True
            return self._stored.follows_from(folded) and self._lines.follows_from(self._pairs.listed(folded))

    def counts(self) -> Counts:
        return count(self._connection)

    def count_unlisted(self) -> int:
        """Return how many practices have events and no stored state, by which they would be on no list."""
        with storage_faults():
            rows = self._connection.execute(
                "SELECT practice FROM event_block EXCEPT SELECT practice_id FROM projection"
            )
            return sum(1 for (practice_id,) in rows if practice_id != PROGRAMME)

    @cached_property
    def shares(self) -> ShareLedger:
        """What was seen of what the shares of this record carry."""
        from migdesk.practice.exchange.share_ledger import ShareLedger

        return ShareLedger(self._connection, self._transaction)

    def schema_version(self) -> int:
        return version_of(self._connection)

    # writing

    def append(
        self,
        practice_id: str,
        actor: Actor,
        build: Build,
        at: datetime | None = None,
        channel: Channel = Channel.WINDOW,
    ) -> tuple[Event, ...]:
        """Record what `build` returns, in one transaction, and return the events; they are on disk when this returns.

        `build` sees the state as it is inside the transaction, other programs' changes included. `at` backdates
        made-up practices; people's own actions always take the clock's time. Raises EnvironmentFault where the disk
        or a lock stands in the way; nothing is then recorded.
        """
        return self.append_all([Write(practice_id, actor, build, at, channel)])[0]

    def append_all(self, writes: Iterable[Write]) -> tuple[tuple[Event, ...], ...]:
        """Record several things in one transaction, all or nothing, and return the events of each; as `append`."""
        if self.read_only_because:
            raise ReadOnlyRecord(f"Not saved: {self.read_only_because}")
        changed: dict[str, PracticeState] = {}
        recorded = []
        with storage_faults(), self._transaction():
            up_to_date = self._latest_arrival() == self._last_arrival

            def own_state(practice_id: str) -> PracticeState:
                known = self._states.get(practice_id) if up_to_date else None
                return changed.get(practice_id) or known or self._read_state(practice_id)

            pairs = Pairs(own_state, self.events)
            for write in writes:
                before = own_state(write.practice_id)
                if before.pairings:
                    before = own_state(pairs.family(before)[0])
                    write = replace(write, practice_id=before.id)
                seen = pairs.seen(before)
                events, after = self._record(write, write.build(seen), before, seen)
                recorded.append(events)
                if events:
                    changed[write.practice_id] = after
            tips = self._write_states(changed)
            latest = self._latest_arrival()
        self._streams.keep()
        self._note(changed, tips)
        for state in changed.values():
            self._keep(state)
        if up_to_date:
            self._last_arrival = latest  # so that our own events are not taken for another program's
        return tuple(recorded)

    def take(self, rows: Iterable[EventRow], note: NoteTaken | None = None) -> Taken:
        """Take in events from elsewhere, in any order and any number of times, in one transaction.

        An event is folded once all that it follows and names is here; until then it waits in this record. A stream of
        which one event is not what its hash says is refused whole, the others are taken. `note` says what to note here
        beside the new events of each practice. Raises EnvironmentFault where the disk or a lock stands in the way;
        nothing is then taken.
        """
        if self.read_only_because:
            raise ReadOnlyRecord(f"Not taken in: {self.read_only_because}")
        practices, refused = by_practice(rows)
        new: dict[str, tuple[Event, ...]] = {}
        changed: dict[str, PracticeState] = {}
        with storage_faults(), self._transaction():
            first = self._latest_arrival()
            to_do = dict(practices)
            while to_do:
                practice_id = next(iter(to_do))
                events, state = self._take_of(practice_id, to_do.pop(practice_id), changed.get(practice_id))
                if events:
                    new[practice_id], changed[practice_id] = (*new.get(practice_id, ()), *events), state
                    to_do.update({pairing.other: {} for pairing in state.pairings.values()} | to_do)
            if changed:
                self._connection.execute(
                    "INSERT INTO taken_in (first, last, at) VALUES (?, ?, ?)",
                    (first + 1, self._latest_arrival(), self._clock().isoformat()),
                )
            if note:
                for practice_id, state in changed.items():
                    write = Write(practice_id, note.actor, lambda _: (), channel=note.channel)
                    drafts = note.build(state, new[practice_id])
                    _, changed[practice_id] = self._record(write, drafts, state)
            tips = self._write_states(changed)
            waiting = self._number("SELECT count(*) FROM waiting")
        self._streams.keep()
        self._note(changed, tips)
        for state in changed.values():
            self._keep(state)
        return Taken(new, waiting, refused)

    def preview(self, practices: Mapping[str, Candidates]) -> dict[str, Foreseen]:
        """Return what taking in events would do to each practice, given them by hash; nothing is written."""
        with storage_faults():
            found = {practice_id: self._foresee(practice_id, new)[1] for practice_id, new in practices.items()}
            return {practice_id: self._seen_foreseen(each, found) for practice_id, each in found.items()}

    def _seen_foreseen(self, foreseen: Foreseen, found: Mapping[str, Foreseen]) -> Foreseen:
        """Return what is foreseen of a practice as people see it: of one made twice, over both."""
        if not foreseen.after.pairings:
            return foreseen
        after = Pairs(
            lambda own: found[own].after if own in found else self.own_state(own),
            lambda own: (*self.events(own), *(found[own].new if own in found else ())),
        )
        return replace(foreseen, before=self._pairs.seen(foreseen.before), after=after.seen(foreseen.after))

    def lacks(self, practices: Mapping[str, Candidates]) -> bool:
        """Tell whether any of these events is neither in the record nor waiting in it."""
        with storage_faults():
            logs = ((Intake(self._connection, practice_id), found) for practice_id, found in practices.items())
            return any(not found.keys() <= {*log.known, *log.waiting()} for log, found in logs)

    def wait_no_longer(self, practice_id: str, actor: Actor, channel: Channel) -> tuple[Event, ...]:
        """Say of all events that others of a practice wait for that nobody has them, and fold those others.

        Returns what was folded and what says so; nothing where nothing waits. Raises as `append`.
        """
        if self.read_only_because:
            raise ReadOnlyRecord(f"Not saved: {self.read_only_because}")
        with storage_faults(), self._transaction():
            log, state = Intake(self._connection, practice_id), self._read_state(practice_id)
            missing = log.missing()
            if not missing:
                return ()
            write = Write(practice_id, actor, lambda _: (), channel=channel)
            recorded, state = self._record(write, [went_on_without.draft(missing)], state)
            self._write_states({practice_id: state})
            events, state = self._take_of(practice_id, {})
            tips = self._write_states({practice_id: state})
        self._streams.keep()
        self._note([practice_id], tips)
        self._keep(state)
        return (*recorded, *events)

    def changed_elsewhere(self) -> frozenset[str]:
        """Return the practices that another program has changed since this was last asked; cheap for none.

        Raises MovedRecord where the record is no longer where it was, and EnvironmentFault where it cannot be looked at
        or, opened for writing, only be read any more.
        """
        with storage_faults():
            self._place.check()
            if not self.read_only_because:
                self._place.check_writable()
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
        with storage_faults():
            return self._stored.are_current()

    def rebuild(self, report: Report = lambda done, total: None) -> None:
        """Fold every practice anew from the log and replace what was stored of it, its line too after `keep_lines`.

        `report` is told how many of how many are done; what it raises leaves everything as it was.
        """
        with storage_faults(), self._transaction():
            in_order = "SELECT practice_id FROM event GROUP BY practice_id ORDER BY min(arrival)"
            ids = [row[0] for row in self._connection.execute(in_order)]
            if not all(isinstance(practice_id, str) for practice_id in ids):  # a page of another table stands there
                raise DamagedRecord(DAMAGED)
            lost = {own: self._lost_tips(own) for own in ids}
            self._stored.clear()
            self._lines.clear()
            self._states.clear()
            with_state = frozenset(ids[-STATES_STORED:])
            tips, paired = [], {}
            for number, own in enumerate(ids):
                report(number, len(ids))
                state = self._fold_from_log(own)
                tips.append(self._write_state(state, with_state=own in with_state, lost=lost[own]))
                paired.update({own: state} if state.pairings else {})
            self._write_lines_of_pairs(paired)
        self._note(ids, tips)

    def make_anew(self, practice_ids: Iterable[str]) -> None:
        """Fold some practices anew and replace what was stored of them, and what is stored of none in the log."""
        with storage_faults(), self._transaction():
            for table in ("projection", "practice_line"):
                self._connection.execute(
                    f"DELETE FROM {table} WHERE practice_id NOT IN (SELECT practice FROM event_block)"  # noqa: S608
                )
            folded = [self._fold_from_log(practice_id) for practice_id in practice_ids]
            for state in folded:
                if state.last_change:
                    self._write_state(state)
            self._write_lines_of_pairs({state.id: state for state in folded if state.pairings})
            self._stored.drop_oldest()
        for state in folded:
            self._keep(state)

    def rescue(self, backups: Path, now: datetime) -> Path:
        """Copy the open record, which nobody can find on the disk any more, beside the other copies."""
        from migdesk.practice.backup import make_safety_copy

        return make_safety_copy(self._connection, backups, now, "it-was-gone")

    def close(self) -> None:
        if self.marker:
            with suppress(EnvironmentFault):
                self.marker.tidy(self.has_event)
        self._connection.close()

    # inside

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._place.check()
        self._connection.execute("BEGIN IMMEDIATE")
        self._streams.begin()
        try:
            self._place.check_still_used()  # only now: whoever moves the record on waits for us, or we for them
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
            with suppress(EnvironmentFault), storage_faults(), self._transaction():
                return {own: self._lines.write(self._listed(own)) for own in practice_ids}
        maker = self._lines.maker
        assert maker is not None
        with storage_faults():
            return {own: maker.make(self._listed(own)) for own in practice_ids}

    def _listed(self, practice_id: str) -> PracticeState:
        return self._pairs.listed(self._read_state(practice_id))

    def _keep_found(self, practice_id: str, findings: tuple[RecordFinding, ...]) -> None:
        known = self.is_doubted(practice_id)
        super()._keep_found(practice_id, findings)
        if self.is_doubted(practice_id) and not known:
            self._states.pop(practice_id, None)

    def _read_state(self, practice_id: str) -> PracticeState:
        """Return a state as it was stored or, where an event of it cannot be trusted, folded without that."""
        if self.is_doubted(practice_id):
            return self._fold_from_log(practice_id)
        return self._stored.read(practice_id) or self._fold_from_log(practice_id)

    def _fold_from_log(self, practice_id: str) -> PracticeState:
        return fold(practice_id, self.events(practice_id))

    def _write_states(self, changed: dict[str, PracticeState]) -> list[tuple[str, ...]]:
        """Write what is kept of changed practices, as much as is not too much at once, and return their tips."""
        with_line, with_state = len(changed) <= _LINES_AT_ONCE, len(changed) <= STATES_STORED
        tips = [self._write_state(state, with_line=with_line, with_state=with_state) for state in changed.values()]
        self._write_lines_of_pairs(changed)
        self._stored.drop_oldest()
        return tips

    def _write_lines_of_pairs(self, changed: dict[str, PracticeState]) -> None:
        """Write the lines of practices made twice, and of all that were or are one with them."""
        pairs = Pairs(lambda own: changed.get(own) or self._read_state(own), self.events)
        linked = {state.id: state for state in changed.values() if state.pairings}
        for state in tuple(linked.values()):
            for pairing in state.pairings.values():
                linked.setdefault(pairing.other, changed.get(pairing.other) or self._read_state(pairing.other))
        for state in linked.values():
            if state.last_change:
                self._lines.write(pairs.listed(state))

    def _lost_tips(self, practice_id: str) -> tuple[str, ...]:
        """Return the tips that were stored of a practice and are not in its log: making it anew must not hide them."""
        stored = (own.hex() for own in stored_tips(self._connection, practice_id) or ())
        return tuple(own for own in stored if not self.has_event(practice_id, own))

    def _write_state(
        self, state: PracticeState, *, with_line: bool = True, with_state: bool = True, lost: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Write a practice's state and line, and return its tips, private ones too, but for those that are `lost`."""
        tips = (*state.tips, *state.private_tips)
        self._stored.write(state, bytes.fromhex("".join((*tips, *lost))), with_state=with_state)
        if not state.pairings:
            self._lines.write(state, with_line=with_line)
        return tips

    def _note(self, practice_ids: Iterable[str], tips: Iterable[tuple[str, ...]]) -> None:
        """Note in the marker what is on disk now, the record's latest event last."""
        if self.marker is None:
            return
        with storage_faults():
            arrival, practice_id, latest = self._connection.execute(
                "SELECT arrival, practice_id, hash FROM event ORDER BY arrival DESC LIMIT 1"
            ).fetchone() or (0, "", b"")
        lines = [Commit(practice=own, tips=its) for own, its in zip(practice_ids, tips, strict=True)]
        if lines and latest:
            lines.append(Commit(practice=practice_id, tips=(), arrival=arrival, last=latest.hex()))
        self.marker.note(lines)

    def _record(
        self, write: Write, drafts: Iterable[Draft], state: PracticeState, seen: PracticeState | None = None
    ) -> tuple[tuple[Event, ...], PracticeState]:
        """Write drafts as events of this run, and return them and the practice's own state after them.

        `seen` is the state that the person saw, where the practice was made twice and they saw both.
        """
        seen = None if seen is state else seen
        moment = write.at or self._clock()
        latest = self._latest_reading(write.practice_id, moment)
        events = []
        for draft in drafts:
            latest = next_reading(moment, latest)
            tips = (*state.tips, *(state.private_tips if draft.private else ()))
            place = self._streams.next_place(write.practice_id, draft.private, tips, moment)
            event = Event(
                device_id=place.device_id,
                seq=place.seq,
                practice_id=write.practice_id,
                clock=latest,
                at=moment,
                actor=write.actor,
                kind=draft.kind,
                body=with_party(complete(draft, seen or state), write.actor),
                channel=write.channel,
                private=draft.private,
                follows=place.follows,
            )
            row = row_of_event(event)
            self._connection.execute(INSERT_EVENT, values_of(row, follows_the_one_before=place.seq > 1))
            self._streams.record(row, draft.private)
            events.append(replace(event, hash=row.hash.hex()))
            state = apply(state, events[-1])
            seen = apply(seen, events[-1]) if seen else None
        return tuple(events), state

    def _take_of(
        self, practice_id: str, candidates: Candidates, before: PracticeState | None = None
    ) -> tuple[tuple[Event, ...], PracticeState]:
        """Write what can be folded of some candidates and of those that waited; return it and the state after it."""
        log, foreseen = self._foresee(practice_id, candidates, before)
        log.write(foreseen.sorted)
        return foreseen.new, foreseen.after

    def _foresee(
        self, practice_id: str, candidates: Candidates, before: PracticeState | None = None
    ) -> tuple[Intake, Foreseen]:
        """Return what taking in some candidates, and those that waited, comes to, and the log to write them to."""
        log, before = Intake(self._connection, practice_id), before or self._read_state(practice_id)
        every = {**log.waiting(), **candidates}
        others = {pairing.other for pairing in before.pairings.values()}
        others |= {paired_with(event) for _, event in every.values()} - {""}
        known = log.known.union(*(Intake(self._connection, other).known for other in others))
        found = sort_out(every, known, before.gone_without)
        new, after = tuple(event for _, event in found.ready), before
        if new and (log.forks(found) or not {event.hash for event in new}.isdisjoint(before.gone_without)):
            # what an old withdrawal means, and what was replaced by what came before it, is found among all events
            after = fold(practice_id, (*self.events(practice_id), *new))
        elif new:
            after = fold(practice_id, new, before)
        return log, Foreseen(before=before, after=after, new=new, sorted=found)

    def _current_data_version(self) -> int:
        return self._number("PRAGMA data_version")


def count(connection: sqlite3.Connection) -> Counts:
    """Count practices and events of an open database."""
    with storage_faults():
        practices, events = connection.execute(
            "SELECT (SELECT count(*) FROM projection), (SELECT count(*) FROM event)"
        ).fetchone()
    return Counts(practices, events)
