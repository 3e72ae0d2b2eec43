"""The plan in the narrow pane beside the guide: each milestone with its date, and the way to the whole plan."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from migdesk.base.date_words import date_with_weekday
from migdesk.ui.background import Background
from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.look.restyle import set_look
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import counted
from migdesk.ui.plan_pane.bank_holidays import load_bank_holidays
from migdesk.ui.plan_pane.milestone_sign import SIDE, draw_sign
from migdesk.ui.plan_pane.milestone_words import small_line, spoken
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.changes import Changes
from migdesk.workspace.plan.view import MilestoneView, PlanView

_MILESTONE_ROLE = int(Qt.ItemDataRole.UserRole)
_SIDES, _PADDING, _GAP = 16, 6, 10


class PlanSummary(FocusHolder):
    """Follows the practice in hand while it is in sight. Enter, or a double click on a milestone, opens it."""

    plan_requested = Signal(str)  # the id of a milestone to change; empty for the plan as a whole

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self.open_button = QPushButton("Open the whole plan")
        self.open_button.setProperty("primary", True)
        self.open_button.setToolTip("Change dates, and see what speaks against them (Ctrl+4)")
        self.open_button.clicked.connect(lambda: self.plan_requested.emit(""))
        self.about = text_label(muted=True)
        self.late = text_label("")
        set_look(self.late, danger=True)
        self.warnings = text_label("")
        self._background = Background(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Milestones")
        self.list.setItemDelegate(_MilestoneDelegate(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        theme.changed.connect(self.list.viewport().update)
        self._lay_out()
        session.changed.connect(self._on_change)
        session.practice_chosen.connect(self._follow)

    def first_field(self) -> QWidget:
        return self.list

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _on_change(self, changes: Changes) -> None:
        if changes.practice_id == self._session.practice_id:
            self._follow()

    def _follow(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if not self._session.practice_id:
            return
        self._stale = False
        plan = self._session.workspace.plans.view(self._session.practice_id)
        row = max(0, self.list.currentRow())
        self.list.clear()
        for milestone in plan.milestones:
            item = QListWidgetItem(milestone.title)
            item.setData(_MILESTONE_ROLE, (milestone, plan))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(milestone, plan.today))
            item.setToolTip(plain_tooltip(f"{spoken(milestone, plan.today)}\nDouble-click to change it."))
            self.list.addItem(item)
        self.list.setCurrentRow(row)
        self._say(plan)

    def _say(self, plan: PlanView) -> None:
        dated = any(milestone.date for milestone in plan.milestones)
        self.about.setText(
            "Dates follow from Go-Live by the guide's own timings. Change one in the plan and the others move with it."
            if dated
            else "No date is set yet. Set Go-Live in the plan, and every milestone and task gets its date."
        )
        late = sum(milestone.late for milestone in plan.milestones)
        self.late.setText(f"{counted(late, 'milestone')} past and not marked as happened" if late else "")
        self.late.setVisible(bool(late))
        self.warnings.hide()
        if dated:
            load_bank_holidays(self._background, self._count_warnings, self._session.refused.emit)

    def _count_warnings(self) -> None:
        """Say how much speaks against the dates, once bank holidays can be asked for without a wait."""
        if not self.isVisible() or not self._session.practice_id:
            return
        count = len(self._session.workspace.plans.conflicts(self._session.practice_id))
        self.warnings.setText(f"{counted(count, 'thing')} to check in these dates: the whole plan says what.")
        self.warnings.setVisible(bool(count))

    def _open(self, item: QListWidgetItem) -> None:
        milestone, _ = item.data(_MILESTONE_ROLE)
        self.plan_requested.emit(milestone.id if milestone.date else "")

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(_SIDES, 12, _SIDES, 8)
        top.setSpacing(8)
        for widget in (self.about, self.late, self.warnings, self.open_button):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)


class _MilestoneDelegate(QStyledItemDelegate):
    """A sign and the name at the left, the date and how it stands at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = QFontMetrics(bold(option.font)).height() + QFontMetrics(small(option.font)).height()
        return QSize(120, lines + 2 * _PADDING + 1)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        milestone, plan = index.data(_MILESTONE_ROLE)
        colours, rect = self._theme.colours, option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and option.widget is not None and option.widget.hasFocus()
        painter.fillRect(rect, QColor(colours.selected if chosen else colours.panel))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.border))
        if focused:
            painter.setPen(QColor(colours.text))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        area = rect.adjusted(_SIDES, _PADDING, -_SIDES, -_PADDING)
        sign = QRectF(area.left(), area.center().y() - SIDE / 2 + 1, SIDE, SIDE)
        draw_sign(painter, sign, milestone, colours)
        date_width = self._paint_date(painter, area, option, milestone, plan)
        name = area.adjusted(SIDE + _GAP, 0, -date_width - _GAP, 0)
        painter.setPen(QColor(colours.text))
        painter.setFont(bold(option.font) if milestone.id == "go-live" else option.font)
        shown = painter.fontMetrics().elidedText(milestone.title, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_date(
        self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, milestone: MilestoneView, plan: PlanView
    ) -> int:
        """Paint the two lines at the right and return how wide they are, in pixels."""
        colours = self._theme.colours
        lines = (
            (date_with_weekday(milestone.date) if milestone.date else "Not dated", bold(option.font), colours.text),
            (
                small_line(milestone, plan.today),
                small(option.font),
                colours.danger if milestone.late else colours.muted,
            ),
        )
        width, top = 0, area.top()
        for text, font, colour in lines:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            metrics = painter.fontMetrics()
            row = QRect(area.left(), top, area.width(), metrics.height())
            painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            width = max(width, metrics.horizontalAdvance(text))
            top += metrics.height()
        return width
