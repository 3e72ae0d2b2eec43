"""The report as one table for a spreadsheet: a row for each task, reference, milestone and row of a
register, told apart by `kind`.

The first row, of kind `report`, says what the table is, so that a made-up sample and the day it was made cannot be
overlooked. The practice's name stands in every row: tables of several practices can be put under one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migdesk.report import words
from migdesk.report.records import Record, Records, yes_or_no
from migdesk.report.registers.records import fields_in_words, notes_in_words
from migdesk.report.registers.section import RegisterSection, RowLine
from migdesk.report.status.evidence import what_is_kept
from migdesk.report.status.model import (
    AcknowledgementLine,
    EvidenceLine,
    KeyDate,
    NoteLine,
    OffChecklist,
    ReferenceSection,
    SignOffSection,
    StatusReport,
    TaskLine,
)
from migdesk.report.status.sign_offs import elsewhere_words, signature_remarks

COLUMNS = (
    "practice", "ods_code", "kind", "phase", "title", "critical", "status", "reason", "due", "due_set_by_hand",
    "overdue", "owner", "roles", "notes", "id", "done_on", "first_agreed", "happened_on", "why_moved",
)  # fmt: skip


def status_records(report: StatusReport) -> Records:
    """Return the table."""
    name = f"Sample: {report.practice.name}" if report.sample else report.practice.name
    same: Record = {"practice": name, "ods_code": report.practice.ods_code}
    rows = [{**same, **row} for row in _rows(report)]
    return Records(COLUMNS, rows, len(rows))


def _rows(report: StatusReport) -> Iterator[Record]:
    yield _about(report)
    for milestone in report.milestones:
        yield _milestone(milestone)
    for phase in report.phases:
        for task in phase.tasks:
            yield _task(task, f"{phase.number} {phase.title}")
    for reference in report.references:
        yield _reference(reference)
    for sign_off in report.sign_offs:
        yield _sign_off(sign_off)
    if report.practice_notes:
        yield {"kind": "practice", "title": report.practice.name, "notes": _notes(report.practice_notes)}
    for item in report.off_checklist:
        yield _off_checklist(item)
    yield from map(_evidence, report.evidence)
    for section in report.registers:
        yield from (_register_row(section, row) for row in section.rows)


def _register_row(section: RegisterSection, row: RowLine) -> Record:
    return {
        "kind": "register",
        "phase": section.title,
        "title": row.name,
        "status": row.status_word,
        "reason": fields_in_words(section, row),
        "due": row.due.isoformat() if row.due else "",
        "due_set_by_hand": yes_or_no(bool(row.due) and not row.due_by_plan),
        "overdue": yes_or_no(row.overdue),
        "owner": row.owner,
        "notes": notes_in_words(row),
        "id": f"{section.id}/{row.id}",
    }


def _about(report: StatusReport) -> Record:
    head = report.headline
    lines = (
        report.sample_notice,
        words.made_line(report),
        words.source_line(report),
        report.newer_line,
        *report.record.left_out,
    )
    return {
        "kind": "report",
        "title": "Status report",
        "status": f"{head.percent}% done",
        "due": report.today.isoformat(),
        "notes": "\n".join(line for line in lines if line),
        "id": report.practice.id,
    }


def _standing(milestone: KeyDate) -> str:
    if milestone.happened:
        return "happened"
    if milestone.late:
        return "past, not marked"
    return "planned" if milestone.date else "not dated"


def _milestone(milestone: KeyDate) -> Record:
    due = milestone.date.isoformat() if milestone.date else ""
    return {
        "kind": "milestone",
        "title": milestone.title,
        "status": _standing(milestone),
        "due": due,
        "due_set_by_hand": yes_or_no(milestone.set),
        "notes": words.key_date_basis(milestone) if due else "",
        "id": milestone.id,
        "first_agreed": milestone.baseline.isoformat() if milestone.baseline else "",
        "happened_on": due if milestone.happened else "",
        "why_moved": milestone.why,
    }


def _task(task: TaskLine, phase: str) -> Record:
    return {
        "kind": "task",
        "phase": phase,
        "title": task.title,
        "critical": yes_or_no(task.critical),
        "status": task.status_word,
        "reason": task.reason,
        "due": task.due.isoformat() if task.due else "",
        "due_set_by_hand": yes_or_no(task.due_by_hand),
        "overdue": yes_or_no(task.overdue),
        "owner": task.owner,
        "roles": "; ".join(task.roles),
        "notes": _notes(task.notes),
        "id": task.id,
        "done_on": task.done_on.isoformat() if task.done_on else "",
    }


def _reference(reference: ReferenceSection) -> Record:
    return {
        "kind": "reference",
        "title": reference.name,
        "status": reference.verdict,
        "notes": _acknowledgements(reference.acknowledgements),
        "id": reference.id,
    }


def _sign_off(found: SignOffSection) -> Record:
    lines = [
        "\n".join(filter(None, (words.byline(line.by, line.at), line.wording, signature_remarks(line))))
        for line in found.signatures
    ]
    return {
        "kind": "sign-off",
        "title": found.title,
        "status": found.state_word,
        "due": found.due.isoformat() if found.due else "",
        "overdue": yes_or_no(found.overdue),
        "roles": "; ".join(found.who),
        "notes": "\n\n".join((*lines, *map(elsewhere_words, found.elsewhere))),
        "id": found.id,
    }


def _evidence(line: EvidenceLine) -> Record:
    known = f"SHA-256 {line.sha256}" if line.sha256 else ""
    said = "\n".join(filter(None, (words.byline(line.by, line.at), what_is_kept(line), known)))
    return {"kind": "evidence", "title": f"{line.name} ({line.title})", "notes": said, "id": line.item}


def _off_checklist(item: OffChecklist) -> Record:
    notes = (_notes(item.notes), _acknowledgements(item.acknowledgements))
    return {
        "kind": "not on the checklist",
        "title": item.title,
        "status": item.status_word,
        "reason": item.reason,
        "notes": "\n\n".join((f"{item.why}.", *(text for text in notes if text))),
        "id": item.id,
    }


def _notes(notes: Iterable[NoteLine]) -> str:
    return "\n\n".join(f"{words.byline(note.by, note.at)}: {note.text}" for note in notes)


def _acknowledgements(lines: Iterable[AcknowledgementLine]) -> str:
    return "\n\n".join(map(_acknowledgement, lines))


def _acknowledgement(line: AcknowledgementLine) -> str:
    remarks = words.acknowledgement_remarks(line)
    said = f"{words.byline(line.by, line.at)}: {line.wording}"
    return f"{said} ({remarks})" if remarks else said
