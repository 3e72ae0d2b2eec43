"""Paints a row of the table of faults: words wrapped, the selected row readable, and a frame where the keyboard is."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from migdesk.ui.guide_check.fault_model import Column, Index
from migdesk.ui.look.row_ground import paint_row_ground
from migdesk.ui.look.theme import Theme

SIDE, ABOVE = 8, 6
WRAPPED = Qt.TextFlag.TextWordWrap
_AFTER_SIGN = re.compile(r"(?<=[/\-_.#])(?=\w)")


class FaultDelegate(QStyledItemDelegate):
    """Rows are as high as their words need."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = self._theme.colours
        rect: QRect = option.rect
        painter.save()
        column = index.column()
        paint_row_ground(painter, option, colours, first=column == Column.FILE, last=column == Column.MESSAGE)
        painter.setPen(QColor(colours.text))
        painter.drawText(
            rect.adjusted(SIDE, ABOVE, -SIDE, -ABOVE),
            int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(WRAPPED),
            _breakable(str(index.data())),
        )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.columnWidth(index.column())
        metrics = self._view.fontMetrics()
        room = QRect(0, 0, max(width - 2 * SIDE, 20), 100_000)
        needed = metrics.boundingRect(room, int(WRAPPED), _breakable(str(index.data())))
        return QSize(width, max(needed.height(), metrics.height()) + 2 * ABOVE + 1)


def _breakable(text: str) -> str:
    """Let a file's name or an address go on in the next line behind a sign, not inside a word."""
    return _AFTER_SIGN.sub("\u200b", text)
