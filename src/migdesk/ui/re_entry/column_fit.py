"""Which columns of the grid have room, and how wide each is: all, then weeks, then a week beside fewer sums, a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from migdesk.ui.re_entry.grid_rows import Part, ShownColumn

_FEWEST = (Part.CATEGORY, Part.LEFT, Part.CHECK)
"""What stands beside the days to the last."""
_MOST_AIR = 14
"""Pixels that a day gets of what is left over, before the category does."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """How wide each column would be, in pixels: that of the second check with its words, and as its sign alone (0 for
    not at all)."""

    columns: Sequence[ShownColumn]
    widths: Sequence[int]
    narrow_check: int


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """The widths of the columns that are shown, by their numbers. `all_days` tells that no day is hidden."""

    widths: Mapping[int, int]
    narrow_check: bool
    all_days: bool


def fit(wanted: Wanted, room: int, at_day: int) -> Fit:
    """Return which columns are shown in so much room. `at_day` is the column of the day that must be among them.

    The last column takes what is left over or, where it is narrow, the days and the category.
    """
    every = dict(enumerate(wanted.widths))
    check = len(wanted.columns) - 1
    if sum(every.values()) <= room:
        return _spread(wanted, every, room, narrow=False, all_days=True)
    every[check] = wanted.narrow_check
    if sum(every.values()) <= room:
        return _spread(wanted, every, room, narrow=True, all_days=True)
    days = [number for number, column in enumerate(wanted.columns) if column.part is Part.DAY]
    others = {number: width for number, width in every.items() if number not in days}
    weeks = _weeks(wanted, days)
    fewest = {number: width for number, width in others.items() if wanted.columns[number].part in _FEWEST}
    for beside in (others, fewest):
        for shown in _around(weeks, at_day):
            found = beside | {number: every[number] for number in shown}
            if sum(found.values()) <= room:
                return _spread(wanted, found, room, narrow=True, all_days=len(shown) == len(days))
    found = dict(fewest)
    if days:
        number = min(max(at_day, days[0]), days[-1])
        found[number] = every[number]
    return _spread(wanted, found, room, narrow=True, all_days=len(days) < 2)


def _weeks(wanted: Wanted, days: Sequence[int]) -> list[list[int]]:
    weeks: list[list[int]] = []
    for number in days:
        day = wanted.columns[number].day
        before = wanted.columns[weeks[-1][-1]].day if weeks else None
        if day and before and day.isocalendar()[:2] == before.isocalendar()[:2]:
            weeks[-1].append(number)
        else:
            weeks.append([number])
    return weeks


def _around(weeks: Sequence[Sequence[int]], at_day: int) -> list[list[int]]:
    """Return rows of whole weeks that hold a day, the longest first; of the same length, the later ones first."""
    here = next((n for n, week in enumerate(weeks) if at_day in week), len(weeks) - 1)
    found = []
    for length in range(len(weeks), 0, -1):
        for first in range(min(here, len(weeks) - length), max(-1, here - length), -1):
            found.append([number for week in weeks[first : first + length] for number in week])
    return found


def _spread(wanted: Wanted, widths: dict[int, int], room: int, *, narrow: bool, all_days: bool) -> Fit:
    over = room - sum(widths.values())
    category = next(number for number, column in enumerate(wanted.columns) if column.part is Part.CATEGORY)
    if narrow:
        days = [number for number in widths if wanted.columns[number].day]
        each = min(_MOST_AIR, max(0, over) // max(1, len(days)))
        widths.update({number: widths[number] + each for number in days})
        over -= each * len(days)
    takes = category if narrow else len(wanted.columns) - 1
    if takes in widths:
        widths[takes] = max(60, widths[takes] + over)
    shown = {number: width for number, width in widths.items() if width > 0}
    return Fit(widths=shown, narrow_check=narrow, all_days=all_days)
