"""A guide that comes as one ZIP file: unpacked into the cache, whole or not at all.

Such a file may come from anywhere, so it is taken as hostile: no name may lead out of its folder, no link is made, and
what it may grow to is bounded before and while it is read. It never lies over other files: each content has a folder of
its own in the cache, named after the hash of the ZIP file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.base.atomic import make_private_folder, reason
from migdesk.base.bounded_zip import (
    MIB,
    RefusedZip,
    ZipLimits,
    check_directory,
    check_entry,
    chunks_of,
    shown,
    zip_faults,
)
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.platform import OWNER_ONLY_FILE
from migdesk.guide.files import CONFIG

if TYPE_CHECKING:
    from io import BufferedReader
    from zipfile import ZipFile, ZipInfo

MOST_ENTRIES = 5_000
LARGEST_FILE = 50 * MIB
MOST_BYTES = 200 * MIB
"""Bytes of the ZIP file, and of all that is in it; the official guide has some three million."""
MOST_DIRECTORY_BYTES = 4 * MIB
MOST_TOP_FOLDERS = 3
UNPACKED_KEPT = 3

_NOT_IN_NAMES = set('<>:"|?*') | {chr(number) for number in range(32)}
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


def folder_of(place: Path, cache_folder: Path | None) -> Path:
    """Return where the ZIP file `place` is unpacked under `cache_folder`; anything else is handed back as it is.

    Raises UserError for a ZIP file that is damaged, hostile or holds no guide, and EnvironmentFault where it cannot be
    read or unpacked. In each case nothing is left behind.
    """
    if not place.is_file():
        return place
    try:
        with place.open("rb") as file:
            if file.read(2) != b"PK":
                return place
            if cache_folder is None:
                raise EnvironmentFault(f"There is no room to unpack {place}. Unpack it yourself and open its folder.")
            file.seek(0)
            home = cache_folder / f"unpacked-{_hash_of(file)}"
            if not _is_whole(home):
                _unpack(file, place, home)
    except OSError as error:
        raise EnvironmentFault(f"{place} cannot be read: {reason(error)}.") from error
    except RefusedZip as refused:
        raise UserError(f"{place} was not opened: {refused}. Nothing of it was kept.") from refused
    _tidy(home)
    return _without_top_folders(home / "files")


def _hash_of(file: BufferedReader) -> str:
    from hashlib import file_digest

    if os.fstat(file.fileno()).st_size > MOST_BYTES:
        raise RefusedZip(f"it is larger than {MOST_BYTES // MIB} MB")
    digest = file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest[:24]


def _unpack(file: BufferedReader, place: Path, home: Path) -> None:
    """Unpack beside `home` first, so that `home` is there only when all is in it, and only if it is a guide."""
    from shutil import rmtree

    from migdesk.guide.sources import looks_like_guide, no_guide, no_pages

    make_private_folder(home.parent)
    unfinished = home.with_name(f"{home.name}.{os.getpid()}.tmp")
    rmtree(unfinished, ignore_errors=True)
    try:
        size, count = 0, 0
        for written in _write_all(file, make_private_folder(unfinished / "files")):
            size, count = size + written, count + 1
        inside = _without_top_folders(unfinished / "files")
        if not looks_like_guide(inside):
            raise no_pages(place) if (inside / CONFIG).is_file() else no_guide(place)
        (unfinished / "whole").write_text(f"{count} {size}", encoding="ascii")
        rmtree(home, ignore_errors=True)
        try:
            unfinished.rename(home)
        except OSError:
            if not _is_whole(home):  # else another window was quicker
                raise
    except OSError as error:
        raise EnvironmentFault(f"{place} cannot be unpacked in {home.parent}: {reason(error)}.") from error
    finally:
        rmtree(unfinished, ignore_errors=True)


def _limits() -> ZipLimits:
    return ZipLimits(
        entries=MOST_ENTRIES, directory_bytes=MOST_DIRECTORY_BYTES, file_bytes=LARGEST_FILE, all_bytes=MOST_BYTES
    )


def _write_all(file: BufferedReader, folder: Path) -> Iterator[int]:
    """Write every file of the archive under `folder`; yield the bytes of each."""
    from zipfile import ZipFile

    limits = _limits()
    with zip_faults():
        check_directory(file, limits)
        with ZipFile(file) as archive:
            for parts, info in _plan(archive, limits):
                yield _write(archive, info, folder.joinpath(*parts))


def _plan(archive: ZipFile, limits: ZipLimits) -> list[tuple[tuple[str, ...], ZipInfo]]:
    """Return each file with where it goes, all of them checked before the first is written."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise RefusedZip(limits.too_many)
    planned: dict[tuple[str, ...], ZipInfo] = {}
    total = 0
    for info in entries:
        parts = _parts(info.orig_filename)
        check_entry(info, limits)
        if info.orig_filename.endswith(("/", "\\")) or not parts:
            continue
        total += info.file_size
        if total > limits.all_bytes:
            raise RefusedZip(f"it would unpack to more than {limits.all_bytes // MIB} MB")
        if parts in planned:
            raise RefusedZip(f"it holds {shown(info)} twice")
        planned[parts] = info
    for parts in planned:
        if any(parts[:length] in planned for length in range(1, len(parts))):
            raise RefusedZip(f"{shown(planned[parts])} lies in what is a file, not a folder")
    return list(planned.items())


