"""Tells whether an open record still lies where it was opened.

A file that is deleted, moved or replaced while it is open can be written to on most systems, and nothing of it is left
when it is closed. So each save and each look compares the path with the file that was opened.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from migdesk.practice.faults import MovedRecord, ReadOnlyRecord, cannot_write
from migdesk.practice.read_only_note import note_of

_FileId = tuple[int, int]


class RecordPlace:
    """The place of the record that a connection has open. One in memory is always in its place."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        name = connection.execute("PRAGMA database_list").fetchone()[2]
        self._database = Path(name) if name else None
        self._file = _file_id(self._database) if self._database else None
        self._log = _file_id(self._log_path) if self._database else None

    def check(self) -> None:
        """Raise MovedRecord where the record or its write-ahead log is not the one that was opened."""
        if self._database is None:
            return
        if self._file is None or _file_id(self._database) != self._file or self._log_is_another():
            raise MovedRecord(
                f"Not saved: the record is no longer where it was, in {self._database.parent}. "
                "Close migdesk, put the folder back there as it was, and start migdesk again; it offers the last copy "
                "where the record cannot be had back."
            )

    def check_writable(self) -> None:
        """Raise EnvironmentFault where the record has become one that can only be read."""
        if self._database is not None and not os.access(self._database, os.W_OK):
            raise cannot_write()

    def check_still_used(self) -> None:
        """Raise ReadOnlyRecord where the record has moved on to another computer since it was opened."""
        note = note_of(self._database.parent) if self._database is not None else None
        if note is not None:
            raise ReadOnlyRecord(f"Not saved: {note.in_words}")

    @property
    def _log_path(self) -> Path:
        assert self._database is not None
        return self._database.with_name(self._database.name + "-wal")

    def _log_is_another(self) -> bool:
        """SQLite makes the log at the first need and keeps it while anybody has the record open."""
        now = _file_id(self._log_path)
        if self._log is None:
            self._log = now
        return self._log != now


def _file_id(path: Path) -> _FileId | None:
    """Return what tells a file from every other on this computer; None where it cannot be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
