"""Paints the cells of a register's table: the box that chooses a row, its status as a sign and a word, days in two
lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from migdesk.checklist.registers.definitions import STATUS
from migdesk.ui.look.fonts import bold
from migdesk.ui.look.painted_text import broken, draw_lines, paint_lines
from migdesk.ui.look.palette import Colours
from migdesk.ui.look.theme import Theme
from migdesk.ui.registers.cells import NOTHING, Cell, Tone
from migdesk.ui.registers.row_model import CELL_ROLE, NAME, ROW_ROLE, TICKS, RowModel
from migdesk.ui.registers.status_icon import SIGN, draw_status_icon, icon_of_row
from migdesk.ui.widgets.choosing_box import box_in, draw_choosing_box
from migdesk.workspace.registers.view import RowView

SIDE = 6
"""Pixels between a cell's edge and its text."""


class RowDelegate(QStyledItemDelegate):
    """All rows are of one height: two lines of text."""

    def __init__(self, view: QAbstractItemView, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme

    def row_height(self, font: QFont) -> int:
        """Return the height of every row in pixels."""
        return 2 * QFontMetrics(bold(font)).lineSpacing() + 8

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self.row_height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, model = index.data(ROW_ROLE), index.model()
        if not isinstance(row, RowView) or not isinstance(model, RowModel):
            return
        painter.save()
        self._paint_ground(painter, option, index, model.columnCount() - 1)
        if index.column() == TICKS:
            self._paint_box(painter, option)
        else:
            is_name = index.column() == NAME
            column = model.columns[index.column() - NAME].id
            self._paint_cell(painter, option, row, index.data(CELL_ROLE), column, is_name=is_name)
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        last: int,
    ) -> None:
        """Paint the row: pale where it is chosen, and with an edge where it is the one in hand."""
        colours, rect = self._theme.colours, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(colours.selected if chosen else colours.panel))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.border))
        if index.row() != self._view.currentIndex().row():
            return
        if not self._view.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), QColor(colours.control))
            return
        edge = QColor(colours.text)
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), edge)
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), edge)
        if index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), edge)
        if index.column() == last:
            painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), edge)

    def _paint_box(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        draw_choosing_box(painter, box_in(option.rect), self._theme.colours, chosen=chosen)

    def _paint_cell(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: RowView,
        cell: Cell,
        column: str,
        *,
        is_name: bool,
    ) -> None:
        colours, area = self._theme.colours, option.rect.adjusted(SIDE, 3, -SIDE, -4)
        font = bold(option.font) if is_name else option.font
        painter.setPen(QColor(colour_of(cell.tone, colours) if cell.text != NOTHING else colours.muted))
        if column == STATUS:
            sign = QRectF(area.left(), area.center().y() - SIGN / 2 + 1, SIGN, SIGN)
            draw_status_icon(painter, sign, icon_of_row(row), colours)
            painter.setPen(QColor(colours.text))
            paint_lines(painter, area.adjusted(int(SIGN) + 6, 0, 0, 0), font, cell.text, most=2)
        elif cell.below:
            self._paint_two(painter, area, font, cell)
        else:
            if cell.tone in (Tone.SOON, Tone.LATE):
                font = bold(font)
            paint_lines(painter, area, font, cell.text, most=2)
        if is_name and (row.conflicts or row.problems):
            self._paint_mark(painter, option.rect)

    def _paint_two(self, painter: QPainter, area: QRect, font: QFont, cell: Cell) -> None:
        height = QFontMetrics(font).lineSpacing()
        top = area.top() + (area.height() - 2 * height) // 2
        first = QRect(area.left(), top, area.width(), height)
        draw_lines(painter, first, font, broken(cell.text, font, area.width(), 1))
        painter.setPen(QColor(colour_of(cell.below_tone, self._theme.colours)))
        draw_lines(painter, first.translated(0, height), font, broken(cell.below, font, area.width(), 1))

    def _paint_mark(self, painter: QPainter, rect: QRect) -> None:
        """Paint a bar at the name's left: two values stand, or the counts cannot be right; the form says which."""
        painter.fillRect(QRect(rect.left(), rect.top() + 4, 3, rect.height() - 8), QColor(self._theme.colours.danger))


def colour_of(tone: Tone, colours: Colours) -> str:
    """Return the colour of a text."""
    match tone:
        case Tone.MUTED:
            return colours.muted
        case Tone.SOON:
            return colours.warning
        case Tone.LATE:
            return colours.danger
        case Tone.DONE:
            return colours.done
    return colours.text
