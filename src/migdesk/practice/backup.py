"""Copies of the record: one a day, thinned out as they age, and one before anything that could go wrong.

A copy is made by SQLite's backup API, never by copying the file. Daily copies and safety copies lie in folders of
their own, and thinning out looks at names of our own pattern only, so that it can never touch anything else.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from migdesk.base.atomic import OWNER_ONLY_FILE, make_private_folder
from migdesk.base.errors import EnvironmentFault
from migdesk.practice.database import connect_read_only, is_sound
from migdesk.practice.faults import told_plainly
from migdesk.practice.store import Counts, Store, count

DAILY_FOLDER = "daily"
SAFETY_FOLDER = "before-changes"
KEEP_DAYS = 14
KEEP_WEEKS = 8
KEEP_MONTHS = 12

_DAILY_NAME = re.compile(r"migdesk-(\d{4}-\d{2}-\d{2})\.db")
_ANY_COPY = re.compile(r"migdesk-(\d{4}-\d{2}-\d{2})(?:T\d{6})?(?:-[a-z-]+)?\.db")


class Copy(msgspec.Struct, frozen=True):
    """A copy of the record that could be gone back to: where it is, of which day, and how much it holds."""

    path: Path
    day: date
    counts: Counts


def make_daily_copy(store: Store | sqlite3.Connection, backups: Path, today: date) -> Path | None:
    """Make today's copy unless there is one, then thin out older ones. Returns the copy made, or None."""
    folder = make_private_folder(backups / DAILY_FOLDER)
    target = folder / f"migdesk-{today.isoformat()}.db"
    with told_plainly():
        if target.exists():
            return None
        _copy(store, target)
        for outdated in _to_drop(_days_of(folder), today):
            (folder / f"migdesk-{outdated.isoformat()}.db").unlink(missing_ok=True)
    return target


def make_daily_copy_of_file(database: Path, backups: Path, today: date) -> Path | None:
    """Make today's copy from a thread of its own, on a connection of its own, while the record is open elsewhere."""
    with told_plainly():
        connection = connect_read_only(database)
        try:
            return make_daily_copy(connection, backups, today)
        finally:
            connection.close()


def make_safety_copy(store: Store | sqlite3.Connection, backups: Path, now: datetime, before: str) -> Path:
    """Make a copy before something that changes the whole record, such as a "migration". Never thinned out."""
    folder = make_private_folder(backups / SAFETY_FOLDER)
    with told_plainly():
        while (target := folder / f"migdesk-{now:%Y-%m-%dT%H%M%S}-{before}.db").exists():
            now += timedelta(seconds=1)  # two in one second: the earlier is the more precious
        _copy(store, target)
    return target


def sound_copies(backups: Path) -> tuple[Copy, ...]:
    """Return the copies that open and are whole, newest first: a log only grows, while a clock may have been wrong."""
    found = []
    for folder in (backups / DAILY_FOLDER, backups / SAFETY_FOLDER):
        for path in folder.glob("migdesk-*.db"):
            day = _day_in(path.name, _ANY_COPY)
            counts = _counts_if_sound(path) if day else None
            if day and counts:
                found.append(Copy(path, day, counts))
    return tuple(sorted(found, key=lambda copy: (copy.counts.events, copy.day, copy.path.name), reverse=True))


def _to_drop(days: Iterable[date], today: date) -> tuple[date, ...]:
    """Return the days whose copies are no longer needed.

    Kept: every day of the last fortnight, the first copy of each of the last 8 weeks, and of each of the last 12
    months. Days after today (a clock that was wrong) are left alone.
    """
    kept: set[date] = set()
    weeks: set[tuple[int, int]] = set()
    months: set[tuple[int, int]] = set()
    ordered = sorted(days)
    for day in ordered:
        age = (today - day).days
        week, month = day.isocalendar()[:2], (day.year, day.month)
        if age < KEEP_DAYS:
            kept.add(day)
        if age < KEEP_WEEKS * 7 and week not in weeks:
            kept.add(day)
        if age < KEEP_MONTHS * 31 and month not in months:
            kept.add(day)
        weeks.add(week)
        months.add(month)
    return tuple(day for day in ordered if day not in kept)


def _days_of(folder: Path) -> list[date]:
    days = (_day_in(path.name, _DAILY_NAME) for path in folder.iterdir())
    return [day for day in days if day]


def _day_in(name: str, pattern: re.Pattern[str]) -> date | None:
    """Return the day in a file's name; None where it is no name of ours or no day that there is."""
    match = pattern.fullmatch(name)
    try:
        return date.fromisoformat(match.group(1)) if match else None
    except ValueError:
        return None


def _copy(source: Store | sqlite3.Connection, target: Path) -> None:
    """Copy into a temporary file and rename it, so that a copy with the right name is always a whole one."""
    temporary = target.with_name(f".{target.name}.tmp")
    temporary.unlink(missing_ok=True)
    os.close(os.open(temporary, os.O_CREAT | os.O_WRONLY, OWNER_ONLY_FILE))
    try:
        connection = sqlite3.connect(temporary)
        try:
            source.backup_to(connection) if isinstance(source, Store) else source.backup(connection)
            connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            connection.close()
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _counts_if_sound(path: Path) -> Counts | None:
    try:
        connection = connect_read_only(path)
    except sqlite3.Error:
        return None
    try:
        return count(connection) if is_sound(connection) else None
    except (sqlite3.Error, EnvironmentFault):  # `count` tells its faults plainly; here they only rule the copy out
        return None
    finally:
        connection.close()
