"""What a person makes of a milestone in its editor, as a change of the plan, and the question that is asked of it."""

from __future__ import annotations

from datetime import date

import msgspec

from migdesk.base.date_words import long_date
from migdesk.checklist.plan.dates import GO_LIVE
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.plan.view import ChoiceView, MilestoneView


class ChangeRequest(msgspec.Struct, frozen=True):
    """A change that a person wants, and the question about it: "Move Go-Live to 23 March 2027?"."""

    question: str
    change: PlanChange


def change_request_for(
    milestone: MilestoneView, day: date | None, happened: bool, choice: ChoiceView | None = None
) -> ChangeRequest | None:
    """Return what these answers mean for a milestone; None where they change nothing.

    `day` is the date as it now stands in the field, `happened` the mark, and `choice` the figure newly chosen of
    several; a day other than that figure's goes before it.
    """
    if choice is not None and day == choice.date and not happened:
        return _with_choice(milestone, choice)
    if day is None:
        return None if milestone.date is None else rule_again(milestone)
    if happened:
        if milestone.happened and day == milestone.date:
            return None
        return ChangeRequest(
            f"{milestone.title} happened on {long_date(day)}?", PlanChange(happened={milestone.id: day})
        )
    if milestone.happened:
        return _not_happened(milestone, day)
    if day == milestone.date:
        return None
    verb = "Move" if milestone.date else "Plan"
    return ChangeRequest(
        f"{verb} {milestone.title} {'to' if milestone.date else 'for'} {long_date(day)}?",
        PlanChange(planned={milestone.id: day}),
    )


def rule_again(milestone: MilestoneView) -> ChangeRequest:
    """Return the request to give a milestone back to its rule: no date by hand, no mark."""
    change = PlanChange(
        planned={milestone.id: None} if milestone.by_hand else {},
        happened={milestone.id: None} if milestone.happened else {},
    )
    if milestone.rule:
        return ChangeRequest(f"Give {milestone.title} back to its rule?", change)
    return ChangeRequest(f"Take the date of {milestone.title} away?", change)


def keep_by_hand(milestone: MilestoneView, day: date) -> ChangeRequest:
    """Return the request to fix a milestone on the day that its rule gives now, whatever else may move."""
    return ChangeRequest(f"Keep {milestone.title} on {long_date(day)}?", PlanChange(planned={milestone.id: day}))


def go_live_request(before: date | None, day: date | None) -> ChangeRequest:
    """Return the request to plan Go-Live for another day than `before`, or for none."""
    if day is None:
        question = "Take the date of Go-Live away?"
    else:
        question = f"Move Go-Live to {long_date(day)}?" if before else f"Plan Go-Live for {long_date(day)}?"
    return ChangeRequest(question, PlanChange(planned={GO_LIVE: day}))


def _with_choice(milestone: MilestoneView, choice: ChoiceView) -> ChangeRequest:
    """A figure that is chosen counts from now on, so a date by hand must not stand in its way."""
    planned: dict[str, date | None] = {milestone.id: None} if milestone.by_hand else {}
    happened: dict[str, date | None] = {milestone.id: None} if milestone.happened else {}
    change = PlanChange(planned=planned, happened=happened, old_system_access=None if choice.standard else choice.id)
    return ChangeRequest(f"{milestone.title}: {choice.title}?", change)


def _not_happened(milestone: MilestoneView, day: date) -> ChangeRequest:
    """Go-Live keeps its day, as there is no rule that would give it one."""
    keeps = day != milestone.date or (milestone.id == GO_LIVE and not milestone.by_hand)
    change = PlanChange(planned={milestone.id: day} if keeps else {}, happened={milestone.id: None})
    return ChangeRequest(f"{milestone.title} has not happened yet?", change)
