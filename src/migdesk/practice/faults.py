"""What SQLite and the file system complain about, in plain words: what happened, what is safe, what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from migdesk.base.errors import EnvironmentFault
from migdesk.practice.database import DAMAGE, primary_code


class UnusableRecord(EnvironmentFault):
    """What stands in the record's place cannot be used. It is set aside, never deleted; see `recovery`."""


class DamagedRecord(UnusableRecord):
    """The database cannot be read as it should."""


class LostRecord(UnusableRecord):
    """There is no record, or an empty one, where there must have been one: this is no first start."""


class CopiesAlone(LostRecord):
    """Copies of a record lie there and nothing else of one: somebody brought them from another computer."""


class ForeignRecord(UnusableRecord):
    """Something else stands where the record should: another program's database, a folder, a device."""


class NewerRecord(UnusableRecord):
    """The database was written by a newer version of the program, or says so. It is left as it is."""


class MovedRecord(EnvironmentFault):
    """The record was deleted, moved or replaced while it was open: what is written to it now would be nowhere."""


class ReadOnlyRecord(EnvironmentFault):
    """The record was opened for reading only, so this change was not saved."""


DAMAGED = "The record on this computer is damaged."

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
    sqlite3.SQLITE_PROTOCOL: "Not saved: another program is holding the record. What was saved before is safe. "
    "Wait a moment and try again.",
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


def cannot_write() -> EnvironmentFault:
    """Return the fault of a record that can only be read."""
    return EnvironmentFault(_WORDS[sqlite3.SQLITE_READONLY])


def cause_of(fault: EnvironmentFault) -> str:
    """Return what a fault says stood in the way, for where it was not a change that could not be saved."""
    return str(fault).removeprefix("Not saved: ")


_DAMAGED_TEXT = ("no such table", "no such column", "malformed", "unsupported file format", "could not decode to utf-8")
"""What SQLite and Python say, under no code of its own, of a file in which a table or a text is spoilt."""


def _reads_as_damage(error: sqlite3.DatabaseError) -> bool:
    return primary_code(error) in {0, sqlite3.SQLITE_ERROR} and str(error).lower().startswith(_DAMAGED_TEXT)


@contextmanager
def storage_faults() -> Iterator[None]:
    """Turn SQLite's and the file system's errors into EnvironmentFault, and damage into DamagedRecord.

    Programming errors pass through; what looks like a missing table is damage, as no statement of ours names others.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # of SQLite's own message, which quotes what was spoilt
        raise DamagedRecord(DAMAGED) from error
    except sqlite3.DatabaseError as error:
        primary = primary_code(error)
        if primary in DAMAGE or _reads_as_damage(error):
            raise DamagedRecord(DAMAGED) from error
        if primary in _WORDS:
            raise EnvironmentFault(_WORDS[primary]) from error
        raise
    except OSError as error:
        code = _CODE_OF_SYSTEM.get(error.errno or 0, sqlite3.SQLITE_IOERR)
        raise EnvironmentFault(_WORDS[code]) from error
