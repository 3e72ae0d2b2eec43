"""What a person makes of a milestone in its editor, as a change of the plan, and the question that is asked of it."""

from __future__ import annotations

from datetime import date

import msgspec

from migdesk.base.date_words import long_date
from migdesk.checklist.plan import GO_LIVE
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.plan.view import ChoiceView, MilestoneView


class Wish(msgspec.Struct, frozen=True):
    """A change that a person wants, and the question about it: "Move Go-Live to 23 March 2027?"."""

    question: str
    change: PlanChange


def wish_for(one: MilestoneView, day: date | None, happened: bool, choice: ChoiceView | None = None) -> Wish | None:
    """Return what these answers mean for a milestone; None where they change nothing.

    `day` is the date as it now stands in the field, `happened` the mark, and `choice` the figure newly chosen of
    several; a day other than that figure's goes before it.
    """
    if choice is not None and day == choice.date and not happened:
        return _with_choice(one, choice)
    if day is None:
        return None if one.date is None else rule_again(one)
    if happened:
        if one.happened and day == one.date:
            return None
        return Wish(f"{one.title} happened on {long_date(day)}?", PlanChange(happened={one.id: day}))
    if one.happened:
        return _not_happened(one, day)
    if day == one.date:
        return None
    verb = "Move" if one.date else "Plan"
    return Wish(f"{verb} {one.title} {'to' if one.date else 'for'} {long_date(day)}?", PlanChange({one.id: day}))


def rule_again(one: MilestoneView) -> Wish:
    """Return the wish to give a milestone back to its rule: no date by hand, no mark."""
    change = PlanChange({one.id: None} if one.by_hand else {}, {one.id: None} if one.happened else {})
    if one.rule:
        return Wish(f"Give {one.title} back to its rule?", change)
    return Wish(f"Take the date of {one.title} away?", change)


def keep_by_hand(one: MilestoneView, day: date) -> Wish:
    """Return the wish to fix a milestone on the day that its rule gives now, whatever else may move."""
    return Wish(f"Keep {one.title} on {long_date(day)}?", PlanChange({one.id: day}))


def go_live_wish(before: date | None, day: date | None) -> Wish:
    """Return the wish to plan Go-Live for another day than `before`, or for none."""
    if day is None:
        question = "Take the date of Go-Live away?"
    else:
        question = f"Move Go-Live to {long_date(day)}?" if before else f"Plan Go-Live for {long_date(day)}?"
    return Wish(question, PlanChange({GO_LIVE: day}))


def _with_choice(one: MilestoneView, choice: ChoiceView) -> Wish:
    """A figure that is chosen counts from now on, so a date by hand must not stand in its way."""
    planned: dict[str, date | None] = {one.id: None} if one.by_hand else {}
    happened: dict[str, date | None] = {one.id: None} if one.happened else {}
    change = PlanChange(planned, happened, None if choice.standard else choice.id)
    return Wish(f"{one.title}: {choice.title}?", change)


def _not_happened(one: MilestoneView, day: date) -> Wish:
    """Go-Live keeps its day, as there is no rule that would give it one."""
    keeps = day != one.date or (one.id == GO_LIVE and not one.by_hand)
    change = PlanChange({one.id: day} if keeps else {}, {one.id: None})
    return Wish(f"{one.title} has not happened yet?", change)
