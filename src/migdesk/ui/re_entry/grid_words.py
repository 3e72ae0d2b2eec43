"""What the grid says of its cells, rows and days: as painted, as spoken, and beside what is being typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from migdesk.base.date_words import long_date, weekday_and_day
from migdesk.checklist.registers.grid import GridColumn
from migdesk.ui.look.words import counted
from migdesk.workspace.registers.re_entry import Cell, Line, ReEntry

NONE, NOTHING, ZERO = "·", "–", "✓ 0"
"""Counted and none; nothing of this kind; all in."""

MEASURE_WORDS = {
    GridColumn.LOGGED: "logged",
    GridColumn.ENTERED: "entered",
    GridColumn.NOT_NEEDED: "not needed",
    GridColumn.CANNOT_ENTER: "that cannot be entered",
}


def cell_parts(logged: int | None, left: int, *, touched: bool, entering: bool) -> tuple[str, str]:
    """Return what a cell shows: what is left, in bold, and the rest.

    "3", " of 18" is 3 left of 18; "", "18" is all in, or, while nothing is entered yet, just what was logged; "·" is
    counted and none, and nothing at all is not counted yet. "4 over" is 4 more entered than
    logged.
    """
    if logged is None and not touched:
        return "", ""
    if left < 0:
        return f"{-left:,} over", ""
    if left and (entering or touched):
        return f"{left:,}", f" of {logged or 0:,}"
    return "", f"{logged:,}" if logged else NONE


def parts_of(cells: Sequence[Cell], *, entering: bool) -> tuple[str, str]:
    """Return what stands for one cell, or for those of a folded group together."""
    counts = [cell.logged for cell in cells if cell.logged is not None]
    left = sum(cell.left for cell in cells)
    touched = any(cell.entered or cell.set_aside for cell in cells)
    return cell_parts(sum(counts) if counts else None, left, touched=touched, entering=entering)


def figure(n: int) -> str:
    """Return a sum of a row; nothing is a dash, not a 0 that asks to be read."""
    return f"{n:,}" if n else NOTHING


def left_figure(logged: int, left: int, *, entering: bool) -> str:
    """Return what is left of a row or day: "✓ 0" once there was something and all of it is in."""
    if left:
        return f"{left:,}"
    return ZERO if entering and logged else NOTHING


def spoken_day(day: date) -> str:
    return f"{long_date(day).rpartition(' ')[0]}"


def spoken_cell(line: Line, cell: Cell) -> str:
    """Return a cell as a screen reader says it: "Home visits, Wednesday 13 January: 3 logged, 1 entered, 2 left"."""
    return f"{line.title}, {spoken_day(cell.day)}: {counts_in_words(cell)}"


def counts_in_words(cell: Cell) -> str:
    if not cell.is_recorded:
        return "not counted yet"
    parts = [f"{cell.logged:,} logged" if cell.logged else "none"]
    parts += [f"{cell.entered:,} entered"] if cell.entered else []
    parts += [f"{cell.not_needed:,} not needed"] if cell.not_needed else []
    parts += [f"{cell.cannot_enter:,} cannot be entered"] if cell.cannot_enter else []
    if cell.problem:
        return f"{', '.join(parts)}. {cell.problem}"
    parts += [f"{cell.left:,} left"] if cell.logged else []
    return ", ".join(parts)


def about_cell(line: Line, cell: Cell, today: date) -> str:
    """Return what stands beside the grid about the cell in hand."""
    when = f"today, {weekday_and_day(cell.day, today)}" if cell.day == today else weekday_and_day(cell.day, today)
    place = f" Log: {cell.log_place}." if cell.log_place else ""
    return f"{line.title}, {when}: {counts_in_words(cell).rstrip('.')}.{place}"


def after_typing(cell: Cell, measure: GridColumn, n: int) -> str:
    """Return what a number that is being typed will mean: "4 entered, then 4 left."."""
    if measure is GridColumn.LOGGED:
        return f"{(cell.logged or 0) + n:,} logged."
    return f"{abs(n):,} {'' if n >= 0 else 'fewer '}{MEASURE_WORDS[measure]}, then {cell.left - n:,} left."


def due_words(line: Line, view: ReEntry) -> tuple[str, str]:
    """Return by when a category is to be at zero: what presses about it ("first", "late"), and the day."""
    due = line.due or view.all_in_by
    if due is None:
        return ("first" if line.due else ""), ""
    day = weekday_and_day(due, view.today)
    if due < view.today and line.left:
        return "late", f", was due {day}"
    return ("first", f", by {day}") if line.due else ("", f"by {day}")


def check_words(line: Line) -> str:
    """Return how the second check of a category stands."""
    if line.sample and line.checked:
        looked_at = f"all {line.sample.looked_at:,}" if line.sample.looked_at >= line.entered else line.sample.looked_at
        wrong = f"{line.sample.wrong:,} wrong" if line.sample.wrong else "all right"
        return f"{looked_at} looked at, {wrong}"
    match line.definition.second_check:
        case "none":
            return "not needed"
        case "clinician":
            return "to do, by a clinician"
        case _:
            return "to do"


def group_words(lines: Sequence[Line]) -> str:
    """Return what a folded group says of itself: how many categories, and that nothing is left of them."""
    state = "all in" if any(line.logged for line in lines) else "nothing logged"
    return f"{len(lines)}, {state}"


def spoken_group(title: str, lines: Sequence[Line]) -> str:
    return f"{title}: {counted(len(lines), 'category', 'categories')}, {group_words(lines).partition(', ')[2]}"
