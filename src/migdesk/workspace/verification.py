"""Checking a record as a whole, or against a report or a fingerprint that was handed out. Changes nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from enum import IntEnum
from io import BytesIO
from pathlib import Path

import msgspec

from migdesk.base.assets import content_folder
from migdesk.base.atomic import reason
from migdesk.base.clock import Clock
from migdesk.base.date_words import date_with_year
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.checklist.definitions import Definitions
from migdesk.practice.chain import read_fingerprint
from migdesk.practice.faults import DamagedRecord
from migdesk.practice.holder import this_computer
from migdesk.practice.marker import HandedOut, Marker
from migdesk.practice.opening import check_soundness, open_record_read_only
from migdesk.practice.practice_line import LineMaker
from migdesk.practice.record_findings import FindingKind, RecordFinding
from migdesk.practice.record_mark import RecordMark, mark_of, marks_in
from migdesk.practice.store import Store
from migdesk.practice.store_opening import open_store_read_only
from migdesk.practice.verification import verify_record

_LARGEST_FILE_BYTES = 200 * 1024 * 1024
_LARGEST_MEMBER_BYTES, _MOST_MEMBERS = 32 * 1024 * 1024, 2000


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


def verify_all(paths: Paths, clock: Clock) -> Verification:
    """Check the whole record. Raises UserError where there is none, EnvironmentFault where it cannot be read."""
    try:
        with closing(_opened(paths, clock, _built_in_checklist(paths))) as store:
            found = [] if check_soundness(paths.database) else [_damaged()]
            found.extend(verify_record(store, _marker(paths).lines(), clock()))
            counts = store.counts()
            found = [_with_name(store, finding) for finding in found]
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
        found = list(verify_record(store, _marker(paths).lines(), clock(), pause))
        return tuple(_with_name(store, finding) for finding in found if finding.kind != FindingKind.REMARK)


def verify_handed_out(paths: Paths, clock: Clock, given: str) -> Verification:
    """Check the record against a report's file, or a fingerprint read off paper.

    Raises UserError for what is neither, and for a file that carries no mark; else as `verify_all`.
    """
    file = Path(given).expanduser()
    typed = read_fingerprint(given)
    if typed and not file.exists():
        with closing(_opened(paths, clock, _built_in_checklist(paths))) as store:
            return _of_fingerprint(store, typed, _marker(paths))
    marks = marks_in_file(file)
    if not marks:
        raise UserError(
            f"{file.name} carries no mark of a record. A PDF carries its fingerprint alone: "
            "type that in place of the file's name."
        )
    with closing(_opened(paths, clock, _built_in_checklist(paths))) as store:
        return _worst([_of_mark(store, mark) for mark in marks])


def marks_in_file(file: Path) -> tuple[RecordMark, ...]:
    """Return the marks that a report carries, whatever its format. Raises UserError where it cannot be read."""
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST_FILE_BYTES:
            raise UserError(f"There is no report and no fingerprint “{file.name}”.")
        data = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file.name} cannot be read: {reason(error)}.") from error
    found = {mark for part in _parts_of(data) for mark in marks_in(part)}
    return tuple(sorted(found, key=lambda mark: (mark.practice_id, mark.tips)))


def _parts_of(data: bytes) -> Iterator[bytes]:
    """Return a file's bytes or, of one that packs several (Word, Excel), each part's; hostile ones only in part."""
    yield data
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for member in packed.infolist()[:_MOST_MEMBERS]:
                with packed.open(member) as part:
                    yield part.read(_LARGEST_MEMBER_BYTES)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return


def _opened(paths: Paths, clock: Clock, definitions: Definitions) -> Store:
    if not paths.database.exists():
        raise UserError(f"There is no record in {paths.data}. --data-dir DIR names the folder of another.")
    store = open_record_read_only(paths.database, paths.backups, clock, "it is only being checked")
    store.keep_lines(LineMaker(definitions))
    return store


def _opened_beside(paths: Paths, clock: Clock, definitions: Definitions) -> Store:
    """Open the record that this program has open already, and has looked at: `inspect` would take its locks away."""
    store = open_store_read_only(paths.database, clock, "it is only being checked")
    store.keep_lines(LineMaker(definitions))
    return store


def _built_in_checklist(paths: Paths) -> Definitions:
    """Return the checklist by which lines are judged; those made with another guide's are not."""
    from migdesk.checklist.compiled import definitions_of

    return definitions_of(content_folder(), paths.cache if paths.cache.is_dir() else None)


