"""One copy of the record: a database of what cannot be made again, packed with gzip, its counts in gzip's own comment.

`gzip -d` unpacks it to a database that any SQLite opens. A copy of 0.1.0 is such a database, unpacked and whole.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec

from migdesk.base.platform import replace_file
from migdesk.practice.counts import Counts
from migdesk.practice.database import PAGE_BYTES, connect_beside, connect_read_only, is_sound, make_owner_only
from migdesk.practice.event import PROGRAMME
from migdesk.practice.faults import DamagedRecord

PACKED = ".gz"

_MADE_ANEW = frozenset({"projection", "practice_line", "event_block", "shared_part", "shared_practice"})
"""Tables that follow from the events or from what a share holds: in a copy they are there, and empty."""

_UNFINISHED, _UNFINISHED_AFTER_SECONDS = ".migdesk-copy-", 3600
_MOST_BYTES, _MOST_TIMES_LARGER = 64 << 20, 100
"""A record packs to a tenth or so; a file that somebody made to fill a disk unpacks to a thousand times its size."""

_LEVEL = 6
_BLOCK_BYTES = 1 << 20
_HEAD = b"\x1f\x8b\x08\x10" + bytes(4) + b"\x00\xff"
"""RFC 1952: deflate, a comment follows, no time, no file system."""
_MOST_COMMENT_BYTES = 1000


Source = Path | sqlite3.Connection
"""A record by its place, or one that is open in this thread."""


class CopyNote(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy says of itself without being unpacked. `number` counts the copies of a folder as they were made."""

    made: Annotated[datetime, msgspec.Meta(tz=True)]
    number: int
    practices: int
    events: int

    @property
    def counts(self) -> Counts:
        return Counts(self.practices, self.events)


def write_copy(database: Source, target: Path, made: datetime, number: int) -> CopyNote:
    """Copy a record, which may be in use, to `target`, whole or not at all.

    Everything is read in one transaction, so that the copy is of one moment.
    """
    _clear_unfinished(target.parent)
    with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=target.parent) as folder:
        unpacked, finished = Path(folder) / "copy.db", Path(folder) / target.name
        note = _gather(database, unpacked, made, number)
        with unpacked.open("rb") as source:
            _write(_packed(source, note), finished)
        replace_file(finished, target)
    return note


def read_note(copy: Path) -> CopyNote | None:
    """Return what a packed copy says of itself; None for any other file."""
    try:
        with copy.open("rb") as file:
            head, comment = file.read(len(_HEAD)), file.read(_MOST_COMMENT_BYTES)
        return msgspec.json.decode(comment.partition(b"\0")[0], type=CopyNote) if head == _HEAD else None
    except (OSError, ValueError):
        return None


def counts_if_sound(copy: Path) -> Counts | None:
    """Read a copy from end to end and return what it holds; None where it is damaged or no copy."""
    note = read_note(copy)
    if note is not None:
        try:
            with copy.open("rb") as file:
                for _ in _unpacked(file):
                    pass
        except (OSError, DamagedRecord):
            return None
        return note.counts
    try:
        with closing(connect_read_only(copy)) as connection:
            return count_events(connection) if is_sound(connection) else None
    except (sqlite3.Error, OSError):
        return None


def unpack(copy: Path, target: Path) -> None:
    """Write the database in a copy, packed or not, to `target`. Raises DamagedRecord where it cannot be read."""
    with copy.open("rb") as file:
        if file.read(2) == _HEAD[:2]:
            file.seek(0)
            _write(_unpacked(file), target)
            return
    make_owner_only(target)
    with closing(connect_read_only(copy)) as source, closing(sqlite3.connect(target, isolation_level=None)) as database:
        source.backup(database)
        database.execute("PRAGMA journal_mode = DELETE")  # all in one file


