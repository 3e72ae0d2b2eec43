"""Opening a record for use: looked at before it is touched, and copied before it is migrated."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from migdesk.base.clock import Clock
from migdesk.base.ids import IdSource
from migdesk.practice.aside import undo_half_set_aside
from migdesk.practice.database import connect_read_only, is_sound
from migdesk.practice.faults import UnusableRecord, storage_faults
from migdesk.practice.inspection import inspect
from migdesk.practice.schema import SCHEMA_VERSION
from migdesk.practice.store import Store
from migdesk.practice.store_opening import AS_IT_COMES, Folding, open_store, open_store_read_only


def open_record(
    database: Path, backups: Path, clock: Clock, new_id: IdSource, computer: str, folding: Folding = AS_IT_COMES
) -> Store:
    """Open the record at `database`, or create it where there never was one.

    Raises UnusableRecord (damaged, lost, foreign, newer), EnvironmentFault, and ManyToFold as `folding` says.
    """
    with storage_faults():
        undo_half_set_aside(database)
        version = inspect(database, backups)
        if 0 < version < SCHEMA_VERSION:
            from migdesk.practice.backup import make_safety_copy

            with closing(connect_read_only(database)) as before:
                folding.refuse_many(before)
            make_safety_copy(database, backups, clock(), "migration")
    return open_store(database, clock, new_id, computer, folding)


def open_record_read_only(database: Path, backups: Path, clock: Clock, because: str) -> Store:
    """Open the record for reading, looked at first; every attempt to write raises ReadOnlyRecord with `because`."""
    inspect(database, backups)
    return open_store_read_only(database, clock, because)


def check_soundness(database: Path) -> bool:
    """Check a whole record, however large; safe beside an open window, and meant for a thread of its own.

    Raises EnvironmentFault where it could not be looked at.
    """
    try:
        with storage_faults():
            connection = connect_read_only(database)
            try:
                return is_sound(connection)
            finally:
                connection.close()
    except UnusableRecord:
        return False
