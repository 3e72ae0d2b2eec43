"""A damaged record is set aside whole, and a copy put in its place starts a device of its own."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from migdesk.base.errors import EnvironmentFault
from migdesk.practice import backup, copy_file, database, inspection, opening, recovery, schema, store_opening
from migdesk.practice.aside import Why, set_aside
from migdesk.practice.backup import Copy, copy_now, sound_copies
from migdesk.practice.copy_file import unpack
from migdesk.practice.counts import Counts
from migdesk.practice.database import connect_read_only, is_sound
from migdesk.practice.faults import DamagedRecord, ForeignRecord, LostRecord, UnusableRecord
from migdesk.practice.opening import check_soundness, open_record
from migdesk.practice.recovery import restore
from migdesk.practice.store import Store
from support import PRACTICE, START, CountingIds, TickingClock, add_note, folded, new_store


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record with a daily copy of 60 events, and 1 event since."""
    opened = new_store(tmp_path)
    for _ in range(60):
        add_note(opened, "x" * 400)
    copy_now(tmp_path / "migdesk.db", tmp_path / "backups", START)
    add_note(opened, "since the copy")
    opened.close()
    return tmp_path / "migdesk.db"


def reopen(path: Path, computer: str = "this-computer") -> Store:
    return open_record(path, path.parent / "backups", TickingClock(), CountingIds("new-"), computer)


def overwrite_the_middle(path: Path) -> None:
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(data[:middle] + b"\xa5" * 8192 + data[middle + 8192 :])


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def blank_the_header(path: Path) -> None:
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def replace_by_text(path: Path) -> None:
    path.write_bytes(b"<html>this is a login page of a file share</html>" * 100)


DAMAGE = [overwrite_the_middle, cut_short, blank_the_header, replace_by_text]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_record_is_noticed_and_left_as_it_is(damage: Callable[[Path], None], record: Path) -> None:
    damage(record)
    before = record.read_bytes()
    with pytest.raises(DamagedRecord, match="is damaged"):
        reopen(record)
    assert record.read_bytes() == before
    assert not check_soundness(record)


def test_a_sound_record_is_found_sound(record: Path) -> None:
    assert check_soundness(record)
    reopen(record).close()


def test_a_large_record_is_opened_at_once_and_checked_later(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "CHECKED_AT_ONCE_BYTES", 100)
    monkeypatch.setattr(inspection, "is_sound", lambda _: pytest.fail("a large record was checked at the start"))
    reopen(record).close()


