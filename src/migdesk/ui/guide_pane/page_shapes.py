"""Draws what Qt's rich text cannot: round corners and circles, painted under the page's words."""

from __future__ import annotations

from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextBlock, QTextDocument, QTextLine

from migdesk.guide.shape_marks import ARROW_MARK, BUTTON_MARK, SECOND_BUTTON_MARK, STEP_MARK
from migdesk.ui.guide_pane.link_schemes import REGISTER_SCHEME, TASKS_SCHEME
from migdesk.ui.guide_pane.page_places import Marked, fragments_of
from migdesk.ui.look.palette import Colours

TIMELINE_WIDTH = 2  # pixels


def paint_shapes(
    painter: QPainter, document: QTextDocument, marked: list[Marked], colours: Colours, view: QRectF
) -> None:
    """Paint the shapes that lie within `view`; the painter counts in the document's pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    above: QPointF | None = None  # the centre of the step before
    for mark in marked:
        block = document.findBlock(mark.start)
        words = words_rect(document, block, mark.start, mark.end)
        if words is None:
            continue
        if words.top() > view.bottom() + words.height() and mark.kind != STEP_MARK:
            break  # what follows is further down; laying it out can wait
        body = words.height()
        if mark.kind == STEP_MARK:
            first = block.text() == "1"
            _step(painter, words, None if first else above, colours)
            above = words.center()
            if words.top() > view.bottom() + body:
                break
        elif mark.kind in (TASKS_SCHEME, REGISTER_SCHEME):
            _fill(
                painter,
                words.adjusted(-body * 0.1, -body * 0.12, body * 0.1, body * 0.12),
                colours.hover,
                round_ends=True,
            )
        elif mark.kind == ARROW_MARK:
            radius = body * 0.62
            painter.setBrush(QColor(colours.done))
            painter.drawEllipse(words.center(), radius, radius)
        elif mark.kind in (BUTTON_MARK, SECOND_BUTTON_MARK):
            line = words_rect(document, block, block.position(), block.position() + block.length() - 1) or words
            colour = colours.done if mark.kind == BUTTON_MARK else colours.group
            _fill(painter, line.adjusted(-body * 0.8, -body * 0.42, body * 0.8, body * 0.42), colour)


def words_rect(document: QTextDocument, block: QTextBlock, start: int, end: int) -> QRectF | None:
    """Return where words of one line stand, from the top of their capitals' line to its foot; None before layout."""
    rect = document.documentLayout().blockBoundingRect(block)
    line: QTextLine = block.layout().lineForTextPosition(start - block.position())
    if not line.isValid():
        return None
    x1, x2 = (_x_of(line, position - block.position()) for position in (start, end))
    # The line's own metrics may be those of a taller neighbour.
    metrics = QFontMetricsF(_font_at(document, start, block))
    base = rect.top() + line.y() + line.ascent()
    return QRectF(rect.left() + x1, base - metrics.ascent(), x2 - x1, metrics.height())


def _x_of(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # PySide gives the position back as well
    return float(found[0] if isinstance(found, tuple) else found)


def _font_at(document: QTextDocument, position: int, block: QTextBlock) -> QFont:
    for fragment in fragments_of(block):
        if fragment.contains(position):
            return fragment.charFormat().font()
    return document.defaultFont()


def _fill(painter: QPainter, rect: QRectF, colour: str, *, round_ends: bool = False) -> None:
    radius = rect.height() / 2 if round_ends else rect.height() / 9
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, radius, radius)


def _step(painter: QPainter, words: QRectF, above: QPointF | None, colours: Colours) -> None:
    radius = words.height() * 0.78
    centre = words.center()
    if above is not None:
        painter.setPen(QPen(QColor(colours.border), TIMELINE_WIDTH))
        painter.drawLine(QPointF(centre.x(), above.y() + radius + 3), QPointF(centre.x(), centre.y() - radius - 3))
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(centre, radius, radius)
