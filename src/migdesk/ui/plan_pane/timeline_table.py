"""The table beside the drawing: the whole plan for the keyboard and for screen readers, usable without the drawing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from migdesk.ui.plan_pane.timeline_rows import Item
from migdesk.ui.plan_pane.timeline_table_model import TITLES, Column, TimelineTableModel
from migdesk.ui.references_pane.wrapped_text import bold
from migdesk.ui.theme import Theme
from migdesk.workspace.plan_view import PlanView

SIDE = 8
DATE = "30 May 2027"
SHARES = {Column.WHAT: (18, 5), Column.STATE: (18, 4), Column.ORIGIN: (14, 6)}
"""The columns that are no dates: the fewest characters to show, and their share of what room is left."""


class TimelineTable(QTableView):
    """Says which row was chosen and which one opened."""

    item_chosen = Signal(object)  # Item
    item_opened = Signal(object)  # Item, by Enter or a double click

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_shown = TimelineTableModel(self)
        self.setAccessibleName("The plan by date")
        self.setAccessibleDescription("Enter opens what is selected.")
        self.setModel(self.model_shown)
        self.setItemDelegate(_RowDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table
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
        item, rows = self.current_item(), self.model_shown.rowCount()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item:
            self.item_opened.emit(item)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and rows:
            row = 0 if event.key() == Qt.Key.Key_Home else rows - 1
            self.setCurrentIndex(self.model_shown.index(row, Column.WHAT))
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
        dates = max(metrics.horizontalAdvance(DATE), head.horizontalAdvance(TITLES[Column.FIRST])) + 2 * SIDE
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
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(40)
        side = self.verticalHeader()
        side.setVisible(False)
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
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, rect = self._theme.colours, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(colours.selected if chosen else colours.panel))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.border))
        area = rect.adjusted(SIDE, 0, -SIDE, -1)
        text = QFontMetrics(option.font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        muted = index.column() == Column.ORIGIN and not chosen
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted if muted else colours.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if chosen and self._table.hasFocus():
            self._frame(painter, rect, index.column())
        painter.restore()

    def _frame(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Draw this cell's part of a frame round the whole row."""
        edge = QColor(self._theme.colours.text)
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), edge)
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), edge)
        if column == Column.WHAT:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), edge)
        if column == Column.ORIGIN:
            painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), edge)
