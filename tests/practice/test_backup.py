"""Copies: one a day, thinned out as they age, and never anybody else's file."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.errors import EnvironmentFault
from migdesk.practice import backup
from migdesk.practice.backup import (
    DAILY_FOLDER,
    KEEP_DAYS,
    SAFETY_FOLDER,
    make_daily_copy,
    make_safety_copy,
    sound_copies,
)
from migdesk.practice.opening import open_record
from migdesk.practice.store import Counts, Store
from support import START, TODAY, TickingClock, add_note, folded, name_practice, new_store


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def name_of(day: date) -> str:
    return f"migdesk-{day.isoformat()}.db"


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_one_copy_a_day(store: Store, backups: Path) -> None:
    made = make_daily_copy(store, backups, TODAY)
    assert made == backups / DAILY_FOLDER / name_of(TODAY)
    assert make_daily_copy(store, backups, TODAY) is None
    assert make_daily_copy(store, backups, TODAY + timedelta(days=1)) is not None
    assert names_in(backups / DAILY_FOLDER) == {name_of(TODAY), name_of(TODAY + timedelta(days=1))}


def test_a_copy_opens_as_the_record_it_was(store: Store, backups: Path, tmp_path: Path) -> None:
    name_practice(store)
    copy = make_daily_copy(store, backups, TODAY)
    assert copy is not None
    state = store.state("p1")
    add_note(store)
    os.replace(copy, tmp_path / "other.db")
    opened = open_record(tmp_path / "other.db", backups, TickingClock(), lambda: "x", "this-computer")
    assert opened.state("p1") == state == folded(opened)
    opened.close()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_copies_are_their_owners_alone(store: Store, backups: Path) -> None:
    for copy in (make_daily_copy(store, backups, TODAY), make_safety_copy(store, backups, START, "merge")):
        assert copy is not None
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_what_a_killed_copy_left_behind_is_cleared_up(store: Store, backups: Path) -> None:
    folder = backups / DAILY_FOLDER
    folder.mkdir(parents=True)
    (folder / f".{name_of(TODAY)}.tmp").write_bytes(b"half a copy")
    assert make_daily_copy(store, backups, TODAY) is not None
    assert names_in(folder) == {name_of(TODAY)}


def test_a_copy_that_fails_leaves_nothing_with_a_copys_name(
    store: Store, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.os, "open", full)
    with pytest.raises(EnvironmentFault, match="the disk is full"):
        make_daily_copy(store, backups, TODAY)
    monkeypatch.undo()
    monkeypatch.setattr(Store, "backup_to", full)
    with pytest.raises(EnvironmentFault, match="the disk is full"):
        make_daily_copy(store, backups, TODAY)
    assert names_in(backups / DAILY_FOLDER) == set()


# thinning out

AGES = st.sets(st.integers(-5, 70) | st.integers(-30, 1200), max_size=80)


def dropped(ages: Iterable[int]) -> set[int]:
    days = backup._to_drop([TODAY - timedelta(days=age) for age in ages], TODAY)
    return {(TODAY - day).days for day in days}


@given(ages=AGES)
def test_today_and_the_last_fortnight_are_never_dropped(ages: set[int]) -> None:
    assert all(age >= KEEP_DAYS for age in dropped(ages))


def test_of_every_day_the_whole_fortnight_is_kept() -> None:
    kept = set(range(120)) - dropped(range(120))
    assert kept >= set(range(KEEP_DAYS))
    assert len(kept) < 30


@given(ages=AGES)
def test_days_ahead_are_left_alone(ages: set[int]) -> None:
    assert all(age > 0 for age in dropped(ages))


@given(ages=AGES)
def test_thinning_out_again_drops_nothing_more(ages: set[int]) -> None:
    gone = dropped(ages)
    assert gone <= ages
    assert dropped(ages - gone) == set()


@given(ages=AGES)
def test_every_week_and_month_that_had_a_copy_keeps_one(ages: set[int]) -> None:
    kept = ages - dropped(ages)
    for limit, period in ((49, lambda day: day.isocalendar()[:2]), (340, lambda day: (day.year, day.month))):
        had, has = (
            {period(TODAY - timedelta(days=age)) for age in some if KEEP_DAYS <= age <= limit} for some in (ages, ages)
        )
        has = {period(TODAY - timedelta(days=age)) for age in kept}
        assert had <= has


@given(missed=st.sets(st.integers(0, 1100)), start=st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_three_years_of_days_keep_some_forty_copies(missed: set[int], start: date) -> None:
    days: set[date] = set()
    for number in range(1100):
        if number in missed:
            continue
        today = start + timedelta(days=number)
        days.add(today)
        days -= set(backup._to_drop(days, today))
        assert today in days
        assert len(days) <= 40


def test_thinning_out_touches_our_own_names_only(store: Store, backups: Path) -> None:
    folder = backups / DAILY_FOLDER
    folder.mkdir(parents=True)
    old = TODAY - timedelta(days=2000)
    foreign = {
        f"migdesk-{old}.db.bak",
        f"copy of {name_of(old)}",
        f"migdesk-{old} (1).db",
        f"Migdesk-{old}.db",
        f"migdesk-{old}T120000-merge.db",
        "migdesk-2019-02-30.db",
        "migdesk.db",
        "holiday.jpg",
    }
    ours = {name_of(old), name_of(old - timedelta(days=1)), name_of(TODAY + timedelta(days=900))}
    for name in foreign | ours:
        (folder / name).write_bytes(b"")
    (folder / "migdesk-2018-01-01.dbx").mkdir()
    make_daily_copy(store, backups, TODAY)
    left = names_in(folder)
    assert foreign <= left
    assert left - foreign == {name_of(TODAY), name_of(TODAY + timedelta(days=900)), "migdesk-2018-01-01.dbx"}


# copies before something big


def test_safety_copies_are_never_thinned_out(store: Store, backups: Path) -> None:
    for days in range(0, 3000, 100):
        make_safety_copy(store, backups, START - timedelta(days=days), "merge")
    make_daily_copy(store, backups, TODAY)
    assert len(names_in(backups / SAFETY_FOLDER)) == 30


def test_two_safety_copies_in_one_second_are_both_kept(store: Store, backups: Path) -> None:
    first = make_safety_copy(store, backups, START, "merge")
    add_note(store)
    second = make_safety_copy(store, backups, START, "merge")
    assert first != second
    assert [copy.counts.events for copy in sound_copies(backups)] == [1, 0]


# which to go back to


def test_copies_are_offered_with_day_and_counts_the_fullest_first(store: Store, backups: Path) -> None:
    name_practice(store)
    make_daily_copy(store, backups, TODAY)
    add_note(store)
    make_safety_copy(store, backups, START + timedelta(days=1), "migration")
    add_note(store, practice_id="p2")
    make_daily_copy(store, backups, TODAY + timedelta(days=2))
    assert [(copy.day - TODAY, copy.counts) for copy in sound_copies(backups)] == [
        (timedelta(days=2), Counts(2, 3)),
        (timedelta(days=1), Counts(1, 2)),
        (timedelta(days=0), Counts(1, 1)),
    ]


def test_of_copies_that_hold_the_same_the_newest_comes_first(store: Store, backups: Path) -> None:
    for days in (1, 3, 2):
        make_daily_copy(store, backups, TODAY + timedelta(days=days))
    assert [(copy.day - TODAY).days for copy in sound_copies(backups)] == [3, 2, 1]


def test_damaged_and_foreign_files_are_not_offered(store: Store, backups: Path) -> None:
    for _ in range(50):
        add_note(store, "x" * 500)
    good = make_daily_copy(store, backups, TODAY)
    assert good is not None
    data = good.read_bytes()
    folder = good.parent
    (folder / name_of(TODAY - timedelta(days=1))).write_bytes(b"")
    (folder / name_of(TODAY - timedelta(days=2))).write_bytes(b"rubbish" * 1000)
    (folder / name_of(TODAY - timedelta(days=3))).write_bytes(data[: len(data) // 2])
    (folder / name_of(TODAY - timedelta(days=4))).write_bytes(bytes(100) + data[100:])
    middle = len(data) // 2
    spoilt = data[:middle] + b"\xa5" * 8192 + data[middle + 8192 :]
    (folder / name_of(TODAY - timedelta(days=5))).write_bytes(spoilt)
    (folder / "migdesk-2019-02-30.db").write_bytes(data)
    (folder / "migdesk-mine.db").write_bytes(data)
    other = sqlite3.connect(folder / name_of(TODAY - timedelta(days=6)))
    other.execute("CREATE TABLE of_somebody_else (a)")
    other.close()
    assert [copy.path for copy in sound_copies(backups)] == [good]


def test_no_copies_yet(tmp_path: Path) -> None:
    assert sound_copies(tmp_path / "backups") == ()


def test_a_copy_is_whole_while_another_program_writes(store: Store, backups: Path, tmp_path: Path) -> None:
    other = new_store(tmp_path)
    add_note(other)
    make_daily_copy(store, backups, TODAY)
    add_note(other)
    other.close()
    assert [copy.counts.events for copy in sound_copies(backups)] == [1]
