"""The database's tables, and the migrations that bring an older database up to this version.

Migrations import nothing of the rest of the program, so that they go on meaning what they meant when they were
written. Each is a list of single statements: `executescript` would commit the transaction that protects them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

APPLICATION_ID = 0x6D696764  # "migd", so that `file` and we can tell our database from any other

Migration = Sequence[str]

_EVENTS: Migration = (
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

_LINES: Migration = (
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

MIGRATIONS: tuple[Migration, ...] = (_EVENTS, _LINES)
"""Migration n (counted from 0) turns a database of version n into one of version n + 1."""

SCHEMA_VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of an open database; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Bring the database up to the last of `migrations` and return its version.

    Each migration and the version that says it was done are one transaction: a crash leaves the one before.
    The connection must be in autocommit mode (`isolation_level=None`).
    """
    for version in range(version_of(connection), len(migrations)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) == version:
                for statement in migrations[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    return version_of(connection)
