"""The table beside the drawing: the whole plan for the keyboard and for screen readers, usable without the drawing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from migdesk.ui.look.fonts import bold
from migdesk.ui.look.row_ground import paint_row_ground
from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.timeline.rows import Item
from migdesk.ui.plan_pane.timeline.table_model import Column, TimelineTableModel
from migdesk.ui.widgets.row_table import RowTable
from migdesk.workspace.plan.view import PlanView

SIDE = 8
DATE = "Wed 30 May 2027"
SHARES = {Column.WHAT: (18, 5), Column.STATE: (18, 4), Column.ORIGIN: (14, 6)}
"""The columns that are no dates: the fewest characters to show, and their share of what room is left."""


class TimelineTable(RowTable):
    """Says which row was chosen and which one opened."""

    item_chosen = Signal(object)  # Item
    item_opened = Signal(object)  # Item, by Enter or a double click

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        model = TimelineTableModel()
        super().__init__(model, "The plan by date", parent)
        model.setParent(self)
        self.model_shown = model
        self.setAccessibleDescription("Enter opens what is selected.")
        self.setItemDelegate(_RowDelegate(theme, self))
        self.setWordWrap(False)
        self._set_up_heads()
        theme.changed.connect(self.viewport().update)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._say_chosen)

    def show_plan(self, view: PlanView) -> None:
        """Show this plan; the row in hand stays in hand if it is still there."""
        item = self.current_item()
        self.model_shown.show_plan(view)
        self.choose(item)
        self.fit_columns()

    def current_item(self) -> Item | None:
        """Return what the selected row is about."""
        index = self.currentIndex()
        return self.model_shown.item_at(index.row()) if index.isValid() else None

    def choose(self, item: Item | None) -> None:
        """Select an item's row and bring it into view; None leaves no row selected."""
        row = self.model_shown.row_of(item) if item else -1
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif row != self.currentIndex().row():
            self.setCurrentIndex(self.model_shown.index(row, Column.WHAT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.current_item()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item:
            self.item_opened.emit(item)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model_shown.rowCount():
            self.setCurrentIndex(self.model_shown.index(0, Column.WHAT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()
            self.fit_columns()

    def fit_columns(self) -> None:
        """Share the width among the columns; dates are as wide as a date."""
        metrics = QFontMetrics(self.font())
        head = QFontMetrics(bold(self.font()))
        dates = max(metrics.horizontalAdvance(DATE), head.horizontalAdvance(Column.FIRST.title)) + 2 * SIDE
        widths = {Column.FIRST: dates, Column.LAST: dates}
        for column, (fewest, _) in SHARES.items():
            widths[column] = metrics.horizontalAdvance("x" * fewest) + 2 * SIDE
        spare = max(0, self.viewport().width() - sum(widths.values()))
        shares = sum(share for _, share in SHARES.values())
        for column, (_, share) in SHARES.items():
            widths[column] += spare * share // shares
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _set_up_heads(self) -> None:
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(40)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(1)
        self._fit_rows()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(QFontMetrics(self.font()).height() + 11)

    def _say_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.item_chosen.emit(self.model_shown.item_at(index.row()))

    def _open(self, index: QModelIndex) -> None:
        self.item_opened.emit(self.model_shown.item_at(index.row()))


class _RowDelegate(QStyledItemDelegate):
    """Paints a row as the other tables do: a pale ground for the one in hand, a frame where the keyboard is."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, rect = self._theme.colours, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        column = index.column()
        paint_row_ground(painter, option, colours, first=column == Column.WHAT, last=column == Column.ORIGIN)
        area = rect.adjusted(SIDE, 0, -SIDE, -1)
        text = QFontMetrics(option.font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        muted = column == Column.ORIGIN and not chosen
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted if muted else colours.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