def _parts(name: str) -> tuple[str, ...]:
    """Return a name in the archive as folders and file. Refuses one that could lead anywhere else."""
    path = name.replace("\\", "/")  # as some programs on Windows write it
    shown = ascii(name[:80])
    if path.startswith("/") or path[1:2] == ":":
        raise RefusedZip(f"the name {shown} in it is absolute and could lie over other files")
    parts = tuple(part for part in path.split("/") if part not in ("", "."))
    for part in parts:
        if not part.rstrip(" ."):  # Windows takes ".. " for ".."
            raise RefusedZip(f"the name {shown} in it leads out of its folder")
        if _NOT_IN_NAMES & set(part) or part.rstrip(" .").partition(".")[0].lower() in _DEVICES:
            raise RefusedZip(f"the name {shown} in it is not one that every computer can keep")
    return parts


def _write(archive: ZipFile, info: ZipInfo, target: Path) -> int:
    """Write one file and return its bytes; one that holds more than it said is cut off and refused by its check sum."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY_FILE)
    with os.fdopen(descriptor, "wb") as output:
        for chunk in chunks_of(archive, info):
            output.write(chunk)
    return info.file_size


def _is_whole(home: Path) -> bool:
    """Tell whether all that was unpacked is still there: whoever tidies a cache may take files out of it."""
    try:
        count, size = map(int, (home / "whole").read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return False
    sizes = [
        (Path(folder) / name).stat().st_size for folder, _folders, names in os.walk(home / "files") for name in names
    ]
    return (len(sizes), sum(sizes)) == (count, size)


def _without_top_folders(folder: Path) -> Path:
    """Look through folders that hold nothing but one folder, such as the `name-branch` of a download from GitHub."""
    for _ in range(MOST_TOP_FOLDERS):
        inside = [entry for entry in folder.iterdir() if not entry.name.startswith(".") and entry.name != "__MACOSX"]
        if len(inside) != 1 or not inside[0].is_dir() or inside[0].name.startswith("_"):
            break
        folder = inside[0]
    return folder


def _tidy(home: Path) -> None:
    """Keep the few guides that were used last; take away the others, and what a crash has left half done."""
    from shutil import rmtree

    with suppress(OSError):
        os.utime(home)
        others = [path for path in home.parent.glob("unpacked-*") if path != home]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for number, path in enumerate(others):
            day_old = home.stat().st_mtime - path.stat().st_mtime > 86_400
            if day_old and (path.suffix == ".tmp" or number >= UNPACKED_KEPT - 1):
                rmtree(path, ignore_errors=True)
