"""A guide that comes as one ZIP file: unpacked into the cache, whole or not at all.

Such a file may come from anywhere, so it is taken as hostile: no name may lead out of its folder, no link is made, and
what it may grow to is bounded before and while it is read. It never lies over other files: each content has a folder of
its own in the cache, named after the hash of the ZIP file.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from migdesk.base.atomic import make_private_folder, reason
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.platform import OWNER_ONLY_FILE
from migdesk.guide.files import CONFIG

if TYPE_CHECKING:
    from io import BufferedReader
    from zipfile import ZipFile, ZipInfo

MOST_ENTRIES = 5_000
MIB = 1024 * 1024
LARGEST_FILE = 50 * MIB
MOST_BYTES = 200 * MIB
"""Bytes of the ZIP file, and of all that is in it; the official guide has some three million."""
MOST_DIRECTORY_BYTES = 4 * MIB
MOST_RATIO = 200
"""How many times its packed size a file may have. Text packs to a quarter; only what is made to burst goes beyond."""
RATIO_COUNTS_FROM = MIB
MOST_TOP_FOLDERS = 3
UNPACKED_KEPT = 3

_TOO_MANY = f"it holds more than {MOST_ENTRIES:,} files"
_CHUNK = 256 * 1024
_END_OF_DIRECTORY = b"PK\x05\x06"
_LARGE_END_LOCATOR = b"PK\x06\x07"
_NOT_IN_NAMES = set('<>:"|?*') | {chr(number) for number in range(32)}
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


class _Refused(Exception):  # noqa: N818 (a verdict on a file, told by `UserError` in the end)
    """Why a ZIP file is not unpacked, as the end of a sentence."""


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
    except _Refused as refused:
        raise UserError(f"{place} was not opened: {refused}. Nothing of it was kept.") from refused
    _tidy(home)
    return _without_top_folders(home / "files")


def _hash_of(file: BufferedReader) -> str:
    from hashlib import file_digest

    if os.fstat(file.fileno()).st_size > MOST_BYTES:
        raise _Refused(f"it is larger than {MOST_BYTES // MIB} MB")
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


def _write_all(file: BufferedReader, folder: Path) -> Iterator[int]:
    """Write every file of the archive under `folder`; yield the bytes of each."""
    import zlib
    from struct import error as struct_error
    from zipfile import BadZipFile, ZipFile

    try:
        _check_directory(file)
        with ZipFile(file) as archive:
            for parts, info in _plan(archive):
                yield _write(archive, info, folder.joinpath(*parts))
    except (BadZipFile, zlib.error, struct_error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _Refused("the ZIP file is damaged") from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place in the file that cannot be gone to
            raise _Refused("the ZIP file is damaged") from error
        raise


def _check_directory(file: BufferedReader) -> None:
    """Refuse a list of contents that would fill the memory, before Python's own reader takes it in."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 65_557))  # the end record of 22 bytes, with a remark of 65,535 at most
    tail = file.read()
    file.seek(0)
    start = tail.rfind(_END_OF_DIRECTORY)
    if tail[-22:-18] == _END_OF_DIRECTORY and tail[-2:] == b"\0\0":
        start = len(tail) - 22
    if start < 0 or len(tail) - start < 22:
        raise _Refused("it is only a part of a ZIP file")
    entries = int.from_bytes(tail[start + 10 : start + 12], "little")
    directory_bytes = int.from_bytes(tail[start + 12 : start + 16], "little")
    is_large = tail[max(0, start - 20) :].startswith(_LARGE_END_LOCATOR)
    if is_large or entries > MOST_ENTRIES or directory_bytes > MOST_DIRECTORY_BYTES:
        raise _Refused(_TOO_MANY)


def _plan(archive: ZipFile) -> list[tuple[tuple[str, ...], ZipInfo]]:
    """Return each file with where it goes, all of them checked before the first is written."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _Refused(_TOO_MANY)
    planned: dict[tuple[str, ...], ZipInfo] = {}
    total = 0
    for info in entries:
        parts = _parts(info.orig_filename)
        _check_kind(info)
        if info.orig_filename.endswith(("/", "\\")) or not parts:
            continue
        total += info.file_size
        if total > MOST_BYTES:
            raise _Refused(f"it would unpack to more than {MOST_BYTES // MIB} MB")
        if parts in planned:
            raise _Refused(f"it holds {_shown(info)} twice")
        planned[parts] = info
    for parts in planned:
        if any(parts[:length] in planned for length in range(1, len(parts))):
            raise _Refused(f"{_shown(planned[parts])} lies in what is a file, not a folder")
    return list(planned.items())


def _parts(name: str) -> tuple[str, ...]:
    """Return a name in the archive as folders and file. Refuses one that could lead anywhere else."""
    path = name.replace("\\", "/")  # as some programs on Windows write it
    shown = ascii(name[:80])
    if path.startswith("/") or path[1:2] == ":":
        raise _Refused(f"the name {shown} in it is absolute and could lie over other files")
    parts = tuple(part for part in path.split("/") if part not in ("", "."))
    for part in parts:
        if not part.rstrip(" ."):  # Windows takes ".. " for ".."
            raise _Refused(f"the name {shown} in it leads out of its folder")
        if _NOT_IN_NAMES & set(part) or part.rstrip(" .").partition(".")[0].lower() in _DEVICES:
            raise _Refused(f"the name {shown} in it is not one that every computer can keep")
    return parts


def _check_kind(info: ZipInfo) -> None:
    """Refuse what is neither a plain file nor a folder, and what cannot be honest."""
    kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == 3 else 0
    if stat.S_ISLNK(info.external_attr >> 16):
        raise _Refused(f"{_shown(info)} is a link to another place")
    if kind and kind not in (stat.S_IFREG, stat.S_IFDIR):
        raise _Refused(f"{_shown(info)} is neither a file nor a folder")
    if info.flag_bits & 0x1:
        raise _Refused("it is locked by a password")
    if info.compress_type not in (0, 8):
        raise _Refused(f"{_shown(info)} is packed in an unusual way; make a plain ZIP file")
    if info.file_size > LARGEST_FILE:
        raise _Refused(f"{_shown(info)} is larger than {LARGEST_FILE // MIB} MB")
    if info.file_size > RATIO_COUNTS_FROM and info.file_size > MOST_RATIO * info.compress_size:
        raise _Refused(f"{_shown(info)} is packed so tightly that it can only be made to do harm")


def _shown(info: ZipInfo) -> str:
    return ascii(info.orig_filename[:80])


def _write(archive: ZipFile, info: ZipInfo, target: Path) -> int:
    """Write one file and return its bytes; one that holds more than it said is cut off and refused by its check sum."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY_FILE)
    with os.fdopen(descriptor, "wb") as output, archive.open(info) as source:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > info.file_size:
                raise _Refused(f"{_shown(info)} is larger than it says")
            output.write(chunk)
    if written != info.file_size:
        raise _Refused("the ZIP file is damaged")
    return written


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
