"""Opening a record for use: sound, no newer than this program, and copied before it is migrated."""

from __future__ import annotations

from pathlib import Path

from migdesk.base.clock import Clock
from migdesk.base.ids import IdSource
from migdesk.practice.backup import make_safety_copy
from migdesk.practice.database import connect_read_only, is_sound
from migdesk.practice.faults import DamagedRecord, told_plainly
from migdesk.practice.schema import SCHEMA_VERSION, version_of
from migdesk.practice.store import Store
from migdesk.practice.store_opening import open_store

CHECKED_AT_ONCE_BYTES = 8 * 1024 * 1024
"""Up to this size the whole file is checked before it is used (some 10 ms a MiB); a larger one by `check_soundness`."""


def open_record(database: Path, backups: Path, clock: Clock, new_id: IdSource, computer: str) -> Store:
    """Open the record at `database`, or create it. Raises DamagedRecord, NewerRecord, EnvironmentFault."""
    with told_plainly():
        size = database.stat().st_size if database.exists() else 0
        if size:
            connection = connect_read_only(database)
            try:
                if size <= CHECKED_AT_ONCE_BYTES and not is_sound(connection):
                    raise DamagedRecord("The record on this computer is damaged.")
                if 0 < version_of(connection) < SCHEMA_VERSION:
                    make_safety_copy(connection, backups, clock(), "migration")
            finally:
                connection.close()
    return open_store(database, clock, new_id, computer)


def check_soundness(database: Path) -> bool:
    """Check a whole record, however large; safe beside an open window, and meant for a thread of its own.

    Raises EnvironmentFault where it could not be looked at.
    """
    try:
        with told_plainly():
            connection = connect_read_only(database)
            try:
                return is_sound(connection)
            finally:
                connection.close()
    except DamagedRecord:
        return False
