"""Looks at what stands where the record should, before anything in it is touched.

A new record is made only where nothing was: what is empty, gone beside its copies, damaged or somebody else's is told
by one of the faults of UnusableRecord, and left as it is.

For use before this program opens the record, never while it has it open: on POSIX systems closing any descriptor of a
file takes away all of the process's locks on it (SQLite, “How To Corrupt An SQLite Database File”, 2.2).
"""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from migdesk.base.paths import PERSON_FILES
from migdesk.practice.database import (
    connect_copied_with_log,
    connect_read_only,
    connect_untouched,
    has_log,
    is_sound,
)
from migdesk.practice.faults import (
    DAMAGED,
    CopiesAlone,
    DamagedRecord,
    ForeignRecord,
    LostRecord,
    NewerRecord,
    storage_faults,
)
from migdesk.practice.marker import marker_path
from migdesk.practice.schema import APPLICATION_ID, SCHEMA_VERSION, Columns, columns_of, columns_of_version, version_of

CHECKED_AT_ONCE_BYTES = 8 * 1024 * 1024
"""Up to this size the whole file is checked before it is used (some 10 ms a MiB); a larger one by `check_soundness`."""

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_FORMATS_AT, _FORMATS = slice(18, 20), {b"\x01\x01", b"\x02\x02"}
_APPLICATION_AT = slice(68, 72)


def inspect(database: Path, backups: Path) -> int:
    """Return the schema version of the record at `database`; 0 where nothing is there and nothing ever was.

    Raises DamagedRecord, LostRecord, ForeignRecord, NewerRecord, and EnvironmentFault where it could not be looked at.
    """
    with storage_faults():
        try:
            found = database.stat()
        except (FileNotFoundError, NotADirectoryError):
            if _was_here(database):
                raise LostRecord(
                    f"There is no record in {database.parent}, though there was one: the file {database.name} is gone."
                ) from None
            if any(path.is_file() for path in backups.glob("*/*")):
                raise CopiesAlone(f"There is no record in {database.parent} yet, but a copy of one is.") from None
            return 0
        return _version_of_ours(database, found)


def version_of_record(database: Path) -> int:
    """Return the schema version of the record in a file that must be one. Raises as `inspect`."""
    with storage_faults():
        return _version_of_ours(database, database.stat())


def _was_here(database: Path) -> bool:
    """Tell by what lies around it whether there was a record: its log, the person, one set aside, a marker."""
    if database.is_symlink() or has_log(database) or any((database.parent / name).exists() for name in PERSON_FILES):
        return True
    named_alike = database.parent.glob(f"{database.stem}*{database.suffix}*")  # not the program's own files
    beside = any(path.name != database.name + "-shm" for path in named_alike)
    return beside or marker_path(database).exists()


def _refuse_what_is_no_file(database: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
        raise ForeignRecord(
            f"{database.name} in {database.parent} is no file but {what}. Nothing was changed. "
            "Move it elsewhere, or choose another folder with --data-dir."
        )


def _version_of_ours(database: Path, found: os.stat_result) -> int:
    _refuse_what_is_no_file(database, found.st_mode)
    if not found.st_size:
        raise LostRecord(f"The record in {database.parent} is empty: nothing is left in the file {database.name}.")
    with database.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if header[: len(_MAGIC)] != _MAGIC or header[_FORMATS_AT] not in _FORMATS:
        raise DamagedRecord(DAMAGED)
    connection = _connect(database, header)
    try:
        version = _version_if_ours(connection, database)
        if found.st_size <= CHECKED_AT_ONCE_BYTES and not is_sound(connection):
            raise DamagedRecord(DAMAGED)
        return version
    finally:
        connection.close()


def _connect(database: Path, header: bytes) -> sqlite3.Connection:
    """Open what may be another program's: then nothing is put beside it either, and its log is read elsewhere."""
    if int.from_bytes(header[_APPLICATION_AT]) == APPLICATION_ID or not os.access(database, os.R_OK):
        return connect_read_only(database)
    return connect_copied_with_log(database) if has_log(database) else connect_untouched(database)


def _version_if_ours(connection: sqlite3.Connection, database: Path) -> int:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version, columns = version_of(connection), columns_of(connection)
    if application != APPLICATION_ID:
        if columns >= columns_of_version(1):  # our tables under a spoilt header
            raise DamagedRecord(DAMAGED)
        if not columns:
            raise LostRecord(f"The record in {database.parent} is empty: {database.name} holds no table.")
        raise ForeignRecord(
            f"The file {database.name} in {database.parent} is not a migdesk record. Nothing was changed. "
            "Move it elsewhere, or choose another folder with --data-dir."
        )
    if version > SCHEMA_VERSION:
        raise NewerRecord(
            "This record was made by a newer version of migdesk. Nothing was changed. "
            "Install the newer version to open it, or choose another folder with --data-dir."
        )
    if version < 1 or not _has_the_form_of(columns, version):
        raise DamagedRecord(DAMAGED)
    return version


def _has_the_form_of(columns: Columns, version: int) -> bool:
    """Tell whether the tables are those of a version and not of the next: a version number may be spoilt too."""
    own, following = columns_of_version(version), columns_of_version(min(version + 1, SCHEMA_VERSION))
    return columns >= own and (following == own or not columns >= following)
