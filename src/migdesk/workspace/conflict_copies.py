"""Taking in what a synchronising program made of the record beside it, such as migdesk-LAPTOP7.db.

It is a record of the same person, so private notes come in too. The file stays, under a name that says what became of
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import msgspec

from migdesk.base.clock import Clock
from migdesk.base.errors import UserError
from migdesk.practice.aside import set_aside
from migdesk.practice.backup import make_safety_copy
from migdesk.practice.cloud_folder import conflict_copies
from migdesk.practice.event_rows import EventRow
from migdesk.practice.faults import UnusableRecord
from migdesk.practice.inspection import version_of_record
from migdesk.practice.intake import Taken
from migdesk.practice.store_opening import open_store_read_only

_BEFORE = "take-in"


class TakenCopy(msgspec.Struct, frozen=True):
    """A copy that was taken in: its name, what it is called now, and how many of its changes were new here."""

    name: str
    kept_as: Path
    new: int


def take_in_conflict_copies(
    database: Path, backups: Path, clock: Clock, take_in: Callable[[Iterable[EventRow]], Taken]
) -> tuple[TakenCopy, ...]:
    """Take in all copies beside a record, after a copy of the record itself.

    Raises UserError where there is none or one is no record, and EnvironmentFault. What was taken in before stays so.
    """
    names = conflict_copies(database)
    if not names:
        raise UserError(f"Beside the record in {database.parent} lies no other copy of it.")
    return tuple(_take_in(database.with_name(name), database, backups, clock, take_in) for name in names)


def _take_in(
    path: Path, database: Path, backups: Path, clock: Clock, take_in: Callable[[Iterable[EventRow]], Taken]
) -> TakenCopy:
    try:
        version_of_record(path)
    except UnusableRecord as fault:
        raise UserError(f"{path.name} was not taken in: {fault}") from fault
    make_safety_copy(database, backups, clock(), _BEFORE)
    with closing(open_store_read_only(path, clock, "It is only read.")) as other:
        rows = [
            row
            for practice_id in other.practice_ids_in_log()
            for row in other.raw_rows(practice_id)
            if row.is_as_hashed
        ]
    taken = take_in(rows)
    return TakenCopy(path.name, set_aside(database, clock(), "taken-in", other=path), sum(map(len, taken.new.values())))
