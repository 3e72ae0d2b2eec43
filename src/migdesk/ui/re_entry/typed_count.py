"""What a number means that is typed into a cell, and why it cannot be meant."""

from __future__ import annotations

import re

from migdesk.checklist.registers.grid import GridColumn
from migdesk.practice.kinds.row_counted import MOST_COUNTED
from migdesk.ui.re_entry.grid_words import MEASURE_WORDS
from migdesk.workspace.registers.re_entry import Cell

MOST_DIGITS = 6

TYPED = re.compile(rf"([+\-−]?)(\d{{1,{MOST_DIGITS}}})")


class UnfitCountError(ValueError):
    """A number that cannot be right; its text says why."""


def count_in(text: str, cell: Cell, measure: GridColumn) -> int | None:
    """Return by how much a typed text changes a measure of a cell; None for nothing.

    What was logged is typed as the whole of the day, and +5 adds five. What was entered or set aside is always added,
    and -2 takes two back. Raises UnfitCountError for less than nothing, and for more than is left.
    """
    match = TYPED.fullmatch(text.strip())
    if match is None:
        if text.strip():
            raise UnfitCountError("Type a number, such as 12.")
        return None
    number = int(match[2]) * (-1 if match[1] in ("-", "−") else 1)
    is_whole = measure is GridColumn.LOGGED and not match[1]
    n = number - (cell.logged or 0) if is_whole else number
    if n == 0:
        return 0 if is_whole and cell.logged is None else None
    _refuse(n, cell, measure)
    return n


def _refuse(n: int, cell: Cell, measure: GridColumn) -> None:
    if abs(n) > MOST_COUNTED:
        raise UnfitCountError(f"More than {MOST_COUNTED:,} at once is a slip of the keys.")
    if n < 0 and cell.measured(measure) + n < 0:
        known = f"{cell.measured(measure):,} {MEASURE_WORDS[measure]}"
        raise UnfitCountError(f"Only {known}, so {-n:,} fewer cannot be right.")
    done = cell.entered + cell.set_aside
    if measure is GridColumn.LOGGED:
        if n < 0 and (cell.logged or 0) + n < done:
            raise UnfitCountError(f"{done:,} of them are entered or set aside: fewer cannot have been logged.")
    elif n > max(0, cell.left):
        left = f"only {cell.left:,} {'is' if cell.left == 1 else 'are'} left" if cell.left > 0 else "nothing is left"
        raise UnfitCountError(f"More than was logged: {left} here. Count the log again.")
