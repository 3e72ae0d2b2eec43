"""The fonts of one drawing and what they measure, made once: metrics cost more than the words themselves."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QFont, QFontMetricsF

from migdesk.ui.look.fonts import bold, small


class Fonts:
    """From one font: for titles, for the one that stands out, and both a little smaller."""

    def __init__(self, font: QFont) -> None:
        self.plain = font
        self.strong = bold(font)
        self.small = small(font)
        self.small_strong = bold(self.small)
        self._metrics = {
            id(font): QFontMetricsF(font) for font in (self.plain, self.strong, self.small, self.small_strong)
        }

    @property
    def least_row_height(self) -> float:
        """How low a row may be so that its title can still be read."""
        return self._metrics[id(self.plain)].height() + 4

    @property
    def month_height(self) -> float:
        return self._metrics[id(self.small)].height() + 9

    @property
    def lane_height(self) -> float:
        return self._metrics[id(self.small)].height() + 4

    def width_of(self, text: str, font: QFont) -> float:
        """Return how wide a text is; `font` is one of these."""
        return self._metrics[id(font)].horizontalAdvance(text)

    def width_of_small(self, text: str) -> float:
        return self.width_of(text, self.small)

    def cut(self, text: str, font: QFont, width: float) -> str:
        """Return a text, ending in "…" where it is wider than `width`."""
        if self.width_of(text, font) <= width + 0.5:
            return text
        return self._metrics[id(font)].elidedText(text, QtCore.Qt.TextElideMode.ElideRight, width)
