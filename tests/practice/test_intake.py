"""Taking in events from elsewhere, on real stores: any order, repetition and split gives the same record."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from migdesk.base.errors import EnvironmentFault
from migdesk.practice.event import Actor, Draft, Event
from migdesk.practice.event_rows import EventRow, row_of_event
from migdesk.practice.faults import ReadOnlyRecord
from migdesk.practice.record_findings import FindingKind
from migdesk.practice.schema import migrate
from migdesk.practice.store import Store
from migdesk.practice.store_opening import open_store_read_only
from migdesk.practice.streams import Streams
from migdesk.practice.verification import verify_record
from support import (
    MANAGER,
    PARTNER,
    PRACTICE,
    START,
    CountingIds,
    TickingClock,
    add_note,
    add_practice,
    folded,
    name_practice,
    new_store,
    new_workspace,
    practice_set,
    task_set,
)

PEOPLE = (MANAGER, PARTNER, Actor("Pat Example", "lead-gp"))


def place(name: str, days_ahead: int = 0) -> Store:
    """Return a record of its own, in memory, on a computer whose clock may be days or years wrong."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    clock = TickingClock(START + timedelta(days=days_ahead))
    return Store(connection, Streams(connection, CountingIds(f"{name}-"), name), clock)


def new_run(store: Store, name: str) -> Store:
    """Return the same record as another run of the program has it."""
    return Store(store._connection, Streams(store._connection, CountingIds(f"{name}-"), name), store._clock)


def record(store: Store, draft: Draft, actor: Actor = MANAGER) -> None:
    store.append(PRACTICE, actor, lambda _: [draft])


DRAFTS = st.one_of(
    st.builds(lambda who: task_set("t", owner=who), st.sampled_from(["Ann", "Bob", ""])),
    st.builds(lambda word: task_set("t", status=[word, ""]), st.sampled_from(["done", "to-do"])),
    st.builds(lambda text: Draft("note-added", {"task": "t", "text": text}), st.sampled_from(["one", "two"])),
    st.builds(lambda name: practice_set(name=name), st.sampled_from(["Elm", "Ash"])),
    st.just(Draft("own-task-added", {"task": "own.1", "phase": "kick-off", "title": "Ours"})),
    st.just(task_set("own.1", removed=True)),
    st.just(Draft("of-a-later-version", {"what": 1})),
    st.just(Draft("note-added", {"task": "t", "text": "for us"}, private=True)),
)


@st.composite
def worlds(draw: Any) -> list[Store]:
    """Three places that record, begin new runs and take in some of what the others hand out."""
    places = [place(name, draw(st.sampled_from([0, 0, 400, -400]))) for name in "abc"]
    for step in range(draw(st.integers(2, 12))):
        at = draw(st.integers(0, 2))
        match draw(st.integers(0, 3)):
            case 0 | 1:
                record(places[at], draw(DRAFTS), PEOPLE[at])
            case 2:
                places[at] = new_run(places[at], f"{'abc'[at]}{step}")
            case _:
                rows = places[draw(st.integers(0, 2))].rows(PRACTICE)
                places[at].take(rows[: draw(st.integers(0, len(rows)))])
    return places


def shared_rows(places: Sequence[Store]) -> list[EventRow]:
    by_hash = {row.hash: row for store in places for row in store.rows(PRACTICE)}
    return [by_hash[own] for own in sorted(by_hash)]


def faults_of(store: Store) -> list[str]:
    found = verify_record(store, (), START)
    return [finding.text for finding in found if finding.kind != FindingKind.REMARK]


@settings(max_examples=60)
@given(places=worlds(), data=st.data())
def test_any_order_repetition_and_split_gives_the_same_record(places: list[Store], data: Any) -> None:
    rows = shared_rows(places)
    shuffled = data.draw(st.permutations(rows))
    at_once, in_parts = place("x"), place("y")
    at_once.take(rows)
    while shuffled:
        size = data.draw(st.integers(1, len(shuffled)))
        in_parts.take([*shuffled[:size], *random.Random(size).sample(rows, min(2, len(rows)))])
        shuffled = shuffled[size:]
    for store in (at_once, in_parts):
        assert store.count_waiting() == 0
        assert store.state(PRACTICE) == folded(store) == at_once.state(PRACTICE)
        assert store.tips(PRACTICE) == at_once.tips(PRACTICE) == store.state(PRACTICE).tips
        assert {row.hash for row in store.rows(PRACTICE)} == {row.hash for row in rows}
        assert faults_of(store) == []
    assert list(in_parts.state(PRACTICE).conflicts()) == list(at_once.state(PRACTICE).conflicts())


