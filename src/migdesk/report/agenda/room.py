"""How the room on two sheets of A4 is shared out among the agenda's lists.

Room is counted in printed lines, by the length of the texts: what a printer makes of them is known too late to choose
by. The measures are those of the widest of the printed report's fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import TypeVar

from migdesk.report.agenda.model import Shown

LINE_CHARACTERS = 104
"""Characters on a line from margin to margin."""
RULE = 0.5
"""Lines: the blank around a row."""
ROOM = 76.0
"""Lines on two sheets beside the head, the headings and the room to write."""

_NOTHING = 1e-6
"""What a sum of lines may be off by."""

Item = TypeVar("Item")


def lines_of(*cells: tuple[str, int]) -> float:
    """Return the lines that a row takes; each cell is its text and its width in percent."""
    return RULE + max(ceil(len(text) * 100 / (width * LINE_CHARACTERS)) or 1 for text, width in cells)


def shared_out(needs: Sequence[float], shares: Sequence[float], room: float = ROOM) -> list[float]:
    """Return the lines that each list gets: its share, and of what others leave over the first list takes first."""
    given = [min(need, share) for need, share in zip(needs, shares, strict=True)]
    spare = max(0.0, room - sum(given))
    for place, need in enumerate(needs):
        more = min(need - given[place], spare)
        given[place] += more
        spare -= more
    return given


def first_that_fit(items: Iterable[Item], lines: float, takes: Callable[[Item], float]) -> Shown[Item]:
    """Return the first items that fit into so many lines, and how many more there are."""
    every, shown = tuple(items), 0
    while shown < len(every) and takes(every[shown]) <= lines + _NOTHING:
        lines -= takes(every[shown])
        shown += 1
    return Shown(every[:shown], len(every) - shown)
