"""Opening the SQLite file the one right way: durable, append-only, and readable by its owner alone."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from migdesk.base.platform import OWNER_ONLY_FILE, is_on_network

BUSY_WAIT_MS = 3000
"""How long a write waits for another program's write, in milliseconds, before it gives up and says so."""

PAGE_BYTES = 8192
"""Some 300 bytes an event leave less of a page empty than with SQLite's own 4096."""

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

LOGS = ("-wal", "-journal")
"""What SQLite leaves beside a database whose last changes are not in the file itself yet, or not wholly."""

DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG})
"""What SQLite says of a spoilt file; nothing of ours is ever too big for it, so that is a length that was spoilt."""
_NO_SHARED_MEMORY = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM})


def connect(path: Path) -> sqlite3.Connection:
    """Open the database for reading and writing; every transaction is on disk when it is committed.

    Nobody looks here at what the file is: that is `inspection`'s, before anything in it is touched.
    """
    connection = _open(path, "mode=rw")
    try:
        _set_up(connection, path)
    except BaseException:
        connection.close()  # an open file could not be set aside on Windows
        raise
    return connection


def connect_new(path: Path) -> sqlite3.Connection:
    """Make the file, for its owner alone, and open it as `connect` does. Raises FileExistsError."""
    make_owner_only(path)
    return connect(path)


def make_owner_only(path: Path) -> None:
    """Make an empty file for its owner alone: SQLite would make it for everybody. Raises FileExistsError."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY_FILE))


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")  # of a new file; what is there stays as it is
    # A write-ahead log needs memory shared between all programs that have the file open, which a network share lacks.
    connection.execute(f"PRAGMA journal_mode = {'DELETE' if is_on_network(path.parent) else 'WAL'}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Without this, INSERT OR REPLACE would delete an event without the trigger that forbids it.
    connection.execute("PRAGMA recursive_triggers = ON")


def write_anew(connection: sqlite3.Connection) -> None:
    """Write the whole file anew, without empty pages. Raises OperationalError where there is no room, or no lock."""
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.execute("PRAGMA journal_mode = DELETE")  # beside a write-ahead log, pages keep their size
    try:
        connection.execute("VACUUM")
    finally:
        connection.execute(f"PRAGMA journal_mode = {journal}")


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Open the database for reading only. The file is not changed; SQLite may put its own two files beside it.

    In a folder that cannot be written SQLite cannot read a log that was left behind there, so that file and log are
    then copied to a temporary folder and read there: what was saved last stands in the log alone.
    """
    try:
        return _probed(path, "mode=ro")
    except sqlite3.DatabaseError as error:
        if primary_code(error) not in _NO_SHARED_MEMORY:
            raise
    # Nobody can be writing it through this folder, so it is read as it is.
    return connect_copied_with_log(path) if has_log(path) else connect_untouched(path)


def connect_beside(path: Path) -> sqlite3.Connection:
    """Open the database to read it beside whoever uses it. Nothing is written.

    It is open for writing all the same: the last one to close it then clears away SQLite's own two files.
    """
    return _probed(path, "mode=rw")


def connect_untouched(path: Path) -> sqlite3.Connection:
    """Open the file alone, without its log, for reading. Nothing is put beside it."""
    return _probed(path, "mode=ro&immutable=1")


def connect_copied_with_log(path: Path) -> sqlite3.Connection:
    """Copy the file and what SQLite left beside it to a temporary folder, which goes when the connection is closed."""
    import shutil
    from tempfile import TemporaryDirectory

    folder = TemporaryDirectory(prefix="migdesk-")
    try:
        for companion in ("", *LOGS):
            part = path.with_name(path.name + companion)
            if part.exists():
                shutil.copyfile(part, Path(folder.name) / part.name)
        connection = sqlite3.connect(Path(folder.name) / path.name, factory=_Copied, isolation_level=None)
        connection.folder = folder
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        folder.cleanup()
        raise
    return connection


class _Copied(sqlite3.Connection):
    """A connection to a copy of its own, which is cleared away with it."""

    folder: TemporaryDirectory[str]

    def close(self) -> None:
        super().close()
        self.folder.cleanup()


def has_log(path: Path) -> bool:
    """Tell whether a write-ahead log or a journal with anything in it lies beside the database."""
    logs = (path.with_name(path.name + companion) for companion in LOGS)
    return any(log.is_file() and log.stat().st_size for log in logs)


def _open(path: Path, how: str) -> sqlite3.Connection:
    """Open as a URI says. A share of Windows (//server/share) must not become the URI's host, as `as_uri` has it."""
    whole = path.absolute().as_posix()
    uri = f"file://{'' if whole.startswith('/') else '/'}{quote(whole)}?{how}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_WAIT_MS / 1000)


def _probed(path: Path, how: str) -> sqlite3.Connection:
    """Open the file as a URI says and read from it once: SQLite itself looks at a file only then."""
    connection = _open(path, how)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
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