@settings(max_examples=60)
@given(places=worlds())
def test_places_that_hand_each_other_everything_agree(places: list[Store]) -> None:
    rows = shared_rows(places)
    for store in places:
        store.take(rows)
        assert store.take(rows).new == {}
        assert store.count_waiting() == 0
        assert store.state(PRACTICE) == folded(store)
        assert store.state(PRACTICE).tips == store.tips(PRACTICE) == places[0].tips(PRACTICE)
        assert list(store.state(PRACTICE).conflicts()) == list(places[0].state(PRACTICE).conflicts())
        assert faults_of(store) == []


# what waits


def test_what_names_something_that_is_not_here_waits_and_is_counted() -> None:
    there, here = place("a"), place("b")
    for owner in ("Ann", "Bob", "Zoe"):
        record(there, task_set("t", owner=owner))
    first, second, third = there.rows(PRACTICE)
    taken = here.take([third, second])
    assert (taken.new, taken.waiting) == ({}, 2)
    assert here.state(PRACTICE).owner("t") == ""
    assert here.practice_ids() == ()
    taken = here.take([first])
    assert ([event.seq for event in taken.new[PRACTICE]], taken.waiting) == ([1, 2, 3], 0)
    assert here.state(PRACTICE).owner("t") == "Zoe"


def test_a_change_waits_for_what_it_replaced_in_another_stream() -> None:
    window, here = place("a"), place("b")
    record(window, practice_set(name="Elm"))
    command = new_run(window, "a2")
    record(command, task_set("t", owner="Ann"))
    record(window, task_set("t", owner="Bob"))  # knows of it, and follows only what its own run recorded
    added, ann, bob = window.rows(PRACTICE)
    assert here.take([added, bob]).waiting == 1
    assert here.take([ann]).waiting == 0
    assert here.state(PRACTICE).owner("t") == "Bob"
    assert list(here.state(PRACTICE).conflicts()) == []


def test_what_was_new_is_returned_by_practice(store: Store) -> None:
    there = place("a")
    add_note(there, practice_id="p1")
    add_note(there, practice_id="p2")
    rows = [*there.rows("p1"), *there.rows("p2")]
    taken = store.take(rows)
    assert {practice: len(events) for practice, events in taken.new.items()} == {"p1": 1, "p2": 1}
    assert store.take(rows).new == {}


def test_what_came_in_is_one_of_this_records_practices(tmp_path: Path) -> None:
    there = place("a")
    name_practice(there, "Elm Tree Practice")
    store = new_store(tmp_path)
    other = new_store(tmp_path)
    store.take(there.rows(PRACTICE))
    assert [practice.name for practice in store.names()] == ["Elm Tree Practice"]
    assert other.changed_elsewhere() == {PRACTICE}
    event = add_note(store)
    assert event.follows == there.tips(PRACTICE)
    store.close()
    other.close()
    reopened = new_store(tmp_path)
    assert reopened.state(PRACTICE) == folded(reopened)
    assert faults_of(reopened) == []
    reopened.close()


# hostile ones


def tampered(row: EventRow, name: str = "Forger") -> EventRow:
    columns = list(row.columns)
    columns[5] = name.encode()
    return EventRow(tuple(columns), row.follows, row.hash)


def test_a_stream_of_which_one_event_fails_is_refused_whole_and_the_others_are_taken(store: Store) -> None:
    one, other = place("a"), place("b")
    record(one, practice_set(name="Elm"))
    record(one, task_set("t", owner="Ann"))
    record(other, task_set("t", owner="Bob"))
    rows = one.rows(PRACTICE)
    taken = store.take([rows[0], tampered(rows[1]), *other.rows(PRACTICE)])
    assert taken.refused == ("What “a-1” recorded was refused: an entry was changed, or its chain is broken.",)
    assert [event.device_id for event in taken.new[PRACTICE]] == ["b-1"]
    assert store.state(PRACTICE).name == ""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"seq": 0}, "has no number"),
        ({"device_id": ""}, "has no proper name"),
        ({"practice_id": "p" * 65}, "has no proper name"),
        ({"clock": -1}, "cannot be read"),
        ({"clock": 1 << 63}, "cannot be read"),
        ({"body": {"text": "x" * 1_100_000}}, "is too large"),
    ],
)
def test_what_is_hashed_well_but_hostile_is_refused(change: dict[str, Any], why: str, store: Store) -> None:
    event = Event(
        device_id="a",
        seq=1,
        practice_id=PRACTICE,
        clock=1,
        at=START,
        actor=MANAGER,
        kind="note-added",
        body={"task": "t", "text": "x"},
    )
    taken = store.take([row_of_event(replace(event, **change))])
    assert taken.new == {}
    assert why in taken.refused[0]
    assert store.counts().events == 0


