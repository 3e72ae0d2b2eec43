"""Copies of the record: when one is due, where it lies, which stay, and which is the one to go back to.

Daily copies and copies before something big lie in folders of their own. Of a day the first and the latest stay.
Thinning out looks at names of our own pattern only, so that it can never touch anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import msgspec

from migdesk.base.atomic import make_private_folder
from migdesk.base.clock import local_date
from migdesk.base.errors import EnvironmentFault
from migdesk.base.paths import ATTACHMENTS
from migdesk.base.platform import OWNER_ONLY_FOLDER, replace_file
from migdesk.practice.attachment_files import store_once
from migdesk.practice.copy_file import Source, count_events, counts_if_sound, read_note, reading, write_copy
from migdesk.practice.copy_retention import day_to_drop
from migdesk.practice.counts import Counts
from migdesk.practice.faults import storage_faults

DAILY_FOLDER = "daily"
SAFETY_FOLDER = "before-changes"
COPY_EVERY = timedelta(hours=1)
KEEP_SAFETY = 10
_DROPPED_AT_ONCE = 2

_NAME = re.compile(
    r"migdesk-(?P<day>\d{4}-\d{2}-\d{2})(?:T\d{6})?(?:-[a-z-]+)?(?: ?\(\d+\))?\.db(?: ?\(\d+\))?(?:\.gz)?(?: ?\(\d+\))?"
)
"""A copy's name, also as another program changes it that has one of that name already: "….db (1).gz"."""
_DAILY_NAME = re.compile(r"migdesk-\d{4}-\d{2}-\d{2}(?:-latest|-fuller)?\.db(?:\.gz)?")


class CopyKind(StrEnum):
    """Why a copy was made."""

    DAILY = "daily"
    SAFETY = "before a change"


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy of the record that could be gone back to: where it is, of which day, and how much it holds.

    `number` counts copies as they were made, 0 for those of 0.1.0, and `made` is what the clock said then.
    """

    path: Path
    kind: CopyKind
    day: date
    made: datetime | None
    number: int
    counts: Counts
    size: int


class _Found(msgspec.Struct, frozen=True):
    """A file with a copy's name, not looked into further than what it says of itself."""

    path: Path
    day: date
    number: int
    made: datetime | None
    counts: Counts | None


def copy_if_due(database: Path, backups: Path, now: datetime, *, closing_down: bool = False) -> Path | None:
    """Make the day's first copy, or its latest where an hour has passed or the day's work ends, if any is due.

    An empty record needs none, nor one that has not changed since. Safe beside programs that have the record open.
    Returns the copy made. Raises EnvironmentFault and UnusableRecord.
    """
    with storage_faults():
        folder = _private(backups, DAILY_FOLDER)
        today = local_date(now)
        found = _in_order(_found_in(folder, _DAILY_NAME))
        of_today = [copy for copy in found if copy.day == today]
        if of_today and not (closing_down or _is_old(of_today[-1], now)):
            return None
        held = _held(database)
        if not held.events or (of_today and of_today[-1].counts == held):
            return None
        return _make_daily(database, backups, now, first=not of_today)


def copy_now(database: Path, backups: Path, now: datetime) -> Path:
    """Make a copy because a person asked for it. It becomes the day's latest."""
    with storage_faults():
        folder = _private(backups, DAILY_FOLDER)
        today = local_date(now)
        return _make_daily(
            database, backups, now, first=all(found.day != today for found in _found_in(folder, _DAILY_NAME))
        )


def make_safety_copy(database: Source, backups: Path, now: datetime, before: str) -> Path:
    """Make a copy before something that changes the whole record, such as a "migration"; the newest ten stay.

    Where the last of them was made for the same reason and of the same record, it serves again.
    """
    with storage_faults():
        folder = _private(backups, SAFETY_FOLDER)
        found = _in_order(_found_in(folder, _NAME))
        if found and _is_of(found[-1].path.name, before) and found[-1].counts == _held(database):
            return found[-1].path
        while (target := folder / f"migdesk-{now:%Y-%m-%dT%H%M%S}-{before}.db.gz").exists():
            now += timedelta(seconds=1)  # two in one second: the earlier is the more precious
        write_copy(database, target, now, _next_number(backups))
        _store_attachments(backups)
        too_many = max(0, len(found) + 1 - KEEP_SAFETY)
        for outdated in found[: min(too_many, _DROPPED_AT_ONCE)]:
            outdated.path.unlink(missing_ok=True)
        return target


