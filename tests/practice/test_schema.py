"""The chain is put through what earlier versions recorded, in one transaction, and nothing of it is changed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from migdesk.practice import schema
from migdesk.practice.event_log import read_log, read_rows
from migdesk.practice.event_rows import hashes_in
from migdesk.practice.record_findings import FindingKind
from support import CountingIds, TickingClock, add_note, new_store

RELEASE = Path(__file__).resolve().parent.parent / "data" / "releases" / "0.1.0" / "migdesk.db"
OLD_COLUMNS = "arrival, device_id, seq, practice_id, clock, at, actor_name, actor_role, actor_organisation, kind, body"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A record as 0.1.0 left it."""
    shutil.copy(RELEASE, tmp_path / "migdesk.db")
    with closing(sqlite3.connect(tmp_path / "migdesk.db", isolation_level=None)) as connection:
        yield connection


def insert(connection: sqlite3.Connection, device: str, seq: int, practice: str, body: str = '{"text": "x"}') -> None:
    connection.execute(
        "INSERT INTO event (device_id, seq, practice_id, clock, at, actor_name, actor_role, actor_organisation, kind,"
        " body) VALUES (?, ?, ?, ?, '2027-01-11T12:02:00+00:00', 'Kim', 'lead-gp', '', 'note-added', ?)",
        (device, seq, practice, seq, body),
    )


def test_every_event_stays_as_it_was_and_gets_its_hash(old: sqlite3.Connection) -> None:
    before = old.execute(f"SELECT {OLD_COLUMNS} FROM event ORDER BY arrival").fetchall()
    schema.migrate(old)
    assert old.execute(f"SELECT {OLD_COLUMNS} FROM event ORDER BY arrival").fetchall() == before
    (practice,) = {row[3] for row in before}
    log = read_log(old, practice)
    assert log.findings == ()
    assert len(log.events) == len(before)
    assert all(row.is_as_hashed for row in read_rows(old, practice))


def test_a_device_is_read_as_a_stream_of_each_practice_with_its_gaps(old: sqlite3.Connection) -> None:
    for seq, practice in ((1, "p1"), (2, "p2"), (3, "p1"), (4, "p1")):
        insert(old, "laptop", seq, practice)
    schema.migrate(old)
    first, third, fourth = read_rows(old, "p1")
    assert (first.follows, third.follows, fourth.follows) == (b"", first.hash, third.hash)
    stored = old.execute("SELECT follows FROM event WHERE practice_id = 'p1' ORDER BY seq").fetchall()
    assert stored == [(b"",), (first.hash,), (None,)], "only what does not go without saying is written out"
    assert read_log(old, "p1").findings == ()
    (alone,) = read_rows(old, "p2")
    assert hashes_in(alone.follows) == ()


def test_a_spoilt_event_comes_along_and_is_told(old: sqlite3.Connection) -> None:
    insert(old, "laptop", 1, "p1")
    old.execute("PRAGMA ignore_check_constraints = ON")
    insert(old, "laptop", 2, "p1", '{"text": ')
    insert(old, "laptop", 3, "p1", '{"text": "after"}')
    old.execute("PRAGMA ignore_check_constraints = OFF")
    schema.migrate(old)
    log = read_log(old, "p1")
    assert [event.seq for event in log.events] == [1, 3]
    assert [finding.kind for finding in log.findings] == [FindingKind.UNREADABLE]


@pytest.mark.parametrize("change", ["UPDATE event SET body = '{}'", "DELETE FROM event"])
def test_events_are_never_changed_after_it_either(change: str, old: sqlite3.Connection) -> None:
    schema.migrate(old)
    with pytest.raises(sqlite3.IntegrityError, match="an event is never"):
        old.execute(change)


def test_the_tables_of_the_first_version_keep_their_names_and_columns(old: sqlite3.Connection) -> None:
    def names() -> dict[str, list[str]]:
        tables = [row[0] for row in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {table: [row[1] for row in old.execute(f"PRAGMA table_info({table})")] for table in tables}

    before = names()
    triggers = old.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    schema.migrate(old)
    after = names()
    assert set(before) <= set(after)
    assert all(set(columns) <= set(after[table]) for table, columns in before.items())
    assert after["event"][: len(before["event"])] == before["event"]
    assert {*triggers} <= {*old.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()}


def test_a_forked_number_of_two_copies_is_kept_twice(tmp_path: Path) -> None:
    store = new_store(tmp_path, ids=CountingIds("a"), clock=TickingClock())
    event = add_note(store)
    store._connection.execute(
        "INSERT INTO event SELECT NULL, device_id, seq, practice_id, clock, at, 'Joan', actor_role, actor_organisation,"
        " kind, body, channel, private, follows, randomblob(32) FROM event"
    )
    assert store.counts().events == 2
    assert store.events("p1") == (event,), "the other one has not the hash of what it says"
    store.close()
