"""Paints a row of the preview: what becomes of it as sign and word, the name over the commissioner, remarks wrapped."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.painted_text import broken, draw_lines, paint_lines
from migdesk.ui.look.palette import Colours
from migdesk.ui.look.row_ground import paint_row_ground
from migdesk.ui.look.theme import Theme
from migdesk.ui.practice_import.preview_model import ARROW, ROW_ROLE, Column, text_of, under_name
from migdesk.workspace.practice_import.import_plan import PlannedRow

SIDE, ABOVE = 8, 5
SIGN = 16
"""Pixels; the sign is a disc of this size with a mark in it, so that no colour has to tell it."""


class PreviewDelegate(QStyledItemDelegate):
    """All rows are of one height, two lines; what is cut off is said whole under the table."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def row_height(self, font: QFont) -> int:
        """Return the height of every row in pixels."""
        return 2 * QFontMetrics(font).lineSpacing() + 2 * ABOVE + 1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, self.row_height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, column = index.data(ROW_ROLE), Column(index.column())
        if not isinstance(row, PlannedRow):
            return
        painter.save()
        paint_row_ground(painter, option, self._theme.colours, first=column == 0, last=column == len(Column) - 1)
        area = option.rect.adjusted(SIDE, ABOVE, -SIDE, -ABOVE - 1)
        painter.setPen(QColor(self._theme.colours.muted if row.outcome == "there" else self._theme.colours.text))
        match column:
            case Column.RESULT:
                paint_sign(painter, area, row, self._theme.colours)
                area.setLeft(area.left() + SIGN + 6)
                font = bold(option.font) if row.outcome == "bad" else option.font
                paint_lines(painter, area, font, str(index.data()), most=2)
            case Column.NAME:
                self._paint_name(painter, area, option.font, row)
            case Column.SYSTEMS:  # broken between the two, not within one
                systems = text_of(row, column).split(ARROW)
                text = ARROW.join(system.replace(" ", "\u00a0") for system in systems)
                paint_lines(painter, area, option.font, text, most=2)
            case _:
                paint_lines(painter, area, option.font, str(index.data()), most=2)
        painter.restore()

    def _paint_name(self, painter: QPainter, area: QRect, font: QFont, row: PlannedRow) -> None:
        name, below = text_of(row, Column.NAME), under_name(row)
        if not below:
            paint_lines(painter, area, bold(font), name, most=2)
            return
        height, below_height = QFontMetrics(bold(font)).lineSpacing(), QFontMetrics(small(font)).lineSpacing()
        top = area.top() + max(0, (area.height() - height - below_height) // 2)
        line = QRect(area.left(), top, area.width(), height)
        draw_lines(painter, line, bold(font), broken(name, bold(font), line.width(), 1))
        painter.setPen(QColor(self._theme.colours.muted))
        under = QRect(area.left(), top + height, area.width(), below_height)
        draw_lines(painter, under, small(font), broken(below, small(font), under.width(), 1))


def paint_sign(painter: QPainter, area: QRect, row: PlannedRow, colours: Colours) -> None:
    """Draw what becomes of a row at the left of `area`: + added, = there already, ! a fault, ? to be checked."""
    ground, ink, mark = _sign_of(row, colours)
    disc = QRectF(area.left(), area.top() + (area.height() - SIGN) / 2, SIGN, SIGN)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(disc)
    font = bold(painter.font())
    font.setPixelSize(12)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, mark)
    painter.restore()


def _sign_of(row: PlannedRow, colours: Colours) -> tuple[str, str, str]:
    if row.needs_a_look and row.outcome == "add":
        return colours.warning, colours.panel, "?"
    match row.outcome:
        case "bad":
            return colours.danger, colours.danger_text, "!"
        case "there":
            return colours.muted, colours.panel, "="
        case _:
            return colours.done, colours.done_text, "+"
