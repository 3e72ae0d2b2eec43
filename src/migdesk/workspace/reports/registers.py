"""The registers of a practice as reports have them: gathered from the workspace, and written where they are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from migdesk import __version__
from migdesk.base.atomic import output_file
from migdesk.checklist.plan.dates import plan_dates
from migdesk.checklist.registers.definitions import DUE, OWNER, STATUS, ColumnType, Register
from migdesk.practice.plan_record import plan_inputs
from migdesk.practice.state import PracticeState
from migdesk.report import words
from migdesk.report.blocks import Note
from migdesk.report.document import Document
from migdesk.report.formats import format_of
from migdesk.report.people import person_of
from migdesk.report.registers.content import registers_content
from migdesk.report.registers.document import registers_document
from migdesk.report.registers.findings import Findings
from migdesk.report.registers.model import FORM, RegistersReport
from migdesk.report.registers.section import RegisterColumn, RegisterSection, RowLine
from migdesk.report.status.build import practice_facts
from migdesk.report.status.model import SAMPLE_NOTICE, GuideName, Vouched
from migdesk.workspace.registers.reading import RegisterReader
from migdesk.workspace.registers.values import Names, shown
from migdesk.workspace.registers.view import RegisterView, RowView
from migdesk.workspace.reports.prepared import Prepared
from migdesk.workspace.reports.shared import shared_state, vouched_record
from migdesk.workspace.workspace import Workspace

SIGNS = {
    "circle": "to-do",
    "half": "in-progress",
    "tick": "done",
    "cross": "not-applicable",
    "dash": "not-applicable",
    "warning": "blocked",
}
"""The picture of a task's status that stands for the icon of a row's."""


def registers_report(
    workspace: Workspace, practice_id: str, registers: Sequence[str] = (), vouched: Vouched | None = None
) -> RegistersReport:
    """Return the report on some registers of a practice, in their order, or on all that have rows.

    Raises UserError for a practice or a register that is not there.
    """
    wanted = [workspace.registers.find(name) for name in registers]
    state, guide = shared_state(workspace, practice_id), workspace.guide
    if not wanted:
        views = workspace.registers.reader_of(state).views()
        wanted = [view.register for view in views if view.rows]
    return RegistersReport(
        sample_notice=SAMPLE_NOTICE if state.sample else "",
        sample=state.sample,
        form=FORM,
        made_at=workspace.now,
        made_by=person_of(workspace.actor, workspace.definitions) if workspace.actor else None,
        today=workspace.today,
        migdesk_version=__version__,
        guide=GuideName(guide.title, guide.version, guide.as_of),
        practice=practice_facts(state),
        registers=tuple(register_sections(workspace, state, wanted)),
        record=vouched_record(workspace, practice_id) if vouched is None else vouched,
    )


def prepare_registers(
    workspace: Workspace, practice_id: str, path: Path, registers: Sequence[str] = (), chosen: str | None = None
) -> Prepared:
    """Gather the report for `path`, in the format `chosen` or the one that its suffix names.

    Raises UserError for another format, a practice or a register that is not there, EnvironmentFault for a place where
    no file can be.
    """
    form = format_of("registers", path, chosen)
    target = output_file(path)
    return Prepared(registers_content(registers_report(workspace, practice_id, registers)), form, target)


def register_sections(
    workspace: Workspace, state: PracticeState, registers: Sequence[Register] | None = None
) -> Iterator[RegisterSection]:
    """Yield registers of a state in hand as reports have them; without a choice all in which anything is recorded."""
    if registers is None and not state.registers:
        return  # a practice without any need not have them read
    reader = workspace.registers.reader_of(state)
    dates = plan_dates(workspace.definitions.milestones, plan_inputs(state))
    chosen = workspace.registers.definitions.registers if registers is None else registers
    for register in chosen:
        if registers is None and not state.registers.get(register.id):
            continue
        view = reader.view(register)
        rows = tuple(_row(view.register, row, reader, workspace) for row in view.rows)
        yield _section(view, rows, workspace.today, dates)


def _section(view: RegisterView, rows: tuple[RowLine, ...], today: date, dates: Mapping[str, date]) -> RegisterSection:
    register = view.register
    return RegisterSection(
        id=register.id,
        title=register.title,
        short_title=register.short_title,
        group=register.group,
        purpose=register.purpose,
        link=register.link,
        state=view.state,
        name_column=register.name_column,
        open=view.open,
        overdue=view.overdue,
        columns=tuple(
            RegisterColumn(
                id=column.id,
                title=column.title,
                type=column.type,
                unit=column.unit,
                choices=tuple(column.choices.values()),
                computed=column.computed is not None,
                is_long=column.wide or column.type is ColumnType.LONG_TEXT,
                in_table=column.in_table,
            )
            for column in register.columns
        ),
        statuses=tuple(status.title for status in register.statuses),
        wall=register.wall,
        rows=rows,
        findings=tuple(Findings(register, rows, today, dates).all()),
    )


def _row(register: Register, row: RowView, reader: RegisterReader, workspace: Workspace) -> RowLine:
    planned = {name: day.isoformat() for name, day in row.planned.items() if name != DUE}
    fields = {**planned, **row.fields, **row.computed}
    return RowLine(
        id=row.id,
        number=row.number,
        name=row.name,
        status=row.status.id,
        status_word=row.status.title,
        sign=SIGNS[row.status.icon],
        is_open=row.is_open,
        owner=row.owner,
        due=row.due,
        due_by_plan=row.due_from_plan,
        overdue=row.overdue,
        fields=fields,
        shown=dict(_shown(register, {**fields, OWNER: row.owners, STATUS: row.status.id}, reader.names)),
        notes=tuple(
            Note(note.text, words.byline(person_of(note.actor, workspace.definitions), note.at))
            for note in row.notes
            if not note.private
        ),
        problems=row.problems,
    )


def _shown(register: Register, fields: Mapping[str, object], names: Names) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        column = register.column_by_id.get(name)
        text = shown(column, value, names) if column else str(value)
        if text:
            yield name, text


def registers_document_of(workspace: Workspace, practice_id: str, registers: Sequence[str]) -> Document:
    """Return the report on registers as a document, to be printed."""
    return registers_document(registers_report(workspace, practice_id, registers))
