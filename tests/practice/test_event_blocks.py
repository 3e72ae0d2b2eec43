"""Each practice's events are found in the log, whatever became of the table that says where they stand."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.practice import event_blocks
from migdesk.practice.backup import copy_now
from migdesk.practice.copy_file import unpack
from migdesk.practice.record_findings import FindingKind
from migdesk.practice.store import Store
from migdesk.practice.store_opening import open_store_read_only
from migdesk.practice.verification import verify_record
from support import PRACTICE, CountingIds, TickingClock, add_note, new_store


@pytest.fixture
def many(store: Store) -> Store:
    """Three practices whose events are mixed, over several blocks."""
    for number in range(70):
        add_note(store, f"{number}", practice_id=f"p{number % 7 % 3}")
    return store


def texts(store: Store) -> dict[str, list[str]]:
    return {own: [event.body["text"] for event in store.events(own)] for own in ("p0", "p1", "p2")}


def test_all_events_of_a_practice_are_found(many: Store) -> None:
    assert texts(many) == {f"p{own}": [f"{n}" for n in range(70) if n % 7 % 3 == own] for own in range(3)}
    assert event_blocks.blocks_are_whole(many._connection)


@given(st.lists(st.sampled_from("abc"), max_size=80))
def test_a_block_is_noted_for_each_practice_with_events_in_it(practices: list[str]) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE event (arrival INTEGER PRIMARY KEY, practice_id TEXT)")
    connection.execute("CREATE TABLE event_block (practice TEXT, block INTEGER, PRIMARY KEY (practice, block))")
    connection.executemany("INSERT INTO event (practice_id) VALUES (?)", [(own,) for own in practices])
    event_blocks.fill_blocks(connection)
    assert event_blocks.blocks_are_whole(connection)
    query = f"SELECT arrival FROM {event_blocks.EVENTS_OF_PRACTICE} ORDER BY block, arrival"
    for wanted in "abc":
        arrivals = [arrival for (arrival,) in connection.execute(query, (wanted,))]
        assert arrivals == [number for number, own in enumerate(practices, start=1) if own == wanted]
    connection.close()


@pytest.mark.parametrize(
    "spoil", ["DELETE FROM event_block", "UPDATE event_block SET practice = practice || 'x' WHERE block = 2"]
)
def test_what_was_lost_of_it_is_filled_in_when_the_record_is_opened(spoil: str, many: Store, tmp_path: Path) -> None:
    before = texts(many)
    many._connection.execute(spoil)
    assert texts(many) != before
    reader = open_store_read_only(tmp_path / "migdesk.db", TickingClock(), "because.")
    assert texts(reader) == before
    reader.close()
    writer = new_store(tmp_path)
    assert texts(writer) == before == texts(many)
    writer.close()


def test_a_copy_that_is_only_read_finds_all_events(many: Store, tmp_path: Path) -> None:
    copy = copy_now(tmp_path / "migdesk.db", tmp_path / "backups", TickingClock()())
    unpack(copy, tmp_path / "plain.db")
    reader = open_store_read_only(tmp_path / "plain.db", TickingClock(), "because.")
    assert texts(reader) == texts(many)
    reader.close()


def test_an_event_that_nobody_would_find_is_told(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_blocks, "_VERIFIED_AT_ONCE", 7)
    assert list(verify_record(many, (), TickingClock()())) == []
    many._connection.execute("DROP TRIGGER event_is_found")
    many._connection.execute(
        "INSERT INTO event SELECT 9000, 'd', 1, 'p9', clock, at, actor_name, actor_role, actor_organisation, kind,"
        " body, channel, private, NULL, NULL FROM event LIMIT 1"
    )
    (found,) = verify_record(many, (), TickingClock()())
    assert (found.kind, found.practice_id) == (FindingKind.FORGED, "p9")


def test_only_the_states_that_were_written_last_are_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migdesk.practice.stored_states.STATES_STORED", 3)
    store = new_store(tmp_path, ids=CountingIds("a"))
    for practice in ("a", "b", "c", "d", "a", "e"):
        add_note(store, practice_id=practice)
    stored = "SELECT practice_id FROM projection WHERE state <> x'' ORDER BY practice_id"
    assert [own for (own,) in store._connection.execute(stored)] == ["a", "d", "e"]
    assert store.counts().practices == 5
    states = list(store.states())
    store.close()
    reopened = new_store(tmp_path)
    assert reopened.projection_is_current()
    assert list(reopened.states()) == states
    assert all(reopened.projections_follow_from(state) for state in states)
    assert list(verify_record(reopened, (), TickingClock()())) == []
    reopened.close()


def test_a_practice_keeps_its_tips_without_its_state(store: Store) -> None:
    add_note(store)
    tips = store.stored_tips(PRACTICE)
    assert tips
    store._stored.write(store.state(PRACTICE), bytes.fromhex("".join(tips)), with_state=False)
    assert store.stored_tips(PRACTICE) == tips
