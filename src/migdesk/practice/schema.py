"""The database's tables, and the migrations that bring an older database up to this version.

Migrations import nothing of the rest of the program, so that they go on meaning what they meant when they were
written. Each is a list of single statements (`executescript` would commit the transaction that protects them), or a
function that is given the connection where statements do not do.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache

APPLICATION_ID = 0x6D696764  # "migd", so that `file` and we can tell our database from any other

Migration = Sequence[str] | Callable[[sqlite3.Connection], None]

_EVENTS = (
    """CREATE TABLE event (
        arrival INTEGER PRIMARY KEY,
        device_id TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (seq > 0),
        practice_id TEXT NOT NULL,
        clock INTEGER NOT NULL,
        at TEXT NOT NULL,
        actor_name TEXT NOT NULL,
        actor_role TEXT NOT NULL,
        actor_organisation TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body)),
        UNIQUE (device_id, seq)
    ) STRICT""",
    "CREATE INDEX event_of_practice ON event (practice_id, arrival)",
    "CREATE INDEX event_in_time ON event (clock)",
    """CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
       BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END""",
    """CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
       BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END""",
    """CREATE TABLE device (
        id TEXT PRIMARY KEY,
        computer TEXT NOT NULL,
        since TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE projection (
        practice_id TEXT PRIMARY KEY,
        form INTEGER NOT NULL,
        state TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX projection_form ON projection (form)",
    f"PRAGMA application_id = {APPLICATION_ID}",
)

_LINES = (
    # What a list of all practices needs of each, so that thousands are listed without folding or even reading them.
    """CREATE TABLE practice_line (
        practice_id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        ods_code TEXT NOT NULL,
        archived INTEGER NOT NULL,
        sample INTEGER NOT NULL,
        form TEXT NOT NULL,
        line BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX practice_called ON practice_line (name, ods_code, archived, sample, practice_id)",
    "UPDATE projection SET form = 0",  # of no version: all is folded anew, and the lines are written with it
)

_CHAIN = (
    # Where `channel` is a number and no text, `at` and `body` may be stored short (`event_rows`). `follows` holds the
    # hashes of the events that an event follows, 32 bytes each; without a value it is the event numbered one less in
    # its stream of its practice. What has no hash was not recorded by migdesk.
    """CREATE TABLE event (
        arrival INTEGER PRIMARY KEY,
        device_id TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (seq > 0),
        practice_id TEXT NOT NULL,
        clock INTEGER NOT NULL,
        at TEXT NOT NULL,
        actor_name TEXT NOT NULL,
        actor_role TEXT NOT NULL,
        actor_organisation TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body)),
        channel ANY NOT NULL DEFAULT '',
        private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
        follows BLOB,
        hash BLOB
    ) STRICT""",
    # Which practices have events among each sixteen arrivals: a practice's come in runs, and an index over every
    # event would be a tenth of the record.
    """CREATE TABLE event_block (
        practice TEXT NOT NULL,
        block INTEGER NOT NULL,
        PRIMARY KEY (practice, block)
    ) STRICT, WITHOUT ROWID""",
)
_AT_EACH_EVENT = (
    *_EVENTS[3:5],
    # Two of one number, made where a folder was copied and both copies used, are two events, and both are kept.
    """CREATE TRIGGER event_is_never_there_twice BEFORE INSERT ON event WHEN EXISTS (
           SELECT 1 FROM event_block CROSS JOIN event ON arrival BETWEEN block << 4 AND (block << 4) + 15
           WHERE practice = NEW.practice_id AND practice_id = NEW.practice_id AND hash = NEW.hash)
       BEGIN SELECT RAISE(ABORT, 'UNIQUE: an event is never there twice'); END""",
    """CREATE TRIGGER event_is_found AFTER INSERT ON event
       BEGIN INSERT OR IGNORE INTO event_block VALUES (NEW.practice_id, NEW.arrival >> 4); END""",
)
_BESIDE_THE_CHAIN = (
    # What was recorded on which computer; it never leaves this folder.
    "ALTER TABLE device ADD COLUMN login TEXT NOT NULL DEFAULT ''",
    # Events from elsewhere that name what is not here yet, as they came.
    """CREATE TABLE waiting (
        hash BLOB PRIMARY KEY,
        practice_id TEXT NOT NULL,
        columns BLOB NOT NULL,
        follows BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # The arrivals of what came from elsewhere, and when it came.
    "CREATE TABLE taken_in (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, at TEXT NOT NULL) STRICT",
    "DROP TABLE projection",
    """CREATE TABLE projection (
        practice_id TEXT PRIMARY KEY,
        form INTEGER NOT NULL,
        tips BLOB NOT NULL,
        state ANY NOT NULL,
        hash BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX projection_form ON projection (form)",
    "DELETE FROM practice_line",
    "ALTER TABLE practice_line ADD COLUMN hash BLOB",
)
_SHARES = (
    # What a share's carrier was seen to hold, and up to which arrival the events of a practice were seen there. It only
    # saves reading and sending again, so that copies are without it: a record that is put back looks at all anew.
    """CREATE TABLE shared_part (
        share TEXT NOT NULL,
        place TEXT NOT NULL,
        name TEXT NOT NULL,
        version TEXT NOT NULL,
        practice_id TEXT NOT NULL,
        replaced_by TEXT NOT NULL DEFAULT '',
        lacking INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (share, place, name, version)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE shared_practice (
        share TEXT NOT NULL,
        practice_id TEXT NOT NULL,
        up_to INTEGER NOT NULL,
        to_settle INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (share, practice_id)
    ) STRICT, WITHOUT ROWID""",
)
_COLUMNS = (
    "device_id, seq, practice_id, clock, at, actor_name, actor_role, actor_organisation, channel, private, kind, body"
)


def _chain_events(connection: sqlite3.Connection) -> None:
    """Give every event its hash, by the one before it in what its device recorded of its practice."""
    connection.execute("DROP TRIGGER event_is_never_changed")
    connection.execute("DROP TRIGGER event_is_never_deleted")
    connection.execute("ALTER TABLE event RENAME TO event_without_chain")
    for index in ("event_of_practice", "event_in_time"):
        connection.execute(f"DROP INDEX {index}")
    for statement in _CHAIN:
        connection.execute(statement)
    columns = _COLUMNS.split(", ")
    old = ", ".join(f"CAST({name} AS BLOB)" for name in columns if name not in {"channel", "private"})
    rows = connection.execute(f"SELECT arrival, {old} FROM event_without_chain ORDER BY device_id, seq")  # noqa: S608
    values = ", ".join(
        "CAST(CAST(? AS TEXT) AS INTEGER)" if name in {"seq", "clock", "private"} else "CAST(? AS TEXT)"
        for name in columns
    )
    connection.execute(
        "PRAGMA ignore_check_constraints = ON"
    )  # what was spoilt comes along, and is told when it is read
    connection.executemany(
        f"INSERT INTO event (arrival, {_COLUMNS}, follows, hash) VALUES (?, {values}, ?, ?)",  # noqa: S608
        _chained(rows),
    )
    connection.execute("PRAGMA ignore_check_constraints = OFF")
    connection.execute("DROP TABLE event_without_chain")
    connection.execute("INSERT INTO event_block SELECT DISTINCT practice_id, arrival >> 4 FROM event")
    for statement in (*_AT_EACH_EVENT, *_BESIDE_THE_CHAIN):
        connection.execute(statement)


def _chained(rows: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """Return the values to insert for old rows that come in the order of their streams."""
    latest: dict[tuple[bytes, bytes], tuple[int, bytes]] = {}
    for arrival, *old in rows:
        columns = [value if isinstance(value, bytes) else b"" for value in (*old[:8], b"", b"0", *old[8:])]
        stream, seq = (columns[0], columns[2]), int(columns[1]) if columns[1].isdigit() else 0
        before, follows = latest.get(stream, (0, b""))
        digest = hashlib.sha256()
        for part in (follows, *columns):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        own = digest.digest()
        latest[stream] = (seq, own)
        yield (arrival, *columns, None if follows and before == seq - 1 else follows, own)


MIGRATIONS: tuple[Migration, ...] = (_EVENTS, _LINES, _chain_events, _SHARES)
"""Migration n (counted from 0) turns a database of version n into one of version n + 1."""

SCHEMA_VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of an open database; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


Columns = frozenset[tuple[str, str]]
"""The names of all tables and their columns, by which a database can be known whatever its header says."""


def columns_of(connection: sqlite3.Connection) -> Columns:
    """Return the tables and columns of an open database; none for an empty one."""
    return frozenset(
        connection.execute(
            "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'"
        ).fetchall()
    )


def columns_of_version(version: int) -> Columns:
    """Return the tables and columns that a database of one of our versions has."""
    return _made_by(version)[0]


def make_missing_indexes(connection: sqlite3.Connection) -> None:
    """Make the indexes that a database of one of our versions has and this one lacks: copies are without them."""
    there = {name for name, _ in connection.execute(_INDEXES)}
    for name, statement in _made_by(version_of(connection))[1]:
        if name not in there:
            connection.execute(statement)


_INDEXES = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"


@cache
def _made_by(version: int) -> tuple[Columns, tuple[tuple[str, str], ...]]:
    """Return the columns, and the indexes with their statements, of a database of one of our versions."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, MIGRATIONS[:version])
        return columns_of(connection), tuple(connection.execute(_INDEXES).fetchall())
    finally:
        connection.close()


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Bring the database up to the last of `migrations` and return its version.

    Each migration and the version that says it was done are one transaction: a crash leaves the one before.
    The connection must be in autocommit mode (`isolation_level=None`).
    """
    for version in range(version_of(connection), len(migrations)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) == version:
                migration = migrations[version]
                if callable(migration):
                    migration(connection)
                else:
                    for statement in migration:
                        connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # on a full disk SQLite has rolled back already
                connection.execute("ROLLBACK")
            raise
    return version_of(connection)