def make_hourly_safety_copy(database: Path, backups: Path, now: datetime, before: str) -> Path | None:
    """Make a copy before something that happens by itself again and again, unless one was made within the hour.

    An empty record needs none. Returns the copy made.
    """
    with storage_faults():
        found = _in_order(_found_in(backups / SAFETY_FOLDER, _NAME))
        alike = [copy for copy in found if _is_of(copy.path.name, before)]
        if (alike and not _is_old(alike[-1], now)) or not _held(database).events:
            return None
    return make_safety_copy(database, backups, now, before)


def sound_copies(backups: Path) -> Iterator[Copy]:
    """Yield the copies that are whole, the fullest first: a log only grows, while a clock may have been wrong.

    Each is read from end to end as it is asked for.
    """
    found = [
        (copy, kind)
        for folder, kind in ((DAILY_FOLDER, CopyKind.DAILY), (SAFETY_FOLDER, CopyKind.SAFETY))
        for copy in _found_in(backups / folder, _NAME)
    ]
    counted = [(copy, kind, copy.counts or counts_if_sound(copy.path)) for copy, kind in found]
    held = [(copy, kind, counts) for copy, kind, counts in counted if counts]
    for copy, kind, counts in sorted(
        held, key=lambda candidate: (candidate[2].events, _order(candidate[0])), reverse=True
    ):
        if copy.counts is None or counts_if_sound(copy.path):
            yield Copy(
                path=copy.path,
                kind=kind,
                day=copy.day,
                made=copy.made,
                number=copy.number,
                counts=counts,
                size=copy.path.stat().st_size,
            )


def _make_daily(database: Path, backups: Path, now: datetime, *, first: bool) -> Path:
    folder = backups / DAILY_FOLDER
    today = local_date(now)
    target = folder / f"migdesk-{today.isoformat()}{'' if first else '-latest'}.db.gz"
    _keep_if_fuller(target, _held(database))
    write_copy(database, target, now, _next_number(backups))
    _store_attachments(backups)
    found = _in_order(_found_in(folder, _DAILY_NAME))
    outdated = day_to_drop([*dict.fromkeys(copy.day for copy in reversed(found))][::-1])
    if outdated and outdated != today:
        for copy in [copy for copy in found if copy.day == outdated][:_DROPPED_AT_ONCE]:
            copy.path.unlink(missing_ok=True)
    return target


def _store_attachments(backups: Path) -> None:
    """Have the files attached with the copies, each once. Where one cannot be, the next copy tries again."""
    with suppress(OSError, EnvironmentFault):
        store_once(backups.parent / ATTACHMENTS, backups / ATTACHMENTS)


def _keep_if_fuller(latest: Path, held: Counts) -> None:
    """Give the day's latest copy another name where it holds more than the record: somebody went back to an old one."""
    note = read_note(latest)
    if note and note.events > held.events:
        fuller = latest.with_name(latest.name.replace("-latest", "-fuller"))
        if (kept := read_note(fuller)) is None or kept.events <= note.events:
            replace_file(latest, fuller)


def _private(backups: Path, name: str) -> Path:
    """Return a folder of copies, made if need be. Those of 0.1.0 could be listed by others."""
    folder = make_private_folder(backups / name)
    for path in (backups, folder):
        with suppress(OSError):
            if path.stat().st_mode & 0o077:
                path.chmod(OWNER_ONLY_FOLDER)
    return folder


def _found_in(folder: Path, pattern: re.Pattern[str]) -> list[_Found]:
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        day = _day_in(path.name, pattern)
        if day and path.is_file():
            note = read_note(path)
            found.append(_Found(path, day, *((note.number, note.made, note.counts) if note else (0, None, None))))
    return found


def _in_order(found: list[_Found]) -> list[_Found]:
    return sorted(found, key=_order)


def _order(copy: _Found) -> tuple[int, date, str]:
    return copy.number, copy.day, copy.path.name


def _day_in(name: str, pattern: re.Pattern[str]) -> date | None:
    """Return the day in a file's name; None where it is no name of ours or no day that there is."""
    if not pattern.fullmatch(name):
        return None
    try:
        return date.fromisoformat(_NAME.fullmatch(name)["day"])  # type: ignore[index]
    except ValueError:
        return None


def _is_old(copy: _Found, now: datetime) -> bool:
    """Tell whether an hour has passed since; a copy that lies ahead says that the clock was put back."""
    return copy.made is None or not timedelta(0) <= now - copy.made < COPY_EVERY


def _is_of(name: str, before: str) -> bool:
    return name.endswith(f"-{before}.db.gz")


def _next_number(backups: Path) -> int:
    folders = (backups / DAILY_FOLDER, backups / SAFETY_FOLDER)
    return 1 + max((copy.number for folder in folders for copy in _found_in(folder, _NAME)), default=0)


def _held(database: Source) -> Counts:
    with reading(database) as connection:
        return count_events(connection)
