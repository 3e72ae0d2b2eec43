"""What is drawn over the page's words: boxes to tick, and the dots under words that are explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextCursor, QTextDocument

from migdesk.ui.guide_pane.link_schemes import TASK_SCHEME
from migdesk.ui.guide_pane.page_places import Marked, PagePlaces
from migdesk.ui.guide_pane.page_shapes import words_rect
from migdesk.ui.guide_pane.role_boxes import COLOURS, status_words, style_of
from migdesk.ui.look.palette import Colours
from migdesk.ui.widgets.status_box import draw_status_box
from migdesk.workspace.role_pages import TaskBox

BOX = 0.92  # of the height of the words beside it
DOTS_BELOW = 1.5  # pixels under the letters' foot


def paint_boxes(
    painter: QPainter,
    document: QTextDocument,
    marked: list[Marked],
    statuses: Mapping[str, str],
    colours: Colours,
    view: QRectF,
) -> None:
    """Paint the boxes that lie within `view`, by the status of their tasks; the painter counts in document pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark, words in _in_view(document, marked, view):
        side = words.height() * BOX
        box = QRectF(words.left(), words.center().y() - side / 2, side, side)
        draw_status_box(painter, box, statuses.get(mark.href.removeprefix(TASK_SCHEME), ""), colours)


def paint_dots(
    painter: QPainter, document: QTextDocument, marked: list[Marked], colours: Colours, view: QRectF
) -> None:
    """Paint dots under the words within `view` that are explained."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colours.control), 1.2, QtCore.Qt.PenStyle.CustomDashLine, QtCore.Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2.4])
    painter.setPen(pen)
    for mark, _first in _in_view(document, marked, view):
        for line in _lines(document, mark):
            foot = line.bottom() + DOTS_BELOW
            painter.drawLine(QPointF(line.left() + 1, foot), QPointF(line.right(), foot))


def update_words(
    document: QTextDocument,
    places: PagePlaces,
    old: Mapping[int, TaskBox],
    new: Mapping[int, TaskBox],
    colours: Colours,
) -> None:
    """Write the words of boxes that have changed; both are of the same lines."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for mark, line in reversed(list(zip(places.task_words, sorted(new), strict=False))):
        if new[line] == old[line]:
            continue
        cursor.setPosition(mark.start)
        end = document.findBlock(mark.start)
        cursor.setPosition(mark.start + 1, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat(cursor.charFormat())
        form.setForeground(QColor(getattr(colours, COLOURS[style_of(new[line])])))
        cursor.setPosition(mark.start)
        cursor.setPosition(end.position() + end.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(status_words(new[line]), form)
    cursor.endEditBlock()


def _in_view(document: QTextDocument, marked: list[Marked], view: QRectF) -> Iterator[tuple[Marked, QRectF]]:
    """Yield the marks whose words begin within the view, with where they stand."""
    for mark in marked:
        words = words_rect(document, document.findBlock(mark.start), mark.start, mark.end)
        if words is None:
            continue
        if words.top() > view.bottom() + words.height():
            return  # what follows is further down; laying it out can wait
        if words.bottom() >= view.top() - 3 * words.height():
            yield mark, words


def _lines(document: QTextDocument, mark: Marked) -> Iterator[QRectF]:
    """Yield where marked words stand, line by line, since they may wrap."""
    block = document.findBlock(mark.start)
    start = mark.start
    while start < mark.end:
        line = block.layout().lineForTextPosition(start - block.position())
        if not line.isValid():
            return
        line_end = block.position() + line.textStart() + line.textLength()
        end = min(mark.end, line_end)
        words = words_rect(document, block, start, end)
        if words is not None and end > start:
            yield words
        start = max(end, start + 1)
