"""Checking a record as a whole. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from enum import IntEnum
from itertools import count

import msgspec

from migdesk.base.assets import content_folder
from migdesk.base.clock import Clock
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.registers.compiled import RegisterSource
from migdesk.practice.faults import DamagedRecord
from migdesk.practice.holder import this_computer
from migdesk.practice.inspection import inspect
from migdesk.practice.marker import Marker
from migdesk.practice.opening import check_soundness, open_record_read_only
from migdesk.practice.practice_line import LineMaker
from migdesk.practice.record_findings import FindingKind, RecordFinding
from migdesk.practice.store import Store
from migdesk.practice.store_opening import open_store_read_only
from migdesk.practice.verification import verify_record

Looked = Callable[[int, int], None]


class Verdict(IntEnum):
    """As the exit codes of `migdesk verify`."""

    WELL = 0
    NOT_WELL = 1
    UNKNOWN_PRACTICE = 2


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: one line for each thing that is wrong, and remarks that are no fault."""

    verdict: Verdict
    practices: int
    events: int
    answer: str
    findings: tuple[RecordFinding, ...] = ()
    remarks: tuple[RecordFinding, ...] = ()


def verify_all(
    paths: Paths, clock: Clock, looked: Looked = lambda done, total: None, *, beside: bool = False
) -> Verification:
    """Check the whole record. Raises UserError where there is none, EnvironmentFault where it cannot be read.

    `looked` is told how many practices were checked, and how many there are, and may end it; `beside` is for a program
    that has the record open itself.
    """
    try:
        with closing(open_for_checking(paths, clock, built_in_checklist(paths), beside=beside)) as store:
            total, done = len(store.practice_ids_in_log()), count()
            found = [] if check_soundness(paths.database) else [_damaged()]
            noted = marker_of(paths).lines()
            found.extend(verify_record(store, noted, clock(), lambda: looked(min(next(done), total), total)))
            counts = store.counts()
            found = [with_name(store, finding) for finding in found]
    except DamagedRecord:
        return Verification(
            verdict=Verdict.NOT_WELL, practices=0, events=0, answer="The record is damaged.", findings=(_damaged(),)
        )
    wrong = tuple(finding for finding in found if finding.kind != FindingKind.REMARK)
    well = "All well: nothing was changed since it was recorded."
    return Verification(
        verdict=Verdict.NOT_WELL if wrong else Verdict.WELL,
        practices=counts.practices,
        events=counts.events,
        answer="The record is not as it was recorded." if wrong else well,
        findings=wrong,
        remarks=tuple(finding for finding in found if finding.kind == FindingKind.REMARK),
    )


def verify_quietly(
    paths: Paths, clock: Clock, definitions: Definitions, pause: Callable[[], None]
) -> tuple[RecordFinding, ...]:
    """Check the whole record beside an open window, in a thread of its own; return what is wrong with it.

    `pause` is called after each practice. Raises EnvironmentFault where it could not be looked at.
    """
    with closing(_opened_beside(paths, clock, definitions)) as store:
        found = list(verify_record(store, marker_of(paths).lines(), clock(), pause))
        return tuple(with_name(store, finding) for finding in found if finding.kind != FindingKind.REMARK)


def open_for_checking(paths: Paths, clock: Clock, definitions: Definitions, *, beside: bool = False) -> Store:
    """Open the record for checking alone, maybe `beside` this program's own window. Raises UserError where there never
    was one.

    Else raises as `open_record_read_only`.
    """
    if beside:
        return _opened_beside(paths, clock, definitions)
    if not paths.database.exists() and not inspect(paths.database, paths.backups):
        raise UserError(f"There is no record in {paths.data}. --data-dir DIR names the folder of another.")
    store = open_record_read_only(paths.database, paths.backups, clock, "it is only being checked")
    store.keep_lines(LineMaker(definitions, lambda: _built_in_registers(paths)))
    return store


def _opened_beside(paths: Paths, clock: Clock, definitions: Definitions) -> Store:
    """Open the record that this program has open already, and has looked at: `inspect` would take its locks away."""
    store = open_store_read_only(paths.database, clock, "it is only being checked")
    store.keep_lines(LineMaker(definitions, lambda: _built_in_registers(paths)))
    return store


def built_in_checklist(paths: Paths) -> Definitions:
    """Return the checklist by which lines are judged; those made with another guide's are not."""
    from migdesk.checklist.compiled import definitions_of

    return definitions_of(content_folder(), paths.cache if paths.cache.is_dir() else None)


def _built_in_registers(paths: Paths) -> RegisterSource:
    return RegisterSource(content_folder(), paths.cache if paths.cache.is_dir() else None)


def marker_of(paths: Paths) -> Marker:
    """Return what was noted beside the record."""
    return Marker(paths.database, this_computer(), lambda: "")


_FILE_DAMAGED = (
    "The file itself is damaged: migdesk offers the last good copy at its start, and “migdesk backup list” shows them."
)


def _damaged() -> RecordFinding:
    return RecordFinding(FindingKind.CHANGED, "", _FILE_DAMAGED)


def with_name(store: Store, finding: RecordFinding) -> RecordFinding:
    """Return a finding whose text begins with its practice's name."""
    name = store.state(finding.practice_id).name if finding.practice_id else ""
    return msgspec.structs.replace(finding, text=f"{name}: {finding.text}") if name else finding