def test_an_event_that_names_itself_or_nonsense_harms_nothing(store: Store) -> None:
    body = {"task": "t", "fields": {"owner": "Ann"}, "over": {"owner": ["zz" * 32, "short", "ab" * 32]}}
    event = Event(
        device_id="a", seq=1, practice_id=PRACTICE, clock=1, at=START, actor=MANAGER, kind="task-set", body=body
    )
    taken = store.take([row_of_event(event)])
    assert (taken.new, taken.waiting, taken.refused) == ({}, 1, ())


def test_two_events_of_one_number_are_both_kept(store: Store) -> None:
    event = Event(
        device_id="a",
        seq=1,
        practice_id=PRACTICE,
        clock=1,
        at=START,
        actor=MANAGER,
        kind="note-added",
        body={"task": "t", "text": "x"},
    )
    follower = replace(event, seq=2, follows=(row_of_event(event).hash.hex(),))
    fork = replace(event, body={"task": "t", "text": "y"})
    rows = [row_of_event(each) for each in (event, follower, fork)]
    for row in rows:
        store.take([row])
    assert {note.text for note in store.state(PRACTICE).notes.values()} == {"x", "y"}
    assert len(store.state(PRACTICE).notes) == 3
    assert store.state(PRACTICE) == folded(store)
    assert {row.hash for row in store.rows(PRACTICE)} == {row.hash for row in rows}
    assert faults_of(store) == []


def test_a_clock_that_is_years_ahead_does_not_move_ours() -> None:
    ahead, here = place("ahead", 4000), place("here")
    record(ahead, practice_set(name="Elm"))
    here.take(ahead.rows(PRACTICE))
    recorded = add_note(here)
    assert recorded.clock < ahead.events(PRACTICE)[0].clock
    record(here, practice_set(name="Ash"))
    assert here.state(PRACTICE).name == "Ash", "it knew of the other, whatever the clocks say"


# one transaction


def test_it_is_taken_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there, store = place("a"), new_store(tmp_path)
    for practice in ("p1", "p2"):
        name_practice(there, "Elm", practice)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    add_note(there, "x" * 500_000, "p2")
    store._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(EnvironmentFault, match="the disk is full"):
        store.take([*there.rows("p1"), *there.rows("p2")])
    assert store.counts().events == 0
    assert store.state("p1").name == ""
    store.close()


def test_a_record_open_for_reading_takes_nothing(store: Store, tmp_path: Path) -> None:
    add_note(store)
    reader = open_store_read_only(tmp_path / "migdesk.db", TickingClock(), "Kim has it open.")
    with pytest.raises(ReadOnlyRecord, match=r"Not taken in: Kim has it open\."):
        reader.take([])
    reader.close()


def test_screens_are_told_and_undo_is_not_offered_over_what_came(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    practice = add_practice(workspace)
    elsewhere = place("b")
    elsewhere.take(workspace.store.rows(practice))
    workspace.tasks.set_owner(practice, "kick-off.tell-staff", "Ann")
    elsewhere.take(workspace.store.rows(practice))
    elsewhere.append(practice, PARTNER, lambda _: [task_set("kick-off.tell-staff", owner="Bob")])
    told = []
    workspace.subscribe(told.append)
    taken = workspace.take_in(elsewhere.rows(practice))
    assert [(change.practices, change.everything) for change in told] == [(frozenset({practice}), True)]
    assert len(taken.new[practice]) == 1
    assert workspace.practice(practice).owner("kick-off.tell-staff") == "Bob"
    with pytest.raises(Exception, match="was changed again since"):
        workspace.undo()
    workspace.close()


def test_many_practices_with_many_changes_come_in_quickly(tmp_path: Path) -> None:
    there, store = place("a"), new_store(tmp_path)
    for number in range(6):
        drafts = [task_set(f"t{change % 50}", owner=f"Ann {change}") for change in range(300)]
        there.append(f"p{number}", MANAGER, lambda _, drafts=drafts: drafts)
    rows = [row for number in range(6) for row in there.rows(f"p{number}")]
    begun = time.process_time()
    taken = store.take(rows)
    seconds = time.process_time() - begun
    assert sum(len(events) for events in taken.new.values()) == 1800
    assert seconds < 2 * 6 / 34 * 3, "2 s for 34 practices, and room for a machine that is busy"
    store.close()
