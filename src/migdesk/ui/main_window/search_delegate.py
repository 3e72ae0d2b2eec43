"""Paints the rows of the search results: quiet headings, and hits on two lines with the found words marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.search_rows import Piece, Row

ROW_ROLE = Qt.ItemDataRole.UserRole
LEFT, RIGHT = 14, 10
AIR = 6  # pixels above and below a hit's two lines
BAR = 4  # pixels, beside the hit in hand


class SearchDelegate(QStyledItemDelegate):
    """A heading is one small muted line; a hit has its title with what it belongs to, and the text around the words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        row: Row = index.data(ROW_ROLE)
        line = option.fontMetrics.height()
        return QSize(200, line * 2 + 2 * AIR + 2 if row.hit else line + AIR + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setClipRect(option.rect)
        if row.hit:
            self._paint_hit(painter, option, row)
        else:
            self._paint_heading(painter, option, row, first=index.row() == 0)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, *, first: bool) -> None:
        colours = self._theme.colours
        if not first:
            painter.fillRect(QRect(option.rect.topLeft(), QSize(option.rect.width(), 1)), QColor(colours.border))
        painter.setFont(small(bold(option.font)))
        painter.setPen(QColor(colours.muted))
        inner = option.rect.adjusted(LEFT, 2, -RIGHT, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.title[0].text)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        colours, rect = self._theme.colours, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = colours.warning_ground
        if chosen:
            painter.fillRect(rect, QColor(colours.selected))
            painter.fillRect(QRect(rect.topLeft(), QSize(BAR, rect.height())), QColor(colours.accent))
            ground = colours.panel
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        strong = bold(option.font)
        line = _Line(painter, rect.adjusted(LEFT, AIR, -RIGHT, 0))
        line.draw(row.title, strong, strong, (colours.text, colours.text), ground)
        if row.within:
            line.skip(10)
            line.draw((Piece(row.within),), option.font, strong, (colours.muted, colours.text), ground)
        line = _Line(painter, rect.adjusted(LEFT, AIR + 2 + option.fontMetrics.height(), -RIGHT, 0))
        line.draw(row.text, option.font, strong, (colours.muted, colours.text), ground)


class _Line:
    """Draws pieces one after the other until the width is used up; what does not fit ends in an ellipsis."""

    def __init__(self, painter: QPainter, rect: QRect) -> None:
        self._painter = painter
        self._left, self._right, self._top = rect.left(), rect.right(), rect.top()

    def skip(self, pixels: int) -> None:
        self._left += pixels

    def draw(
        self, pieces: Iterable[Piece], font: QFont, found_font: QFont, colours: tuple[str, str], ground: str
    ) -> None:
        """Draw pieces; `colours` are those of ordinary and of found words, `ground` is behind the found ones."""
        for piece in pieces:
            used = found_font if piece.found else font
            metrics = QFontMetrics(used)
            room = self._right - self._left
            if room < metrics.averageCharWidth() * 2:
                return
            text = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(text)
            if piece.found:
                self._painter.fillRect(QRect(self._left, self._top, width, metrics.height()), QColor(ground))
            self._painter.setFont(used)
            self._painter.setPen(QColor(colours[piece.found]))
            self._painter.drawText(QPoint(self._left, self._top + metrics.ascent()), text)
            self._left += width
            if text != piece.text:
                self._left = self._right
