"""Paints a phase or a task of the checklist: its tick, its title, its marks, and at the right who and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from migdesk.practice.progress import PhaseProgress, TaskProgress
from migdesk.practice.status import Status
from migdesk.ui.checklist_pane.checklist_model import VALUE_ROLE
from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import short_date
from migdesk.ui.widgets.status_box import draw_status_box, draw_tick

Index = QModelIndex | QPersistentModelIndex

_PHASE_PADDING = 7
_TASK_PADDING = 5
_BOX = 17  # a tick box's side, logical pixels; with its margins the target is 32 by 32 (WCAG 2.2, 2.5.8 asks for 24)
_BOX_LEFT = 18
BESIDE_BOX = 45
_RIGHT_MARGIN = 14
_RIGHT_SHARE = 0.22  # of the row's width, for owner and date


class ChecklistDelegate(QStyledItemDelegate):
    """Draws rows from their values alone; colours come from the theme at each paint."""

    def __init__(self, view: QTreeView, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._today = today

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        value = index.data(VALUE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(value, PhaseProgress):
            self._paint_phase(painter, option, value)
        elif isinstance(value, TaskProgress):
            self._paint_task(painter, option, value)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        value = index.data(VALUE_ROLE)
        line = option.fontMetrics.height()
        width = self._view.viewport().width()
        if isinstance(value, PhaseProgress):
            return QSize(width, line + 2 * _PHASE_PADDING)
        if isinstance(value, TaskProgress):
            title = _Title(value, option.font, _title_width(width))
            right = 2 * QFontMetrics(small(option.font)).height() if _has_two_lines(value) else line
            return QSize(width, max(title.height, right) + 2 * _TASK_PADDING)
        return super().sizeHint(option, index)

    def tick_area(self, row: QRect) -> QRect:
        """Return where a click in a task's row means its tick."""
        return QRect(row.left(), row.top(), BESIDE_BOX - 3, row.height())

    # phases

    def _paint_phase(self, painter: QPainter, option: QStyleOptionViewItem, phase: PhaseProgress) -> None:
        colours, row = self._theme.colours, option.rect
        painter.fillRect(row, QColor(colours.group))
        painter.setPen(QColor(colours.border))
        painter.drawLine(row.topLeft(), row.topRight())
        disc = QRectF(row.left() + 14, row.center().y() - 9, 20, 20)
        finished = phase.is_finished and phase.total > 0
        ground = colours.done if finished else colours.accent if _is_under_way(phase) else colours.muted
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(disc)
        if finished:
            draw_tick(painter, disc, colours.done_text)
        else:
            painter.setFont(small(bold(option.font)))
            painter.setPen(QColor(colours.accent_text if ground == colours.accent else colours.panel))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(phase.phase.number))
        self._paint_phase_texts(painter, option, phase)
        self._paint_focus(painter, option)

    def _paint_phase_texts(self, painter: QPainter, option: QStyleOptionViewItem, phase: PhaseProgress) -> None:
        colours, row = self._theme.colours, option.rect
        second = small(option.font)
        count = f"{phase.done} of {phase.total}"
        if phase.end and not phase.is_finished:
            count += f" · by {short_date(phase.end, self._today())}"
        width = QFontMetrics(second).horizontalAdvance(count)
        right = QRect(row.right() - _RIGHT_MARGIN - width, row.top(), width + 2, row.height())
        painter.setFont(second)
        painter.setPen(QColor(colours.muted))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        strong = bold(option.font)
        painter.setFont(strong)
        painter.setPen(QColor(colours.text))
        left = QRect(row.left() + 42, row.top(), right.left() - row.left() - 48, row.height())
        title = QFontMetrics(strong).elidedText(phase.phase.short_title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, title)

    # tasks

    def _paint_task(self, painter: QPainter, option: QStyleOptionViewItem, task: TaskProgress) -> None:
        colours, row = self._theme.colours, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, QColor(colours.selected))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, QColor(colours.hover))
        painter.setPen(QColor(colours.border))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        box = QRectF(row.left() + _BOX_LEFT, row.top() + _TASK_PADDING + 1, _BOX, _BOX)
        draw_status_box(painter, box, task.status, self._theme.colours)
        title = _Title(task, option.font, _title_width(row.width()))
        faded = task.status in {Status.DONE, Status.NOT_APPLICABLE}
        title.draw(painter, QPointF(row.left() + BESIDE_BOX, row.top() + _TASK_PADDING), self._theme, faded)
        self._paint_right(painter, option, task)
        self._paint_focus(painter, option)

    def _paint_right(self, painter: QPainter, option: QStyleOptionViewItem, task: TaskProgress) -> None:
        colours, row = self._theme.colours, option.rect
        first, second = right_texts(task, self._today())
        colour, presses = colours.muted, False
        if task.overdue or task.status == Status.BLOCKED:
            colour, presses = colours.danger, True
        elif task.due_soon:
            colour, presses = colours.text, True
        width = int(row.width() * _RIGHT_SHARE)
        font = small(bold(option.font) if presses else option.font)
        metrics = QFontMetrics(font)
        painter.setPen(QColor(colour))
        painter.setFont(font)
        top = row.top() + _TASK_PADDING
        for text in (first, second):
            if text:
                area = QRect(row.right() - _RIGHT_MARGIN - width, top, width, metrics.height())
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
                painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
                top += metrics.height()

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(QColor(self._theme.colours.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


class _Title:
    """A task's title laid out over its lines, with its marks behind the last word."""

    def __init__(self, task: TaskProgress, font: QFont, width: int) -> None:
        self._task = task
        self._font = font
        self._layout = QTextLayout(task.title, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        height = 0.0
        last_width = 0.0
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
            last_width = line.naturalTextWidth()
        self._layout.endLayout()
        self._marks = _marks_of(task)
        self._small = small(bold(font))
        self._metrics = metrics = QFontMetrics(self._small)
        self._line_height = line_height = QFontMetrics(font).height()
        marks_width = sum(metrics.horizontalAdvance(text) + 18 for text in self._marks)
        if not self._marks or last_width + marks_width <= width:
            self._marks_at = QPointF(last_width + 7, max(height - line_height, 0))
        else:
            self._marks_at = QPointF(0, height + 2)
            height += line_height + 2
        self.height = int(height + 0.5)

    def draw(self, painter: QPainter, at: QPointF, theme: Theme, faded: bool) -> None:
        colours = theme.colours
        painter.setPen(QColor(colours.muted if faded else colours.text))
        self._layout.draw(painter, at)
        left, top = at.x() + self._marks_at.x(), at.y() + self._marks_at.y()
        for mark, dangerous in self._marks.items():
            width = self._metrics.horizontalAdvance(mark) + 10
            area = QRectF(left, top + 1, width, self._line_height - 1)
            painter.setFont(self._small)
            painter.setPen(QPen(QColor(colours.danger if dangerous else colours.muted), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if dangerous:
                painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, mark)
            left += width + 8


def right_texts(task: TaskProgress, today: date) -> tuple[str, str]:
    """Return the two lines at a task's right: what presses or who has it, and the date."""
    when = short_date(task.due, today) if task.due else ""
    by_hand = when + " (set)" if task.due_by_hand and when else when
    match task.status:
        case Status.DONE:
            done_on = short_date(task.done_on, today) if task.done_on else ""
            return task.owner or "Done", done_on
        case Status.NOT_APPLICABLE:
            return "Not applicable", ""
        case Status.BLOCKED:
            return "Blocked", by_hand or task.owner
    if task.overdue:
        return "Overdue", by_hand
    first = task.owner or ("In progress" if task.status == Status.IN_PROGRESS else "")
    due = f"due {by_hand}" if task.due_soon and by_hand else by_hand
    return (first, due) if first else (due, "")


def _has_two_lines(task: TaskProgress) -> bool:
    return bool(task.owner) or task.overdue or task.status != Status.TO_DO


def _title_width(row_width: int) -> int:
    return max(80, int(row_width * (1 - _RIGHT_SHARE)) - BESIDE_BOX - _RIGHT_MARGIN - 8)


def _marks_of(task: TaskProgress) -> dict[str, bool]:
    """Return the marks behind a title; True for those that warn."""
    marks = {}
    if task.to_settle:
        marks["⇄ to settle"] = True
    if task.task.critical:
        marks["CRITICAL"] = True
    if task.task.own:
        marks["Own task"] = False
    if task.notes:
        marks["1 note" if len(task.notes) == 1 else f"{len(task.notes)} notes"] = False
    return marks


def _is_under_way(phase: PhaseProgress) -> bool:
    return any(task.status != Status.TO_DO or task.overdue for task in phase.tasks) and not phase.is_finished
