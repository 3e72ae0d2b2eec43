"""What stands where the record should: a new one is made where nothing was, and nowhere else."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from migdesk.base.errors import EnvironmentFault
from migdesk.practice import schema
from migdesk.practice.backup import copy_now
from migdesk.practice.database import connect_read_only
from migdesk.practice.faults import CopiesAlone, DamagedRecord, ForeignRecord, LostRecord, NewerRecord, UnusableRecord
from migdesk.practice.marker import marker_path
from migdesk.practice.opening import open_record, open_record_read_only
from migdesk.practice.store import Store
from support import PRACTICE, START, CountingIds, TickingClock, add_note, folded, name_practice, new_store

posix_only = pytest.mark.skipif(os.name != "posix", reason="pipes and modes of POSIX systems")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a record of a practice and a note, and a copy of it."""
    folder = tmp_path_factory.mktemp("sound")
    store = new_store(folder)
    name_practice(store)
    add_note(store)
    copy_now(folder / "migdesk.db", folder / "backups", START)
    store.close()
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "data"))


def reopen(folder: Path) -> Store:
    return open_record(folder / "migdesk.db", folder / "backups", TickingClock(), CountingIds("new-"), "this-computer")


# what may stand there


def emptied(database: Path) -> None:
    database.write_bytes(b"")


def gone(database: Path) -> None:
    database.unlink()


def text(database: Path) -> None:
    database.write_bytes(b"<html>Sign in to your file share</html>" * 100)


def short_text(database: Path) -> None:
    database.write_bytes(b"x")


def a_folder(database: Path) -> None:
    database.unlink()
    database.mkdir()


def a_pipe(database: Path) -> None:
    database.unlink()
    os.mkfifo(database)


def a_link_into_nowhere(database: Path) -> None:
    database.unlink()
    database.symlink_to(database.with_name("elsewhere.db"))


def foreign(version: int) -> Callable[[Path], None]:
    def stand_there(database: Path) -> None:
        database.unlink()
        with closing(sqlite3.connect(database)) as other:
            other.execute("PRAGMA journal_mode = WAL")
            other.execute("CREATE TABLE customers (name)")
            other.execute(f"PRAGMA user_version = {version}")
            other.commit()

    stand_there.__name__ = f"foreign_of_version_{version}"
    return stand_there


