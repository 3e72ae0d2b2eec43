"""Paints the table of tasks: the box that chooses a row, its status as a box and a word, and the heads of groups."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from migdesk.practice.status import OPEN_STATUSES, Status
from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.painted_text import paint_lines
from migdesk.ui.look.palette import Colours
from migdesk.ui.look.row_ground import paint_row_ground
from migdesk.ui.look.theme import Theme
from migdesk.ui.tasks_table.task_rows import Column, Group, TaskRow
from migdesk.ui.tasks_table.tasks_model import ROW_ROLE, TasksModel, text_of
from migdesk.ui.widgets.choosing_box import box_in, draw_choosing_box
from migdesk.ui.widgets.status_box import SIDE as STATUS_SIDE
from migdesk.ui.widgets.status_box import draw_status_box

SIDE = 8
"""Pixels between a cell's edge and its text."""
STATUS_ROOM = int(STATUS_SIDE) + 6
MARK = "CRITICAL"
MARK_ROOM = 20
HEAD_LEFT = 16


class TasksDelegate(QStyledItemDelegate):
    """All rows are of one height: a line of text."""

    def __init__(self, view: QAbstractItemView, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme

    def row_height(self, font: QFont) -> int:
        """Return the height of every row in pixels."""
        return max(QFontMetrics(bold(font)).lineSpacing() + 12, 28)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, self.row_height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, model = index.data(ROW_ROLE), index.model()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        in_hand = self._view.currentIndex().row() == index.row()
        if isinstance(row, Group) and isinstance(model, TasksModel):
            self._paint_group(painter, option, row, folded=row.key in model.folded, in_hand=in_hand)
        elif isinstance(row, TaskRow) and isinstance(model, TasksModel):
            column = Column(index.column())
            last = not any(not self._view.isColumnHidden(after) for after in range(column + 1, len(Column)))  # type: ignore[attr-defined]
            first = column == Column.CHOOSE
            paint_row_ground(painter, option, self._theme.colours, first=first, last=last, in_hand=in_hand)
            self._paint_cell(painter, option, row, column, model)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, row: TaskRow, column: Column, model: TasksModel
    ) -> None:
        colours, area = self._theme.colours, option.rect.adjusted(SIDE, 1, -SIDE, -2)
        painter.setPen(QColor(_colour_of(row, column, colours)))
        text = text_of(row, column, model.today)
        match column:
            case Column.CHOOSE:
                chosen = bool(option.state & QStyle.StateFlag.State_Selected)
                draw_choosing_box(painter, box_in(option.rect), colours, chosen=chosen)
            case Column.STATUS:
                top = area.center().y() - STATUS_SIDE / 2 + 1
                draw_status_box(painter, QRectF(area.left(), top, STATUS_SIDE, STATUS_SIDE), row.task.status, colours)
                font = bold(option.font) if row.task.status == Status.BLOCKED else option.font
                paint_lines(painter, area.adjusted(STATUS_ROOM, 0, 0, 0), font, text, most=1)
            case Column.DUE if row.task.overdue:
                paint_lines(painter, area, bold(option.font), f"{text}, late", most=1)
            case Column.TASK if row.task.task.critical:
                self._paint_critical(painter, area, option.font, text)
            case _:
                paint_lines(painter, area, option.font, text, most=1)

    def _paint_critical(self, painter: QPainter, area: QRect, font: QFont, text: str) -> None:
        mark = small(bold(font))
        metrics, room = QFontMetrics(font), QFontMetrics(mark).horizontalAdvance(MARK) + MARK_ROOM
        title = area.adjusted(0, 0, -room, 0)
        paint_lines(painter, title, font, text, most=1)
        left = area.left() + min(metrics.horizontalAdvance(text), title.width()) + 8
        edge = QRectF(left, area.center().y() - metrics.height() / 2 + 2, room - 10, metrics.height() - 2)
        painter.setPen(QPen(QColor(self._theme.colours.danger), 1))
        painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(mark)
        painter.drawText(edge, Qt.AlignmentFlag.AlignCenter, MARK)

    def _paint_group(
        self, painter: QPainter, option: QStyleOptionViewItem, group: Group, *, folded: bool, in_hand: bool
    ) -> None:
        colours, rect = self._theme.colours, option.rect
        painter.fillRect(rect, QColor(colours.group))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.border))
        if in_hand and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        left = rect.left() + HEAD_LEFT
        for text, font, colour in (
            ("▸" if folded else "▾", option.font, colours.muted),
            (group.title, bold(option.font), colours.text),
            (group.about, option.font, colours.muted),
            (f"{group.overdue:,} overdue" if group.overdue else "", bold(option.font), colours.danger),
        ):
            area = QRect(left, rect.top(), max(0, rect.right() - left - SIDE), rect.height())
            painter.setPen(QColor(colour))
            paint_lines(painter, area, font, text, most=1)
            left += QFontMetrics(font).horizontalAdvance(text) + 12


def _colour_of(row: TaskRow, column: Column, colours: Colours) -> str:
    task = row.task
    late = column == Column.DUE and task.overdue
    if late or (column == Column.STATUS and task.status == Status.BLOCKED):
        return colours.danger
    quiet = column in (Column.PHASE, Column.LAST_NOTE) or (column == Column.TASK and task.status not in OPEN_STATUSES)
    return colours.muted if quiet else colours.text
