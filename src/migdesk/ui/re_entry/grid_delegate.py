"""Paints the grid's cells: what is left in bold on a blue ground, today's column, groups, and the cell in hand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from migdesk.ui.look.fonts import bold
from migdesk.ui.look.painted_text import broken, draw_lines
from migdesk.ui.look.palette import Colours
from migdesk.ui.look.theme import Theme
from migdesk.ui.re_entry.grid_model import GridModel
from migdesk.ui.re_entry.grid_rows import Part, ShownColumn, ShownRow
from migdesk.ui.re_entry.grid_words import ZERO, check_words, due_words, group_words

Index = QModelIndex | QPersistentModelIndex

SIDE = 8
"""Pixels between a text and its cell's edge."""
SIGN = 15
"""How wide the sign of a second check is."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class GridDelegate(QStyledItemDelegate):
    """All texts come from the model; only how they look is decided here."""

    def __init__(self, model: GridModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.narrow_check = False
        """Whether the last column has room for its sign alone."""
        self._measures: dict[str, QFontMetrics] = {}

    def row_height(self, font: QFont) -> int:
        return QFontMetrics(font).height() + 10

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = self._model.row(index), self._model.column(index)
        if row is None or column is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, row, column)
        match column.part:
            case Part.GROUP:
                self._paint_group(painter, option, row)
            case Part.CATEGORY:
                self._paint_category(painter, option, row)
            case Part.DAY:
                self._paint_day(painter, option, row, index)
            case Part.CHECK:
                self._paint_check(painter, option, row)
            case _:
                self._paint_sum(painter, option, row, column, str(index.data()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colours.text), 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -2), 2, 2)
        painter.restore()

    # grounds

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ShownRow, column: ShownColumn
    ) -> None:
        colours, rect, view = self._theme.colours, option.rect, self._model.view
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = colours.panel
        if column.part is Part.GROUP and not row.folded:
            ground = colours.group
        elif selected:
            ground = colours.selected
        elif view and column.day == view.today:
            ground = colours.hover
        elif view and column.day and column.day > view.today:
            ground = colours.ground
        painter.fillRect(rect, QColor(ground))
        edge = colours.control if row.first else colours.border
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), QColor(edge))
        if self._begins_a_part(column):
            painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), QColor(colours.border))

    def _begins_a_part(self, column: ShownColumn) -> bool:
        """Tell whether a line parts a column from the one before it: a Monday, and the first of the sums."""
        return column.part is Part.LOGGED or (column.day is not None and column.day.weekday() == 0)

    # texts

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, row: ShownRow) -> None:
        colours, font = self._theme.colours, bold(option.font)
        if row.folded:
            return
        painter.setPen(QColor(colours.muted))
        area = option.rect.adjusted(SIDE, 4, -4, -2)
        most = max(1, area.height() // QFontMetrics(font).lineSpacing())
        draw_lines(painter, area, font, broken(row.group, font, area.width(), most))

    def _paint_category(self, painter: QPainter, option: QStyleOptionViewItem, row: ShownRow) -> None:
        colours, area = self._theme.colours, option.rect.adjusted(SIDE, 0, -4, 0)
        if row.line is not None:
            colour = colours.danger if row.line.problem else colours.text
            self._draw(painter, area, option.font, colour, row.line.title, _LEFT)
            return
        area = QRect(4, area.top(), area.right() - 4, area.height())  # over the group's own column as well
        shown = self._draw(painter, area, option.font, colours.text, "›", _LEFT)
        area.setLeft(area.left() + shown + 8)
        shown = self._draw(painter, area, bold(option.font), colours.text, row.group, _LEFT)
        area.setLeft(area.left() + shown + 4)
        self._draw(painter, area, option.font, colours.muted, f"· {group_words(row.lines)}", _LEFT)

    def _paint_day(self, painter: QPainter, option: QStyleOptionViewItem, row: ShownRow, index: Index) -> None:
        view, colours = self._model.view, self._theme.colours
        assert view is not None
        number = index.column() - self._model.first_day
        cells = [line.cells[number] for line in row.lines]
        left, rest = self._model.parts(index)
        area = option.rect.adjusted(2, 0, -6, 0)
        wrong = any(cell.problem for cell in cells)
        colour = colours.danger if wrong else colours.text if left or not view.entering else colours.muted
        if not left:
            self._draw(painter, area, option.font, colours.muted if rest == "·" else colour, rest, _RIGHT)
            return
        if not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect.adjusted(1, 1, 0, 0), QColor(colours.hover))
        shown = self._draw(painter, area, option.font, colour, rest, _RIGHT)
        self._draw(painter, area.adjusted(0, 0, -shown, 0), bold(option.font), colour, left, _RIGHT)

    def _paint_sum(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ShownRow, column: ShownColumn, text: str
    ) -> None:
        colours, area = self._theme.colours, option.rect.adjusted(2, 0, -SIDE, 0)
        colour, font = colours.text, option.font
        if column.part is Part.LEFT:
            font = bold(option.font) if row.left else option.font
            colour = colours.done if text == ZERO else colour
        elif text == "–":
            colour = colours.muted
        self._draw(painter, area, font, colour, text, _RIGHT)

    def _paint_check(self, painter: QPainter, option: QStyleOptionViewItem, row: ShownRow) -> None:
        line, view, colours = row.line, self._model.view, self._theme.colours
        text = self._model.note(row)
        if line is None or view is None or not text:
            return
        area = option.rect.adjusted(SIDE, 0, -4, 0)
        if not view.entering or text != check_words(line):
            pressing, rest = due_words(line, view)
            colour = colours.danger if pressing == "late" else colours.warning
            shown = self._draw(painter, area, bold(option.font), colour, pressing, _LEFT)
            self._draw(painter, area.adjusted(shown, 0, 0, 0), option.font, colours.text, rest, _LEFT)
            return
        wrong = line.sample is not None and line.sample.wrong > 0
        middle = option.rect.center().y() + 1
        left = option.rect.center().x() - SIGN // 2 if self.narrow_check else area.left()
        kind = "wrong" if wrong else "done" if line.checked else "none" if text == "not needed" else "to-do"
        _draw_sign(painter, QRectF(left, middle - SIGN / 2, SIGN, SIGN), kind, colours)
        if not self.narrow_check:
            font = bold(option.font) if wrong else option.font
            colour = colours.danger if wrong else colours.text if line.checked else colours.muted
            self._draw(painter, area.adjusted(SIGN + 6, 0, 0, 0), font, colour, text, _LEFT)

    def _draw(self, painter: QPainter, area: QRect, font: QFont, colour: str, text: str, how: int) -> int:
        """Draw one line, cut where it is too long, and return how wide it is, in pixels."""
        metrics = self._measures.get(font.key()) or self._measures.setdefault(font.key(), QFontMetrics(font))
        width = metrics.horizontalAdvance(text)
        if width > area.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, area.width()))
            width = metrics.horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(area, how, text)
        return width


def _draw_sign(painter: QPainter, area: QRectF, kind: str, colours: Colours) -> None:
    """Draw how a second check stands: told by its shape, and not by its colour alone."""
    colour = {"done": colours.done, "wrong": colours.danger}.get(kind, colours.control)
    painter.setPen(QPen(QColor(colour), 1.6))
    filled = kind in ("done", "wrong")
    painter.setBrush(QColor(colour) if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(area.adjusted(1, 1, -1, -1))
    ink = QPen(QColor(colours.panel if filled else colour), 1.8)
    painter.setPen(ink)
    centre = area.center()
    match kind:
        case "done":
            painter.drawLine(area.topLeft() + QPointF(4.2, 7.8), area.topLeft() + QPointF(6.6, 10.2))
            painter.drawLine(area.topLeft() + QPointF(6.6, 10.2), area.topLeft() + QPointF(10.8, 5.2))
        case "wrong":
            painter.drawLine(centre - QPointF(0, 3.6), centre + QPointF(0, 0.8))
            painter.drawPoint(centre + QPointF(0, 3.6))
        case "none":
            painter.drawLine(centre - QPointF(3, -3), centre + QPointF(3, -3))
