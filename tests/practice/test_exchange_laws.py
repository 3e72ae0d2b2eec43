"""The laws of exchange, on real stores over all kinds of events: any number of places, any order, any part, any number
of times, and all come to the same record with the same things to settle."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from places import DRAFTS

from migdesk.practice.event import Actor, Channel, Draft
from migdesk.practice.event_rows import EventRow
from migdesk.practice.exchange.event_file import event_bytes, read_events
from migdesk.practice.intake import by_practice
from migdesk.practice.kinds import KINDS, settle, withdrawn
from migdesk.practice.record_findings import FindingKind
from migdesk.practice.schema import migrate
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.practice.streams import Streams
from migdesk.practice.verification import verify_record
from support import MANAGER, PARTNER, PRACTICE, START, CountingIds, TickingClock, folded

PEOPLE = (MANAGER, PARTNER, Actor("Pat Example", "lead-gp"), Actor("Lee Example", "project-manager"))
CLOCKS_AHEAD = (0, 0, 1, 400, -400)
"""Days by which a place's clock is wrong."""


def place(name: str, days_ahead: int = 0) -> Store:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    clock = TickingClock(START + timedelta(days=days_ahead))
    return Store(connection, Streams(connection, CountingIds(f"{name}-"), name), clock)


def new_run(store: Store, name: str) -> Store:
    """Return the same record as another run of the program has it, whose clock is somewhere else."""
    return Store(store._connection, Streams(store._connection, CountingIds(f"{name}-"), name), store._clock)


@st.composite
def worlds(draw: Any) -> list[Store]:
    """Two to four places that record, settle, withdraw, begin new runs and take in parts of what others hand out."""
    places = [place(name, draw(st.sampled_from(CLOCKS_AHEAD))) for name in "abcd"[: draw(st.integers(2, 4))]]
    for step in range(draw(st.integers(2, 14))):
        at = draw(st.integers(0, len(places) - 1))
        here = places[at]
        match draw(st.sampled_from(["record", "record", "record", "settle", "withdraw", "run", "take", "take"])):
            case "record":
                record(here, draw(DRAFTS), PEOPLE[at])
            case "settle":
                record(here, settle(draw(DRAFTS), here.state(PRACTICE)), PEOPLE[at])
            case "withdraw":
                for entry in list(here.state(PRACTICE).notes.values())[:1]:
                    record(here, withdrawn.draft(entry, ""), PEOPLE[at])
            case "run":
                places[at] = new_run(here, f"{'abcd'[at]}{step}")
            case _:
                rows = handed_out(places[draw(st.integers(0, len(places) - 1))])
                here.take(draw(st.permutations(rows))[: draw(st.integers(0, len(rows)))])
    return places


def record(store: Store, draft: Draft, actor: Actor) -> None:
    store.append(PRACTICE, actor, lambda _: [draft])


def handed_out(store: Store) -> list[EventRow]:
    """Return what a place hands out, as it comes out of a file."""
    return list(read_events(event_bytes(PRACTICE, store.rows(PRACTICE))).rows)


def every_row(places: Sequence[Store]) -> list[EventRow]:
    by_hash = {row.hash: row for store in places for row in handed_out(store)}
    return [by_hash[own] for own in sorted(by_hash)]


def shared(store: Store) -> PracticeState:
    """Return a state without what a place keeps for itself."""
    state = store.state(PRACTICE)
    notes = {key: note for key, note in state.notes.items() if not note.private}
    gone = {key: entry for key, entry in state.withdrawals.items() if entry.target_hash not in state.private_tips}
    kept = {"notes": notes, "private_tips": (), "exchanges": {}, "last_change": None, "withdrawals": gone}
    return type(state)(**{**{name: getattr(state, name) for name in state.__struct_fields__}, **kept})


def faults_of(store: Store) -> list[str]:
    return [finding.text for finding in verify_record(store, (), START) if finding.kind != FindingKind.REMARK]


@settings(max_examples=80)
@given(places=worlds(), data=st.data())
def test_all_come_to_the_same_whatever_came_when_and_how_often(places: list[Store], data: Any) -> None:
    rows = every_row(places)
    fresh = place("x")
    fresh.take(rows)
    for store in places:
        left = list(data.draw(st.permutations(rows)))
        while left:
            size = data.draw(st.integers(1, len(left)))
            store.take([*left[:size], *random.Random(size).sample(rows, min(2, len(rows)))])
            left = left[size:]
        assert store.take(rows).new == {}
        assert store.count_waiting() == 0
        assert store.state(PRACTICE) == folded(store)
        assert {row.hash for row in store.rows(PRACTICE)} == {row.hash for row in rows}
        assert shared(store).tips == shared(fresh).tips
        assert store.state(PRACTICE).conflicts() == fresh.state(PRACTICE).conflicts()
        assert faults_of(store) == []


@settings(max_examples=60)
@given(places=worlds(), data=st.data())
def test_the_same_part_gives_the_same_whatever_the_order(places: list[Store], data: Any) -> None:
    rows = every_row(places)
    part = rows[: data.draw(st.integers(0, len(rows)))]
    first, other = place("x"), place("y")
    first.take(part)
    for row in data.draw(st.permutations(part)):
        other.take([row])
    assert first.state(PRACTICE) == other.state(PRACTICE) == folded(other)
    assert first.count_waiting() == other.count_waiting()
    assert first.state(PRACTICE).conflicts() == other.state(PRACTICE).conflicts()


@settings(max_examples=60)
@given(places=worlds(), data=st.data())
def test_what_is_foreseen_comes_to_be(places: list[Store], data: Any) -> None:
    rows = every_row(places)
    part = data.draw(st.permutations(rows))[: data.draw(st.integers(0, len(rows)))]
    here = places[0]
    foreseen = here.preview(by_practice(part)[0])
    here.take(part)
    for practice_id, found in foreseen.items():
        assert here.state(practice_id) == found.after
        assert here.count_waiting() == found.waiting


@settings(max_examples=60)
@given(places=worlds(), data=st.data())
def test_going_on_without_what_is_lost_comes_to_the_same_everywhere(places: list[Store], data: Any) -> None:
    rows = every_row(places)
    if not rows:
        return
    lost = data.draw(st.sampled_from(rows))
    here, there, late = place("x"), place("y"), place("z")
    here.take([row for row in rows if row.hash != lost.hash])
    here.wait_no_longer(PRACTICE, MANAGER, Channel.WINDOW)
    assert here.count_waiting() == 0
    there.take(handed_out(here))
    late.take(rows)
    late.take(handed_out(here))
    assert there.count_waiting() == late.count_waiting() == 0
    assert there.state(PRACTICE).conflicts() == here.state(PRACTICE).conflicts()
    for store in (here, there):
        store.take([lost])
    for store in (here, there, late):
        assert store.state(PRACTICE) == folded(store)
        assert shared(store) == shared(late)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"exchanged", "went-on-without", "withdrawn"}))
def test_every_kind_that_others_can_have_is_tried(kind: str) -> None:
    """The first is kept at home; going on and withdrawing are steps of their own above."""
    assert find(DRAFTS, lambda draft: draft.kind == kind and not draft.private).kind == kind
