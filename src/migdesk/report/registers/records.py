"""Registers as one table for a spreadsheet: a row for each row of a register, told apart by `register`.

The first row, of the register `report`, says what the table is, so that a made-up sample and the day it was made cannot
be overlooked.
"""

from __future__ import annotations

from collections.abc import Iterator

from migdesk.report import words
from migdesk.report.records import Record, Records, yes_or_no
from migdesk.report.registers.model import RegistersReport
from migdesk.report.registers.section import RegisterSection, RowLine

COLUMNS = (
    "practice", "ods_code", "register", "number", "name", "status", "owner", "due", "due_by_plan", "overdue", "fields",
    "notes", "id",
)  # fmt: skip


def registers_records(report: RegistersReport) -> Records:
    """Return the table."""
    name = f"Sample: {report.practice.name}" if report.sample else report.practice.name
    same: Record = {"practice": name, "ods_code": report.practice.ods_code}
    rows = [{**same, **row} for row in _rows(report)]
    return Records(COLUMNS, rows, len(rows))


def fields_in_words(section: RegisterSection, row: RowLine) -> str:
    """Return what a row says, a line for each column."""
    shown = ((column.title, row.shown.get(column.id, "")) for column in section.columns)
    return "\n".join(f"{title}: {text}" for title, text in shown if text)


def notes_in_words(row: RowLine) -> str:
    return "\n\n".join(f"{note.by}: {note.text}" for note in row.notes)


def _rows(report: RegistersReport) -> Iterator[Record]:
    lines = (report.sample_notice, *words.about_lines(report), *report.record.left_out)
    yield {
        "register": "report",
        "name": "Registers",
        "due": report.today.isoformat(),
        "notes": "\n".join(line for line in lines if line),
        "id": report.practice.id,
    }
    for section in report.registers:
        for row in section.rows:
            yield {
                "register": section.id,
                "number": row.number,
                "name": row.name,
                "status": row.status_word,
                "owner": row.owner,
                "due": row.due.isoformat() if row.due else "",
                "due_by_plan": yes_or_no(row.due_by_plan),
                "overdue": yes_or_no(row.overdue),
                "fields": fields_in_words(section, row),
                "notes": notes_in_words(row),
                "id": row.id,
            }
