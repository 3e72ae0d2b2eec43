"""Text that a delegate paints into a cell: in one or more lines, broken between words and cut with "…"."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption


def broken(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return `text` in at most `most` lines of `width` pixels, broken between words; what is left over ends in "…"."""
    metrics = QFontMetrics(font)
    if most == 1 or metrics.horizontalAdvance(text) <= width:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    lines: list[str] = []
    start = 0
    while len(lines) < most - 1:
        line = layout.createLine()
        if not line.isValid():  # all of it is broken already
            break
        line.setLineWidth(width)
        start = line.textStart() + line.textLength()
        lines.append(text[line.textStart() : start].rstrip())
    layout.endLayout()
    rest = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width)
    return [*lines, rest] if rest else lines


def draw_lines(painter: QPainter, area: QRect, font: QFont, lines: list[str]) -> None:
    """Draw lines from the top of `area`."""
    painter.setFont(font)
    height = painter.fontMetrics().lineSpacing()
    for number, line in enumerate(lines):
        row = QRect(area.left(), area.top() + number * height, area.width(), height)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)


def paint_lines(painter: QPainter, area: QRect, font: QFont, text: str, most: int) -> None:
    """Draw `text` in the middle of `area`, in as many lines as it takes and `most` allows."""
    lines = broken(text, font, area.width(), most)
    height = QFontMetrics(font).lineSpacing() * len(lines)
    top = area.top() + (area.height() - height) // 2
    draw_lines(painter, QRect(area.left(), top, area.width(), height), font, lines)
