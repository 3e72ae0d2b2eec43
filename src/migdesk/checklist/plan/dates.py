"""Dates from the plan's rules: milestones, phases, and each task's due date. Pure functions.

Every milestone counts from another one, and in the end from Go-Live. A milestone that is fixed, by hand or because it
has happened, keeps its day, and what counts from it moves with it. Where Go-Live is not known, it is counted forwards
from the latest milestone before it that is fixed, and the rest follows from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from migdesk.checklist.definitions import Definitions, Milestone, Offset, Phase, Task
from migdesk.checklist.plan.rules import last_day, moved, rule_of

DUE_SOON_DAYS = 14
GO_LIVE = "go-live"


class Leave(msgspec.Struct, frozen=True):
    """A time when somebody whom the migration needs is away, both days included. `id` names it for withdrawing."""

    id: str
    name: str
    first: date
    last: date


class PlanInputs(msgspec.Struct, frozen=True, kw_only=True):
    """What a practice has settled of its plan; the rules give the rest.

    `planned` are milestones fixed by hand and `happened` those that have been, by id; `was_planned` is for which day
    those had been planned. `choice` is the figure taken where the guide has several, empty for the standard.
    """

    planned: Mapping[str, date] = {}
    happened: Mapping[str, date] = {}
    was_planned: Mapping[str, date] = {}
    choice: str = ""
    leave: tuple[Leave, ...] = ()
    rehearsal: date | None = None

    @property
    def fixed(self) -> dict[str, date]:
        """Every milestone that keeps its day; what has happened goes before what was planned."""
        return {**self.planned, **self.happened}


def milestone_dates(milestones: Iterable[Milestone], go_live: date | None) -> dict[str, date]:
    """Return each milestone's date by the default plan of a Go-Live date; empty without one."""
    return plan_dates(milestones, PlanInputs(planned={GO_LIVE: go_live} if go_live else {}))


def plan_dates(milestones: Iterable[Milestone], inputs: PlanInputs) -> dict[str, date]:
    """Return each milestone's date, in the plan's order; empty while nothing is fixed that it could count from."""
    every: dict[str, Milestone] = {milestone.id: milestone for milestone in milestones}
    fixed = {name: day for name, day in inputs.fixed.items() if name in every}
    if not fixed or GO_LIVE not in every:
        return {}
    go_live_day = every[GO_LIVE].day
    rules = {
        name: rule_of(milestone, go_live_day, inputs.choice) for name, milestone in every.items() if name != GO_LIVE
    }
    if GO_LIVE not in fixed:
        fixed[GO_LIVE] = _go_live_from(fixed, every, rules)
    dates = fixed
    for name in every:
        _date(name, dates, rules)
    return {name: dates[name] for name in every}


def _date(name: str, dates: dict[str, date], rules: Mapping[str, Offset]) -> date:
    """Return a milestone's date, adding to `dates` whatever it counts from."""
    if name not in dates:
        rule = rules[name]
        dates[name] = moved(_date(rule.anchor, dates, rules), rule.offset, rule.unit)
    return dates[name]


def _go_live_from(fixed: Mapping[str, date], every: Mapping[str, Milestone], rules: Mapping[str, Offset]) -> date:
    """Return the Go-Live date that fits the latest fixed milestone before it, or else the first one after it."""
    by_day = sorted(fixed, key=lambda name: every[name].day)
    before = [name for name in by_day if every[name].day <= every[GO_LIVE].day]
    name = before[-1] if before else by_day[0]
    day = fixed[name]
    while name != GO_LIVE:
        rule = rules[name]
        day = moved(day, -rule.offset, rule.unit)
        name = rule.anchor
    return day


def date_of(offset: Offset, dates: Mapping[str, date]) -> date | None:
    """Return the day that an offset names, or None where its milestone has no date."""
    anchor = dates.get(offset.anchor)
    return moved(anchor, offset.offset, offset.unit) if anchor else None


def due_by_plan(task: Task, dates: Mapping[str, date]) -> date | None:
    """Return a task's due date by its rule, or None where it has no rule or its milestone no date."""
    anchor = dates.get(task.due.anchor) if task.due else None
    return anchor + timedelta(days=task.due.offset_days) if anchor and task.due else None


def phase_spans(definitions: Definitions, dates: Mapping[str, date]) -> dict[str, tuple[date, date]]:
    """Return the first and last day of each phase that can be dated.

    Where fixed milestones leave a phase no room, it keeps its last day: it ends with what waits for it.
    """
    found = ((phase.id, phase_span(phase, dates)) for phase in definitions.phases)
    return {phase: span for phase, span in found if span}


def phase_span(phase: Phase, dates: Mapping[str, date]) -> tuple[date, date] | None:
    """Return the first and last day of one phase, as `phase_spans`."""
    if phase.span is None:
        return None
    start = date_of(phase.span.start, dates)
    end = date_of(phase.span.end, dates) if phase.span.end else last_day(start, phase.span) if start else None
    return (min(start, end), end) if start and end else None


def is_overdue(due: date | None, today: date) -> bool:
    """A task is overdue from the day after its due date."""
    return due is not None and due < today


def is_due_soon(due: date | None, today: date) -> bool:
    """A task is due soon from today until 14 days ahead."""
    return due is not None and 0 <= (due - today).days <= DUE_SOON_DAYS


def is_due_this_week(due: date | None, today: date) -> bool:
    """A task is due this week from today until the Sunday of this week; what is overdue is told apart."""
    return due is not None and 0 <= (due - today).days <= 6 - today.weekday()
