"""Puts the agenda for a visit together from a practice's report and record. Pure: no clock, no store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import PlanInputs
from migdesk.practice.event import Event
from migdesk.practice.progress import Progress
from migdesk.practice.rows import WordsOfRegister, no_words
from migdesk.practice.status import OPEN_STATUSES
from migdesk.report import words
from migdesk.report.agenda import words as agenda_words
from migdesk.report.agenda.changes import changes_since
from migdesk.report.agenda.model import (
    COMING_DAYS,
    Agenda,
    Change,
    Coming,
    Doubt,
    OpenReference,
    OverdueRow,
    OverdueSignOff,
    Shown,
    SinceWhy,
)
from migdesk.report.agenda.room import LINE_CHARACTERS, first_that_fit, lines_of, shared_out
from migdesk.report.status.model import StatusReport, TaskLine

SHARES = (17.5, 18.0, 13.5, 6.0, 2.5, 2.5, 4.0, 12.0)
"""Lines for what is to come, the changes, what is overdue, blocked, not signed, overdue in registers, not acknowledged
and doubtful, where each has more than there is room for."""
NEAREST_TASKS = 7
"""Of the tasks to come, so many of the nearest come before the critical ones."""


class Since(msgspec.Struct, frozen=True):
    """From which day on an agenda tells the changes, and why from that day."""

    day: date
    why: SinceWhy


def build_agenda(
    report: StatusReport,
    progress: Progress,
    events: Iterable[Event],
    definitions: Definitions,
    since: Since,
    plan: PlanInputs,
    words_of: WordsOfRegister = no_words,
) -> Agenda:
    """Return the agenda for a visit.

    `report` and `progress` are the practice's of one day, and `events` its whole record, oldest first.
    """
    changes = changes_since(since.day, events, progress.state, definitions, words_of)
    overdue = sorted(report.overdue, key=lambda task: (not task.critical, task.due or date.max))
    blocked = [task for task in report.blocked if not task.overdue]
    open_ones = [reference for reference in report.references if not reference.acknowledged]
    missing = [OpenReference(reference.name, reference.words_changed) for reference in open_ones]
    doubts = [Doubt(warning.title, warning.text) for warning in report.date_warnings]
    last = report.today + timedelta(days=COMING_DAYS)
    fixed = [*_milestones(report, plan, last), *_leave(report, plan, last), *_to_sign(report, last)]
    unsigned = [
        OverdueSignOff(found.title, found.due, found.missing)
        for found in report.sign_offs
        if found.overdue and found.due and not found.ticks
    ]
    rows = _overdue_rows(report)
    tasks = _tasks(report, last)
    needs = [
        sum(map(_coming_lines, (*fixed, *tasks))),
        sum(map(_change_lines, changes)),
        sum(map(_overdue_lines, overdue)),
        sum(map(_blocked_lines, blocked)),
        sum(map(_sign_off_lines, unsigned)),
        sum(map(_row_lines, rows)),
        sum(map(_reference_lines, missing)),
        sum(map(_doubt_lines, doubts)),
    ]
    room = shared_out(needs, SHARES)
    return Agenda(
        report=report,
        since=since.day,
        since_why=since.why,
        changes=first_that_fit(changes, room[1], _change_lines),
        coming=_coming(fixed, tasks, room[0]),
        overdue=first_that_fit(overdue, room[2], _overdue_lines),
        blocked=first_that_fit(blocked, room[3], _blocked_lines),
        sign_offs=first_that_fit(unsigned, room[4], _sign_off_lines),
        rows=first_that_fit(rows, room[5], _row_lines),
        references=first_that_fit(missing, room[6], _reference_lines),
        doubts=_doubts_that_fit(doubts, room[7]),
    )


def _coming(fixed: list[Coming], tasks: list[Coming], room: float) -> Shown[Coming]:
    """Return milestones and leave, and the tasks that fit beside them, by date."""
    chosen = first_that_fit(tasks, room - sum(map(_coming_lines, fixed)), _coming_lines)
    return Shown(tuple(sorted((*fixed, *chosen.items), key=lambda coming: coming.day)), chosen.more)


def _tasks(report: StatusReport, last: date) -> list[Coming]:
    """Return the open tasks of the next four weeks: the nearest, then the critical, then the others, each by date."""
    every = sorted(
        (
            *_rows_to_come(report, last),
            *(
                Coming(
                    day=task.due,
                    kind="task",
                    title=task.title,
                    about=task.owner,
                    critical=task.critical,
                    by_hand=task.due_by_hand,
                )
                for phase in report.phases
                for task in phase.tasks
                if task.status in OPEN_STATUSES and task.due and report.today <= task.due <= last
            ),
        ),
        key=lambda coming: coming.day,
    )
    nearest, others = every[:NEAREST_TASKS], every[NEAREST_TASKS:]
    return [*nearest, *sorted(others, key=lambda coming: not coming.critical)]


def _rows_to_come(report: StatusReport, last: date) -> Iterator[Coming]:
    for section in report.registers:
        for row in section.rows:
            if row.is_open and row.due and report.today <= row.due <= last:
                title = f"{section.short_title}: {row.name}"
                yield Coming(day=row.due, kind="row", title=title, about=row.owner, by_hand=not row.due_by_plan)


def _overdue_rows(report: StatusReport) -> list[OverdueRow]:
    """Return the rows of registers that are overdue, the longest first."""
    found = [
        OverdueRow(section.short_title, row.name, row.due, row.owner)
        for section in report.registers
        for row in section.rows
        if row.overdue and row.due
    ]
    return sorted(found, key=lambda row: row.due)


def _milestones(report: StatusReport, plan: PlanInputs, last: date) -> Iterator[Coming]:
    for milestone in report.milestones:
        if milestone.date and not milestone.happened and report.today <= milestone.date <= last:
            about = words.WORKED_OUT if words.is_worked_out(milestone) else ""
            yield Coming(day=milestone.date, kind="milestone", title=milestone.title, about=about)
    if plan.rehearsal and report.today <= plan.rehearsal <= last:
        yield Coming(day=plan.rehearsal, kind="milestone", title="Cutover rehearsal")


def _leave(report: StatusReport, plan: PlanInputs, last: date) -> Iterator[Coming]:
    for leave in plan.leave:
        if leave.last >= report.today and leave.first <= last:
            about = f"away until {date_with_weekday(leave.last)}"
            yield Coming(day=max(leave.first, report.today), kind="leave", title=leave.name, about=about)


def _to_sign(report: StatusReport, last: date) -> Iterator[Coming]:
    """Return what is to be signed in the next four weeks, but what stands among the tasks."""
    for found in report.sign_offs:
        if found.open and found.due and report.today <= found.due <= last and not found.ticks:
            yield Coming(day=found.due, kind="sign-off", title=found.title, about=", ".join(found.missing))


def _doubts_that_fit(doubts: list[Doubt], room: float) -> Shown[Doubt]:
    """Return the doubts by their titles, and of the first as many with their texts as there is room left for."""
    titles = first_that_fit([Doubt(doubt.title, "") for doubt in doubts], room, _doubt_lines)
    room -= sum(map(_doubt_lines, titles.items))
    needs = [_doubt_lines(full) - _doubt_lines(title) for full, title in zip(doubts, titles.items, strict=False)]
    whole = len(first_that_fit(needs, room, float).items)
    return Shown((*doubts[:whole], *titles.items[whole:]), titles.more)


# the lines that each takes on paper; the widths are those of agenda_print


def _change_lines(change: Change) -> float:
    title = _marked(agenda_words.change_title(change), change.critical)
    return lines_of((title, 38), (change.text, 39), (agenda_words.who(change, local_date(change.at)), 23))


def _coming_lines(coming: Coming) -> float:
    title = f"{agenda_words.coming_title(coming)} {agenda_words.BY_HAND if coming.by_hand else ''}"
    return lines_of((_marked(title, coming.critical), 62), (agenda_words.coming_about(coming), 24))


def _overdue_lines(task: TaskLine) -> float:
    title = _marked(agenda_words.brief(task.title), task.critical)
    return lines_of((title, 40), (agenda_words.how_it_stands(task), 29), (agenda_words.owner(task), 18))


def _blocked_lines(task: TaskLine) -> float:
    title = _marked(agenda_words.brief(task.title), task.critical)
    return lines_of((title, 40), (agenda_words.brief(task.reason), 42), (agenda_words.owner(task), 18))


def _reference_lines(reference: OpenReference) -> float:
    return (len(agenda_words.reference_name(reference)) + 2) / LINE_CHARACTERS


def _sign_off_lines(sign_off: OverdueSignOff) -> float:
    return (len(agenda_words.sign_off_name(sign_off)) + 2) / LINE_CHARACTERS


def _row_lines(row: OverdueRow) -> float:
    return (len(agenda_words.row_name(row)) + 2) / LINE_CHARACTERS


def _doubt_lines(doubt: Doubt) -> float:
    return lines_of((f"{doubt.title}. {doubt.text}", 100))


def _marked(title: str, critical: bool) -> str:
    return f"{title} Critical" if critical else title
