"""What a practice still has to enter of all that was logged in Cutover, from its state alone: for lists and one glance.

The register's screen reads much more (`workspace/registers/re_entry.py`); both say the same, which a test holds.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import msgspec

from migdesk.checklist.registers.grid import MEASURES, RE_ENTRY, GridColumn
from migdesk.practice.rows import row_of_item
from migdesk.practice.state import PracticeState


class LeftToEnter(msgspec.Struct, frozen=True, array_like=True):
    """How many of those `logged` are left, and from which day the oldest of them is."""

    logged: int
    left: int
    oldest: date | None


def left_to_enter(state: PracticeState) -> LeftToEnter | None:
    """Return what is left to enter; None where nothing was ever counted."""
    if not state.counts:
        return None
    days = {row.id: row.values.get(GridColumn.DAY) for row in state.rows(RE_ENTRY)}
    logged, left = 0, defaultdict[str, int](int)
    for count in state.standing_counts():
        register, row = row_of_item(count.item) or ("", "")
        if register != RE_ENTRY or row not in days:
            continue
        is_logged = count.measure == GridColumn.LOGGED
        logged += count.n if is_logged else 0
        left[row] += count.n if is_logged else -count.n if count.measure in MEASURES else 0
    if not left:
        return None
    open_days = [found for row, n in left.items() if n > 0 and (found := _day(days[row]))]
    return LeftToEnter(logged, sum(n for n in left.values() if n > 0), min(open_days, default=None))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