def without_tables(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as other:
        other.execute("PRAGMA journal_mode = WAL")


def of_version(version: int) -> Callable[[Path], None]:
    def stand_there(database: Path) -> None:
        data = bytearray(database.read_bytes())
        data[60:64] = version.to_bytes(4, signed=True)
        database.write_bytes(data)

    stand_there.__name__ = f"version_{version}"
    return stand_there


def of_no_application(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[68:72] = bytes(4)
    database.write_bytes(data)


NOW = schema.SCHEMA_VERSION
PLACES: list[tuple[Callable[[Path], None], type[UnusableRecord]]] = [
    (emptied, LostRecord),
    (gone, LostRecord),
    (text, DamagedRecord),
    (short_text, DamagedRecord),
    (a_folder, ForeignRecord),
    pytest.param(a_pipe, ForeignRecord, marks=posix_only),  # type: ignore[list-item]
    pytest.param(a_link_into_nowhere, LostRecord, marks=posix_only),  # type: ignore[list-item]
    (foreign(0), ForeignRecord),
    (foreign(3), ForeignRecord),
    (without_tables, LostRecord),
    (of_version(NOW - 1), DamagedRecord),
    (of_version(0), DamagedRecord),
    (of_version(-1), DamagedRecord),
    (of_version(NOW + 1), NewerRecord),
    (of_no_application, DamagedRecord),
]


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files but those that SQLite makes to read one: memory to share, and a log with nothing in it."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in files.items() if not name.endswith("-shm") and (data or "-wal" not in name)}


@pytest.mark.parametrize("beside", ["copies", "people.json", "identity.json", "marker", "nothing"])
@pytest.mark.parametrize(("stand_there", "fault"), PLACES)
def test_what_is_no_record_of_ours_is_told_and_left_as_it_is(
    stand_there: Callable[[Path], None], fault: type[UnusableRecord], beside: str, folder: Path
) -> None:
    if beside != "copies":
        shutil.rmtree(folder / "backups")
    if beside != "marker":
        (folder / "migdesk.marker").unlink()
    if beside.endswith(".json"):
        (folder / beside).write_bytes(b"{}")
    if beside != "marker":
        marker_path(folder / "migdesk.db").unlink(missing_ok=True)
    stand_there(folder / "migdesk.db")
    before = contents(folder)
    if stand_there is gone and beside == "nothing":
        reopen(folder).close()
        return
    for _ in range(2):
        with pytest.raises(fault):
            reopen(folder)
        with pytest.raises(fault):
            open_record_read_only(folder / "migdesk.db", folder / "backups", TickingClock(), "because")
    assert contents(folder) == before


@pytest.mark.parametrize("companion", ["-wal", "-journal"])
def test_a_log_without_its_database_is_no_first_start(companion: str, tmp_path: Path) -> None:
    (tmp_path / f"migdesk.db{companion}").write_bytes(b"log")
    with pytest.raises(LostRecord):
        reopen(tmp_path)


def test_copies_alone_are_from_another_computer(tmp_path: Path) -> None:
    (tmp_path / "backups" / "daily").mkdir(parents=True)
    (tmp_path / "backups" / "daily" / "migdesk-2027-01-11.db.gz").write_bytes(b"copy")
    with pytest.raises(CopiesAlone, match="yet, but a copy of one is"):
        reopen(tmp_path)


@pytest.mark.parametrize("beside", ["migdesk-damaged-2027-01-11T120000.db", "migdesk-LAPTOP7.db"])
def test_a_record_set_aside_is_no_first_start(beside: str, tmp_path: Path) -> None:
    (tmp_path / beside).write_bytes(b"what was saved")
    with pytest.raises(LostRecord):
        reopen(tmp_path)


@pytest.mark.parametrize("beside", ["migdesk.exe", "migdesk-0.2.0.zip", "migdesk-report.html", "migdesk.db-shm"])
def test_a_folder_with_other_files_may_be_a_first_start(beside: str, tmp_path: Path) -> None:
    (tmp_path / beside).write_bytes(b"nobody's record")
    reopen(tmp_path).close()


def test_each_bit_of_the_header_is_harmless_or_told(folder: Path) -> None:
    database = folder / "migdesk.db"
    good = database.read_bytes()
    told = 0
    for bit in range(100 * 8):
        data = bytearray(good)
        data[bit // 8] ^= 1 << bit % 8
        database.write_bytes(data)
        try:
            store = reopen(folder)
        except UnusableRecord:
            told += 1
            assert database.read_bytes() == data
        else:
            assert (store.counts().events, store.state(PRACTICE).name) == (2, "Made-up Surgery"), bit
            assert store.state(PRACTICE) == folded(store)
            store.close()
    assert told > 100


@pytest.mark.parametrize("place", [18, 19])
def test_a_format_that_sqlite_would_only_read_is_told_at_once(place: int, folder: Path) -> None:
    """Otherwise everything would be shown as ever, and nothing could be saved."""
    data = bytearray((folder / "migdesk.db").read_bytes())
    data[place] = 3
    (folder / "migdesk.db").write_bytes(data)
    with pytest.raises(DamagedRecord):
        reopen(folder)


def test_a_new_record_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("migdesk.practice.store_opening.migrate", no_room)
    with pytest.raises(EnvironmentFault, match="the disk is full"):
        reopen(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_half_made_is_cleared_up(tmp_path: Path) -> None:
    for name, age in ((".migdesk.db.old.new", 7200), (".migdesk.db.now.new", 10)):
        (tmp_path / name).touch()
        moment = (tmp_path / name).stat().st_mtime - age
        os.utime(tmp_path / name, (moment, moment))
    reopen(tmp_path).close()
    assert [path.name for path in tmp_path.glob(".*")] == [".migdesk.db.now.new"]


def test_a_record_that_another_program_made_first_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from migdesk.practice import store_opening

    migrate = store_opening.migrate

    def slowly(connection: sqlite3.Connection) -> int:
        monkeypatch.setattr(store_opening, "migrate", migrate)
        name_practice(theirs := new_store(tmp_path))
        theirs.close()
        return migrate(connection)

    monkeypatch.setattr(store_opening, "migrate", slowly)
    ours = reopen(tmp_path)
    assert ours.state(PRACTICE).name == "Made-up Surgery"
    ours.close()
    assert [path.name for path in tmp_path.glob("*.db")] == ["migdesk.db"]


# a log that was left behind


def left_behind(folder: Path, target: Path) -> Path:
    """Copy a record as a killed program leaves it: what was saved last stands in the log alone."""
    store = new_store(folder)
    add_note(store, "the last thing saved")
    target.mkdir()
    for name in ("migdesk.db", "migdesk.db-wal"):
        shutil.copyfile(folder / name, target / name)
    store.close()
    assert (target / "migdesk.db-wal").stat().st_size
    return target / "migdesk.db"


def notes_in(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT json_extract(body, '$.text') FROM event WHERE kind = 'note-added'").fetchall()
    return [row[0] for row in rows]


def test_in_a_folder_that_cannot_be_written_the_log_is_read_too(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from migdesk.practice import database

    record = left_behind(folder, tmp_path / "stick")
    probed = database._probed

    def cannot_be_written(path: Path, how: str) -> sqlite3.Connection:
        if how == "mode=ro":  # SQLite's answer in a folder of a read-only file system
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error
        return probed(path, how)

    monkeypatch.setattr(database, "_probed", cannot_be_written)
    connection = connect_read_only(record)
    copied = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    assert copied.parent != record.parent
    assert "the last thing saved" in notes_in(connection)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM practice_line")
    connection.close()
    assert not copied.parent.exists()
    assert {path.name for path in record.parent.iterdir()} == {"migdesk.db", "migdesk.db-wal"}


def test_set_aside_by_half_the_log_comes_back(folder: Path, tmp_path: Path) -> None:
    record = left_behind(folder, tmp_path / "stick")
    record.with_name("migdesk.db-wal").replace(record.with_name(f"migdesk-damaged-{START:%Y-%m-%dT%H%M%S}.db-wal"))
    store = reopen(record.parent)
    assert "the last thing saved" in notes_in(store._connection)
    store.close()


def test_a_log_older_than_its_database_stays_aside(folder: Path, tmp_path: Path) -> None:
    record = left_behind(folder, tmp_path / "stick")
    aside = record.with_name(f"migdesk-damaged-{START:%Y-%m-%dT%H%M%S}.db-wal")
    record.with_name("migdesk.db-wal").replace(aside)
    os.utime(aside, (1, 1))
    store = reopen(record.parent)
    assert "the last thing saved" not in notes_in(store._connection)
    store.close()
    assert aside.exists()
