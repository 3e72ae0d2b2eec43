"""The tasks of a practice as one table, those and in the order in which they were looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from migdesk.report import words
from migdesk.report.blocks import Cell, Column, Heading, Kind, Row, Status, Table
from migdesk.report.document import Document
from migdesk.report.facts import brief_facts, facts_of
from migdesk.report.footer import footer_of
from migdesk.report.status.model import StatusReport, TaskLine
from migdesk.report.task_cells import due_cell, title_cell

KIND = "Tasks"
COLUMNS = (
    Column(title="Task", width=30, tags="Marks"),
    Column(title="Phase", width=12),
    Column(title="Owner", width=12),
    Column(title="Due", width=12, kind=Kind.DAY, remark="About the due date"),
    Column(title="Status", width=12, kind=Kind.STATUS, text="Reason"),
    Column(title="Done on", width=8, kind=Kind.DAY),
    Column(title="Last note", width=14, below="Written by"),
)


def tasks_of(report: StatusReport, chosen: Sequence[str]) -> Iterator[tuple[str, TaskLine]]:
    """Yield these tasks in this order, each with its phase as "5 Pre-migration"."""
    found = {task.id: (f"{phase.number} {phase.title}", task) for phase in report.phases for task in phase.tasks}
    return (found[task] for task in chosen if task in found)


def tasks_document(report: StatusReport, chosen: Sequence[str], what: str) -> Document:
    """Return the table; `what` says which tasks these are."""
    name = report.practice.name or report.practice.id
    rows = tuple(_row(phase, task) for phase, task in tasks_of(report, chosen))
    return Document(
        look="status",
        what="report",
        title=f"{'Sample: ' if report.sample else ''}{KIND}, {name}",
        kind=KIND,
        heading=name,
        facts=facts_of(report.practice),
        brief_facts=brief_facts(report.practice),
        made_line=words.made_line(report),
        sample_notice=report.sample_notice,
        version=report.migdesk_version,
        day=report.today,
        footer=footer_of(report.today, f"{name}: {KIND}", sample=report.sample),
        about=(*words.about_lines(report), *words.left_out_lines(report.record), *_fingerprint(report)),
        record=report.record.line,
        landscape=True,
        blocks=(
            Table(
                look="tasks",
                columns=COLUMNS,
                rows=rows,
                sheet=KIND,
                caption=what,
                heading=Heading(text=KIND, id="tasks", aside=what),
                empty="No tasks.",
                wide=True,
            ),
        ),
    )


def _fingerprint(report: StatusReport) -> Collection[str]:
    return tuple(filter(None, (words.fingerprint_line(report.record),)))


def _row(phase: str, task: TaskLine) -> Row:
    last = task.notes[-1] if task.notes else None
    return Row(
        (
            title_cell(task),
            Cell(value=phase),
            Cell(value=task.owner),
            due_cell(task),
            Cell(value=Status(task.status, task.status_word), text=task.reason),
            Cell(value=task.done_on),
            Cell(value=last.text if last else "", below=(words.byline(last.by, last.at),) if last else ()),
        )
    )
