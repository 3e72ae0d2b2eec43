"""Every task of the status report under its phase, with its notes."""

from __future__ import annotations

from migdesk.report import words
from migdesk.report.blocks import Block, Cell, Column, Heading, Kind, Row, Status, Table
from migdesk.report.status.model import PhaseSection, StatusReport, TaskLine
from migdesk.report.task_cells import due_cell, note_of, title_cell

COLUMNS = (
    Column(title="Task", width=45, tags="Marks", below="For"),
    Column(title="Status", width=27, kind=Kind.STATUS, text="Reason", below="Set by"),
    Column(title="Owner", width=12),
    Column(title="Due", width=16, kind=Kind.DAY, remark="About the due date"),
)


def all_tasks(report: StatusReport) -> tuple[Block, ...]:
    """Return the section, a table for each phase."""
    return (Heading(text="All tasks and notes", id="tasks", new_page=True), *map(_phase, report.phases))


def _phase(phase: PhaseSection) -> Table:
    name = f"{phase.number} {phase.title}"
    counts = [f"{phase.done} of {phase.total} done"]
    counts += [f"{phase.overdue} overdue"] if phase.overdue else []
    counts += [f"{phase.not_applicable} not applicable"] if phase.not_applicable else []
    said = ", ".join(counts)
    return Table(
        look="tasks",
        columns=COLUMNS,
        rows=tuple(map(_task, phase.tasks)),
        sheet="Tasks",
        caption=said,
        heading=Heading(text=name, level=3, id=f"phase-{phase.number}", aside=said),
        empty="No tasks.",
        keys=(("Phase", name),),
        noted=True,
    )


def _task(task: TaskLine) -> Row:
    by = words.status_byline(task)
    title = title_cell(task)
    cells = (
        Cell(value=title.value, tags=title.tags, below=(", ".join(task.roles),) if task.roles else ()),
        Cell(value=Status(task.status, task.status_word), text=task.reason, below=(by,) if by else ()),
        Cell(value=task.owner),
        due_cell(task),
    )
    return Row(cells, notes=tuple(map(note_of, task.notes)))
