"""Opening a store: made or migrated as needed, or for reading alone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from migdesk.base.atomic import put_in_place
from migdesk.base.clock import Clock
from migdesk.base.ids import IdSource, random_id
from migdesk.practice.aside import PARTS, clear_unfinished
from migdesk.practice.database import connect, connect_new, connect_read_only, write_anew
from migdesk.practice.event_blocks import blocks_are_whole, fill_blocks, fill_blocks_in_memory
from migdesk.practice.faults import storage_faults
from migdesk.practice.marker import Marker
from migdesk.practice.practice_line import LineMaker
from migdesk.practice.schema import SCHEMA_VERSION, make_missing_indexes, migrate, version_of
from migdesk.practice.store import Report, Store
from migdesk.practice.streams import Streams


class ManyToFold(Exception):  # noqa: N818 (no fault: whoever opens the record shows how far that is)
    """Opening the record takes a while, as each practice is to be folded anew."""


class Folding(msgspec.Struct, frozen=True, kw_only=True):
    """How a record is opened whose practices are to be folded anew, as after going back to a copy.

    `maker` gives what makes lines, so that each practice is folded once for both. More practices than `at_most` (None:
    any number) raise ManyToFold. `report` is told how many of how many are done.
    """

    maker: Callable[[], LineMaker] | None = None
    at_most: int | None = None
    report: Report = lambda done, total: None

    def refuse_many(self, connection: sqlite3.Connection) -> None:
        """Raise ManyToFold where the open database holds more practices than are to be folded."""
        if self.at_most is None:
            return
        from migdesk.practice.copy_file import count_events

        if count_events(connection).practices > self.at_most:
            raise ManyToFold


AS_IT_COMES = Folding()


def open_store(path: Path, clock: Clock, new_id: IdSource, computer: str, folding: Folding = AS_IT_COMES) -> Store:
    """Open the record at `path` for reading and writing, creating or migrating it as needed.

    `computer` is noted of what is recorded here, and stays in this record. What is there must have been looked at
    (`inspection`). Raises DamagedRecord or EnvironmentFault, and ManyToFold as `folding` says.
    """
    with storage_faults():
        if not path.exists():
            create_record(path)
        connection = connect(path)
        try:
            before = version_of(connection)
            make_missing_indexes(connection)
            migrate(connection)
            if 0 < before < SCHEMA_VERSION:
                with suppress(sqlite3.OperationalError):  # no room, or another program reads: it is only larger then
                    write_anew(connection)  # tables that were written anew leave their old pages behind
            if not blocks_are_whole(connection):
                fill_blocks(connection)
            marker = Marker(path, computer, new_id)
            store = Store(connection, Streams(connection, new_id, computer), clock, marker=marker)
            if not store.projection_is_current():
                folding.refuse_many(connection)
                if folding.maker is not None:
                    store.keep_lines(folding.maker())
                store.rebuild(folding.report)
            return store
        except BaseException:
            connection.close()
            raise


def open_store_read_only(path: Path, clock: Clock, because: str) -> Store:
    """Open the record for reading; every attempt to write raises ReadOnlyRecord with `because`.

    What an earlier version wrote is brought up to this one in memory: the file itself is left as it is.
    """
    with storage_faults():
        connection = connect_read_only(path)
        try:
            in_memory = version_of(connection) < SCHEMA_VERSION
            if in_memory:
                connection = _migrated_in_memory(connection)
            if not blocks_are_whole(connection):
                fill_blocks_in_memory(connection)
            store = Store(connection, Streams(connection, random_id, ""), clock, because)
            if in_memory:
                store.rebuild()
            return store
        except BaseException:
            connection.close()
            raise


def open_no_store(clock: Clock, because: str) -> Store:
    """Open an empty record that is nowhere on the disk, for what can be answered without one."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return Store(connection, Streams(connection, random_id, ""), clock, because)


def create_record(path: Path) -> None:
    """Make an empty record, which is there whole or not at all. One that another program made meanwhile is kept."""
    unfinished = path.with_name(f".{path.name}.{os.urandom(8).hex()}.new")
    with storage_faults():
        clear_unfinished(path)
        try:
            connection = connect_new(unfinished)
            try:
                migrate(connection)
                connection.execute("PRAGMA journal_mode = DELETE")  # one file, which can then be put in its place
            finally:
                connection.close()
            with suppress(FileExistsError):
                put_in_place(unfinished, path)
        finally:
            for companion in PARTS:
                unfinished.with_name(unfinished.name + companion).unlink(missing_ok=True)


def _migrated_in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    in_memory = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(in_memory)
    connection.close()
    migrate(in_memory)
    return in_memory