def count_events(connection: sqlite3.Connection) -> Counts:
    """Count the events of an open database and the practices that they tell of."""
    found = connection.execute("SELECT count(DISTINCT nullif(practice_id, ?)), count(*) FROM event", (PROGRAMME,))
    return Counts(*found.fetchone())


@contextmanager
def reading(database: Source) -> Iterator[sqlite3.Connection]:
    """Give a connection to a record, its own or one of its own that is closed at the end."""
    if isinstance(database, sqlite3.Connection):
        yield database
        return
    with closing(connect_beside(database)) as connection:
        yield connection


def _gather(database: Source, target: Path, made: datetime, number: int) -> CopyNote:
    """Write what cannot be made again to a new database, table by table, and count it."""
    make_owner_only(target)
    with reading(database) as source:
        source.execute("ATTACH ? AS copy", (str(target),))
        try:
            source.execute(f"PRAGMA copy.page_size = {PAGE_BYTES}")
            source.execute("PRAGMA copy.synchronous = OFF")
            source.execute("PRAGMA ignore_check_constraints = ON")  # what was spoilt is copied as it is
            source.execute("BEGIN")
            _copy_tables(source)
            counts = count_events(source)
            source.execute("COMMIT")
        finally:
            if source.in_transaction:
                source.execute("ROLLBACK")
            source.execute("PRAGMA ignore_check_constraints = OFF")
            source.execute("DETACH copy")
    return CopyNote(made=made, number=number, practices=counts.practices, events=counts.events)


def _copy_tables(source: sqlite3.Connection) -> None:
    schema = source.execute(_SCHEMA).fetchall()
    for kind, name, sql in schema:
        if kind == "table":
            source.execute(_in_copy(sql, "TABLE"))
            if name not in _MADE_ANEW:
                source.execute(f'INSERT INTO copy."{name}" SELECT * FROM main."{name}"')  # noqa: S608
    for kind, _, sql in schema:
        if kind not in {"table", "index"}:  # now that the rows are there, which a trigger would stand in the way of
            source.execute(_in_copy(sql, kind.upper()))
    for mark in ("application_id", "user_version"):
        source.execute(f"PRAGMA copy.{mark} = {source.execute(f'PRAGMA main.{mark}').fetchone()[0]}")


_SCHEMA = "SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND substr(name, 1, 7) <> 'sqlite_'"


def _in_copy(sql: str, kind: str) -> str:
    """Return a statement of the schema as one that makes the same thing in the copy."""
    head, found, rest = sql.partition(f"{kind} ")
    assert found
    return f"{head}{found}copy.{rest}"


def _clear_unfinished(folder: Path) -> None:
    """Remove what a program that was killed while copying left behind, but nothing that may still be written."""
    for left in folder.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _UNFINISHED_AFTER_SECONDS:
                shutil.rmtree(left)


def _write(blocks: Iterator[bytes], target: Path) -> None:
    """Write a new file, which is on the disk when this returns."""
    make_owner_only(target)
    with target.open("wb") as file:
        file.writelines(blocks)
        file.flush()
        os.fsync(file.fileno())


def _packed(source: BinaryIO, note: CopyNote) -> Iterator[bytes]:
    yield _HEAD + msgspec.json.encode(note) + b"\0"
    press, check, size = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS), 0, 0
    while block := source.read(_BLOCK_BYTES):
        check, size = zlib.crc32(block, check), size + len(block)
        yield press.compress(block)
    yield press.flush() + check.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little")


def _unpacked(file: BinaryIO) -> Iterator[bytes]:
    """Yield what a gzip file holds, checked to its end. Raises DamagedRecord."""
    import gzip

    left = _MOST_BYTES + _MOST_TIMES_LARGER * os.fstat(file.fileno()).st_size
    try:
        with gzip.open(file) as unpacked:
            while block := unpacked.read(_BLOCK_BYTES):
                left -= len(block)
                if left < 0:
                    raise DamagedRecord("The copy unpacks to far more than a record can be.")
                yield block
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DamagedRecord("The copy is damaged.") from error
