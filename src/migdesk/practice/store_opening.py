"""Opening a store: made or migrated as needed, or for reading alone; what a newer version wrote is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from migdesk.base.clock import Clock
from migdesk.base.errors import EnvironmentFault
from migdesk.base.ids import IdSource, random_id
from migdesk.practice.database import connect, connect_read_only
from migdesk.practice.faults import NewerRecord, told_plainly
from migdesk.practice.schema import APPLICATION_ID, SCHEMA_VERSION, migrate, version_of
from migdesk.practice.store import Store
from migdesk.practice.streams import Streams


def open_store(path: Path, clock: Clock, new_id: IdSource, computer: str) -> Store:
    """Open the record at `path` for reading and writing, creating or migrating it as needed.

    `computer` is noted of what is recorded here, and stays in this record. Raises NewerRecord, DamagedRecord or
    EnvironmentFault.
    """
    with told_plainly():
        connection = connect(path, check_first=_refuse_newer)
        try:
            before = version_of(connection)
            migrate(connection)
            if 0 < before < SCHEMA_VERSION:
                connection.execute("VACUUM")  # tables that were written anew leave their old pages behind
            store = Store(connection, Streams(connection, new_id, computer), clock)
            if not store.projection_is_current():
                store.rebuild()
            return store
        except BaseException:
            connection.close()
            raise


def open_store_read_only(path: Path, clock: Clock, because: str) -> Store:
    """Open the record for reading; every attempt to write raises ReadOnlyRecord with `because`.

    What an earlier version wrote is brought up to this one in memory: the file itself is left as it is.
    """
    with told_plainly():
        connection = connect_read_only(path)
        try:
            _refuse_newer(connection)
            in_memory = version_of(connection) < SCHEMA_VERSION
            if in_memory:
                connection = _migrated_in_memory(connection)
            store = Store(connection, Streams(connection, random_id, ""), clock, because)
            if in_memory:
                store.rebuild()
            return store
        except BaseException:
            connection.close()
            raise


def _refuse_newer(connection: sqlite3.Connection) -> None:
    """Leave alone what a newer version wrote, and what is some other program's database."""
    version = version_of(connection)
    if version and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise EnvironmentFault(
            "The file migdesk.db in the data folder is not a migdesk record. Nothing was changed. "
            "Move it elsewhere, or choose another folder with --data-dir."
        )
    if version > SCHEMA_VERSION:
        raise NewerRecord(
            "This record was made by a newer version of migdesk. Nothing was changed. "
            "Install the newer version to open it, or choose another folder with --data-dir."
        )


def _migrated_in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    in_memory = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(in_memory)
    connection.close()
    migrate(in_memory)
    return in_memory
