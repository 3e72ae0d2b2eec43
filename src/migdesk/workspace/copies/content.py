"""What a copy of the record holds, practice by practice, beside what is here now. Changes nothing.

Everything is read on connections of its own, so that a window may have it done in a thread.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import msgspec

from migdesk.base.atomic import make_private_folder
from migdesk.base.clock import Clock
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.practice.copy_file import unpack
from migdesk.practice.event import PROGRAMME
from migdesk.practice.faults import UnusableRecord, storage_faults
from migdesk.practice.inspection import version_of_record
from migdesk.practice.store import Store
from migdesk.practice.store_opening import open_store_read_only
from migdesk.practice.stored_lines import PracticeName, name_of

Report = Callable[[int, int], None]
"""Told how many practices were looked at, and how many there are."""

_ONLY_READ = "It is only read."


class PracticeInCopy(msgspec.Struct, frozen=True, kw_only=True):
    """A practice as a copy has it: how many entries it has there, how many of them are not in the record here, and how
    many are here that the copy lacks."""

    id: str
    name: str
    ods_code: str
    archived: bool
    sample: bool
    events: int
    only_in_copy: int
    only_here: int


def look_into(
    copy: Path, paths: Paths, clock: Clock, report: Report = lambda done, total: None
) -> tuple[PracticeInCopy, ...]:
    """Return the practices in a copy, in the order in which they arrived in it.

    Raises UserError for what is no copy, and EnvironmentFault.
    """
    with copy_opened(copy, paths, clock) as held, _here(paths, clock) as here:
        known = {practice.id: practice for practice in here.names()} if here else {}
        ids = _in_order(held)
        found = []
        for number, practice_id in enumerate(ids):
            report(number, len(ids))
            found.append(_practice(held, here, practice_id, known))
        report(len(ids), len(ids))
        return tuple(practice for practice in found if practice.name)


@contextmanager
def copy_opened(copy: Path, paths: Paths, clock: Clock) -> Iterator[Store]:
    """Open the record in a copy for reading, unpacked where nobody else can read it and gone at the end.

    Raises as `look_into`.
    """
    with ExitStack() as stack:
        cache = make_private_folder(paths.cache)
        folder = tempfile.TemporaryDirectory(prefix="copy-", dir=cache, ignore_cleanup_errors=True)
        unpacked = Path(stack.enter_context(folder)) / "copy.db"
        try:
            with storage_faults():
                unpack(copy, unpacked)
            version_of_record(unpacked)
        except UnusableRecord as fault:
            raise UserError(f"{copy} is no copy that can be looked into. {fault}") from fault
        yield stack.enter_context(closing(open_store_read_only(unpacked, clock, _ONLY_READ)))


@contextmanager
def _here(paths: Paths, clock: Clock) -> Iterator[Store | None]:
    """Open the record here beside whoever has it open; None where there is none, or none that can be read."""
    store = None
    if paths.database.is_file():
        try:
            store = open_store_read_only(paths.database, clock, _ONLY_READ)
        except UnusableRecord:
            store = None
    try:
        yield store
    finally:
        if store is not None:
            store.close()


def _in_order(held: Store) -> list[str]:
    return [practice_id for practice_id in held.practice_ids() if practice_id != PROGRAMME]


def _practice(held: Store, here: Store | None, practice_id: str, known: dict[str, PracticeName]) -> PracticeInCopy:
    there = held.hashes(practice_id)
    present = here.hashes(practice_id) if here else frozenset()
    # Folding takes 3 ms a practice, so what is the same here is not folded again.
    same = known.get(practice_id) if there == present else None
    name = same or name_of(held.state(practice_id))
    return PracticeInCopy(
        id=practice_id,
        name=name.name,
        ods_code=name.ods_code,
        archived=name.archived,
        sample=name.sample,
        events=len(there),
        only_in_copy=len(there - present),
        only_here=len(present - there),
    )
