"""A change of a practice's plan as a person asks for it, checked and turned into the details that record it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from migdesk.base.date_words import long_date
from migdesk.base.errors import UserError
from migdesk.base.ids import IdSource
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import plan_dates
from migdesk.practice.plan_record import (
    CUTOVER_REHEARSAL,
    LEAVE,
    OLD_SYSTEM_ACCESS,
    happened_field,
    plan_inputs,
    planned_field,
)
from migdesk.practice.state import PracticeState
from migdesk.workspace.free_text import one_line
from migdesk.workspace.practice_commands import checked_date

_LONGEST_LEAVE = 366
_LONGEST_REASON = 500


class NewLeave(msgspec.Struct, frozen=True):
    """A time when somebody is away, both days included."""

    name: str
    first: date
    last: date


class PlanChange(msgspec.Struct, frozen=True, kw_only=True):
    """What to change of a plan at once; what is left out stays.

    `planned` fixes milestones by hand, and `happened` marks them as having happened on a day; None gives a milestone
    back to its rule, or takes the mark away. `old_system_access` is the id of a choice, None for the guide's standard.
    `withdraw_leave` names leave by its id. `why` is the reason of a move, which may be left out.
    """

    planned: Mapping[str, date | None] = {}
    happened: Mapping[str, date | None] = {}
    old_system_access: str | msgspec.UnsetType | None = msgspec.UNSET
    rehearsal: date | msgspec.UnsetType | None = msgspec.UNSET
    add_leave: tuple[NewLeave, ...] = ()
    withdraw_leave: tuple[str, ...] = ()
    why: str = ""


class ChangeChecker:
    """Checks changes against a checklist, and says which details record them."""

    def __init__(self, definitions: Definitions, today: date, new_id: IdSource) -> None:
        self._definitions = definitions
        self._today = today
        self._new_id = new_id

    def check(self, change: PlanChange) -> None:
        """Raise UserError for a milestone, day or choice that cannot be."""
        for milestone, day in (*change.planned.items(), *change.happened.items()):
            title = self._title(milestone)
            if day:
                checked_date(day, title)
        for milestone, day in change.happened.items():
            if day and day > self._today:
                raise UserError(f"{self._title(milestone)} cannot have happened on {long_date(day)}: that is to come.")
        if change.old_system_access:
            known = [choice.id for milestone in self._definitions.milestones for choice in milestone.choices]
            if change.old_system_access not in known:
                raise UserError(f"There is no choice “{change.old_system_access}”. Use one of {', '.join(known)}.")
        if isinstance(change.rehearsal, date):
            checked_date(change.rehearsal, "The cutover rehearsal")
        for leave in change.add_leave:
            self._check_leave(leave)

    def why(self, change: PlanChange) -> str:
        """Return the reason of a change in one line. Raises UserError for one that is too long."""
        return one_line(change.why, "The reason", _LONGEST_REASON)

    def fields(self, change: PlanChange, state: PracticeState) -> dict[str, Any]:
        """Return the details that differ from `state`. Raises UserError for what does not fit it."""
        wanted = dict(self._wanted(change, state))
        return {name: value for name, value in wanted.items() if (state.detail(name) or None) != value}

    def _wanted(self, change: PlanChange, state: PracticeState) -> Iterator[tuple[str, Any]]:
        inputs = plan_inputs(state)
        dates = plan_dates(self._definitions.milestones, inputs)
        for milestone, day in change.planned.items():
            if day and milestone in inputs.happened and change.happened.get(milestone, day) is not None:
                raise UserError(
                    f"{self._title(milestone)} is marked as having happened on "
                    f"{long_date(inputs.happened[milestone])}. Take that mark away before you plan it anew."
                )
            yield planned_field(milestone), day.isoformat() if day else None
        for milestone, day in change.happened.items():
            had_happened = milestone in inputs.happened
            before = inputs.was_planned.get(milestone) if had_happened else dates.get(milestone)
            value = [day.isoformat(), before.isoformat() if before else None] if day else None
            yield happened_field(milestone), value
        if change.old_system_access is not msgspec.UNSET:
            yield OLD_SYSTEM_ACCESS, change.old_system_access or None
        if change.rehearsal is not msgspec.UNSET:
            yield CUTOVER_REHEARSAL, change.rehearsal.isoformat() if change.rehearsal else None
        for leave in change.add_leave:
            name = one_line(leave.name, "The name")
            yield f"{LEAVE}{self._new_id()}", [name, leave.first.isoformat(), leave.last.isoformat()]
        for leave_id in change.withdraw_leave:
            if not any(leave.id == leave_id for leave in inputs.leave):
                raise UserError("That leave is not there any more.")
            yield f"{LEAVE}{leave_id}", None

    def label(self, change: PlanChange) -> str:
        """Return what Undo calls a change."""
        labels = [
            f"{'Plan' if day else 'Back to the rule'}: {self._title(milestone)}"
            for milestone, day in change.planned.items()
        ]
        labels += [
            f"{'Happened' if day else 'Not happened'}: {self._title(milestone)}"
            for milestone, day in change.happened.items()
        ]
        labels += ["Access to the old system"] if change.old_system_access is not msgspec.UNSET else []
        labels += ["Cutover rehearsal"] if change.rehearsal is not msgspec.UNSET else []
        labels += [f"Enter leave: {' '.join(leave.name.split())}" for leave in change.add_leave]
        labels += ["Withdraw leave" for _ in change.withdraw_leave]
        return labels[0] if len(labels) == 1 else f"Change the plan ({len(labels)} changes)"

    def _title(self, milestone: str) -> str:
        known = self._definitions.milestone_by_id.get(milestone)
        if known is None:
            every = ", ".join(self._definitions.milestone_by_id)
            raise UserError(f"There is no milestone “{milestone}”. Use one of {every}.")
        return known.title

    def _check_leave(self, leave: NewLeave) -> None:
        name = one_line(leave.name, "The name", 120)
        if not name:
            raise UserError("Say whose leave it is, or what for.")
        checked_date(leave.first, "The first day of leave")
        checked_date(leave.last, "The last day of leave")
        if leave.last < leave.first:
            raise UserError(
                f"Leave cannot end on {long_date(leave.last)}, before it begins on {long_date(leave.first)}."
            )
        if (leave.last - leave.first).days >= _LONGEST_LEAVE:
            raise UserError("Leave of more than a year is most likely a slip of the keys. Check both dates.")
