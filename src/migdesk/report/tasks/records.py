"""The tasks of a practice as a flat table for a spreadsheet, with every note."""

from __future__ import annotations

from collections.abc import Sequence

from migdesk.report import words
from migdesk.report.records import Record, Records, yes_or_no
from migdesk.report.status.model import StatusReport
from migdesk.report.tasks.document import tasks_of

COLUMNS = (
    "practice", "ods_code", "phase", "title", "critical", "owner", "due", "overdue", "status", "reason", "done_on",
    "last_note", "notes", "id",
)  # fmt: skip


def tasks_records(report: StatusReport, chosen: Sequence[str]) -> Records:
    """Return the table of these tasks."""
    name = f"Sample: {report.practice.name}" if report.sample else report.practice.name
    rows: list[Record] = [
        {
            "practice": name,
            "ods_code": report.practice.ods_code,
            "phase": phase,
            "title": task.title,
            "critical": yes_or_no(task.critical),
            "owner": task.owner,
            "due": task.due.isoformat() if task.due else "",
            "overdue": yes_or_no(task.overdue),
            "status": task.status_word,
            "reason": task.reason,
            "done_on": task.done_on.isoformat() if task.done_on else "",
            "last_note": task.notes[-1].text if task.notes else "",
            "notes": "\n\n".join(f"{words.byline(note.by, note.at)}: {note.text}" for note in task.notes),
            "id": task.id,
        }
        for phase, task in tasks_of(report, chosen)
    ]
    return Records(COLUMNS, rows, len(rows))
