"""When all that was logged will be in, at the rate of the last days, and how many a day it takes to be in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import msgspec

from migdesk.checklist.working_days import is_working_day

DAYS_LOOKED_BACK = 5
"""Working days whose rate is taken for the present one: a week, so that a busy Monday does not promise too much."""

_MOST_DAYS_AHEAD = 3650
_ONE_DAY = timedelta(days=1)


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """`a_day` is the present rate, over `days` working days, 0 where nothing was entered on them. `all_in` is when
    nothing will be left at that rate, or since when nothing is; None where nobody can tell.

    `needed_a_day` is what it takes on each working day to be in by the day that is planned, None where that is past or
    not dated. `ends` is the day from which the old system can no longer be read. `curve` is what was left at the end of
    each day so far.
    """

    a_day: float = 0
    days: int = 0
    all_in: date | None = None
    planned: date | None = None
    needed_a_day: int | None = None
    ends: date | None = None
    curve: tuple[tuple[date, int], ...] = ()

    @property
    def days_late(self) -> int | None:
        """How many days after the planned one all will be in; less than 0 before it, None where nobody can tell."""
        return (self.all_in - self.planned).days if self.all_in and self.planned else None

    @property
    def days_to_spare(self) -> int | None:
        """How many days stay until the old system can no longer be read; less than 0 where it comes too late."""
        return (self.ends - self.all_in).days if self.all_in and self.ends else None


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What a forecast is made of: what is left, what was logged of each day, what was done with it on each day."""

    today: date
    left: int
    logged: Mapping[date, int]
    done: Mapping[date, int]
    entering_from: date | None
    planned: date | None
    ends: date | None


def forecast_of(progress: Progress) -> Forecast:
    """Return what can be foretold. Working days are England's; a day with entries counts as one."""
    rate, days = _rate(progress)
    return Forecast(
        a_day=rate,
        days=days,
        all_in=_all_in(progress, rate),
        planned=progress.planned,
        needed_a_day=_needed(progress),
        ends=progress.ends,
        curve=tuple(_curve(progress)),
    )


def _rate(progress: Progress) -> tuple[float, int]:
    """Return how many a day were done with of late, and on how many days; today counts once it has an entry."""
    done = [day for day, n in progress.done.items() if n > 0 and day <= progress.today]
    if not done:
        return 0, 0
    day, found = progress.today, list[date]()
    while day >= min(done) and len(found) < DAYS_LOOKED_BACK:
        if progress.done.get(day) or (is_working_day(day) and day != progress.today):
            found.append(day)
        day -= _ONE_DAY
    return sum(max(0, progress.done.get(day, 0)) for day in found) / max(1, len(found)), len(found)


def _all_in(progress: Progress, rate: float) -> date | None:
    if progress.left <= 0:
        return max(progress.done, default=None)
    if rate <= 0:
        return None
    start = progress.today + (_ONE_DAY if progress.done.get(progress.today) else timedelta())
    return working_days_on(max(start, progress.entering_from or start), -int(-progress.left // rate))


def _needed(progress: Progress) -> int | None:
    start = max(progress.today, progress.entering_from or progress.today)
    if progress.planned is None or progress.planned < start or progress.left <= 0:
        return None
    days = sum(1 for _ in _working_days(start, progress.planned))
    return -(-progress.left // max(1, days))


def working_days_on(start: date, number: int) -> date | None:
    """Return the last of so many working days of which `start` can be the first; None for one too far away."""
    if number > _MOST_DAYS_AHEAD:
        return None
    day = start
    while True:
        if is_working_day(day):
            number -= 1
        if number <= 0:
            return day
        day += _ONE_DAY


def _working_days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        if is_working_day(day := first + number * _ONE_DAY):
            yield day


def _curve(progress: Progress) -> Iterator[tuple[date, int]]:
    """Yield what was left at the end of each day. What was done before it was logged, as a count that comes late,
    counts from the day of the log."""
    changes: Counter[date] = Counter()
    for day, n in progress.logged.items():
        changes[min(day, progress.today)] += n
    for day, n in progress.done.items():
        changes[min(day, progress.today)] -= n
    if not changes or (progress.today - min(changes)).days > _MOST_DAYS_AHEAD:
        return
    left, day = 0, min(changes)
    while day <= progress.today:
        left += changes[day]
        yield day, max(0, left)
        day += _ONE_DAY
