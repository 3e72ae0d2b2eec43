"""What stands in a practice's calendar: its milestones, leave and, by choice, its tasks, in whole days.

An entry keeps its UID for ever, and its sequence grows with every change that could have moved it, so that a calendar
program that is given a newer file moves what it has and doubles nothing. What does not apply any more, or has lost its
day, is cancelled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import Leave
from migdesk.practice.event import Event
from migdesk.practice.history import item_of, title_of
from migdesk.practice.plan_record import CUTOVER_REHEARSAL, LEAVE, plan_inputs
from migdesk.practice.progress import Progress, TaskProgress
from migdesk.practice.sign_off_progress import SignOffProgress, signer_title, ticked_by
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS, Status
from migdesk.report import words
from migdesk.report.calendar.past import taken_away, withdrawn_leave
from migdesk.report.status.key_dates import counts_from_worked_out, key_dates
from migdesk.report.status.model import KeyDate

MILESTONE, TASK, AWAY, SIGN_OFF, ROW = "Milestone", "Task", "Leave", "Sign-off", "Register"
REHEARSAL_TITLE = "Cutover rehearsal"
PROVISIONAL = "Provisional: it counts from a Go-Live that was worked out and is not set."
GO_LIVE_PROVISIONAL = "Provisional: the plan worked this day out from the dates that are set."


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a calendar, or all days up to `last`. `kind` is what it is of; `about` says more in lines.

    What is `provisional` counts from a Go-Live that nobody has set.
    """

    uid: str
    day: date
    title: str
    about: tuple[str, ...]
    kind: str
    sequence: int
    cancelled: bool = False
    last: date | None = None
    provisional: bool = False


class DueRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a register with its day; one that is `closed`, or was removed, is cancelled in a calendar. `item` names
    it."""

    item: str
    day: date
    register: str
    name: str
    status: str
    owner: str
    closed: bool


class _Record(msgspec.Struct, frozen=True):
    """A practice's progress, with how often each of its items was changed; the practice itself stands under "".

    `provisional` are the milestones that count from a Go-Live that nobody has set.
    """

    progress: Progress
    definitions: Definitions
    changes: Counter[str]
    provisional: frozenset[str]

    def uid(self, item: str) -> str:
        return f"{self.progress.state.id}.{item}@migdesk"

    def sequence(self, task: str = "") -> int:
        """Count what can have moved a task or, with its changes alone, the plan."""
        return self.changes[""] + (self.changes[task] if task else 0)


def entries_of(
    progress: Progress,
    events: Iterable[Event],
    definitions: Definitions,
    *,
    tasks: bool = False,
    role: str = "",
    rows: Iterable[DueRow] = (),
) -> Iterator[Entry]:
    """Return a practice's milestones, rehearsal and leave and, with `tasks`, its tasks that have a date and `rows`.

    `events` are all of the practice, oldest first. `role` is a role's id: only its tasks are then taken, and those
    that name no role.
    """
    every = tuple(events)
    changes = _changes(every, progress.state, definitions)
    record = _Record(progress, definitions, changes, counts_from_worked_out(progress, definitions))
    yield from _milestones(record)
    for leave in plan_inputs(progress.state).leave:
        yield _leave(leave, record)
    for phase in progress.phases if tasks else ():
        for task in phase.tasks:
            if task.due and _is_for(role, task.task.roles):
                yield _task(task, task.due, f"{phase.phase.number} {phase.phase.title}", record)
    for sign_off in progress.sign_offs if tasks else ():
        roles = tuple(signer.role for signer in sign_off.rule.signers if signer.role)
        if sign_off.due and not ticked_by(sign_off.rule, definitions) and _is_for(role, roles):
            yield _sign_off(sign_off, sign_off.due, record)
    for row in rows if tasks else ():
        yield _row(row, record)
    for item, day in taken_away(progress, every, definitions).items():
        of_plan = item in definitions.milestone_by_id or item == CUTOVER_REHEARSAL
        if of_plan or (tasks and _is_for(role, _roles(item, definitions))):
            yield _cancelled(item, day, TASK if not of_plan else MILESTONE, record)
    for leave in withdrawn_leave(progress.state, every):
        yield replace(_leave(leave, record), about=("This leave was withdrawn.",), cancelled=True)


def _changes(events: Iterable[Event], state: PracticeState, definitions: Definitions) -> Counter[str]:
    known = definitions.task_by_id
    items = (item_of(event, state) for event in events)
    return Counter(known[item].id if item in known else item for item in items)


def _is_for(role: str, roles: tuple[str, ...]) -> bool:
    return not role or not roles or role in roles


def _roles(task: str, definitions: Definitions) -> tuple[str, ...]:
    known = definitions.task_by_id.get(task)
    return known.roles if known else ()


def _milestones(record: _Record) -> Iterator[Entry]:
    for milestone in key_dates(record.progress, record.definitions):
        if milestone.date:
            yield Entry(
                uid=record.uid(milestone.id),
                day=milestone.date,
                title=milestone.title,
                about=tuple(_about(milestone)),
                kind=MILESTONE,
                sequence=record.sequence(),
                provisional=milestone.provisional,
            )
    rehearsal = plan_inputs(record.progress.state).rehearsal
    if rehearsal:
        about = ("A rehearsal of the cutover, before the real one.",)
        yield Entry(
            uid=record.uid(CUTOVER_REHEARSAL),
            day=rehearsal,
            title=REHEARSAL_TITLE,
            about=about,
            kind=MILESTONE,
            sequence=record.sequence(),
        )


def _about(milestone: KeyDate) -> Iterator[str]:
    """Tell how a milestone stands and where its day comes from; how many days ago it was, a calendar knows itself."""
    stands = words.standing(milestone)
    if stands:
        yield f"{words.sentence(f'past, {stands}' if milestone.late else stands)}."
    yield f"{words.key_date_basis(milestone)}."
    if milestone.provisional:
        yield GO_LIVE_PROVISIONAL if words.is_worked_out(milestone) else PROVISIONAL


def _leave(leave: Leave, record: _Record) -> Entry:
    uid = record.uid(f"{LEAVE}{leave.id}")
    return Entry(
        uid=uid,
        day=leave.first,
        title=f"Leave: {leave.name}",
        about=(),
        kind=AWAY,
        sequence=record.sequence(),
        last=leave.last,
    )


def _task(task: TaskProgress, due: date, phase: str, record: _Record) -> Entry:
    title = f"Done: {task.title}" if task.status == Status.DONE else task.title
    roles = ", ".join(record.definitions.role_title(role) for role in task.task.roles)
    provisional = _is_provisional(task, record)
    about = (
        PROVISIONAL if provisional else "",
        f"Phase: {phase}",
        f"Status: {STATUS_WORDS[task.status]}" + (", critical" if task.task.critical else ""),
        f"Owner: {task.owner}" if task.owner else "",
        f"For: {roles}" if roles else "",
    )
    cancelled = task.status == Status.NOT_APPLICABLE
    sequence = record.sequence(task.id)
    return Entry(
        uid=record.uid(task.id),
        day=due,
        title=title,
        about=about,
        kind=TASK,
        sequence=sequence,
        cancelled=cancelled,
        provisional=provisional,
    )


def _sign_off(found: SignOffProgress, due: date, record: _Record) -> Entry:
    """Return a sign-off by the day by which it is to be signed; one that stands among the tasks is there already."""
    names = ", ".join(entry.by.name for entry in found.signed)
    missing = [signer_title(line.signer, record.definitions) for line in found.lines if line.signature is None]
    provisional = found.is_open and found.rule.due.anchor in record.provisional
    about = (
        PROVISIONAL if provisional else "",
        f"Signed by: {names}" if names else "",
        f"Still to sign: {', '.join(missing)}" if missing and found.is_open else "",
    )
    return Entry(
        uid=record.uid(found.id),
        day=due,
        title=f"{'To sign' if found.is_open else 'Signed'}: {found.rule.title}",
        about=tuple(filter(None, about)),
        kind=SIGN_OFF,
        sequence=record.sequence(found.id),
        cancelled=not found.applies,
        provisional=provisional,
    )


def _row(row: DueRow, record: _Record) -> Entry:
    about = (f"Register: {row.register}", f"Status: {row.status}", f"Owner: {row.owner}" if row.owner else "")
    return Entry(
        uid=record.uid(row.item.replace("/", ".")),
        day=row.day,
        title=f"{row.register}: {row.name}",
        about=tuple(filter(None, about)),
        kind=ROW,
        sequence=record.sequence(row.item),
        cancelled=row.closed,
    )


def _is_provisional(task: TaskProgress, record: _Record) -> bool:
    """Tell whether the day of something still to do counts from a Go-Live that nobody has set."""
    rule = task.task.due
    return task.is_open and not task.due_by_hand and rule is not None and rule.anchor in record.provisional


def _cancelled(item: str, day: date, kind: str, record: _Record) -> Entry:
    known = record.definitions.milestone_by_id.get(item)
    title = known.title if known else REHEARSAL_TITLE if item == CUTOVER_REHEARSAL else ""
    title = title or title_of(item, record.progress.state, record.definitions)
    sequence = record.sequence(item if kind == TASK else "")
    return Entry(
        uid=record.uid(item),
        day=day,
        title=title,
        about=("This date was taken away.",),
        kind=kind,
        sequence=sequence,
        cancelled=True,
    )
