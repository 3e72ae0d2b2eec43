"""Copies: the day's first and its latest, thinned out as they grow many, and never anybody else's file."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from migdesk.base.errors import EnvironmentFault
from migdesk.practice import backup, copy_file
from migdesk.practice.backup import (
    COPY_EVERY,
    DAILY_FOLDER,
    KEEP_SAFETY,
    SAFETY_FOLDER,
    copy_if_due,
    copy_now,
    make_safety_copy,
    sound_copies,
)
from migdesk.practice.copy_file import read_note, unpack
from migdesk.practice.counts import Counts
from migdesk.practice.database import is_sound
from migdesk.practice.opening import open_record
from migdesk.practice.schema import SCHEMA_VERSION, version_of
from migdesk.practice.store import Store
from support import START, TODAY, TickingClock, add_note, folded, name_practice, new_store

posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
DAY = timedelta(days=1)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "migdesk.db"


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def store(store: Store) -> Store:
    """A record with something in it: of an empty one no copy is due."""
    name_practice(store)
    return store


def first_of(day: date) -> str:
    return f"migdesk-{day.isoformat()}.db.gz"


def latest_of(day: date) -> str:
    return f"migdesk-{day.isoformat()}-latest.db.gz"


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# when


def test_the_days_first_and_its_latest_stay(store: Store, record: Path, backups: Path) -> None:
    daily = backups / DAILY_FOLDER
    assert copy_if_due(record, backups, START) == daily / first_of(TODAY)
    add_note(store)
    assert copy_if_due(record, backups, START + COPY_EVERY / 2) is None
    assert copy_if_due(record, backups, START + COPY_EVERY) == daily / latest_of(TODAY)
    add_note(store)
    assert copy_if_due(record, backups, START + 2 * COPY_EVERY) == daily / latest_of(TODAY)
    assert names_in(daily) == {first_of(TODAY), latest_of(TODAY)}
    assert [copy.counts.events for copy in sound_copies(backups)] == [3, 1]
    assert copy_if_due(record, backups, START + DAY) == daily / first_of(TODAY + DAY)


def test_an_hour_without_work_needs_no_copy(store: Store, record: Path, backups: Path) -> None:
    copy_if_due(record, backups, START)
    assert copy_if_due(record, backups, START + 5 * COPY_EVERY) is None
    assert copy_if_due(record, backups, START + 5 * COPY_EVERY, closing_down=True) is None


def test_the_end_of_the_days_work_needs_one_at_once(store: Store, record: Path, backups: Path) -> None:
    copy_if_due(record, backups, START)
    add_note(store)
    assert copy_if_due(record, backups, START + timedelta(seconds=1), closing_down=True) is not None


def test_a_clock_that_was_put_back_does_not_keep_the_copies_away(store: Store, record: Path, backups: Path) -> None:
    copy_if_due(record, backups, START + timedelta(hours=6))
    add_note(store)
    assert copy_if_due(record, backups, START) is not None


def test_an_empty_record_needs_no_copy(tmp_path: Path, backups: Path) -> None:
    new_store(tmp_path).close()
    assert copy_if_due(tmp_path / "migdesk.db", backups, START) is None


def test_a_copy_by_hand_is_the_days_latest(store: Store, record: Path, backups: Path) -> None:
    assert copy_now(record, backups, START).name == first_of(TODAY)
    assert copy_now(record, backups, START).name == latest_of(TODAY)


def test_a_fuller_copy_is_not_replaced_after_going_back(store: Store, record: Path, backups: Path) -> None:
    for _ in range(3):
        add_note(store)
    copy_now(record, backups, START)
    fullest = copy_now(record, backups, START)
    with closing(sqlite3.connect(record, isolation_level=None)) as gone_back:
        gone_back.execute("DROP TRIGGER event_is_never_deleted")
        gone_back.execute("DELETE FROM event WHERE arrival > 2")
    assert copy_now(record, backups, START) == fullest
    assert [copy.counts.events for copy in sound_copies(backups)] == [4, 4, 2]


# what


def test_a_copy_opens_as_the_record_it_was(store: Store, record: Path, backups: Path, tmp_path: Path) -> None:
    copy = copy_now(record, backups, START)
    state = store.state("p1")
    add_note(store)
    unpack(copy, tmp_path / "other.db")
    opened = open_record(tmp_path / "other.db", backups, TickingClock(), lambda: "x", "this-computer")
    assert opened.state("p1") == state == folded(opened)
    assert [name.name for name in opened.names()] == ["Made-up Surgery"]
    things = "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
    assert opened._connection.execute(things).fetchall() == store._connection.execute(things).fetchall()
    opened.close()


def test_a_copy_is_an_ordinary_gzip_of_an_ordinary_database(
    store: Store, record: Path, backups: Path, tmp_path: Path
) -> None:
    add_note(store)
    copy = copy_now(record, backups, START)
    (tmp_path / "plain.db").write_bytes(gzip.decompress(copy.read_bytes()))
    with closing(sqlite3.connect(tmp_path / "plain.db")) as plain:
        assert is_sound(plain)
        assert version_of(plain) == SCHEMA_VERSION
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert plain.execute("SELECT count(*) FROM event").fetchone() == (2,)
        things = "SELECT type, name FROM sqlite_schema WHERE type <> 'index' ORDER BY name"
        assert plain.execute(things).fetchall() == store._connection.execute(things).fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
            plain.execute("DELETE FROM event")


def test_what_follows_from_the_events_is_not_in_a_copy(
    store: Store, record: Path, backups: Path, tmp_path: Path
) -> None:
    unpack(copy_now(record, backups, START), tmp_path / "plain.db")
    with closing(sqlite3.connect(tmp_path / "plain.db")) as plain:
        for table in ("projection", "practice_line"):
            assert store._connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
            assert plain.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_copy_says_what_it_holds_without_being_unpacked(store: Store, record: Path, backups: Path) -> None:
    add_note(store, practice_id="p2")
    first, second = copy_now(record, backups, START), copy_now(record, backups, START + DAY)
    notes = [read_note(path) for path in (first, second)]
    assert [(note.number, note.counts, note.made) for note in notes if note] == [
        (1, Counts(2, 2), START),
        (2, Counts(2, 2), START + DAY),
    ]


def test_a_copy_of_what_is_being_written_is_of_one_moment(store: Store, record: Path, backups: Path) -> None:
    store._connection.execute("BEGIN IMMEDIATE")
    store._connection.execute("DELETE FROM practice_line")
    copy = copy_now(record, backups, START)
    store._connection.execute("ROLLBACK")
    note = read_note(copy)
    assert note and note.counts == Counts(1, 1)


@posix_only
def test_copies_are_their_owners_alone(store: Store, record: Path, backups: Path) -> None:
    (backups / DAILY_FOLDER).mkdir(parents=True, mode=0o755)
    for copy in (copy_now(record, backups, START), make_safety_copy(record, backups, START, "merge")):
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == stat.S_IMODE(backups.stat().st_mode) == 0o700


def test_what_a_killed_copy_left_behind_is_cleared_up(store: Store, record: Path, backups: Path) -> None:
    daily = backups / DAILY_FOLDER
    for name, age in ((".migdesk-copy-old", 7200), (".migdesk-copy-new", 10)):
        (daily / name).mkdir(parents=True)
        (daily / name / "copy.db").write_bytes(b"half a copy")
        moment = os.stat(daily).st_mtime - age
        os.utime(daily / name, (moment, moment))
    copy_now(record, backups, START)
    assert names_in(daily) == {first_of(TODAY), ".migdesk-copy-new"}


@pytest.mark.parametrize("step", ["make_owner_only", "_packed"])
def test_a_copy_that_fails_leaves_nothing_with_a_copys_name(
    step: str, store: Store, record: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copy_file, step, full)
    with pytest.raises(EnvironmentFault, match="the disk is full"):
        copy_now(record, backups, START)
    assert names_in(backups / DAILY_FOLDER) == set()


# thinning out


def test_days_go_one_at_a_time(store: Store, record: Path, backups: Path) -> None:
    daily = backups / DAILY_FOLDER
    for number in range(30):
        before = names_in(daily) if daily.exists() else set()
        for _ in range(2):
            copy_now(record, backups, START + number * DAY)
            assert len(before - names_in(daily)) <= 2
    days = {copy.day for copy in sound_copies(backups)}
    assert days >= {TODAY + number * DAY for number in range(16, 30)}
    assert len(days) < 24


@pytest.mark.parametrize("years", [-10, 10])
def test_a_wrong_clock_leaves_the_fortnight(years: int, store: Store, record: Path, backups: Path) -> None:
    for number in range(20):
        copy_now(record, backups, START + number * DAY)
    wrong = START + timedelta(days=365 * years)
    for number in range(3):
        copy_now(record, backups, wrong + number * DAY)
    copy_now(record, backups, START + 20 * DAY)
    days = {copy.day for copy in sound_copies(backups)}
    assert days >= {TODAY + number * DAY for number in range(10, 21)}


def test_thinning_out_touches_our_own_names_only(store: Store, record: Path, backups: Path) -> None:
    folder = backups / DAILY_FOLDER
    folder.mkdir(parents=True)
    old = TODAY - timedelta(days=2000)
    foreign = {
        f"migdesk-{old}.db.bak",
        f"copy of {first_of(old)}",
        f"migdesk-{old} (1).db",
        f"Migdesk-{old}.db",
        f"migdesk-{old}T120000-merge.db",
        "migdesk-2019-02-30.db",
        "migdesk.db",
        "holiday.jpg",
    }
    for name in foreign:
        (folder / name).write_bytes(b"")
    (folder / "migdesk-2018-01-01.dbx").mkdir()
    for number in range(25):
        (folder / f"migdesk-{old + number * DAY}.db").write_bytes(b"")
    for number in range(25):
        copy_now(record, backups, START + number * DAY)
    assert names_in(folder) >= {*foreign, "migdesk-2018-01-01.dbx"}
    assert not (folder / f"migdesk-{old + DAY}.db").exists()


# copies before something big


def test_the_newest_ten_safety_copies_stay(store: Store, record: Path, backups: Path) -> None:
    for number in range(15):
        add_note(store)
        make_safety_copy(record, backups, START - number * DAY, "merge")
    copies = [copy for copy in sound_copies(backups) if copy.path.parent.name == SAFETY_FOLDER]
    assert [copy.counts.events for copy in copies] == list(range(16, 16 - KEEP_SAFETY, -1))


def test_what_is_tried_again_and_again_needs_one_copy(store: Store, record: Path, backups: Path) -> None:
    made = {make_safety_copy(record, backups, START + number * DAY, "migration") for number in range(5)}
    assert len(made) == 1
    assert make_safety_copy(record, backups, START, "merge") not in made


def test_two_safety_copies_in_one_second_are_both_kept(store: Store, record: Path, backups: Path) -> None:
    first = make_safety_copy(record, backups, START, "merge")
    add_note(store)
    second = make_safety_copy(record, backups, START, "merge")
    assert first != second
    assert [copy.counts.events for copy in sound_copies(backups)] == [2, 1]


# which to go back to


def test_the_fullest_copy_comes_first_whatever_its_day(store: Store, record: Path, backups: Path) -> None:
    copy_now(record, backups, START + 9 * DAY)  # the clock was wrong
    add_note(store)
    make_safety_copy(record, backups, START + DAY, "migration")
    add_note(store, practice_id="p2")
    copy_now(record, backups, START)
    assert [(copy.day - TODAY, copy.counts) for copy in sound_copies(backups)] == [
        (timedelta(days=0), Counts(2, 3)),
        (timedelta(days=1), Counts(1, 2)),
        (timedelta(days=9), Counts(1, 1)),
    ]


def test_of_copies_that_hold_the_same_the_last_one_made_comes_first(store: Store, record: Path, backups: Path) -> None:
    for days in (1, 3, 2):
        copy_now(record, backups, START + days * DAY)
    assert [(copy.day - TODAY).days for copy in sound_copies(backups)] == [2, 3, 1]


def test_damaged_and_foreign_files_are_not_offered(store: Store, record: Path, backups: Path) -> None:
    for _ in range(50):
        add_note(store, "x" * 500)
    good = copy_now(record, backups, START)
    data = good.read_bytes()
    folder = good.parent
    middle = len(data) // 2
    spoilt = (
        b"",
        b"rubbish" * 1000,
        data[:middle],
        bytes(100) + data[100:],
        data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        gzip.compress(b"of somebody else"),
    )
    for number, content in enumerate(spoilt, 1):
        (folder / first_of(TODAY - number * DAY)).write_bytes(content)
    (folder / "migdesk-2019-02-30.db.gz").write_bytes(data)
    (folder / "migdesk-mine.db.gz").write_bytes(data)
    with closing(sqlite3.connect(folder / f"migdesk-{TODAY - 9 * DAY}.db")) as other:
        other.execute("CREATE TABLE of_somebody_else (a)")
    assert [copy.path for copy in sound_copies(backups)] == [good]


def test_a_copy_of_0_1_0_is_as_good(store: Store, record: Path, backups: Path, tmp_path: Path) -> None:
    folder = backups / DAILY_FOLDER
    folder.mkdir(parents=True)
    release = Path(__file__).resolve().parent.parent / "data" / "releases" / "0.1.0" / "migdesk.db"
    shutil.copyfile(release, folder / "migdesk-2026-11-27.db")
    (copy,) = sound_copies(backups)
    assert (copy.day, copy.number, copy.made) == (date(2026, 11, 27), 0, None)
    assert copy.counts == Counts(1, 10)
    copy_now(record, backups, START)
    assert next(sound_copies(backups)) == copy


def test_no_copies_yet(tmp_path: Path) -> None:
    assert list(sound_copies(tmp_path / "backups")) == []
    assert backup.KEEP_SAFETY == 10


def test_a_packed_copy_of_an_older_record_is_brought_up_to_date(tmp_path: Path, backups: Path) -> None:
    release = Path(__file__).resolve().parent.parent / "data" / "releases" / "0.1.0" / "migdesk.db"
    shutil.copyfile(release, tmp_path / "old.db")
    unpack(copy_now(tmp_path / "old.db", backups, START), tmp_path / "new.db")
    opened = open_record(tmp_path / "new.db", backups, TickingClock(), lambda: "x", "this-computer")
    assert opened.schema_version() == SCHEMA_VERSION
    assert opened.counts().events == 10
    opened.close()


@pytest.mark.parametrize("name", ["{} (1).db.gz", "{}.db (1).gz", "{}.db.gz (1)", "{}-latest.db(2).gz"])
def test_a_name_that_a_browser_changed_is_still_a_copys(name: str, store: Store, record: Path, backups: Path) -> None:
    copy = copy_now(record, backups, START)
    copy.rename(copy.with_name(name.format("migdesk-2027-01-11")))
    assert [found.counts for found in sound_copies(backups)] == [store.counts()]