def test_a_locked_record_is_not_taken_for_a_damaged_one(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a network share a writer locks readers out for a moment; nobody must be asked to set the record aside."""
    monkeypatch.setattr(database, "BUSY_WAIT_MS", 20)
    monkeypatch.setattr(database, "is_on_network", lambda _: True)
    holding = database.connect(record)
    holding.execute("BEGIN EXCLUSIVE")
    for look in (reopen, check_soundness):
        with pytest.raises(EnvironmentFault, match="another program is holding the record") as fault:
            look(record)
        assert type(fault.value) is EnvironmentFault
    holding.execute("ROLLBACK")
    holding.close()


def test_a_lock_taken_during_the_check_is_no_damage_either(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_WAIT_MS", 20)
    monkeypatch.setattr(database, "is_on_network", lambda _: True)
    holding = database.connect(record)
    looking = connect_read_only(record)
    holding.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        is_sound(looking)
    holding.execute("ROLLBACK")
    assert is_sound(looking)
    looking.close()
    holding.close()


# set aside


def test_setting_aside_keeps_everything_and_makes_room(record: Path) -> None:
    overwrite_the_middle(record)
    damaged = record.read_bytes()
    for companion in ("-wal", "-shm", "-journal"):
        record.with_name(record.name + companion).write_bytes(companion.encode())
    aside = set_aside(record, START)
    assert aside.name == "migdesk-damaged-2027-01-11T120000.db"
    assert aside.read_bytes() == damaged
    for companion in ("-wal", "-shm", "-journal"):
        assert aside.with_name(aside.name + companion).read_bytes() == companion.encode()
    assert not list(record.parent.glob("migdesk.db*"))


def test_setting_aside_twice_in_one_second_loses_neither(record: Path) -> None:
    first = set_aside(record, START)
    record.write_bytes(b"the second")
    second = set_aside(record, START)
    assert first != second
    assert second.read_bytes() == b"the second"
    assert first.stat().st_size > 1000


def test_stopped_half_way_the_database_is_still_in_its_place(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh record must never be started beside the old one's log."""
    record.with_name("migdesk.db-wal").write_bytes(b"log")
    replace = Path.replace

    def fails_for_the_database(self: Path, target: Path) -> Path:
        if self == record:
            raise PermissionError(13, "The file is in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails_for_the_database)
    with pytest.raises(EnvironmentFault, match=r"could not be set aside: the file is in use\. Close other programs"):
        set_aside(record, START)
    assert record.exists()


# going back


def the_copy(record: Path) -> Copy:
    (copy,) = sound_copies(record.parent / "backups")
    return copy


def go_back(record: Path, copy: Path | None, why: Why = "damaged") -> Path | None:
    return restore(copy, record, START, CountingIds("restored-"), "this-computer", why)


def files_beside(record: Path) -> set[str]:
    """Return the files there, but for those that SQLite makes to read one."""
    names = {path.name for path in record.parent.iterdir() if path.is_file()}
    return {name for name in names if not name.endswith(("-shm", "-wal"))}


def test_going_back_gives_the_copys_record_and_sets_the_other_aside(record: Path) -> None:
    copy = the_copy(record)
    before = copy.path.read_bytes()
    overwrite_the_middle(record)
    damaged = record.read_bytes()
    aside = go_back(record, copy.path)
    assert aside and aside.read_bytes() == damaged
    opened = reopen(record)
    assert opened.counts() == copy.counts == Counts(1, 60)
    assert opened.state(PRACTICE) == folded(opened)
    assert opened._connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    opened.close()
    assert copy.path.read_bytes() == before
    assert files_beside(record) == {"migdesk.db", "migdesk.marker", "migdesk-damaged-2027-01-11T120000.db"}


def test_a_sound_record_is_set_aside_with_all_that_was_saved(record: Path) -> None:
    aside = go_back(record, the_copy(record).path, "replaced")
    assert aside and aside.name == "migdesk-replaced-2027-01-11T120000.db"
    with closing(connect_read_only(aside)) as before:
        assert before.execute("SELECT count(*) FROM event").fetchone() == (61,)


def test_an_empty_record_may_take_its_place(record: Path) -> None:
    emptied = record.with_name(record.name)
    emptied.write_bytes(b"")
    assert go_back(record, None)
    opened = reopen(record)
    assert opened.counts() == Counts(0, 0)
    opened.close()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_the_restored_record_is_its_owners_alone(record: Path) -> None:
    go_back(record, the_copy(record).path)
    assert record.stat().st_mode & 0o777 == 0o600


def test_a_record_that_was_set_aside_with_its_log_can_be_had_back(record: Path) -> None:
    program = reopen(record)
    add_note(program, "in the log alone")
    put_aside = record.with_name("aside")
    put_aside.mkdir()
    for name in ("migdesk.db", "migdesk.db-wal"):
        shutil.copyfile(record.with_name(name), put_aside / name)
    program.close()
    target = record.with_name("unpacked.db")
    unpack(put_aside / "migdesk.db", target)
    with closing(sqlite3.connect(f"file:{target}?immutable=1", uri=True)) as alone:
        assert alone.execute("SELECT count(*) FROM event").fetchone() == (62,)
    assert target.read_bytes()[18:20] == b"\x01\x01", "no write-ahead log, which a read-only folder could not have"


def test_what_is_no_copy_changes_nothing(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = the_copy(record).path.read_bytes()
    bad = record.with_name("bad.db.gz")
    before = record.read_bytes()
    monkeypatch.setattr(copy_file, "_MOST_BYTES", 1000)
    bomb = gzip.compress(bytes(1 << 20))
    for content in (b"", b"text", bomb, good[:-9], good[:2000] + b"x" + good[2001:], gzip.compress(b"text")):
        bad.write_bytes(content)
        with pytest.raises(UnusableRecord):
            go_back(record, bad)
    with closing(sqlite3.connect(record.with_name("foreign.db"))) as foreign:
        foreign.execute("CREATE TABLE customers (name)")
    with pytest.raises(ForeignRecord):
        go_back(record, record.with_name("foreign.db"))
    assert record.read_bytes() == before
    assert not list(record.parent.glob(".*"))


def test_a_record_that_is_open_elsewhere_is_left_alone(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_WAIT_MS", 20)
    window = reopen(record)
    with pytest.raises(EnvironmentFault, match=r"Another program has the record in .* open\. Close migdesk there"):
        go_back(record, the_copy(record).path)
    add_note(window)
    window.close()
    assert files_beside(record) == {"migdesk.db", "migdesk.marker"}


def test_going_back_happens_whole_or_not_at_all(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = the_copy(record)
    before = record.read_bytes()

    def disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("migdesk.practice.copy_file._write", disk_full)
        with pytest.raises(EnvironmentFault, match="the disk is full"):
            go_back(record, copy.path)
    assert record.read_bytes() == before
    with monkeypatch.context() as full:
        full.setattr(recovery, "put_in_place", disk_full)
        with pytest.raises(EnvironmentFault, match="the disk is full"):
            go_back(record, copy.path)
    with pytest.raises(LostRecord):
        reopen(record)
    go_back(record, copy.path)
    assert check_soundness(record)


# migrating


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has the program come out in a version with one more migration."""

    def come_out(*statements: str) -> None:
        migrations = (*schema.MIGRATIONS, statements)
        for module in (opening, inspection):
            monkeypatch.setattr(module, "SCHEMA_VERSION", len(migrations))
        monkeypatch.setattr(store_opening, "migrate", lambda connection: schema.migrate(connection, migrations))

    return come_out


def test_a_copy_is_made_before_a_migration(record: Path, next_version: Callable[..., None]) -> None:
    next_version("ALTER TABLE device ADD COLUMN colour TEXT")
    opened = reopen(record)
    assert opened.schema_version() == len(schema.MIGRATIONS) + 1
    assert opened.counts() == Counts(1, 61)
    opened.close()
    (copy,) = (record.parent / "backups" / "before-changes").iterdir()
    assert copy.name == "migdesk-2027-01-11T120000-migration.db.gz"
    unpack(copy, record.with_name("kept.db"))
    kept = connect_read_only(record.with_name("kept.db"))
    assert is_sound(kept)
    assert schema.version_of(kept) == len(schema.MIGRATIONS)
    assert kept.execute("SELECT count(*) FROM event").fetchone() == (61,)
    kept.close()


def test_a_migration_that_fails_leaves_the_old_version_and_the_copy(
    record: Path, next_version: Callable[..., None]
) -> None:
    next_version("ALTER TABLE device ADD COLUMN colour TEXT", "THIS IS NO SQL")
    with pytest.raises(sqlite3.OperationalError):
        reopen(record)
    left = connect_read_only(record)
    assert schema.version_of(left) == len(schema.MIGRATIONS)
    assert [row[1] for row in left.execute("PRAGMA table_info(device)")] == ["id", "computer", "since", "login"]
    left.close()
    assert len(list((record.parent / "backups" / "before-changes").iterdir())) == 1


def test_no_copy_no_migration(record: Path, next_version: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    next_version("ALTER TABLE device ADD COLUMN colour TEXT")

    def no_room(*_: object) -> None:
        raise EnvironmentFault("no room for a copy")

    monkeypatch.setattr(backup, "make_safety_copy", no_room)
    with pytest.raises(EnvironmentFault, match="no room for a copy"):
        reopen(record)
    left = connect_read_only(record)
    assert schema.version_of(left) == len(schema.MIGRATIONS)
    left.close()


def test_a_new_record_needs_no_copy(tmp_path: Path) -> None:
    reopen(tmp_path / "migdesk.db").close()
    assert not (tmp_path / "backups").exists()
