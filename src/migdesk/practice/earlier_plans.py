"""The dates that the plan gave at an earlier time, and the first ones that were agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import GO_LIVE, plan_dates
from migdesk.practice.heads import Order
from migdesk.practice.hybrid_clock import reading_of
from migdesk.practice.plan_record import dating_inputs
from migdesk.practice.plan_steps import plans_after_steps
from migdesk.practice.state import PracticeState

Dates = Mapping[str, date]


class Baseline(msgspec.Struct, frozen=True):
    """The day first agreed for a milestone, and the reason last given for moving it, empty where none was."""

    date: date
    why: str = ""


class EarlierPlans:
    """A practice's plan as it stood after each of its steps. `now` are the milestones' days today."""

    def __init__(self, state: PracticeState, definitions: Definitions, now: Dates) -> None:
        self._milestones = definitions.milestones
        self._plans = plans_after_steps(state.plan_steps.values())
        self.now = now
        self._known: dict[int, Dates] = {}

    def dates_at(self, order: Order, day: date | None = None) -> Dates:
        """Return the milestones' days as they stood when something was recorded, or on the earlier `day` on which it
        was done; where there was no plan yet, the first that came, so that they do not move from then on."""
        until = min(order, (_end_of(day),)) if day else order
        number = sum(plan.order <= until for plan in self._plans)
        for step in range(max(number - 1, 0), len(self._plans)):
            if dates := self._dates_after(step):
                return dates
        return self.now

    @cached_property
    def baselines(self) -> Mapping[str, Baseline]:
        """The first agreed day of each milestone, by its id.

        A day is agreed once Go-Live is set or the milestone itself is fixed; where a plan is given up, so is what was
        agreed.
        """
        found: dict[str, Baseline] = {}
        before: Dates = {}
        for number, plan in enumerate(self._plans):
            dates, fixed = self._dates_after(number), dating_inputs(plan.details).fixed
            if not dates:
                found = {}
            for name, day in dates.items():
                first = found.get(name)
                if first is None and (GO_LIVE in fixed or name in fixed):
                    was_planned = dating_inputs(plan.details).was_planned.get(name)
                    found[name] = Baseline(was_planned or day)
                elif first is not None and plan.why and before.get(name) != day:
                    found[name] = Baseline(first.date, plan.why)
            before = dates
        return found

    def _dates_after(self, number: int) -> Dates:
        if number not in self._known:
            self._known[number] = plan_dates(self._milestones, dating_inputs(self._plans[number].details))
        return self._known[number]


def _end_of(day: date) -> int:
    """Return the clock's reading at the end of a day of this computer's."""
    return reading_of(datetime.combine(day + timedelta(days=1), time()).astimezone())
