"""Practices that were made in two places and are one: the fold over both, whatever comes when, until withdrawn."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import DRAFTS

from migdesk.practice.event import Actor, Draft
from migdesk.practice.event_rows import EventRow
from migdesk.practice.fold import fold
from migdesk.practice.kinds import paired, practice_set, task_set, withdrawn
from migdesk.practice.pairs import standing_pairings
from migdesk.practice.practice_line import LineMaker
from migdesk.practice.record_findings import FindingKind
from migdesk.practice.schema import migrate
from migdesk.practice.store import Store, Write
from migdesk.practice.streams import Streams
from migdesk.practice.verification import verify_record
from support import MANAGER, PARTNER, START, CountingIds, TickingClock, small_definitions

A, B = "a-made", "b-made"
TASK = "kick-off.agree-dates"


def place(name: str) -> Store:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    store = Store(connection, Streams(connection, CountingIds(f"{name}-"), name), TickingClock())
    store.keep_lines(LineMaker(small_definitions()))
    return store


def record(store: Store, practice_id: str, *drafts: Draft, actor: Actor = MANAGER) -> None:
    store.append(practice_id, actor, lambda _: drafts)


def pair(store: Store, number: int = 1) -> None:
    writes = ((A, paired.draft(f"pair-{number}", B)), (B, paired.draft(f"pair-{number}", A)))
    store.append_all([Write(own, MANAGER, lambda _, draft=draft: [draft]) for own, draft in writes])


def part(store: Store) -> None:
    writes = [(own, standing_pairings(store.own_state(own))) for own in (A, B)]
    store.append_all(
        [
            Write(own, MANAGER, lambda _, found=found: [withdrawn.draft(pairing, "") for pairing in found])
            for own, found in writes
        ]
    )


def everything(*stores: Store) -> list[EventRow]:
    return [row for store in stores for own in (A, B) for row in store.rows(own)]


def faults_of(store: Store) -> list[str]:
    return [finding.text for finding in verify_record(store, (), START) if finding.kind != FindingKind.REMARK]


@pytest.fixture
def stores() -> tuple[Store, Store]:
    """Two places that made the practice each for itself, and have handed each other what they made."""
    here, there = place("h"), place("t")
    record(here, A, practice_set.draft({"name": "Riverside", "ods_code": "Z99001"}), task_set.draft(TASK, owner="Ann"))
    record(
        there,
        B,
        practice_set.draft({"name": "Riverside", "ods_code": "Z99001", "commissioner": "An ICB"}),
        task_set.draft(TASK, status=["done", ""]),
        actor=PARTNER,
    )
    rows = everything(here, there)
    here.take(rows)
    there.take(rows)
    return here, there


def test_both_are_one_under_the_smallest_id_and_equal_values_are_no_conflict(stores: tuple[Store, Store]) -> None:
    here, _ = stores
    assert len(here.names()) == len(list(here.lines())) == 2
    pair(here)
    for own in (A, B):
        state = here.state(own)
        assert (state.id, state.name, state.text("commissioner")) == (A, "Riverside", "An ICB")
        assert (state.owner(TASK), state.status(TASK)) == ("Ann", "done")
        assert state.conflicts() == ()
    assert [practice.id for practice in here.names()] == [A]
    assert [line.id for line in here.lines()] == [A]
    assert [line.tasks_done for line in here.lines()] == [1]
    assert [state.id for state in here.states()] == [A]
    assert here.count_not_archived() == 1
    assert here.family(B) == (A, B)
    assert faults_of(here) == []


def test_what_differs_is_a_conflict_until_somebody_settles_it(stores: tuple[Store, Store]) -> None:
    here, there = stores
    record(there, B, task_set.draft(TASK, owner="Bob"), actor=PARTNER)
    here.take(everything(there))
    pair(here)
    (conflict,) = here.state(A).conflicts()
    assert [value.value for value in conflict.values] == ["Ann", "Bob"]
    keys = [value.key for value in conflict.values]
    record(here, B, Draft("task-set", {"task": TASK, "fields": {"owner": "Bob"}, "over": {"owner": keys}}))
    assert here.state(A).conflicts() == () and here.state(A).owner(TASK) == "Bob"
    assert here.own_state(A).owner(TASK) == "Bob"  # all is recorded under the smallest id


def test_it_travels_with_either_and_comes_to_the_same(stores: tuple[Store, Store]) -> None:
    here, there = stores
    pair(here)
    record(here, A, task_set.draft(TASK, status=["blocked", "No answer"]))
    rows = everything(here)
    there.take([row for row in rows if row.place[1] == A.encode()])
    assert there.state(A).status(TASK) == "blocked"  # what it replaces is here already
    fresh = place("f")
    fresh.take([row for row in rows if row.place[1] == A.encode()])
    assert fresh.count_waiting() == 1  # its status replaces one of the other entry's
    fresh.take([row for row in rows if row.place[1] == B.encode()])
    there.take(rows)
    for store in (there, fresh):
        assert store.count_waiting() == 0
        assert store.state(B) == here.state(B) == fold(A, here.all_events(A))
        assert faults_of(store) == []


def test_withdrawing_parts_them_again_and_both_are_listed(stores: tuple[Store, Store]) -> None:
    here, there = stores
    pair(here)
    part(here)
    assert {practice.id for practice in here.names()} == {A, B}
    assert here.state(B).id == B and here.state(B).owner(TASK) == ""
    there.take(everything(here))
    assert {practice.id for practice in there.names()} == {A, B}
    pair(there, 2)
    assert [practice.id for practice in there.names()] == [A]
    assert faults_of(there) == faults_of(here) == []


def test_lists_are_made_anew_as_they_were(stores: tuple[Store, Store]) -> None:
    here, _ = stores
    pair(here)
    before = list(here.lines())
    here.rebuild()
    assert list(here.lines()) == before
    here.make_anew([A, B])
    assert list(here.lines()) == before
    assert faults_of(here) == []


@st.composite
def worlds(draw: Any) -> Sequence[Store]:
    """Places that record under either id, pair, part, and take in parts of each other."""
    places = [place(name) for name in "xyz"]
    for store, own in zip(places, (A, B, A), strict=True):
        record(store, own, practice_set.draft({"name": "Elm", "ods_code": "Z99001"}))
    for number in range(draw(st.integers(1, 10))):
        here = draw(st.sampled_from(places))
        match draw(st.sampled_from(["record", "record", "pair", "part", "take", "take"])):
            case "record":
                record(here, draw(st.sampled_from([A, B])), draw(DRAFTS))
            case "pair":
                pair(here, number + 10)
            case "part":
                part(here)
            case _:
                rows = everything(draw(st.sampled_from(places)))
                here.take(draw(st.permutations(rows))[: draw(st.integers(0, len(rows)))])
    return places


@settings(max_examples=60)
@given(places=worlds(), data=st.data())
def test_all_come_to_the_same_whatever_came_when(places: Sequence[Store], data: Any) -> None:
    rows = list({row.hash: row for row in everything(*places)}.values())
    for store in places:
        left = list(data.draw(st.permutations(rows)))
        while left:
            size = data.draw(st.integers(1, len(left)))
            store.take(left[:size])
            left = left[size:]
    fresh = place("f")
    fresh.take(rows)
    for store in (*places, fresh):
        assert store.count_waiting() == 0
        assert store.family(A) == fresh.family(A)
        for own in (A, B):
            assert store.state(own).conflicts() == fresh.state(own).conflicts()
            assert store.state(own).details == fresh.state(own).details
            assert store.state(own) == fold(store.state(own).id, _events_of(store, own))
        assert [(practice.id, practice.name) for practice in sorted(store.names(), key=lambda found: found.id)] == [
            (practice.id, practice.name) for practice in sorted(fresh.names(), key=lambda found: found.id)
        ]
        assert faults_of(store) == []


def _events_of(store: Store, own: str) -> Sequence[Any]:
    return store.all_events(own)
