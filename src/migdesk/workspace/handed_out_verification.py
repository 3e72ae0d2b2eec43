"""Checking a record against a report, or a fingerprint read off paper, that was handed out. Changes nothing.

What is answered is worked out from the log. What was noted beside the record only adds when something was handed out.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import msgspec

from migdesk.base.atomic import reason
from migdesk.base.clock import Clock, local_date
from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.practice.chain import read_fingerprint
from migdesk.practice.exchange.package import is_package_locked
from migdesk.practice.handed_out import Kept, find_mark, what_is_kept
from migdesk.practice.marker import HandedOut, Line
from migdesk.practice.record_findings import FindingKind
from migdesk.practice.record_mark import RecordMark, marks_in
from migdesk.practice.store import Store
from migdesk.practice.verification import Noted, noted_tips, verify_practice
from migdesk.report.words import count
from migdesk.workspace.verification import (
    Looked,
    Verdict,
    Verification,
    built_in_checklist,
    marker_of,
    open_for_checking,
    with_name,
)

WORDS_NOT_COMPARED = "The words of the file itself were not compared with the record."
_LARGEST_FILE_BYTES = 200 * 1024 * 1024
_LARGEST_MEMBER_BYTES, _MOST_MEMBERS = 32 * 1024 * 1024, 2000
_CARRY_NONE = frozenset({".csv", ".ics"})


class _Checked(msgspec.Struct, frozen=True, kw_only=True):
    """An open record, what was noted beside it, and the clock by which dates ahead are judged."""

    store: Store
    noted: tuple[Line, ...]
    clock: Clock


def verify_handed_out(
    paths: Paths, clock: Clock, given: str, looked: Looked = lambda done, total: None, *, beside: bool = False
) -> Verification:
    """Check the record against a report's file, or a fingerprint read off paper.

    `looked` is told how many practices were looked through for a fingerprint, and how many there are; `beside` is as
    for `verify_all`. Raises UserError for what is neither, and for a file that carries no mark; else as `verify_all`.
    """
    file = Path(given).expanduser()
    typed = read_fingerprint(given)
    if typed and not file.exists():
        with closing(open_for_checking(paths, clock, built_in_checklist(paths), beside=beside)) as store:
            return _of_fingerprint(_Checked(store=store, noted=marker_of(paths).lines(), clock=clock), typed, looked)
    marks = marks_in_file(file)
    if not marks:
        raise UserError(_no_mark(file))
    with closing(open_for_checking(paths, clock, built_in_checklist(paths), beside=beside)) as store:
        checked = _Checked(store=store, noted=marker_of(paths).lines(), clock=clock)
        found = _worst([_of_report(checked, mark) for mark in marks])
    return msgspec.structs.replace(found, answer=f"{found.answer}\n{WORDS_NOT_COMPARED}")


def _no_mark(file: Path) -> str:
    if is_package_locked(file):
        return (
            f"{file.name} is a package that is locked with a passphrase, so its mark cannot be read. "
            "“migdesk exchange preview” opens it, proves it whole and says what is not in this record."
        )
    if file.suffix.lower() in _CARRY_NONE:
        return (
            f"{file.name} carries no mark of a record: a table (CSV) and a calendar have no place for one. "
            "Check a web page (HTML), Word, Excel or JSON report of the same day."
        )
    return (
        f"{file.name} carries no mark of a record. A PDF carries its fingerprint alone: "
        "type that in place of the file’s name."
    )


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


def _of_report(checked: _Checked, mark: RecordMark) -> Verification:
    """Compare what a report was made from with what is here."""
    store = checked.store
    if not store.raw_rows(mark.practice_id):
        return _answered(checked, Verdict.UNKNOWN_PRACTICE, "The practice of this report is not in this record.")
    kept = what_is_kept(store.raw_rows(mark.practice_id), mark.tips)
    name = store.state(mark.practice_id).name or "the practice"
    if not kept.all_of_it:
        return _not_as_it_was(
            checked, mark, f"{name} is not as it was when this report was made", kept, WORDS_NOT_COMPARED
        )
    since = "nothing" if store.tips(mark.practice_id) == mark.tips else "more"
    return _as_it_was(
        checked, mark, f"{name} holds all that this report was made from, unchanged; {since} was recorded since."
    )


def _of_fingerprint(checked: _Checked, typed: str, looked: Looked) -> Verification:
    """Look for the moment of some practice's history that a fingerprint stands for."""
    handed = [line for line in checked.noted if isinstance(line, HandedOut) and line.fingerprint == typed]
    mark = find_mark(checked.store, typed, looked)
    if mark is None:
        return _answered(checked, Verdict.NOT_WELL, _gone(checked.store, handed[-1]) if handed else _UNKNOWN)
    rows, name = checked.store.raw_rows(mark.practice_id), checked.store.state(mark.practice_id).name or "a practice"
    handed_out = f"It was handed out on {date_with_weekday(handed[-1].on)}." if handed else ""
    kept = what_is_kept(rows, mark.tips)
    if not kept.all_of_it:
        return _not_as_it_was(checked, mark, f"{name} is not as it was when it had this fingerprint", kept, handed_out)
    since = sum(not row.is_private for row in rows) - kept.whole
    if not since:
        return _as_it_was(checked, mark, f"This is the fingerprint of {name} as it stands today.", handed_out)
    held = (
        f"This is the fingerprint of {name} as it stood on {_day_of(checked.store, mark)}: all that was recorded until "
        f"then is here, unchanged; {count(since, 'entry', 'entries')} came since."
    )
    return _as_it_was(checked, mark, held, handed_out)


