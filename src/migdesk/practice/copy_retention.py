"""Which copies are no longer needed. No clock is asked: one that is wrong would empty the folder in one go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

KEEP_DAYS = 14
KEEP_WEEKS = 8
KEEP_MONTHS = 12


def day_to_drop(days: Sequence[date]) -> date | None:
    """Return the one day whose copies are no longer needed, the oldest first; None while all are.

    `days` are those that have copies, in the order in which these were made. Kept are the 14 made last, whatever
    their dates; of those before, the first of each of the 8 latest weeks that have any, and of each of the 12 latest
    months. One day at a time is enough, as a day brings one.
    """
    kept = set(days[-KEEP_DAYS:])
    earlier = days[:-KEEP_DAYS]
    kept.update(_firsts(earlier, [(day.isocalendar()[0], day.isocalendar()[1]) for day in earlier], KEEP_WEEKS))
    kept.update(_firsts(earlier, [(day.year, day.month) for day in earlier], KEEP_MONTHS))
    return next((day for day in days if day not in kept), None)


def _firsts(days: Sequence[date], periods: Sequence[tuple[int, int]], most: int) -> list[date]:
    """Return the first day of each of the `most` periods that come last."""
    first: dict[tuple[int, int], date] = {}
    for day, period in zip(days, periods, strict=True):
        first.setdefault(period, day)
    return list(first.values())[-most:]
