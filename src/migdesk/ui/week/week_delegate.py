"""Paints a row of the list: a group's head, or a task with its tick, its practice, who has it and when it is due."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from migdesk.practice.status import Status
from migdesk.ui.look.theme import Theme
from migdesk.ui.week.groups import practice_in_words
from migdesk.ui.week.row_fonts import Face, RowFonts
from migdesk.ui.week.task_words import due_text, how_far_off, who
from migdesk.ui.week.week_model import ROW_ROLE, Head, WeekModel, is_settled
from migdesk.ui.widgets.status_box import SIDE, draw_status_box
from migdesk.workspace.open_tasks import OpenTask

Index = QModelIndex | QPersistentModelIndex

AIR = 7  # logical pixels above and below a row's two lines
BOX_LEFT, TITLE_LEFT, RIGHT = 14, 44, 14
GAP = 18
WHO_SHARE = 0.27  # of the row's width
CRITICAL = "CRITICAL"
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
MARK_ROOM = 18
"""Pixels for the edge of a mark and the air beside it."""


WHO_FROM = 560
"""Pixels of a row from which on it says who has the task."""


class WeekDelegate(QStyledItemDelegate):
    """All rows are of one height, so that tens of thousands need no measuring."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts_made: RowFonts | None = None
        self.names_practices = True
        """Whether rows say their practice: not where they stand under its name."""

    def row_height(self, font: QFont) -> int:
        """Return the height of every row in pixels."""
        fonts = self._fonts(font)
        return fonts.plain.metrics.lineSpacing() + fonts.small.metrics.lineSpacing() + 2 * AIR

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.row_height(option.font))

    def tick_area(self, row: QRect) -> QRect:
        """Return where a click in a task's row means its tick."""
        return QRect(row.left(), row.top(), TITLE_LEFT - 3, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        value, model = index.data(ROW_ROLE), index.model()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(value, Head):
            self._paint_head(painter, option, value, first=index.row() == 0)
        elif isinstance(value, OpenTask) and isinstance(model, WeekModel):
            self._paint_task(painter, option, value, model.today)
        painter.restore()

    def _fonts(self, font: QFont) -> RowFonts:
        """Return the fonts made from the list's own, which changes with the theme or the screen."""
        if self._fonts_made is None or self._fonts_made.key != font.key():
            self._fonts_made = RowFonts(font)
        return self._fonts_made

    # heads

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, head: Head, *, first: bool) -> None:
        """A band at the foot of the row, so that groups stand apart."""
        colours = self._theme.colours
        band = option.rect.adjusted(0, 0 if first else 10, 0, 0)
        painter.fillRect(option.rect, QColor(colours.panel))
        painter.fillRect(band, QColor(colours.group))
        painter.fillRect(QRect(band.left(), band.bottom(), band.width(), 1), QColor(colours.border))
        count, fonts = head.count, self._fonts(option.font)
        room = fonts.small.metrics.horizontalAdvance(count) + GAP
        title = QRect(band.left() + BOX_LEFT, band.top(), band.width() - BOX_LEFT - RIGHT - room, band.height())
        shown = self._draw(painter, title, fonts.bold, colours.text, head.title)
        at = QRect(title.left() + shown + GAP // 2, band.top(), room, band.height())
        self._draw(painter, at, fonts.small, colours.muted, count)

    # tasks

    def _paint_task(self, painter: QPainter, option: QStyleOptionViewItem, task: OpenTask, today: date) -> None:
        row, fonts = option.rect, self._fonts(option.font)
        self._paint_ground(painter, option)
        box = QRectF(row.left() + BOX_LEFT, row.center().y() - SIDE / 2 + 0.5, SIDE, SIDE)
        if not task.is_row:  # which is not ticked
            draw_status_box(painter, box, task.status, self._theme.colours)
        due_width, who_width = fonts.due_width, _who_width(row)
        due_left = row.right() - RIGHT - due_width
        who_left = due_left - (GAP + who_width if who_width else 0)
        left = row.left() + TITLE_LEFT
        first, second = _lines(row, fonts, left, who_left - GAP - left)
        self._paint_title(painter, fonts, task, first)
        self._paint_place(painter, fonts, task, second)
        if who_width:
            self._paint_who(painter, fonts, task, *_lines(row, fonts, who_left, who_width))
        self._paint_due(painter, fonts, task, today, *_lines(row, fonts, due_left, due_width))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, row = self._theme.colours, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(row, QColor(colours.selected if selected else colours.hover if hovered else colours.panel))
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), QColor(colours.border))
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRect(QRectF(row).adjusted(1, 1, -1, -1))

    def _paint_title(self, painter: QPainter, fonts: RowFonts, task: OpenTask, area: QRect) -> None:
        colours, mark = self._theme.colours, fonts.small_bold
        room = mark.metrics.horizontalAdvance(CRITICAL) + MARK_ROOM if task.critical else 0
        face, colour = (fonts.struck, colours.muted) if is_settled(task) else (fonts.plain, colours.text)
        shown = self._draw(painter, area.adjusted(0, 0, -room, 0), face, colour, task.title)
        if task.critical:
            edge = QRectF(area.left() + shown + 8, area.top() + 1, room - 8, area.height() - 2)
            painter.setPen(QPen(QColor(colours.danger), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setFont(mark.font)
            painter.drawText(edge, Qt.AlignmentFlag.AlignCenter, CRITICAL)

    def _paint_place(self, painter: QPainter, fonts: RowFonts, task: OpenTask, area: QRect) -> None:
        """The practice stands out from the phase: nobody should tick the wrong one."""
        colours, left = self._theme.colours, 0
        if self.names_practices:
            left = self._draw(painter, area, fonts.small_bold, colours.text, practice_in_words(task)) + 10
        self._draw(painter, area.adjusted(left, 0, 0, 0), fonts.small, colours.muted, task.phase_title)

    def _paint_who(self, painter: QPainter, fonts: RowFonts, task: OpenTask, first: QRect, second: QRect) -> None:
        colours, presses = self._theme.colours, task.status == Status.BLOCKED or task.to_settle
        self._draw(painter, first, fonts.plain, colours.text if task.owner else colours.muted, who(task))
        below = fonts.small_bold if presses else fonts.small
        words = f"{task.status_word} · ⇄ to settle" if task.to_settle else task.status_word
        self._draw(painter, second, below, colours.danger if presses else colours.muted, words)

    def _paint_due(
        self, painter: QPainter, fonts: RowFonts, task: OpenTask, today: date, first: QRect, second: QRect
    ) -> None:
        colours, settled, late = self._theme.colours, is_settled(task), task.due < today
        self._draw(painter, first, fonts.plain, colours.muted if settled else colours.text, due_text(task, today))
        if not settled:
            below = fonts.small_bold if late else fonts.small
            self._draw(painter, second, below, colours.danger if late else colours.muted, how_far_off(task, today))

    def _draw(self, painter: QPainter, area: QRect, face: Face, colour: str, text: str) -> int:
        """Draw one line, cut where it is too long, and return how wide it is, in pixels."""
        room, width = max(0, area.width()), face.metrics.horizontalAdvance(text)
        if width > room:
            text = face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = face.metrics.horizontalAdvance(text)
        painter.setFont(face.font)
        painter.setPen(QColor(colour))
        painter.drawText(area, _AT_LEFT, text)
        return width


def _lines(row: QRect, fonts: RowFonts, left: int, width: int) -> tuple[QRect, QRect]:
    """Return the two lines of a row between `left` and `left + width`."""
    first, second = fonts.plain.metrics.lineSpacing(), fonts.small.metrics.lineSpacing()
    top = row.top() + (row.height() - first - second) // 2
    return QRect(left, top, width, first), QRect(left, top + first, width, second)


def _who_width(row: QRect) -> int:
    """Return the room for who has a task; none in a narrow list, where its title needs it more."""
    return int(row.width() * WHO_SHARE) if row.width() >= WHO_FROM else 0
