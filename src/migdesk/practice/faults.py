"""What SQLite and the file system complain about, in plain words: what happened, what is safe, what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from migdesk.base.errors import EnvironmentFault
from migdesk.practice.database import DAMAGE, primary_code


class DamagedRecord(EnvironmentFault):
    """The database cannot be read as it should. It is set aside, never deleted; see `recovery`."""


class NewerRecord(EnvironmentFault):
    """The database was written by a newer version of the program. It is left as it is."""


class ReadOnlyRecord(EnvironmentFault):
    """The record was opened for reading only, so this change was not saved."""


_WORDS = {
    sqlite3.SQLITE_FULL: "Not saved: the disk is full. What was saved before is safe. Free some space and try again.",
    sqlite3.SQLITE_READONLY: "Not saved: the data folder cannot be written to. What was saved before is safe. "
    "Ask for write access to the folder, or choose another with --data-dir.",
    sqlite3.SQLITE_BUSY: "Not saved: another program is holding the record. What was saved before is safe. "
    "Wait a moment and try again.",
    sqlite3.SQLITE_LOCKED: "Not saved: another program is holding the record. What was saved before is safe. "
    "Wait a moment and try again.",
    sqlite3.SQLITE_IOERR: "Not saved: the disk did not answer. What was saved before is safe. "
    "Check the drive or the network connection and try again.",
    sqlite3.SQLITE_CANTOPEN: "The record cannot be opened: its folder is missing or may not be read. "
    "Check the folder, or choose another with --data-dir.",
    sqlite3.SQLITE_PERM: "The record cannot be opened: you may not read its folder. Ask for access to it.",
}
_CODE_OF_SYSTEM = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EDQUOT: sqlite3.SQLITE_FULL,
    errno.EACCES: sqlite3.SQLITE_READONLY,
    errno.EPERM: sqlite3.SQLITE_READONLY,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.ENOENT: sqlite3.SQLITE_CANTOPEN,
}


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn SQLite's and the file system's errors into EnvironmentFault, and damage into DamagedRecord.

    Programming errors pass through.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        primary = primary_code(error)
        if primary in DAMAGE:
            raise DamagedRecord("The record on this computer is damaged.") from error
        if primary in _WORDS:
            raise EnvironmentFault(_WORDS[primary]) from error
        raise
    except OSError as error:
        code = _CODE_OF_SYSTEM.get(error.errno or 0, sqlite3.SQLITE_IOERR)
        raise EnvironmentFault(_WORDS[code]) from error
