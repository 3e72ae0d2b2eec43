"""Taking one practice out of a copy: what the record here lacks of it comes in, and nothing is replaced."""

from __future__ import annotations

from pathlib import Path

import msgspec

from migdesk.base.clock import Clock
from migdesk.base.paths import Paths
from migdesk.practice.backup import make_safety_copy
from migdesk.practice.event_rows import EventRow
from migdesk.workspace.copies.content import copy_opened
from migdesk.workspace.practice_lookup import find_practice
from migdesk.workspace.workspace import Workspace

_BEFORE = "take-out"


class PracticeRows(msgspec.Struct, frozen=True):
    """A practice in a copy: its id, what it is called there, and its events that can be trusted, private ones too."""

    id: str
    name: str
    rows: tuple[EventRow, ...]


class TakenOut(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken out of a copy: how many entries of the practice were not here, and the copy made before (None
    where there was nothing to take). `name` is what the practice is called now."""

    practice_id: str
    name: str
    new: int
    copy: Path | None


def practice_in_copy(copy: Path, wanted: str, paths: Paths, clock: Clock) -> PracticeRows:
    """Read one practice from a copy, by id, ODS code or name. Raises UserError, also where the copy has none such."""
    with copy_opened(copy, paths, clock) as held:
        practice = find_practice(held, wanted, f"backup show {copy.name}")
        rows = tuple(row for row in held.raw_rows(practice.id) if row.is_as_hashed)
        return PracticeRows(practice.id, practice.name, rows)


def take_out(workspace: Workspace, practice: PracticeRows) -> TakenOut:
    """Take into the record what it lacks of a practice, after a copy of the record as it is.

    Raises EnvironmentFault where it cannot be saved; nothing is then changed.
    """
    store, paths = workspace.store, workspace.paths
    lacking = {row.hash for row in practice.rows} - store.hashes(practice.id)
    if not lacking:
        return TakenOut(practice_id=practice.id, name=practice.name, new=0, copy=None)
    before = make_safety_copy(paths.database, paths.backups, workspace.now, _BEFORE)
    taken = workspace.take_in(practice.rows)
    new = sum(map(len, taken.new.values()))
    name = workspace.practice(practice.id).name or practice.name
    return TakenOut(practice_id=practice.id, name=name, new=new, copy=before)
