"""The report as one table for a spreadsheet: a row for each task, reference and milestone, told apart by `kind`.

The first row, of kind `report`, says what the table is, so that a made-up sample and the day it was made cannot be
overlooked. The practice's name stands in every row: tables of several practices can be put under one another.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from migdesk.report import words
from migdesk.report.status.model import (
    AcknowledgementLine,
    KeyDate,
    NoteLine,
    OffChecklist,
    ReferenceSection,
    StatusReport,
    TaskLine,
)

COLUMNS = (
    "practice", "ods_code", "kind", "phase", "title", "critical", "status", "reason", "due", "due_set_by_hand",
    "overdue", "owner", "roles", "notes", "id",
)  # fmt: skip
FORMULA_MARKS = "=+-@＝＋－＠"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\x00"

Row = dict[str, str]


def to_csv(report: StatusReport) -> bytes:
    """Return the table in UTF-8 with a byte order mark and CRLF, which every spreadsheet program opens as it is."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    name = f"Sample: {report.practice.name}" if report.sample else report.practice.name
    same = {"practice": name, "ods_code": report.practice.ods_code}
    for row in _rows(report):
        writer.writerow({column: defused(value) for column, value in {**same, **row}.items()})
    return text.getvalue().encode("utf-8-sig", "replace")


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet program runs as a formula: an apostrophe goes before what could begin one.

    Source: OWASP, CSV Injection; signs after spaces or invisible characters count too.
    """
    begins = cell.lstrip().lstrip(_INVISIBLE + " \t\r\n")[:1]
    if cell[:1] in {"\t", "\r", "\n"} or (begins and begins in FORMULA_MARKS):
        return f"'{cell}"
    return cell


def _rows(report: StatusReport) -> Iterator[Row]:
    yield _about(report)
    for one in report.milestones:
        yield _milestone(one)
    for phase in report.phases:
        for task in phase.tasks:
            yield _task(task, f"{phase.number} {phase.title}")
    for reference in report.references:
        yield _reference(reference)
    if report.practice_notes:
        yield {"kind": "practice", "title": report.practice.name, "notes": _notes(report.practice_notes)}
    for item in report.off_checklist:
        yield _off_checklist(item)


def _about(report: StatusReport) -> Row:
    head = report.headline
    lines = (report.sample_notice, words.made_line(report), words.source_line(report), report.newer_line)
    return {
        "kind": "report",
        "title": "Status report",
        "status": f"{head.percent}% done",
        "due": report.today.isoformat(),
        "notes": "\n".join(line for line in lines if line),
        "id": report.practice.id,
    }


def _milestone(one: KeyDate) -> Row:
    due = one.date.isoformat() if one.date else ""
    return {
        "kind": "milestone",
        "title": one.title,
        "status": "happened" if one.happened else "past, not marked" if one.late else "planned" if due else "not dated",
        "due": due,
        "due_set_by_hand": _yes(one.set),
        "notes": words.key_date_basis(one) if due else "",
        "id": one.id,
    }


def _task(task: TaskLine, phase: str) -> Row:
    return {
        "kind": "task",
        "phase": phase,
        "title": task.title,
        "critical": _yes(task.critical),
        "status": task.status_word,
        "reason": task.reason,
        "due": task.due.isoformat() if task.due else "",
        "due_set_by_hand": _yes(task.due_by_hand),
        "overdue": _yes(task.overdue),
        "owner": task.owner,
        "roles": "; ".join(task.roles),
        "notes": _notes(task.notes),
        "id": task.id,
    }


def _reference(one: ReferenceSection) -> Row:
    return {
        "kind": "reference",
        "title": one.name,
        "status": one.verdict,
        "notes": _acknowledgements(one.acknowledgements),
        "id": one.id,
    }


def _off_checklist(one: OffChecklist) -> Row:
    notes = (_notes(one.notes), _acknowledgements(one.acknowledgements))
    return {
        "kind": "not on the checklist",
        "title": one.title,
        "status": one.status_word,
        "reason": one.reason,
        "notes": "\n\n".join((f"{one.why}.", *(text for text in notes if text))),
        "id": one.id,
    }


def _notes(notes: Iterable[NoteLine]) -> str:
    return "\n\n".join(f"{words.byline(note.by, note.at)}: {note.text}" for note in notes)


def _acknowledgements(lines: Iterable[AcknowledgementLine]) -> str:
    return "\n\n".join(map(_acknowledgement, lines))


def _acknowledgement(line: AcknowledgementLine) -> str:
    remarks = words.acknowledgement_remarks(line)
    said = f"{words.byline(line.by, line.at)}: {line.wording}"
    return f"{said} ({remarks})" if remarks else said


def _yes(value: bool) -> str:
    return "yes" if value else "no"
