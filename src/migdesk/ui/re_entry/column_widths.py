"""How wide the texts of each column of the grid are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from migdesk.ui.look.fonts import bold
from migdesk.ui.re_entry.grid_delegate import SIDE, SIGN
from migdesk.ui.re_entry.grid_model import GridModel
from migdesk.ui.re_entry.grid_rows import Part

_WIDEST_CATEGORY = 236
_NARROWEST_DAY = 34
_LONGEST_IN_A_GROUP = "appointments"


class _Widths:
    """Measures each text once: a grid is measured anew whenever something in it changes."""

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetrics(font)
        self._known: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        if text not in self._known:
            self._known[text] = self._metrics.horizontalAdvance(text)
        return self._known[text]


def widths_of(grid: GridModel, font: QFont) -> list[int]:
    """Return the width of each column with the air around its texts, in pixels. All days are of one width."""
    plain, heavy = _Widths(font), _Widths(bold(font))
    days = max((_day_width(grid, number, plain, heavy) for number in _days(grid)), default=0)
    return [days if column.day else _width(grid, number, plain, heavy) for number, column in enumerate(grid.columns)]


def _days(grid: GridModel) -> Iterator[int]:
    return (number for number, column in enumerate(grid.columns) if column.day)


def _day_width(grid: GridModel, number: int, plain: _Widths, heavy: _Widths) -> int:
    parts = (grid.parts(grid.index(row, number)) for row in range(len(grid.rows)))
    texts = (heavy(left) + plain(rest) for left, rest in parts)
    return max(*map(heavy, _title(grid, number)), *texts, _NARROWEST_DAY) + 11


def _width(grid: GridModel, number: int, plain: _Widths, heavy: _Widths) -> int:
    part, title = grid.columns[number].part, _title(grid, number)
    texts = [str(grid.index(row, number).data() or "") for row in range(len(grid.rows))]
    match part:
        case Part.GROUP:  # broken into lines
            words = [word for text in texts for word in text.split(" ")]
            return _widest(heavy, [*words, _LONGEST_IN_A_GROUP]) + SIDE + 6
        case Part.CATEGORY:
            return min(_widest(plain, texts) + SIDE + 10, _WIDEST_CATEGORY)
        case Part.CHECK:
            return _widest(heavy, [*title, *texts]) + SIGN + 6 + 2 * SIDE
    if part is Part.SET_ASIDE:
        title = [word for line in title for word in line.split(" ")]
    largest = f"{grid.view.logged:,}" if grid.view else ""  # as a sum below can be
    return _widest(heavy, [*title, *texts, largest]) + 5 + SIDE


def _title(grid: GridModel, number: int) -> list[str]:
    return str(grid.headerData(number, Qt.Orientation.Horizontal) or "").split("\n")


def _widest(width: Callable[[str], int], texts: list[str]) -> int:
    return max(map(width, texts), default=0)
