"""What stood in each calendar file that was written here, so that what has left it since can be taken off a calendar.

A file of the data folder's own: it is no part of the record, and is sent nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec

from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.errors import EnvironmentFault
from migdesk.report.calendar.entries import Entry

_FILE = "calendars-written.json"
MOST_FILES = 50
"""Calendar files that are remembered, the latest: somebody who writes one a day has a new name each day, maybe."""
NO_LONGER = "This is in the calendar of migdesk no more."


class WrittenEntry(msgspec.Struct, frozen=True, array_like=True):
    """An entry as it stood in a file: enough to cancel it. `practice` is the practice's id. What was `cancelled` as it
    had left is kept, so that it has a higher sequence should it come back."""

    practice: str
    day: date
    title: str
    kind: str
    sequence: int
    cancelled: bool = False


Written = Mapping[str, WrittenEntry]
"""The entries of one file, by their UIDs."""


def written_before(data_folder: Path, target: Path) -> Written:
    """Return what stood in a calendar file when it was written last; nothing where that is not known."""
    return _load(data_folder).get(str(target), {})


def note_written(data_folder: Path, target: Path, written: Written) -> None:
    """Remember what stands in a calendar file now. What cannot be remembered is not: nothing of it is lost but this."""
    kept = {path: entries for path, entries in _load(data_folder).items() if path != str(target)}
    latest = dict([*kept.items(), (str(target), written)][-MOST_FILES:])
    with suppress(EnvironmentFault):
        make_private_folder(data_folder)
        write_atomically(data_folder / _FILE, msgspec.json.encode(latest), durable=False)


def _load(data_folder: Path) -> dict[str, dict[str, WrittenEntry]]:
    with suppress(OSError, ValueError):
        return msgspec.json.decode((data_folder / _FILE).read_bytes(), type=dict[str, dict[str, WrittenEntry]])
    return {}


def as_written(practice: str, entry: Entry) -> WrittenEntry:
    """Return what is remembered of an entry."""
    return WrittenEntry(practice, entry.day, entry.title, entry.kind, entry.sequence, entry.cancelled)


def sequence_after(was: WrittenEntry | None, sequence: int) -> int:
    """Return the sequence of an entry that stood in the file before: never less, and more where it was cancelled."""
    return sequence if was is None else max(sequence, was.sequence + was.cancelled)


def left_since(before: Written, now: Mapping[str, object]) -> Iterator[tuple[str, Entry]]:
    """Yield the practice's id and the cancelled entry of what stood in a file before and does not now."""
    for uid, was in before.items():
        if uid not in now and not was.cancelled:
            yield (
                was.practice,
                Entry(
                    uid=uid,
                    day=was.day,
                    title=was.title,
                    about=(NO_LONGER,),
                    kind=was.kind,
                    sequence=was.sequence + 1,
                    cancelled=True,
                ),
            )
