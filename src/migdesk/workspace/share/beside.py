"""Shares over a connection of their own, for a thread beside the window's: a tick there never waits for a look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from migdesk.base.clock import Clock
from migdesk.base.ids import random_id, random_stream_id
from migdesk.base.paths import Paths
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.registers.compiled import RegisterSource
from migdesk.practice.holder import this_computer
from migdesk.practice.opening import open_record
from migdesk.practice.practice_line import LineMaker
from migdesk.workspace.share.commands import ShareCommands


@contextmanager
def shares_beside(
    paths: Paths, definitions: Definitions, registers: RegisterSource, clock: Clock
) -> Iterator[ShareCommands]:
    """Open the record once more and give its shares. What changes is found by whoever else has the record open.

    Raises UnusableRecord and EnvironmentFault.
    """
    store = open_record(paths.database, paths.backups, clock, random_stream_id, this_computer())
    try:
        store.keep_lines(LineMaker(definitions, lambda: registers))
        yield ShareCommands(
            paths, store, definitions=definitions, clock=clock, new_id=random_id, announce=lambda practices: None
        )
    finally:
        store.close()
