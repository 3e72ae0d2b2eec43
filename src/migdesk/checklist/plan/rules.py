"""Rules of the plan as dates and as words: so many days, working days, weeks or months from a milestone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from migdesk.checklist.definitions import Choice, Milestone, Offset, OffsetUnit, Span

_UNIT_WORDS: dict[str, str] = {"days": "day", "working-days": "working day", "weeks": "week", "months": "month"}
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ONE_DAY = timedelta(days=1)


def moved(day: date, by: int, unit: OffsetUnit) -> date:
    """Return `day` moved by a number of days, working days, weeks or months.

    A month on from the 31st is the last day of a shorter month. Working days are England's.
    """
    match unit:
        case "days":
            return day + timedelta(days=by)
        case "weeks":
            return day + timedelta(weeks=by)
        case "months":
            return _months_on(day, by)
        case "working-days":
            from migdesk.checklist.working_days import add_working_days

            return add_working_days(day, by)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    leap = month == 1 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month + 1, min(day.day, _DAYS_IN_MONTH[month] + leap))


def last_day(start: date, span: Span) -> date:
    """Return the last day of a span that begins on `start` and has a length; both days count."""
    length = span.length or 1
    if span.unit == "working-days":
        return moved(start - _ONE_DAY, length, span.unit)
    return moved(start, length, span.unit) - _ONE_DAY


def rule_of(milestone: Milestone, go_live_day: int, choice: str = "") -> Offset:
    """Return what a milestone counts from: its chosen or standard figure, its own rule, or else days from Go-Live.

    `go_live_day` is Go-Live's day in the default plan. A choice that the milestone has not is as good as none.
    """
    if milestone.choices:
        return chosen_of(milestone.choices, choice).rule
    return milestone.rule or Offset("go-live", milestone.day - go_live_day)


def chosen_of(choices: Sequence[Choice], choice: str) -> Choice:
    """Return the figure with the id `choice`, or else the standard."""
    return next((candidate for candidate in choices if candidate.id == choice), choices[0])


def chosen_figure(milestone: Milestone, choice: str) -> str:
    """Return the figure in use where the guide gives several, as "45 days after Go-Live"; empty where it gives one."""
    return chosen_of(milestone.choices, choice).title if milestone.choices else ""


def how_much(number: int, unit: OffsetUnit) -> str:
    """Return "1 day", "4 weeks" or "3 working days"."""
    return f"{number} {_UNIT_WORDS[unit]}{'' if number == 1 else 's'}"


def rule_in_words(rule: Offset, anchor_title: str) -> str:
    """Return "4 weeks before Final Data Production" or "the same day as Final Data Production"."""
    if rule.offset == 0:
        return f"the same day as {anchor_title}"
    where = "after" if rule.offset > 0 else "before"
    return f"{how_much(abs(rule.offset), rule.unit)} {where} {anchor_title}"