def _marker(paths: Paths) -> Marker:
    return Marker(paths.database, this_computer(), lambda: "")


def _damaged() -> RecordFinding:
    return RecordFinding(FindingKind.CHANGED, "", "The file itself is damaged: migdesk offers the last good copy.")


def _with_name(store: Store, finding: RecordFinding) -> RecordFinding:
    name = store.state(finding.practice_id).name if finding.practice_id else ""
    return msgspec.structs.replace(finding, text=f"{name}: {finding.text}") if name else finding


def _of_mark(store: Store, mark: RecordMark) -> Verification:
    """Compare what a report was made from with what is here: the same, grown, or something else."""
    tips = store.tips(mark.practice_id)
    if not tips:
        return _verdict(store, Verdict.UNKNOWN_PRACTICE, "The practice of this report is not in this record.")
    name = store.state(mark.practice_id).name or "the practice"
    gone = [tip for tip in mark.tips if not store.has_event(mark.practice_id, tip)]
    if gone:
        text = (
            f"{name} is not as it was when this report was made: "
            f"{len(gone)} of the {len(mark.tips)} latest entries then are not here, or were changed since."
        )
        return _verdict(store, Verdict.NOT_WELL, text)
    found = [finding for finding in store.log(mark.practice_id).findings if finding.kind != FindingKind.REMARK]
    if found:
        text = f"{name} was changed since it was recorded."
        return _verdict(store, Verdict.NOT_WELL, text, tuple(_with_name(store, finding) for finding in found))
    same = tips == mark.tips
    since = "it is as it was" if same else "more was recorded since, and nothing of it was changed"
    return _verdict(store, Verdict.WELL, f"{name} holds all that this report was made from: {since}.")


def _of_fingerprint(store: Store, typed: str, marker: Marker) -> Verification:
    for practice_id in store.practice_ids_in_log():
        if mark_of(practice_id, store.tips(practice_id)).fingerprint == typed:
            found = store.log(practice_id).findings
            name = store.state(practice_id).name
            if found:
                return _verdict(store, Verdict.NOT_WELL, f"{name} was changed since it was recorded.", found)
            return _verdict(store, Verdict.WELL, f"This is the fingerprint of {name} as it stands today.")
    handed = [line for line in marker.lines() if isinstance(line, HandedOut) and line.fingerprint == typed]
    if handed:
        name, on = store.state(handed[-1].practice).name, date_with_year(handed[-1].on)
        return _verdict(store, Verdict.WELL, f"This fingerprint was handed out on {on}, in a report on {name}.")
    return _verdict(store, Verdict.NOT_WELL, "This fingerprint is not known here.")


def _verdict(store: Store, verdict: Verdict, answer: str, findings: tuple[RecordFinding, ...] = ()) -> Verification:
    counts = store.counts()
    return Verification(
        verdict=verdict, practices=counts.practices, events=counts.events, answer=answer, findings=findings
    )


def _worst(found: list[Verification]) -> Verification:
    """Return one verdict on all practices of a report: what is wrong with any comes first, then what is not here."""
    order = {Verdict.NOT_WELL: 0, Verdict.UNKNOWN_PRACTICE: 1, Verdict.WELL: 2}
    ordered = sorted(found, key=lambda verification: order[verification.verdict])
    answers = "\n".join(dict.fromkeys(verification.answer for verification in ordered))
    findings = tuple(finding for verification in ordered for finding in verification.findings)
    return msgspec.structs.replace(ordered[0], answer=answers, findings=findings)
