"""Paints a row of the board on one line: name with its marks, a progress bar, dates, figures that ask for somebody."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from migdesk.base.date_words import date_with_weekday, weekday_and_day
from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.painted_text import paint_lines
from migdesk.ui.look.row_ground import paint_row_ground
from migdesk.ui.look.theme import Theme
from migdesk.ui.practices_board.board_columns import (
    NOT_SET,
    Column,
    is_unmarked,
    tags_of,
    text_of,
)
from migdesk.ui.practices_board.board_filter import is_soon
from migdesk.ui.practices_board.board_model import SUMMARY_ROLE, BoardModel
from migdesk.workspace.summary import PracticeSummary

SIDE = 8
"""Pixels between a cell's edge and its text, as in the head of the table."""
BAR_HEIGHT = 8
TAG_GAP = 6


class BoardDelegate(QStyledItemDelegate):
    """All rows are one line high; what a cell cuts stays on the pointer. `last_column` is the last that is shown."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.last_column = Column.LAST_CHANGE

    def row_height(self, font: QFont) -> int:
        """Return the height of every row in pixels."""
        return QFontMetrics(bold(font)).lineSpacing() + 11

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
        last = column == self.last_column
        view = option.widget
        in_hand = not isinstance(view, QAbstractItemView) or view.currentIndex().row() == index.row()
        first = column == Column.NAME
        paint_row_ground(painter, option, self._theme.colours, first=first, last=last, in_hand=in_hand)
        area = option.rect.adjusted(SIDE, 3, -SIDE, -4)
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
            case Column.NEXT_MILESTONE if summary.next_milestone:
                ahead = summary.next_milestone
                self._paint_milestone(painter, area, font, ahead.short_title, weekday_and_day(ahead.date, model.today))
            case Column.OVERDUE:
                self._paint_late(painter, area, font, text, late=summary.overdue > 0 and not summary.archived)
            case Column.REGISTERS:
                self._paint_late(painter, area, font, text, late=summary.rows_overdue > 0 and not summary.archived)
            case Column.BLOCKED:
                self._paint_late(painter, area, font, text, late=summary.blocked > 0 and not summary.archived)
            case Column.EXCHANGE:
                self._paint_exchange(painter, area, font, text, summary)
            case _:
                if text in (NOT_SET, "none yet"):
                    painter.setPen(QColor(self._theme.colours.muted))
                paint_lines(painter, area, font, text, most=1)

    def _paint_name(self, painter: QPainter, area: QRect, font: QFont, summary: PracticeSummary) -> None:
        """Paint the name, and its marks after it: they keep their room."""
        tags, strong = tags_of(summary), bold(font)
        room = sum(_tag_width(tag, font) + TAG_GAP for tag in tags)
        width = min(QFontMetrics(strong).horizontalAdvance(summary.name) + 1, max(0, area.width() - room))
        name = QRect(area.left(), area.top(), width, area.height())
        paint_lines(painter, name, strong, summary.name, most=1)
        height = QFontMetrics(small(font)).lineSpacing() + 2
        line = QRect(name.right() + 1, area.center().y() - height // 2 + 1, area.right() - name.right(), height)
        for tag in tags:
            line.setLeft(line.left() + TAG_GAP)
            self._paint_tag(painter, line, font, tag)
            line.setLeft(line.left() + _tag_width(tag, font))

    def _paint_tag(self, painter: QPainter, line: QRect, font: QFont, tag: str) -> None:
        """Paint a mark at the left of `line`."""
        colours = self._theme.colours
        painter.setFont(small(font))
        box = QRect(line.left(), line.top(), _tag_width(tag, font), line.height())
        painter.setPen(QPen(QColor(colours.control)))
        painter.setBrush(QColor(colours.group))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 3, 3)
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)

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
        colours, words = self._theme.colours, date_with_weekday(day)
        if unmarked:  # told by more than its colour
            painter.setPen(QColor(colours.danger))
            words = f"past: {weekday_and_day(day, model.today)}"
        elif soon:
            painter.setPen(QColor(colours.warning))
        paint_lines(painter, area, bold(font) if soon or unmarked else font, words, most=1)

    def _paint_milestone(self, painter: QPainter, area: QRect, font: QFont, title: str, day: str) -> None:
        """Paint a milestone and its day, which is never cut."""
        metrics = QFontMetrics(font)
        when = metrics.horizontalAdvance(day) + 1
        width = min(metrics.horizontalAdvance(title) + 1, max(0, area.width() - when - TAG_GAP))
        paint_lines(painter, QRect(area.left(), area.top(), width, area.height()), font, title, most=1)
        painter.setPen(QColor(self._theme.colours.muted))
        place = QRect(area.left() + width + TAG_GAP, area.top(), when + 1, area.height())
        paint_lines(painter, place, font, day, most=1)

    def _paint_exchange(self, painter: QPainter, area: QRect, font: QFont, text: str, summary: PracticeSummary) -> None:
        """Paint when the record went or came, and what changed since; quiet where there is nothing to send."""
        if not summary.changes_since:
            painter.setPen(QColor(self._theme.colours.muted))
        paint_lines(painter, area, font, text, most=1)

    def _paint_late(self, painter: QPainter, area: QRect, font: QFont, text: str, *, late: bool) -> None:
        """Paint a figure, in red where it says that something should have been done."""
        if late:
            painter.setPen(QColor(self._theme.colours.danger))
            font = bold(font)
        paint_lines(painter, area, font, text, most=1)


def _tag_width(tag: str, font: QFont) -> int:
    return QFontMetrics(small(font)).horizontalAdvance(tag) + 12