_UNKNOWN = "This fingerprint is not known here."


def _gone(store: Store, handed: HandedOut) -> str:
    here = store.state(handed.practice).name
    about = here or "a practice that is not in this record any more"
    return (
        f"This record does not hold what this fingerprint stood for. By a note beside it, the fingerprint was handed "
        f"out on {date_with_weekday(handed.on)}, in a report on {about}. Entries are missing, or were changed, since."
    )


def _day_of(store: Store, mark: RecordMark) -> str:
    days = [event.at for event in store.events(mark.practice_id) if event.hash in mark.tips]
    return date_with_weekday(local_date(max(days))) if days else "an unknown day"


def _not_as_it_was(checked: _Checked, mark: RecordMark, text: str, kept: Kept, more: str = "") -> Verification:
    counts = ((kept.changed, "changed"), (kept.missing, "missing"))
    what = " and ".join(f"{count(number, 'entry', 'entries')} {word}" for number, word in counts if number)
    return _answered(checked, Verdict.NOT_WELL, f"{text}: {what}. {more}".rstrip(), mark.practice_id)


def _as_it_was(checked: _Checked, mark: RecordMark, text: str, more: str = "") -> Verification:
    """Answer that all is here; what was found besides in the same practice makes it no clean bill."""
    found = _answered(checked, Verdict.WELL, f"{text} {more}".rstrip(), mark.practice_id)
    if not found.findings:
        return found
    besides = f"{text} But other entries of the practice are missing, or were changed. {more}".rstrip()
    return msgspec.structs.replace(found, verdict=Verdict.NOT_WELL, answer=besides)


def _answered(checked: _Checked, verdict: Verdict, answer: str, practice_id: str = "") -> Verification:
    """Return a verdict, with what is wrong with the practice that it is about."""
    store, counts = checked.store, checked.store.counts()
    noted = noted_tips(checked.noted).get(practice_id, Noted())
    found = verify_practice(store, practice_id, noted, checked.clock()) if practice_id else ()
    named = [with_name(store, finding) for finding in found]
    return Verification(
        verdict=verdict,
        practices=counts.practices,
        events=counts.events,
        answer=answer,
        findings=tuple(finding for finding in named if finding.kind != FindingKind.REMARK),
        remarks=tuple(finding for finding in named if finding.kind == FindingKind.REMARK),
    )


def _worst(found: list[Verification]) -> Verification:
    """Return one verdict on all practices of a report: what is wrong with any comes first, then what is not here."""
    order = {Verdict.NOT_WELL: 0, Verdict.UNKNOWN_PRACTICE: 1, Verdict.WELL: 2}
    ordered = sorted(found, key=lambda verification: order[verification.verdict])
    answers = "\n".join(dict.fromkeys(verification.answer for verification in ordered))
    findings = tuple(finding for verification in ordered for finding in verification.findings)
    return msgspec.structs.replace(ordered[0], answer=answers, findings=findings)
