"""What a practice's calendar had once and has no more: days that were taken away, which a calendar has to be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import Leave
from migdesk.practice import rows
from migdesk.practice.causal_order import causal_order
from migdesk.practice.event import Event
from migdesk.practice.fold import apply
from migdesk.practice.kinds import fields_of
from migdesk.practice.kinds.practice_set import details_set
from migdesk.practice.plan_record import (
    CUTOVER_REHEARSAL,
    GO_LIVE_PLANNED,
    HAPPENED,
    LEAVE,
    PLANNED,
    leave_of,
    plan_inputs,
)
from migdesk.practice.progress import Progress, progress_of
from migdesk.practice.state import PracticeState


def dated_items(progress: Progress) -> dict[str, date]:
    """Return the day of every milestone and task that has one, and of the cutover rehearsal."""
    found: dict[str, date] = {dated.milestone.id: dated.date for dated in progress.milestones if dated.date}
    found.update((task.id, task.due) for task in progress.tasks if task.due)
    rehearsal = plan_inputs(progress.state).rehearsal
    return {**found, CUTOVER_REHEARSAL: rehearsal} if rehearsal else found


def taken_away(progress: Progress, events: Iterable[Event], definitions: Definitions) -> dict[str, date]:
    """Return what had a day once and has none now, with the last day that it had.

    `events` are all of the practice; they are gone through only where a day can have been taken away.
    """
    if not _lost_a_day(progress.state):
        return {}
    past: dict[str, date] = {}
    state = PracticeState(progress.state.id)
    for event in causal_order(events):
        state = apply(state, event)
        if _dates_anything(event):
            past.update(dated_items(progress_of(state, definitions, progress.today)))
    now = dated_items(progress)
    return {item: day for item, day in past.items() if item not in now}


def withdrawn_leave(state: PracticeState, events: Iterable[Event]) -> tuple[Leave, ...]:
    """Return the leave that was entered once and is withdrawn, as it was entered last; `events` are all there are."""
    gone = {f"{LEAVE}{row.id}" for row in state.all_rows(rows.LEAVE) if row.removed}
    found: dict[str, Leave] = {}
    for event in causal_order(events) if gone else ():
        fields = details_set(event)
        entered = {name: fields[name] for name in gone & fields.keys() if fields[name]}
        found.update((name, leave_of(name.removeprefix(LEAVE), value)) for name, value in entered.items())
    return tuple(found.values())


def _lost_a_day(state: PracticeState) -> bool:
    by_plan = any(not field.value for name, field in state.details.items() if _is_date(name))
    of_tasks = any("due" in fields and not fields["due"].value for fields in state.tasks.values())
    return by_plan or of_tasks or any(row.removed for row in state.all_rows(rows.OWN_TASKS))


def _dates_anything(event: Event) -> bool:
    return any(_is_date(name) or name in {"due", "removed"} for name in fields_of(event))


def _is_date(detail: str) -> bool:
    return detail in {GO_LIVE_PLANNED, CUTOVER_REHEARSAL} or detail.startswith((PLANNED, HAPPENED))
