"""A folder that several computers have in common: OneDrive, SharePoint, a file server, Syncthing.

One subfolder a place, and only its own place writes into it, so that no two programs ever write one file. A file is
made under another name and then renamed, and never changed afterwards. What the program that synchronises makes of
this (copies under other names, files that have half arrived) is judged by content, never by name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from migdesk.base.atomic import reason
from migdesk.base.platform import replace_file
from migdesk.base.regular_file import NotReadable, read_regular
from migdesk.practice.exchange.carriers.carrier import (
    KEY_NAME,
    MOST_PART_BYTES,
    MOST_PARTS,
    CarrierAway,
    Listing,
    NotArrived,
    Part,
)
from migdesk.practice.exchange.segment_names import FILE_SUFFIX, SUFFIX, is_own_name

_KEY_SUFFIX = KEY_NAME[KEY_NAME.index(".") :]
_ONLINE_ONLY = ".icloud"
"""iCloud puts “.NAME.icloud” in the place of a file that it has not brought down."""


class FolderCarrier:
    """A folder as a carrier. Nothing is kept open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def words(self) -> str:
        return str(self.folder)

    def listing(self) -> Listing:
        """Return what is there: a millisecond for a hundred files."""
        parts: list[Part] = []
        files: list[Part] = []
        keys: list[Part] = []
        unreadable: set[str] = set()
        elsewhere: set[tuple[str, str]] = set()
        is_bare = True
        try:
            for entry in _entries(self.folder):
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    is_bare = False
                    try:
                        _list_place(entry, parts, files, elsewhere)
                    except OSError:
                        unreadable.add(entry.name)
                elif entry.name.endswith(_KEY_SUFFIX) and entry.is_file(follow_symlinks=False):
                    keys.append(_part("", entry))
        except OSError as error:
            raise self._away(error) from error
        return Listing(
            parts=tuple(sorted(parts, key=_order)),
            files=tuple(files),
            keys=tuple(sorted(keys, key=_order)),
            unreadable=frozenset(unreadable),
            elsewhere=frozenset(elsewhere),
            is_bare=is_bare,
        )

    def read(self, part: Part) -> bytes:
        try:
            return read_regular(self._path(part), MOST_PART_BYTES)
        except NotReadable as error:
            raise NotArrived(str(error)) from error

    def add(self, part: Part, data: bytes) -> None:
        path = self._path(part)
        try:
            with suppress(NotArrived):
                if self.read(part) == data:
                    return
            path.parent.mkdir(exist_ok=True)  # with the rights of the folder that it lies in: others are to read it
            _write(path, data)
        except OSError as error:
            raise self._away(error) from error

    def withdraw(self, part: Part) -> None:
        try:
            self._path(part).unlink(missing_ok=True)
        except OSError as error:
            raise self._away(error) from error

    def close(self) -> None:
        """Nothing is open."""

    def _path(self, part: Part) -> Path:
        return self.folder / part.place / part.name

    def _away(self, error: OSError) -> CarrierAway:
        return CarrierAway(
            f"The shared folder {self.folder} cannot be used just now: {reason(error)}. Nothing was lost; what was"
            " recorded here is sent once the folder is back."
        )


def _entries(folder: Path | str) -> Iterable[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _list_place(place: os.DirEntry[str], parts: list[Part], files: list[Part], elsewhere: set[tuple[str, str]]) -> None:
    """Add the parts and files in a place's folder."""
    for entry in _entries(place.path):
        name = entry.name
        if name.endswith(SUFFIX) and not name.startswith((".", "~")):
            if entry.is_file(follow_symlinks=False):
                parts.append(_part(place.name, entry))
        elif name.endswith(FILE_SUFFIX) and entry.is_file(follow_symlinks=False):
            files.append(_part(place.name, entry))
        elif name.endswith(SUFFIX + _ONLINE_ONLY):
            elsewhere.add((place.name, name.removesuffix(_ONLINE_ONLY).removeprefix(".")))
    if len(parts) > MOST_PARTS:
        raise CarrierAway(f"The shared folder holds more than {MOST_PARTS:,} parts, which no migration makes.")


def _part(place: str, entry: os.DirEntry[str]) -> Part:
    found = entry.stat(follow_symlinks=False)
    when = "" if is_own_name(entry.name) else f"-{found.st_mtime_ns}"
    return Part(place, entry.name, f"{found.st_size}{when}")


def _order(part: Part) -> tuple[str, str]:
    return part.place, part.name


def _write(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, on the disk when this returns, readable as its folder is."""
    temporary = path.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace_file(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
