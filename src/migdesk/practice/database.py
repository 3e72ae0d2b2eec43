"""Opening the SQLite file the one right way: durable, append-only, and readable by its owner alone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from migdesk.base.atomic import OWNER_ONLY_FILE
from migdesk.practice.network_folder import is_on_network

BUSY_WAIT_MS = 3000
"""How long a write waits for another program's write, in milliseconds, before it gives up and says so."""

DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_NO_SHARED_MEMORY = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM})


def connect(path: Path, check_first: Callable[[sqlite3.Connection], None] | None = None) -> sqlite3.Connection:
    """Open (or create) the database for reading and writing; every transaction is on disk when it is committed.

    `check_first` may refuse it, by raising, before anything in the file has been touched.
    """
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, OWNER_ONLY_FILE))
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_WAIT_MS / 1000)
    try:
        if check_first:
            check_first(connection)
        _set_up(connection, path)
    except BaseException:
        connection.close()  # an open file could not be set aside on Windows
        raise
    return connection


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    # A write-ahead log needs memory shared between all programs that have the file open, which a network share lacks.
    connection.execute(f"PRAGMA journal_mode = {'DELETE' if is_on_network(path.parent) else 'WAL'}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Without this, INSERT OR REPLACE would delete an event without the trigger that forbids it.
    connection.execute("PRAGMA recursive_triggers = ON")


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Open the database for reading only. The file is not changed; SQLite may put its own two files beside it."""
    uri = path.absolute().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, timeout=BUSY_WAIT_MS / 1000)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        if primary_code(error) not in _NO_SHARED_MEMORY:
            raise
        # A write-ahead database in a folder that cannot be written: nobody can be writing it, so it is read as it is.
        connection = sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return connection


def is_sound(connection: sqlite3.Connection) -> bool:
    """Tell whether SQLite finds the file whole (`PRAGMA quick_check`, about 10 ms per MiB).

    Raises sqlite3.DatabaseError where it could not look: a record that another program has locked is not damaged.
    """
    try:
        return [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]
    except sqlite3.DatabaseError as error:
        if primary_code(error) in DAMAGE:
            return False
        raise


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's own code for what went wrong, without its extension; 0 where it gave none."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
