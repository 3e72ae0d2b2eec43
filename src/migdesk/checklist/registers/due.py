"""When a row is due: a day, or so long before or after a milestone, which moves with the plan.

Such a rule is kept as it is read: "2 weeks before go-live", "on cutover-start".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Milestone, Offset
from migdesk.checklist.plan.dates import date_of
from migdesk.checklist.plan.rules import how_much

MOST_AWAY = 2000

_RULE = re.compile(r"(\d{1,4})\s+(working[ -])?(day|week|month)s?\s+(before|after)\s+(.+)", re.IGNORECASE)
_SAME_DAY = re.compile(r"(?:on|the same day as)\s+(.+)", re.IGNORECASE)


def rule_in(text: str, milestones: Iterable[Milestone]) -> Offset | None:
    """Return the rule that a text states, by a milestone's id or name; None for anything else, such as a day.

    Raises UserError where it counts from what is no milestone, or from too far away.
    """
    tidy = " ".join(text.split())
    if match := _RULE.fullmatch(tidy):
        number = int(match[1]) * (1 if match[4].casefold() == "after" else -1)
        unit = "working-days" if match[2] else f"{match[3].casefold()}s"
        if match[2] and match[3].casefold() != "day":
            raise UserError(f"“{tidy}” cannot be counted. Say days, working days, weeks or months.")
        if abs(number) > MOST_AWAY:
            raise UserError(f"“{tidy}” is too far away.")
        return msgspec.convert({"anchor": _milestone(match[5], milestones), "offset": number, "unit": unit}, Offset)
    if match := _SAME_DAY.fullmatch(tidy):
        return msgspec.convert({"anchor": _milestone(match[1], milestones), "offset": 0}, Offset)
    return None


def _milestone(name: str, milestones: Iterable[Milestone]) -> str:
    wanted = name.casefold()
    known = list(milestones)
    for milestone in known:
        if wanted in {milestone.id, milestone.title.casefold(), milestone.short_title.casefold()}:
            return milestone.id
    raise UserError(f"“{name}” is no milestone. Use one of {', '.join(milestone.id for milestone in known)}.")


def rule_text(rule: Offset) -> str:
    """Return a rule as it is kept."""
    if rule.offset == 0:
        return f"on {rule.anchor}"
    return f"{how_much(abs(rule.offset), rule.unit)} {'after' if rule.offset > 0 else 'before'} {rule.anchor}"


def due_day(
    kept: str, rule: Offset | None, milestones: Iterable[Milestone], dates: Mapping[str, date]
) -> tuple[date | None, bool]:
    """Return the day on which a row is due, and whether it moves with the plan.

    `kept` is what is recorded, `rule` what is meant where nothing is, `dates` are the milestones' days.
    """
    if kept:
        try:
            return date.fromisoformat(kept), False
        except ValueError:
            try:
                rule = rule_in(kept, milestones)
            except UserError:  # another guide's milestone
                rule = None
    return (date_of(rule, dates), True) if rule else (None, False)
