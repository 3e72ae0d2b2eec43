"""Days along a line of pixels: where each stands, how it is zoomed, and the months and weeks in it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

import msgspec

Step = Literal["fit", "in", "out"]
STEPS = (4.0, 6.0, 9.0, 14.0, 22.0, 34.0)
"""Pixels a day, from a year across a screen to a month; the smallest zoom is the one that fits the whole plan."""
LEAST = 0.05
WEEKS_FROM = 9.0
"""From so many pixels a day weeks are told apart: there is room for the day on which each begins."""
_SLACK = 1e-6  # a day's own edge belongs to it, whatever rounding makes of it


class Scale(msgspec.Struct, frozen=True):
    """From `first` to `last`, both included, each day `pixels_per_day` wide; `first` begins at 0."""

    first: date
    last: date
    pixels_per_day: float

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def width(self) -> float:
        """The whole length in pixels."""
        return self.days * self.pixels_per_day

    @property
    def shows_weeks(self) -> bool:
        return self.pixels_per_day >= WEEKS_FROM

    def start_of(self, day: date) -> float:
        """Return where a day begins."""
        return (day - self.first).days * self.pixels_per_day

    def middle_of(self, day: date) -> float:
        return self.start_of(day) + self.pixels_per_day / 2

    def end_of(self, day: date) -> float:
        """Return where a day ends, which is where the next one begins."""
        return self.start_of(day) + self.pixels_per_day

    def day_at(self, x: float) -> date:
        """Return the day at a place; the first or last one for a place outside."""
        number = int(max(0.0, x) / self.pixels_per_day + _SLACK)
        return self.first + timedelta(days=min(number, self.days - 1))

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def month_starts(self) -> Iterator[date]:
        """Yield the first day shown and the first of each month after it."""
        day = self.first
        while day <= self.last:
            yield day
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)

    def mondays(self) -> Iterator[date]:
        day = self.first + timedelta(days=-self.first.weekday() % 7)
        while day <= self.last:
            yield day
            day += timedelta(days=7)

    def weekends(self) -> Iterator[tuple[date, date]]:
        """Yield each Saturday with its Sunday, or the one of them that is shown."""
        day = self.first - timedelta(days=self.first.weekday())
        while day <= self.last:
            saturday, sunday = day + timedelta(days=5), day + timedelta(days=6)
            if sunday >= self.first and saturday <= self.last:
                yield max(saturday, self.first), min(sunday, self.last)
            day += timedelta(days=7)


def fitting(first: date, last: date, width: float) -> Scale:
    """Return the scale that shows all days in `width` pixels."""
    days = (last - first).days + 1
    return Scale(first, last, max(LEAST, width / days))


def zoomed(scale: Scale, step: Step, width: float) -> Scale:
    """Return the next scale nearer or further away, or the one that fits `width`; the same one where there is none."""
    fit = fitting(scale.first, scale.last, width)
    now = scale.pixels_per_day
    if step == "in":
        nearer = [step for step in STEPS if step > max(now, fit.pixels_per_day) * 1.05]
        return Scale(scale.first, scale.last, nearer[0]) if nearer else scale
    further = [step for step in STEPS if fit.pixels_per_day * 1.05 < step < now * 0.95]
    return Scale(scale.first, scale.last, further[-1]) if step == "out" and further else fit


def sized(scale: Scale, first: date, last: date, width: float) -> Scale:
    """Return a zoomed scale for other days, never narrower than `width`."""
    fit = fitting(first, last, width)
    return fit if scale.pixels_per_day <= fit.pixels_per_day else Scale(first, last, scale.pixels_per_day)


def kept_in_view(old: Scale, new: Scale, day: date, scrolled: float, room: float) -> float:
    """Return how far to scroll so that `day` stands in the view where it stood, or in its middle if it was outside."""
    place = old.middle_of(day) - scrolled
    if not 0 <= place <= room:
        place = room / 2
    return max(0.0, min(new.middle_of(day) - place, new.width - room))
