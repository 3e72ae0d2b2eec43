"""The store on a real SQLite file: append-only, durable, refused where it must be, and fresh beside other programs."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.practice import database, schema
from migdesk.practice import store as store_module
from migdesk.practice.counts import Counts
from migdesk.practice.database import connect_read_only
from migdesk.practice.event import Draft
from migdesk.practice.faults import NewerRecord, ReadOnlyRecord, storage_faults
from migdesk.practice.opening import open_record, open_record_read_only
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.practice.store_opening import open_store_read_only
from support import MANAGER, PRACTICE, CountingIds, TickingClock, add_note, folded, name_practice, new_store, task_set

posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")


def raw(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "migdesk.db", isolation_level=None)


# what is on disk


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = '{}'",
        "UPDATE event SET clock = clock + 1 WHERE seq = 1",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        "INSERT OR REPLACE INTO event SELECT NULL, device_id, seq, practice_id, clock, at, actor_name, actor_role,"
        " actor_organisation, kind, '{}', channel, private, follows, hash FROM event",
        "UPDATE OR REPLACE event SET arrival = 1 WHERE arrival = 2",
        "INSERT INTO event SELECT arrival, device_id, seq, practice_id, clock, at, actor_name, actor_role,"
        " actor_organisation, kind, '{}', channel, private, follows, hash FROM event"
        " WHERE true ON CONFLICT DO UPDATE SET body = '{}'",
    ],
)
def test_events_are_never_changed_and_never_deleted(statement: str, store: Store) -> None:
    add_note(store, "one")
    add_note(store, "two")
    before = store.events(PRACTICE)
    with pytest.raises(sqlite3.IntegrityError, match="an event is never"):
        store._connection.execute(statement)
    assert store.events(PRACTICE) == before


def test_an_event_is_never_there_twice(store: Store) -> None:
    add_note(store)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        store._connection.execute(
            "INSERT INTO event SELECT NULL, device_id, seq, practice_id, clock, at, actor_name, actor_role,"
            " actor_organisation, kind, body, channel, private, follows, hash FROM event"
        )


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)],
)
def test_what_is_saved_is_durable(pragma: str, value: object, store: Store) -> None:
    assert store._connection.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_no_write_ahead_log_on_a_network_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "is_on_network", lambda _: True)
    opened = new_store(tmp_path)
    add_note(opened)
    assert opened._connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    opened.close()


@posix_only
def test_the_files_are_their_owners_alone(store: Store, tmp_path: Path) -> None:
    add_note(store)
    files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("migdesk.db*")}
    assert set(files) >= {"migdesk.db", "migdesk.db-wal"}
    assert set(files.values()) == {0o600}


def test_the_database_can_be_told_from_any_other(store: Store) -> None:
    assert store._connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    assert store.schema_version() == schema.SCHEMA_VERSION


# events and state


def test_an_event_says_who_when_where_and_what(store: Store) -> None:
    recorded = add_note(store, "Ring the supplier")
    (read,) = store.events(PRACTICE)
    assert read == recorded
    assert (read.device_id, read.seq, read.id) == ("this-computer-1", 1, "this-computer-1-1")
    assert (read.actor, read.body["text"]) == (MANAGER, "Ring the supplier")


def test_the_stored_state_is_the_fold_of_the_log(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    for number in range(5):
        store.append(PRACTICE, MANAGER, lambda _, n=number: [task_set("t", owner=f"Ann {n}"), task_set("u", due=None)])
        add_note(store)
    state = store.state(PRACTICE)
    assert state == folded(store)
    store.close()
    reopened = new_store(tmp_path)
    assert reopened.state(PRACTICE) == state == folded(reopened)
    assert list(reopened.states()) == [state]
    assert reopened.counts() == Counts(practices=1, events=15)
    reopened.close()


def test_practices_come_in_the_order_of_their_arrival(store: Store) -> None:
    for practice in ("z", "a", "m", "a"):
        add_note(store, practice_id=practice)
    assert store.practice_ids() == ("z", "a", "m")
    assert [state.id for state in store.states()] == ["z", "a", "m"]


def test_an_unknown_practice_is_empty(store: Store) -> None:
    assert store.state("nobody") == PracticeState("nobody")
    assert store.events("nobody") == ()


def test_nothing_to_record_records_nothing(store: Store) -> None:
    assert store.append(PRACTICE, MANAGER, lambda _: []) == ()
    assert store.practice_ids() == ()


def test_what_build_raises_passes_through_and_records_nothing(store: Store) -> None:
    def refuse(_: PracticeState) -> list[Draft]:
        raise UserError("no")

    with pytest.raises(UserError, match="no"):
        store.append(PRACTICE, MANAGER, refuse)
    assert store.counts() == Counts(0, 0)
    add_note(store)


def test_several_events_of_one_action_are_recorded_together_or_not_at_all(store: Store) -> None:
    add_note(store)
    before = store.state(PRACTICE)
    drafts = [task_set("t", owner="Ann"), Draft("note-added", {"text": float("nan")})]
    drafts.append(Draft(None, {}))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        store.append(PRACTICE, MANAGER, lambda _: drafts)
    assert store.counts().events == 1
    assert store.state(PRACTICE) == before == folded(store)


def test_made_up_practices_can_be_backdated(store: Store) -> None:
    now = add_note(store, practice_id="other")
    past = now.at.replace(year=2020)
    (event,) = store.append(PRACTICE, MANAGER, lambda _: [task_set("t", owner="Ann")], past)
    assert event.at == past
    assert event.clock < now.clock


# the projection


def test_states_of_another_form_are_folded_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = new_store(tmp_path)
    add_note(store, practice_id="a")
    add_note(store, practice_id="b")
    states = [store.state("a"), store.state("b")]
    store.close()
    with raw(tmp_path) as connection:
        connection.execute('UPDATE projection SET state = \'{"id": "rubbish"}\'')
    connection.close()
    monkeypatch.setattr(store_module, "STATE_FORM", store_module.STATE_FORM + 1)
    reopened = new_store(tmp_path)
    assert reopened.projection_is_current()
    assert [reopened.state("a"), reopened.state("b")] == states
    assert reopened.practice_ids() == ("a", "b")
    reopened.close()


def test_a_read_only_store_folds_what_it_cannot_rebuild(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = new_store(tmp_path)
    add_note(store)
    state = store.state(PRACTICE)
    store.close()
    monkeypatch.setattr(store_module, "STATE_FORM", store_module.STATE_FORM + 1)
    reader = open_store_read_only(tmp_path / "migdesk.db", TickingClock(), "because.")
    assert not reader.projection_is_current()
    assert reader.state(PRACTICE) == state
    assert list(reader.states()) == [state]
    reader.close()


def test_a_lost_projection_can_be_rebuilt(store: Store) -> None:
    add_note(store, practice_id="z")
    add_note(store, practice_id="a")
    states = list(store.states())
    store._connection.execute("DELETE FROM projection")
    store.rebuild()
    assert list(store.states()) == states


@pytest.mark.parametrize("spoilt", ["", "{", '{"id": 7}', "x'c3'"])
def test_a_stored_state_that_was_spoilt_is_folded_anew(spoilt: str, tmp_path: Path) -> None:
    store = new_store(tmp_path)
    add_note(store)
    state = store.state(PRACTICE)
    value = f"CAST({spoilt} AS TEXT)" if spoilt.startswith("x") else f"'{spoilt}'"
    store._connection.execute(f"UPDATE projection SET state = {value}")
    store.close()
    reopened = new_store(tmp_path)
    assert list(reopened.states()) == [state]
    reopened.close()
    again = new_store(tmp_path)
    assert again.state(PRACTICE) == state
    add_note(again)
    assert len(again.state(PRACTICE).notes) == 2
    again.close()


# versions


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_newer_record_is_refused_and_left_byte_for_byte_as_it_is(journal: str, tmp_path: Path) -> None:
    store = new_store(tmp_path)
    add_note(store)
    store._connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    store._connection.execute(f"PRAGMA journal_mode = {journal}")
    store.close()
    database_file = tmp_path / "migdesk.db"
    before = database_file.read_bytes()
    for open_it in (
        lambda: open_record_read_only(database_file, tmp_path / "backups", TickingClock(), "because."),
        lambda: open_record(database_file, tmp_path / "backups", TickingClock(), CountingIds(), "this-computer"),
    ):
        with pytest.raises(NewerRecord, match=r"made by a newer version of migdesk\. Nothing was changed"):
            open_it()
    assert database_file.read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_a_failing_second_migration_leaves_the_first_version_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "migdesk.db"
    connection = database.connect_new(path)
    schema.migrate(connection, schema.MIGRATIONS)
    tables = "SELECT name, sql FROM sqlite_schema ORDER BY name"
    before = connection.execute(tables).fetchall()
    second = ("CREATE TABLE more (a TEXT)", "ALTER TABLE device ADD COLUMN colour TEXT", "THIS IS NO SQL")
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection, (*schema.MIGRATIONS, second))
    assert schema.version_of(connection) == len(schema.MIGRATIONS)
    assert connection.execute(tables).fetchall() == before
    good = second[:2]
    assert schema.migrate(connection, (*schema.MIGRATIONS, good)) == len(schema.MIGRATIONS) + 1
    assert schema.migrate(connection, (*schema.MIGRATIONS, good)) == len(schema.MIGRATIONS) + 1
    connection.close()


@pytest.mark.parametrize("at", range(1, 40, 3))
def test_a_disk_that_fills_up_while_migrating_is_said_as_such(at: int, tmp_path: Path) -> None:
    """SQLite rolls back by itself then, and a second ROLLBACK would say nothing but that there is none to do."""

    class FillingUp(sqlite3.Connection):
        left = at

        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            self.left -= 1
            if self.left == 0:
                if self.in_transaction:
                    super().execute("ROLLBACK")
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            return super().execute(*arguments)

    connection = sqlite3.connect(tmp_path / "migdesk.db", isolation_level=None, factory=FillingUp)
    with pytest.raises(EnvironmentFault, match="the disk is full"), storage_faults():
        schema.migrate(connection)
    connection.left = 0
    assert schema.migrate(connection) == schema.SCHEMA_VERSION
    connection.close()


def test_an_interruption_inside_an_action_lets_go_of_the_record(store: Store) -> None:
    name_practice(store)

    def interrupted(_: PracticeState) -> list[Draft]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.append(PRACTICE, MANAGER, interrupted)
    add_note(store)
    assert store.counts().events == 2
    assert store.state(PRACTICE) == folded(store)


def test_two_programs_that_migrate_at_once_do_it_once(tmp_path: Path) -> None:
    path = tmp_path / "migdesk.db"
    first, second = database.connect_new(path), database.connect(path)
    asked_first = schema.version_of(second)
    schema.migrate(first)
    assert asked_first == 0
    assert schema.migrate(second) == schema.SCHEMA_VERSION
    first.close()
    second.close()


# beside other programs


@pytest.fixture
def other(store: Store, tmp_path: Path) -> Store:
    """A second program on the same computer, with the same record open."""
    opened = new_store(tmp_path)
    yield opened
    opened.close()


def test_what_another_program_recorded_is_seen_once_and_fresh(store: Store, other: Store) -> None:
    assert store.state(PRACTICE).notes == {}
    assert store.changed_elsewhere() == frozenset()
    note = add_note(other, "from the other")
    assert store.changed_elsewhere() == {PRACTICE}
    assert store.changed_elsewhere() == frozenset()
    assert set(store.state(PRACTICE).notes) == {note.key}
    assert store.state(PRACTICE) == folded(store)


def test_ones_own_changes_are_not_another_programs(store: Store, other: Store) -> None:
    add_note(store, practice_id="mine")
    assert store.changed_elsewhere() == frozenset()
    add_note(other, practice_id="theirs")
    assert store.changed_elsewhere() == {"theirs"}


def test_a_change_that_came_just_before_ones_own_is_not_missed(store: Store, other: Store) -> None:
    add_note(other, practice_id="theirs")
    add_note(store, practice_id="mine")
    assert "theirs" in store.changed_elsewhere()
    add_note(store, practice_id="mine")
    assert store.changed_elsewhere() == frozenset()


def test_an_action_is_checked_against_what_is_there_now(store: Store, other: Store) -> None:
    assert store.state(PRACTICE).owner("t") == ""
    other.append(PRACTICE, MANAGER, lambda _: [task_set("t", owner="Ann")])

    def only_if_nobody(now: PracticeState) -> list[Draft]:
        if now.owner("t"):
            raise UserError(f"{now.owner('t')} has it")
        return [task_set("t", owner="Zoe")]

    with pytest.raises(UserError, match="Ann has it"):
        store.append(PRACTICE, MANAGER, only_if_nobody)
    add_note(store)
    assert store.state(PRACTICE).owner("t") == "Ann"


def test_nobody_writes_between_the_look_and_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_WAIT_MS", 20)
    first, second = new_store(tmp_path), new_store(tmp_path)
    refused = []

    def while_the_other_tries(_: PracticeState) -> list[Draft]:
        with pytest.raises(EnvironmentFault, match="another program is holding the record"):
            add_note(second)
        refused.append(True)
        return [task_set("t", owner="Ann")]

    first.append(PRACTICE, MANAGER, while_the_other_tries)
    assert refused == [True]
    assert [one.kind for one in first.events(PRACTICE)] == ["task-set"]
    first.close()
    second.close()


def test_programs_that_write_at_once_wait_for_each_other(tmp_path: Path) -> None:
    new_store(tmp_path).close()

    def write(number: int) -> list[str]:
        store = new_store(tmp_path)
        ids = [add_note(store, f"{number}").id for _ in range(15)]
        store.close()
        return ids

    with ThreadPoolExecutor(3) as programs:
        acknowledged = [one for ids in programs.map(write, range(3)) for one in ids]
    reopened = new_store(tmp_path)
    assert len(set(acknowledged)) == 45
    assert {event.id for event in reopened.events(PRACTICE)} == set(acknowledged)
    assert reopened.state(PRACTICE) == folded(reopened)
    reopened.close()


# what stands in the way


def assert_untouched(store: Store, before: PracticeState, events: int) -> None:
    assert store.state(PRACTICE) == before == folded(store)
    assert store.counts().events == events


def test_a_locked_record_is_said_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_WAIT_MS", 20)
    store = new_store(tmp_path)
    add_note(store)
    before = store.state(PRACTICE)
    holding = raw(tmp_path)
    holding.execute("BEGIN IMMEDIATE")
    with pytest.raises(EnvironmentFault) as fault:
        add_note(store)
    assert str(fault.value) == (
        "Not saved: another program is holding the record. What was saved before is safe. Wait a moment and try again."
    )
    assert_untouched(store, before, 1)
    holding.execute("ROLLBACK")
    holding.close()
    assert add_note(store).seq == 2
    store.close()


def test_a_full_disk_is_said_in_plain_words(store: Store) -> None:
    name_practice(store)
    before = store.state(PRACTICE)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EnvironmentFault, match=r"Not saved: the disk is full\. What was saved before is safe"):
        add_note(store, "x" * 100_000)
    assert_untouched(store, before, 1)
    store._connection.execute("PRAGMA max_page_count = 100000")
    assert add_note(store, "x" * 100_000).seq == 2


def test_a_record_open_for_reading_refuses_to_write(store: Store, tmp_path: Path) -> None:
    note = add_note(store)
    reader = open_store_read_only(tmp_path / "migdesk.db", TickingClock(), "Kim has it open on PC2.")
    assert set(reader.state(PRACTICE).notes) == {note.key}
    with pytest.raises(ReadOnlyRecord, match=r"Not saved: Kim has it open on PC2\."):
        add_note(reader)
    add_note(store)
    assert reader.changed_elsewhere() == {PRACTICE}
    assert len(reader.state(PRACTICE).notes) == 2
    reader.close()


def test_sqlite_itself_refuses_to_write_through_a_reading_connection(store: Store, tmp_path: Path) -> None:
    add_note(store)
    reader = connect_read_only(tmp_path / "migdesk.db")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("INSERT INTO device VALUES ('x', 'y', 'z', '')")
    reader.close()


@posix_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_is_said_in_plain_words(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    try:
        with pytest.raises(EnvironmentFault, match="the data folder cannot be written to"):
            new_store(folder)
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "the data folder cannot be written to"),
        (OSError(28, "No space left on device"), "the disk is full"),
        (FileNotFoundError(2, "No such file"), "its folder is missing"),
        (OSError(5, "Input/output error"), "the disk did not answer"),
    ],
)
def test_what_the_file_system_says_is_told_plainly(
    error: OSError, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> int:
        raise error

    monkeypatch.setattr(database.os, "open", fails)
    with pytest.raises(EnvironmentFault, match=words):
        new_store(tmp_path)


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="its folder is missing"):
        new_store(tmp_path / "nowhere")
    with pytest.raises(EnvironmentFault, match="cannot be opened"):
        open_store_read_only(tmp_path / "nowhere" / "migdesk.db", TickingClock(), "because.")


OPENERS: list[Callable[[Path], Store]] = [
    lambda path: new_store(path.parent),
    lambda path: open_store_read_only(path, TickingClock(), "because."),
]


@pytest.mark.parametrize("opener", OPENERS)
def test_a_file_that_could_not_be_opened_is_not_held_open(opener: Callable[[Path], Store], tmp_path: Path) -> None:
    path = tmp_path / "migdesk.db"
    path.write_bytes(b"not a database at all " * 100)
    with pytest.raises(EnvironmentFault):
        opener(path)
    proc = Path("/proc/self/fd")
    if proc.is_dir():
        assert path not in {link.resolve() for link in proc.iterdir() if link.is_symlink()}
