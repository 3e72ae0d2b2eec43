"""The plan as the timeline has it: which days it spans, a row a phase with its milestones, and what there is in order
of date. Knows no Qt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from migdesk.checklist.plan.dates import Leave
from migdesk.workspace.plan.view import MilestoneView, PhaseView, PlanView

Kind = Literal["milestone", "phase", "leave", "rehearsal"]
EDGE_DAYS = 5  # shown before and after the plan
NEAR_DAYS = 92  # today is shown on the line if it is no further from the plan than this


class Item(msgspec.Struct, frozen=True):
    """What can be chosen. A milestone may have the id of a phase, so the kind belongs to it; a rehearsal has no id."""

    kind: Kind
    id: str = ""


class Row(msgspec.Struct, frozen=True):
    """A phase and the milestones that stand in its row, by date; without a phase, a milestone that belongs to none."""

    phase: PhaseView | None
    milestones: tuple[MilestoneView, ...]


def has_dates(view: PlanView) -> bool:
    """Tell whether anything can be drawn."""
    return any(_plan_days(view))


def span_of(view: PlanView) -> tuple[date, date]:
    """Return the first and last day to show, with a little room; `view` must have a date.

    Today, the rehearsal and leave are among them only where they are near the plan itself.
    """
    days = list(_plan_days(view))
    first, last = min(days), max(days)
    near = timedelta(days=NEAR_DAYS)
    others = [view.today, *([view.rehearsal] if view.rehearsal else [])]
    others += [day for leave in view.leave if leave.last >= first and leave.first <= last for day in _ends(leave)]
    days += [day for day in others if first - near <= day <= last + near]
    edge = timedelta(days=EDGE_DAYS)
    return min(days) - edge, max(days) + edge


def _ends(leave: Leave) -> tuple[date, date]:
    return leave.first, leave.last


def _plan_days(view: PlanView) -> Iterator[date]:
    for phase in view.phases:
        if phase.start and phase.end:
            yield phase.start
            yield phase.end
    for milestone in view.milestones:
        yield from filter(None, (milestone.date, milestone.planned))


def rows_of(view: PlanView) -> tuple[Row, ...]:
    """Return a row for each phase, and one for each milestone that falls in the time of none.

    A milestone stands in the row of the phase that has its name; else of one that begins or ends with it; else of one
    in whose time it falls.
    """
    by_phase: dict[str, list[MilestoneView]] = {phase.id: [] for phase in view.phases}
    dated = [milestone for milestone in view.milestones if milestone.date]
    named = {milestone.id: _named(milestone, view.phases) for milestone in dated}
    alone = []
    for milestone in sorted(dated, key=lambda milestone: named[milestone.id] is None):
        phase = named[milestone.id] or _by_date(milestone, view.phases, by_phase)
        if phase:
            by_phase[phase.id].append(milestone)
        else:
            alone.append(milestone)
    rows = [Row(phase, tuple(sorted(by_phase[phase.id], key=_day))) for phase in view.phases]
    return (*rows, *(Row(None, (milestone,)) for milestone in sorted(alone, key=_day)))


def _named(milestone: MilestoneView, phases: Sequence[PhaseView]) -> PhaseView | None:
    return next((phase for phase in phases if shares_name(milestone, phase)), None)


def shares_name(milestone: MilestoneView, phase: PhaseView) -> bool:
    """Tell whether a phase is named as the milestone is, such as Go-Live."""
    names = {milestone.title.casefold(), milestone.short_title.casefold()}
    return bool(names & {phase.title.casefold(), phase.short_title.casefold()})


def _by_date(
    milestone: MilestoneView, phases: Sequence[PhaseView], taken: Mapping[str, Sequence[MilestoneView]]
) -> PhaseView | None:
    """Return the phase in whose time a milestone falls; the shortest of several, since that says most."""
    day = _day(milestone)
    around = [phase for phase in phases if phase.start and phase.end and phase.start <= day <= phase.end]
    edges = [phase for phase in around if day in (phase.start, phase.end) and not taken[phase.id]]
    return min(edges or around, key=lambda phase: (_length(phase), -phase.number), default=None)


def _day(milestone: MilestoneView) -> date:
    return milestone.date or date.max


def _length(phase: PhaseView) -> int:
    return (phase.end - phase.start).days if phase.start and phase.end else 0


def in_date_order(view: PlanView) -> tuple[Item, ...]:
    """Return everything there is, by its first day; at the same day a phase goes before its milestones."""
    found: list[tuple[date, int, int, Item]] = []
    for number, phase in enumerate(view.phases):
        found.append((phase.start or date.max, 0, number, Item("phase", phase.id)))
    for number, milestone in enumerate(view.milestones):
        found.append((milestone.date or date.max, 1, number, Item("milestone", milestone.id)))
    if view.rehearsal:
        found.append((view.rehearsal, 2, 0, Item("rehearsal")))
    found += [(leave.first, 3, number, Item("leave", leave.id)) for number, leave in enumerate(view.leave)]
    return tuple(item for *_, item in sorted(found, key=lambda place: place[:3]))


def phase_of(view: PlanView, item: Item) -> PhaseView | None:
    return next((phase for phase in view.phases if item == Item("phase", phase.id)), None)


def milestone_of(view: PlanView, item: Item) -> MilestoneView | None:
    return next((milestone for milestone in view.milestones if item == Item("milestone", milestone.id)), None)


def leave_of(view: PlanView, item: Item) -> Leave | None:
    return next((leave for leave in view.leave if item == Item("leave", leave.id)), None)


def day_of(view: PlanView, item: Item) -> date | None:
    """Return the day by which an item is found on the timeline; None where it has none."""
    if phase := phase_of(view, item):
        return phase.start
    if milestone := milestone_of(view, item):
        return milestone.date
    if leave := leave_of(view, item):
        return leave.first
    return view.rehearsal if item.kind == "rehearsal" else None
