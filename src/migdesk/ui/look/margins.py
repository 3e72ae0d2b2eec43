"""The room around a whole screen: wide where there is room, and little on a small laptop."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout

WIDE, NARROW = 26, 12
NARROW_BELOW = 1000
LOW_BELOW = 560
"""Below this many logical pixels the room for a list is what counts, and everything over it moves closer together."""


def side_margin(width: int) -> int:
    """Return the margin at the sides of a screen so wide. All in logical pixels."""
    return NARROW if width < NARROW_BELOW else WIDE


def is_low(height: int) -> bool:
    """Tell whether a screen so high has little room for its list."""
    return height < LOW_BELOW


def fit_margins(layout: QLayout, size: QSize, spacing: int) -> None:
    """Give a screen with a list the margins for its size, and `spacing` between its parts where it is not low."""
    margin, low = side_margin(size.width()), is_low(size.height())
    layout.setContentsMargins(margin, 8 if low else 18, margin, 8 if low else margin)
    layout.setSpacing(7 if low else spacing)
