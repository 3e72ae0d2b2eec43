"""How far ahead the list looks, and the spans of days that its groups by date stand for, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain, groupby
from operator import attrgetter, itemgetter

from migdesk.base.date_words import MONTHS, WEEKDAYS
from migdesk.ui.week.week_settings import Ahead
from migdesk.workspace.open_tasks import OpenTask

_DAYS_AHEAD = {"14 days": 14, "28 days": 28}


def last_day(ahead: Ahead, today: date) -> date:
    """Return the last day that is looked at: the Sunday of this week, or so many days from today."""
    return today + timedelta(days=_DAYS_AHEAD.get(ahead, 6 - today.weekday()))


def in_words(ahead: Ahead) -> str:
    """Return the span as it stands in a sentence."""
    return "this week" if ahead == "week" else f"in the next {ahead}"


def day_in_words(day: date) -> str:
    """Return a day as "Sunday 29 November"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def spans(tasks: Iterable[OpenTask], today: date) -> Iterator[tuple[str, tuple[OpenTask, ...]]]:
    """Yield the title and the tasks of each span of days that has some; `tasks` come with the earliest first."""
    days = ((_span(day, today), tuple(some)) for day, some in groupby(tasks, key=attrgetter("due")))
    for title, parts in groupby(days, key=itemgetter(0)):
        yield title, tuple(chain.from_iterable(some for _, some in parts))


def _span(due: date, today: date) -> str:
    if due < today:
        return "Overdue"
    if due == today:
        return f"Today, {day_in_words(today)}"
    sunday = last_day("week", today)
    if due <= sunday:
        return f"Later this week, until {day_in_words(sunday)}"
    monday = due - timedelta(days=due.weekday())
    following = "Next week" if monday == sunday + timedelta(days=1) else "The week"
    return f"{following}, from {day_in_words(monday)}"
