"""The fonts of a row of the list with their measures, made once: a row takes a dozen of them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetrics

from migdesk.ui.look.fonts import bold, small

WIDEST_DUE, WIDEST_LATE = "28 May 2027 (set)", "1,000 days late"


class Face(NamedTuple):
    """A font and its measures."""

    font: QFont
    metrics: QFontMetrics


class RowFonts:
    """What is made from the list's own font. `due_width` is the room for a due date, in pixels."""

    def __init__(self, font: QFont) -> None:
        self.key = font.key()
        struck = QFont(font)
        struck.setStrikeOut(True)
        self.plain, self.bold, self.struck = _face(font), _face(bold(font)), _face(struck)
        self.small, self.small_bold = _face(small(font)), _face(small(bold(font)))
        late = self.small_bold.metrics.horizontalAdvance(WIDEST_LATE)
        self.due_width = max(self.plain.metrics.horizontalAdvance(WIDEST_DUE), late)


def _face(font: QFont) -> Face:
    return Face(font, QFontMetrics(font))
