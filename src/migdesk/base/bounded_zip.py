"""ZIP files that may come from anywhere: what one may hold and grow to is bounded before and while it is read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import msgspec

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MIB = 1024 * 1024
_CHUNK = 256 * 1024
_END_OF_DIRECTORY = b"PK\x05\x06"
_LARGE_END_LOCATOR = b"PK\x06\x07"
DAMAGED = "the ZIP file is damaged"


class RefusedZip(Exception):  # noqa: N818 (the caller says it in the words of its own place)
    """Why a ZIP file is not read, as the end of a sentence."""


class ZipLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How many entries, and how many bytes of the list of contents, of a file, and of all files.

    `ratio` is how many times its packed size a file may have, counted from `ratio_counts_from` bytes. Text packs to a
    quarter; only what is made to burst goes beyond.
    """

    entries: int
    directory_bytes: int
    file_bytes: int
    all_bytes: int
    ratio: int = 200
    ratio_counts_from: int = MIB

    @property
    def too_many(self) -> str:
        return f"it holds more than {self.entries:,} files"


@contextmanager
def zip_faults() -> Iterator[None]:
    """Have whatever Python says of a damaged ZIP file told as RefusedZip; what the disk says stays OSError."""
    import zlib
    from struct import error as struct_error
    from zipfile import BadZipFile

    try:
        yield
    except (BadZipFile, zlib.error, struct_error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise RefusedZip(DAMAGED) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place in the file that cannot be gone to
            raise RefusedZip(DAMAGED) from error
        raise


def check_directory(file: BinaryIO, limits: ZipLimits) -> None:
    """Refuse a list of contents that would fill the memory, before Python's own reader takes it in."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 65_557))  # the end record of 22 bytes, with a remark of 65,535 at most
    tail = file.read()
    file.seek(0)
    start = tail.rfind(_END_OF_DIRECTORY)
    if tail[-22:-18] == _END_OF_DIRECTORY and tail[-2:] == b"\0\0":
        start = len(tail) - 22
    if start < 0 or len(tail) - start < 22:
        raise RefusedZip("it is only a part of a ZIP file")
    entries = int.from_bytes(tail[start + 10 : start + 12], "little")
    directory_bytes = int.from_bytes(tail[start + 12 : start + 16], "little")
    is_large = tail[max(0, start - 20) :].startswith(_LARGE_END_LOCATOR)
    if is_large or entries > limits.entries or directory_bytes > limits.directory_bytes:
        raise RefusedZip(limits.too_many)


def check_entry(info: ZipInfo, limits: ZipLimits) -> None:
    """Refuse what is neither a plain file nor a folder, and what cannot be honest."""
    kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == 3 else 0
    if stat.S_ISLNK(info.external_attr >> 16):
        raise RefusedZip(f"{shown(info)} is a link to another place")
    if kind and kind not in (stat.S_IFREG, stat.S_IFDIR):
        raise RefusedZip(f"{shown(info)} is neither a file nor a folder")
    if info.flag_bits & 0x1:
        raise RefusedZip("it is locked by a password")
    if info.compress_type not in (0, 8):
        raise RefusedZip(f"{shown(info)} is packed in an unusual way; make a plain ZIP file")
    if info.file_size > limits.file_bytes:
        raise RefusedZip(f"{shown(info)} is larger than {limits.file_bytes // MIB} MB")
    if info.file_size > limits.ratio_counts_from and info.file_size > limits.ratio * info.compress_size:
        raise RefusedZip(f"{shown(info)} is packed so tightly that it can only be made to do harm")


def chunks_of(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    """Return what a file holds, piece by piece; one that holds more or less than it said is refused."""
    size = 0
    with archive.open(info) as source:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > info.file_size:
                raise RefusedZip(f"{shown(info)} is larger than it says")
            yield chunk
    if size != info.file_size:
        raise RefusedZip(DAMAGED)


def shown(info: ZipInfo) -> str:
    """Return an entry's name as it can be shown, whatever stands in it."""
    return ascii(info.orig_filename[:80])
