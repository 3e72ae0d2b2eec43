"""The marker: a small file beside the record that notes what the record held, so that a later look can tell.

It decides nothing. It is written after a commit and without waiting for the disk, so that it may lie behind; what it
names and the record lacks was there once. Each line is a JSON object; lines are added, and now and then those that say
nothing new are left out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from migdesk.base.atomic import write_atomically
from migdesk.base.clock import local_date
from migdesk.base.errors import EnvironmentFault
from migdesk.base.ids import IdSource
from migdesk.base.platform import OWNER_ONLY_FILE

_TAIL_BYTES = 4096
_GROWS_BY_BYTES = 64 * 1024
_encode = msgspec.json.Encoder().encode


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line: the data folder's own id, where it lay and on which computer, and the file's size when tidied."""

    folder: str
    place: str
    computer: str
    size: int = 0


class Commit(msgspec.Struct, frozen=True, kw_only=True):
    """What a practice's tips were after a commit; `arrival` and `last` are the record's latest event's number and hash.

    `last` is empty where many practices were written at once, and another line has it.
    """

    practice: str
    tips: tuple[str, ...]
    arrival: int = 0
    last: str = ""


class HandedOut(msgspec.Struct, frozen=True, kw_only=True):
    """That a report with this fingerprint was written."""

    fingerprint: str
    practice: str
    on: date


class WentBack(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody went back to a copy by the program: what was noted before may rightly be missing."""

    went_back: datetime


IsRecorded = Callable[[str, str], bool]
"""Tells whether the record holds the event of a practice, by its id and the event's hash."""

Line = Header | Commit | HandedOut | WentBack


class Marker:
    """The marker of the record at `database`. Nothing here raises: what cannot be noted is not noted."""

    def __init__(self, database: Path, computer: str, new_id: IdSource) -> None:
        self.path = marker_path(database)
        self._place = str(database.absolute().parent)
        self._computer = computer
        self._new_id = new_id

    def note(self, lines: Iterable[Line]) -> None:
        """Add lines, making the file where there is none."""
        data = _written(lines)
        with suppress(OSError):
            begun = self.path.exists()
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, OWNER_ONLY_FILE)
            try:
                os.write(descriptor, data if begun else _encode(self._header()) + b"\n" + data)
            finally:
                os.close(descriptor)

    def header(self) -> Header | None:
        """Return the first line; None where there is no marker."""
        with suppress(OSError, ValueError), self.path.open("rb") as file:
            return msgspec.json.decode(file.readline(), type=Header)
        return None

    def noted_on(self) -> date:
        """Return the day on which something was noted last."""
        return local_date(datetime.fromtimestamp(self.path.stat().st_mtime, UTC))

    def latest(self) -> Commit | None:
        """Return the latest commit that names the record's latest event; None where none is noted near the end."""
        with suppress(OSError), self.path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - _TAIL_BYTES))
            commits = [line for line in _lines_in(file.read()) if isinstance(line, Commit) and line.last]
            return commits[-1] if commits else None
        return None

    def lines(self) -> tuple[Line, ...]:
        """Return all lines that can be read, oldest first."""
        with suppress(OSError):
            return tuple(_lines_in(self.path.read_bytes()))
        return ()

    def move_here(self) -> None:
        """Give the folder an id of its own: it was copied from another, which goes on with the old one."""
        self._rewrite(self._header(), [line for line in self.lines() if not isinstance(line, Header)])

    def tidy(self, is_recorded: IsRecorded) -> None:
        """Leave out what later lines say again, once the file has doubled. What the record lacks stays noted."""
        header = self.header()
        with suppress(OSError):
            if header is None or self.path.stat().st_size < 2 * header.size + _GROWS_BY_BYTES:
                return
            self._rewrite(header, list(_still_telling(self.lines(), is_recorded)))

    def _header(self) -> Header:
        return Header(folder=self._new_id(), place=self._place, computer=self._computer)

    def _rewrite(self, header: Header, lines: list[Line]) -> None:
        data = _written(lines)
        sized = msgspec.structs.replace(header, size=len(data))
        with suppress(EnvironmentFault):
            write_atomically(self.path, _encode(sized) + b"\n" + data, durable=False)


def _written(lines: Iterable[Line]) -> bytes:
    return b"".join(_encode(line) + b"\n" for line in lines)


def marker_path(database: Path) -> Path:
    """Return where the marker of a record lies."""
    return database.with_suffix(".marker")


def _still_telling(lines: tuple[Line, ...], is_recorded: IsRecorded) -> Iterator[Line]:
    latest: dict[str, Commit] = {}
    for line in lines:
        if isinstance(line, Commit):
            latest.pop(line.practice, None)
            latest[line.practice] = line
    for line in lines:
        if isinstance(line, Header):
            continue
        if (
            not isinstance(line, Commit)
            or latest.get(line.practice) is line
            or not all(is_recorded(line.practice, tip) for tip in line.tips)
        ):
            yield line


def _lines_in(data: bytes) -> Iterator[Line]:
    for text in data.splitlines():
        with suppress(ValueError):
            line = _line_of(msgspec.json.decode(text))
            if line:
                yield line


def _line_of(found: Any) -> Line | None:
    """Return the line that a JSON object is; None for what another version wrote."""
    if not isinstance(found, Mapping):
        return None
    kinds: dict[str, type[Line]] = {
        "folder": Header,
        "tips": Commit,
        "fingerprint": HandedOut,
        "went_back": WentBack,
    }
    kind = next((kind for name, kind in kinds.items() if name in found), None)
    return msgspec.convert(found, kind) if kind else None
