"""The grid's rows and columns: categories in their groups, days between their names and their sums."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

import msgspec

from migdesk.workspace.registers.re_entry import Line, ReEntry


class Part(StrEnum):
    """What a column shows."""

    GROUP = "group"
    CATEGORY = "category"
    DAY = "day"
    LOGGED = "logged"
    ENTERED = "entered"
    SET_ASIDE = "set-aside"
    LEFT = "left"
    CHECK = "check"
    """By when a category is to be at zero while logs are counted, its second check once they are entered."""


class ShownColumn(msgspec.Struct, frozen=True):
    """A column; `day` is None for all but those of days."""

    part: Part
    day: date | None = None


class ShownRow(msgspec.Struct, frozen=True):
    """A category, or a group that is folded into one line."""

    group: str
    lines: tuple[Line, ...]
    folded: bool = False
    first: bool = False
    """Whether it is the first of its group."""

    @property
    def line(self) -> Line | None:
        """Its category; None for a folded group."""
        return None if self.folded else self.lines[0]

    @property
    def logged(self) -> int:
        return sum(line.logged for line in self.lines)

    @property
    def entered(self) -> int:
        return sum(line.entered for line in self.lines)

    @property
    def set_aside(self) -> int:
        return sum(line.set_aside for line in self.lines)

    @property
    def left(self) -> int:
        return sum(line.left for line in self.lines)


def columns_of(days: Iterable[date]) -> tuple[ShownColumn, ...]:
    return (
        ShownColumn(Part.GROUP),
        ShownColumn(Part.CATEGORY),
        *(ShownColumn(Part.DAY, day) for day in days),
        *map(ShownColumn, (Part.LOGGED, Part.ENTERED, Part.SET_ASIDE, Part.LEFT, Part.CHECK)),
    )


def rows_of(view: ReEntry, folded: Collection[str]) -> tuple[ShownRow, ...]:
    """Return the rows, with the groups named in `folded` as one line each."""
    rows: list[ShownRow] = []
    for title, lines in view.groups.items():
        if title in folded:
            rows.append(ShownRow(title, lines, folded=True, first=True))
        else:
            rows += [ShownRow(title, (line,), first=number == 0) for number, line in enumerate(lines)]
    return tuple(rows)


def folds_at_zero(view: ReEntry) -> frozenset[str]:
    """Return the groups of which nothing is left to do once entering has begun."""
    if not view.entering or not view.logged:
        return frozenset()
    return frozenset(
        title
        for title, lines in view.groups.items()
        if not any(line.left or line.problem or (line.needs_check and not line.checked) for line in lines)
    )
