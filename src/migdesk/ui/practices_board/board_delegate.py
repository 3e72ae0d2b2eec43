"""Paints a row of the board: name over commissioner, a progress bar, dates with how far off they are."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from migdesk.base.date_words import date_with_weekday
from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.painted_text import broken, draw_lines, paint_lines
from migdesk.ui.look.row_ground import paint_row_ground
from migdesk.ui.look.theme import Theme
from migdesk.ui.practices_board.board_columns import (
    NOT_SET,
    Column,
    go_live_when,
    is_unmarked,
    tags_of,
    text_of,
    under_name,
)
from migdesk.ui.practices_board.board_filter import is_soon
from migdesk.ui.practices_board.board_model import SUMMARY_ROLE, BoardModel
from migdesk.workspace.summary import PracticeSummary

SIDE = 8
"""Pixels between a cell's edge and its text, as in the head of the table."""
BAR_HEIGHT = 8


class BoardDelegate(QStyledItemDelegate):
    """All rows are of one height: two lines of text and a smaller third, so that a long name fits as well."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def row_height(self, font: QFont) -> int:
        """Return the height of every row in pixels."""
        return 2 * QFontMetrics(bold(font)).lineSpacing() + QFontMetrics(small(font)).lineSpacing() + 14

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self.row_height(option.font))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        summary = index.data(SUMMARY_ROLE)
        model = index.model()
        if not isinstance(summary, PracticeSummary) or not isinstance(model, BoardModel):
            return
        painter.save()
        column = Column(index.column())
        last = column == Column.LAST_CHANGE
        view = option.widget
        in_hand = not isinstance(view, QAbstractItemView) or view.currentIndex().row() == index.row()
        first = column == Column.NAME
        paint_row_ground(painter, option, self._theme.colours, first=first, last=last, in_hand=in_hand)
        area = option.rect.adjusted(SIDE, 5, -SIDE, -6)
        painter.setFont(option.font)
        painter.setPen(QColor(self._theme.colours.muted if summary.archived else self._theme.colours.text))
        self._paint_cell(painter, area, option.font, summary, column, model)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, area: QRect, font: QFont, summary: PracticeSummary, column: Column, model: BoardModel
    ) -> None:
        text = text_of(summary, column, model.today)
        match column:
            case Column.NAME:
                self._paint_name(painter, area, font, summary)
            case Column.PROGRESS:
                self._paint_progress(painter, area, summary)
            case Column.GO_LIVE if summary.go_live:
                self._paint_go_live(painter, area, font, summary, model)
            case Column.OVERDUE:
                self._paint_late(painter, area, font, text, late=summary.overdue > 0 and not summary.archived)
            case Column.REGISTERS:
                self._paint_late(painter, area, font, text, late=summary.rows_overdue > 0 and not summary.archived)
            case Column.SYSTEMS | Column.PHASE | Column.LAST_CHANGE:
                if text == NOT_SET:
                    painter.setPen(QColor(self._theme.colours.muted))
                paint_lines(painter, area, font, text, most=2)
            case _:
                if text == NOT_SET:
                    painter.setPen(QColor(self._theme.colours.muted))
                paint_lines(painter, area, font, text, most=1)

    def _paint_name(self, painter: QPainter, area: QRect, font: QFont, summary: PracticeSummary) -> None:
        tags = tags_of(summary)
        below = under_name(summary)
        small_height = QFontMetrics(small(font)).lineSpacing() if tags or below else 0
        lines = broken(summary.name, bold(font), area.width(), 2)
        name_height = QFontMetrics(bold(font)).lineSpacing() * len(lines)
        top = area.top() + max(0, (area.height() - name_height - small_height) // 2)
        draw_lines(painter, QRect(area.left(), top, area.width(), name_height), bold(font), lines)
        line = QRect(area.left(), top + name_height, area.width(), small_height)
        for tag in tags:
            line.setLeft(line.left() + self._paint_tag(painter, line, font, tag))
        if below:
            painter.setPen(QColor(self._theme.colours.muted))
            draw_lines(painter, line, small(font), broken(below, small(font), line.width(), 1))

    def _paint_tag(self, painter: QPainter, line: QRect, font: QFont, tag: str) -> int:
        """Paint a mark at the left of `line` and return the width it took, in pixels."""
        colours = self._theme.colours
        painter.setFont(small(font))
        width = painter.fontMetrics().horizontalAdvance(tag) + 12
        box = QRect(line.left(), line.top(), width, line.height())
        painter.setPen(QPen(QColor(colours.control)))
        painter.setBrush(QColor(colours.group))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 3, 3)
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)
        return width + 6

    def _paint_progress(self, painter: QPainter, area: QRect, summary: PracticeSummary) -> None:
        colours = self._theme.colours
        room = painter.fontMetrics().horizontalAdvance("100%") + 8
        track = QRect(area.left(), area.center().y() - BAR_HEIGHT // 2 + 1, max(20, area.width() - room), BAR_HEIGHT)
        text = QRect(track.right() + 8, area.top(), room, area.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{summary.percent}%")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.track))
        painter.drawRoundedRect(track, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        if summary.percent:
            done = QRect(track)
            done.setWidth(max(BAR_HEIGHT // 2 + 1, track.width() * summary.percent // 100))
            painter.setBrush(QColor(colours.done))
            radius = min(BAR_HEIGHT / 2, done.width() / 2)
            painter.drawRoundedRect(done, radius, radius)

    def _paint_go_live(
        self, painter: QPainter, area: QRect, font: QFont, summary: PracticeSummary, model: BoardModel
    ) -> None:
        day = summary.go_live
        if day is None:
            return
        soon = is_soon(summary, model.today) and not summary.archived
        unmarked = is_unmarked(summary, model.today) and not summary.archived
        under = small(bold(font) if soon or unmarked else font)
        height, under_height = QFontMetrics(font).lineSpacing(), QFontMetrics(under).lineSpacing()
        top = area.top() + (area.height() - height - under_height) // 2
        draw_lines(painter, QRect(area.left(), top, area.width(), height), font, [date_with_weekday(day)])
        colours = self._theme.colours
        painter.setPen(QColor(colours.danger if unmarked else colours.warning if soon else colours.muted))
        line = QRect(area.left(), top + height, area.width(), under_height)
        draw_lines(painter, line, under, [go_live_when(summary, day, model.today)])

    def _paint_late(self, painter: QPainter, area: QRect, font: QFont, text: str, *, late: bool) -> None:
        """Paint a figure, in red where it says that something should have been done."""
        if late:
            painter.setPen(QColor(self._theme.colours.danger))
            font = bold(font)
        paint_lines(painter, area, font, text, most=1)
