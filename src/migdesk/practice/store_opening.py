"""Opening a store: made or migrated as needed, or for reading alone; what a newer version wrote is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from migdesk.base.clock import Clock
from migdesk.base.errors import EnvironmentFault
from migdesk.base.ids import IdSource
from migdesk.practice.database import connect, connect_read_only
from migdesk.practice.faults import NewerRecord, told_plainly
from migdesk.practice.schema import APPLICATION_ID, SCHEMA_VERSION, migrate, version_of
from migdesk.practice.store import Store


def open_store(path: Path, clock: Clock, new_id: IdSource, computer: str) -> Store:
    """Open the record at `path` for reading and writing, creating or migrating it as needed.

    `computer` names this machine: a record that was copied to another one gets a new device id there, so that the
    two never number different events alike. Raises NewerRecord, DamagedRecord or EnvironmentFault.
    """
    with told_plainly():
        connection = connect(path, check_first=_refuse_newer)
        try:
            migrate(connection)
            store = Store(connection, _device_id(connection, clock, new_id, computer), clock)
            if not store.projection_is_current():
                store.rebuild()
            return store
        except BaseException:
            connection.close()
            raise


def open_store_read_only(path: Path, clock: Clock, because: str) -> Store:
    """Open the record for reading; every attempt to write raises ReadOnlyRecord with `because`."""
    with told_plainly():
        connection = connect_read_only(path)
        try:
            _refuse_newer(connection)
            return Store(connection, "", clock, because)
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


def _device_id(connection: sqlite3.Connection, clock: Clock, new_id: IdSource, computer: str) -> str:
    # The latest by order of arrival: `since` is what a clock said, and a clock may have been put back.
    row = connection.execute("SELECT id FROM device WHERE computer = ? ORDER BY rowid DESC", (computer,)).fetchone()
    if row:
        return str(row[0])
    device_id = new_id()
    connection.execute(
        "INSERT INTO device (id, computer, since) VALUES (?, ?, ?)", (device_id, computer, clock().isoformat())
    )
    return device_id
