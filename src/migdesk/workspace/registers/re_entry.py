"""Re-entry as categories by days of Cutover: what was logged, entered and set aside, and what is left. Values only.

A row of the register is a category on a day. The row of a category without a day holds its second check, and whether it
applies to the practice at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

import msgspec

from migdesk.checklist.registers.definitions import GridLine, Register
from migdesk.checklist.registers.grid import GridColumn
from migdesk.practice.entries import Count
from migdesk.workspace.registers.forecast import Forecast

Day = date


class Cell(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One category on one day. `logged` is None while nobody has counted, which is not the same as none.

    `row` is its row's id, on record or not. `problem` says in a sentence what is wrong with its counts;
    `in_conflict` that something of it was set in two places, which the register's table settles.
    """

    row: str
    category: str
    day: Day
    logged: int | None = None
    entered: int = 0
    not_needed: int = 0
    cannot_enter: int = 0
    log_place: str = ""
    counted_by: str = ""
    counts: tuple[Count, ...] = ()
    problem: str = ""
    in_conflict: bool = False

    @property
    def set_aside(self) -> int:
        return self.not_needed + self.cannot_enter

    @cached_property
    def left(self) -> int:
        """Less than nothing where more was entered than logged, as a merge can show."""
        return (self.logged or 0) - self.entered - self.set_aside

    @property
    def is_recorded(self) -> bool:
        """Whether anything was counted on it."""
        return self.logged is not None or bool(self.entered or self.set_aside)

    def measured(self, measure: str) -> int:
        """Return what was counted so far in one of the `MEASURES`."""
        return {
            GridColumn.LOGGED: self.logged or 0,
            GridColumn.ENTERED: self.entered,
            GridColumn.NOT_NEEDED: self.not_needed,
            GridColumn.CANNOT_ENTER: self.cannot_enter,
        }[GridColumn(measure)]


class Sample(msgspec.Struct, frozen=True):
    """A second look at what was entered: how many were looked at, how many of them were wrong, and who looked."""

    looked_at: int
    wrong: int
    by: str


class Line(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One category with a cell for each day that is shown, in their order.

    `row` is the id of its row without a day. `due` is when it must be at zero where it comes before all others.
    """

    row: str
    definition: GridLine
    title: str
    group: str
    applies: bool
    due: Day | None
    sample: Sample | None
    cells: tuple[Cell, ...]
    in_conflict: bool = False

    @property
    def id(self) -> str:
        return self.definition.id

    @cached_property
    def logged(self) -> int:
        return sum(cell.logged or 0 for cell in self.cells)

    @cached_property
    def entered(self) -> int:
        return sum(cell.entered for cell in self.cells)

    @cached_property
    def set_aside(self) -> int:
        return sum(cell.set_aside for cell in self.cells)

    @cached_property
    def left(self) -> int:
        return sum(max(0, cell.left) for cell in self.cells)

    @cached_property
    def is_recorded(self) -> bool:
        return any(cell.is_recorded for cell in self.cells)

    @cached_property
    def problem(self) -> str:
        return next((cell.problem for cell in self.cells if cell.problem), "")

    @property
    def is_shown(self) -> bool:
        """A category that does not apply is named and not shown, unless something was counted in it all the same."""
        return self.applies or self.is_recorded

    @property
    def needs_check(self) -> bool:
        """Whether a sample of what was entered should be looked at again."""
        return self.definition.second_check != "none" and self.entered > 0

    @property
    def checked(self) -> bool:
        return self.sample is not None and self.sample.looked_at > 0


class ReEntry(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The whole of it, as of `today`. `lines` are all categories, `days` those that are shown.

    `entering` tells that Cutover is over: until then what is logged is counted. `cutover_starts`, `go_live` and
    `all_in_by` are days of the plan, None while it has none.
    """

    register: Register
    today: Day
    days: tuple[Day, ...]
    lines: tuple[Line, ...]
    entering: bool
    cutover_starts: Day | None
    go_live: Day | None
    all_in_by: Day | None
    forecast: Forecast

    @cached_property
    def shown(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_shown)

    @cached_property
    def not_applying(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_shown)

    @cached_property
    def groups(self) -> Mapping[str, tuple[Line, ...]]:
        """What is shown, by the titles of their groups; a group without any is left out."""
        found: dict[str, list[Line]] = {}
        for line in self.shown:
            found.setdefault(line.group, []).append(line)
        return {title: tuple(lines) for title, lines in found.items()}

    @cached_property
    def logged(self) -> int:
        return sum(line.logged for line in self.lines)

    @cached_property
    def entered(self) -> int:
        return sum(line.entered for line in self.lines)

    @cached_property
    def set_aside(self) -> int:
        return sum(line.set_aside for line in self.lines)

    @cached_property
    def left(self) -> int:
        return sum(line.left for line in self.lines)

    @cached_property
    def oldest(self) -> Day | None:
        """The earliest day of which something is left."""
        return min((cell.day for line in self.lines for cell in line.cells if cell.left > 0), default=None)

    @cached_property
    def come_first(self) -> tuple[Line, ...]:
        """What must be at zero before all others and is not yet."""
        return tuple(line for line in self.shown if line.due and (line.left or not self.entering))

    @cached_property
    def problems(self) -> tuple[Cell, ...]:
        """What more was entered of than logged."""
        return tuple(cell for line in self.lines for cell in line.cells if cell.problem)

    @cached_property
    def conflicts(self) -> tuple[str, ...]:
        """The rows of which something was set in two places without knowledge of each other."""
        rows: list[str] = []
        for line in self.lines:
            rows += [line.row] if line.in_conflict else []
            rows += [cell.row for cell in line.cells if cell.in_conflict]
        return tuple(rows)

    def of_day(self, day: Day) -> tuple[Cell, ...]:
        """Return what is shown of one day."""
        place = self.days.index(day) if day in self.days else None
        return () if place is None else tuple(line.cells[place] for line in self.shown)

    def counted_on(self, day: Day) -> int:
        """Return how many of the categories that are shown were counted of a day."""
        return sum(cell.logged is not None for cell in self.of_day(day))

    def cell(self, row: str) -> Cell | None:
        """Return a cell by its row's id."""
        return next((cell for line in self.lines for cell in line.cells if cell.row == row), None)

    def line(self, category: str) -> Line | None:
        return next((line for line in self.lines if line.id == category), None)
