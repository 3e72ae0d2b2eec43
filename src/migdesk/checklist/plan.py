"""Dates from Go-Live: milestones by the default plan, and each task's due date by its own rule. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from migdesk.checklist.definitions import Definitions, Milestone, Offset, Task

DUE_SOON_DAYS = 14


def milestone_dates(milestones: Iterable[Milestone], go_live: date | None) -> dict[str, date]:
    """Return each milestone's date, in calendar days from Go-Live by the default plan; empty without Go-Live."""
    if go_live is None:
        return {}
    days = {milestone.id: milestone.day for milestone in milestones}
    order = go_live - timedelta(days=days["go-live"])
    return {name: order + timedelta(days=day) for name, day in days.items()}


def date_of(offset: Offset, dates: Mapping[str, date]) -> date | None:
    """Return the day that an offset names, or None where its milestone has no date."""
    anchor = dates.get(offset.anchor)
    return anchor + timedelta(days=offset.offset_days) if anchor else None


def due_by_plan(task: Task, dates: Mapping[str, date]) -> date | None:
    """Return a task's due date by its rule, or None where it has no rule or its milestone no date."""
    anchor = dates.get(task.due.anchor) if task.due else None
    return anchor + timedelta(days=task.due.offset_days) if anchor and task.due else None


def phase_spans(definitions: Definitions, dates: Mapping[str, date]) -> dict[str, tuple[date, date]]:
    """Return the first and last day of each phase that can be dated."""
    spans = {}
    for phase in definitions.phases:
        start, end = date_of(phase.span.start, dates), date_of(phase.span.end, dates)
        if start and end:
            spans[phase.id] = (start, end)
    return spans


def is_overdue(due: date | None, today: date) -> bool:
    """A task is overdue from the day after its due date."""
    return due is not None and due < today


def is_due_soon(due: date | None, today: date) -> bool:
    """A task is due soon from today until 14 days ahead."""
    return due is not None and 0 <= (due - today).days <= DUE_SOON_DAYS
