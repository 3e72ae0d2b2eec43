"""The table of a register's rows: many can be chosen, by mouse and by keyboard, and columns fit the room there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from migdesk.checklist.registers.definitions import DUE, STATUS, ColumnType
from migdesk.ui.look.fonts import bold
from migdesk.ui.look.theme import Theme
from migdesk.ui.registers.row_delegate import SIDE, RowDelegate
from migdesk.ui.registers.row_model import NAME, TICKS, RowModel, in_two_lines
from migdesk.ui.registers.status_icon import SIGN
from migdesk.ui.registers.table_columns import TableColumn, fitting
from migdesk.ui.widgets.choosing_box import BOX, ChoosingHead
from migdesk.ui.widgets.row_table import RowTable
from migdesk.workspace.registers.view import RowView

TICKS_WIDTH = BOX + 20
SORT_MARK = 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SELECT_ROW = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.Select

_SAMPLES: dict[ColumnType, str] = {
    ColumnType.TEXT: "x" * 12,
    ColumnType.LONG_TEXT: "x" * 18,
    ColumnType.CHOICE: "Anticoagulation",
    ColumnType.DATE: "Wed 28 Dec",
    ColumnType.YES_NO: "Yes",
    ColumnType.NUMBER: "1,234",
    ColumnType.MONEY: "£12,345.00",
    ColumnType.PERSON: "x" * 11,
    ColumnType.PERSONS: "x" * 11,
    ColumnType.ROW: "x" * 11,
    ColumnType.DATES: "Wed 28 Dec",
    ColumnType.COUNTS: "28 Dec: 12",
    ColumnType.DUE: "by Wed 28 Dec",
}
"""What a column of a type has room for at least, in one of two lines."""
_NAME, _WIDE_NAME, _STATUS = "x" * 15, "x" * 22, "Not applied"
_GROWS = {ColumnType.TEXT: 2, ColumnType.LONG_TEXT: 4, ColumnType.CHOICE: 1, ColumnType.PERSONS: 1, ColumnType.ROW: 1}
"""How columns share what room is left."""


class RowsTable(RowTable):
    """Space chooses the row in hand as well, Shift and Ctrl as everywhere, Enter opens its form.

    `current_changed` follows the row in hand, `chosen_changed` what is chosen.
    """

    current_changed = Signal()
    chosen_changed = Signal()
    form_requested = Signal()
    remove_requested = Signal()
    copy_requested = Signal()
    paste_requested = Signal()
    menu_requested = Signal(QPoint)  # on the screen
    sorted_by = Signal(str, bool)  # a column's id, and whether the last come first

    def __init__(self, model: RowModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, "Rows", parent)
        self.setObjectName("rows")
        self._model = model
        self._wanted: tuple[TableColumn, ...] = ()
        self._all_wanted = False
        self._filled: dict[str, int] = {}
        self._delegate = RowDelegate(self, theme, self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setWordWrap(False)
        self._head = ChoosingHead(theme, self)
        self.setHorizontalHeader(self._head)
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._head.setSortIndicatorShown(True)
        self._head.setSortIndicatorClearable(True)
        self._head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._head.sortIndicatorChanged.connect(self._sort)
        self._head.all_requested.connect(self.choose_all_or_none)
        side = self.verticalHeader()
        side.setMinimumSectionSize(1)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        theme.changed.connect(self.viewport().update)
        theme.changed.connect(self._head.viewport().update)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._current_row_changed())
        self.selectionModel().selectionChanged.connect(lambda *_: self._chosen_changed())

    # which rows

    def current_row(self) -> RowView | None:
        """Return the row in hand."""
        index = self.currentIndex()
        return self._model.rows[index.row()] if index.isValid() and index.row() < len(self._model.rows) else None

    def chosen_ids(self) -> tuple[str, ...]:
        """Return the ids of the rows that are chosen, from top to bottom."""
        rows = self._model.rows
        return tuple(rows[place].id for place in sorted(self._chosen_places()) if place < len(rows))

    def _chosen_places(self) -> set[int]:
        """Return where the chosen rows stand: Qt's own `selectedRows` asks for each cell, which hundreds take long."""
        chosen = self.selectionModel().selection()
        parts = (chosen.at(number) for number in range(chosen.count()))
        return {place for part in parts for place in range(part.top(), part.bottom() + 1)}

    def take_in_hand(self, row_id: str) -> bool:
        """Take one row in hand and choose it alone; False where it is not shown."""
        place = self._model.place_of(row_id)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place, NAME))
        return place >= 0

    def restore(self, row_id: str, chosen: Sequence[str]) -> None:
        """Take up again what was in hand and chosen before the rows were set anew."""
        places = {row.id: place for place, row in enumerate(self._model.rows)}
        selection = QItemSelection()
        for place in sorted(places[row] for row in chosen if row in places):
            index = self._model.index(place, NAME)
            selection.select(index, index)
        self.selectionModel().select(selection, _SELECT_ROW)
        if row_id in places:
            current = self._model.index(places[row_id], NAME)
            self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(current)

    def choose_all_or_none(self) -> None:
        """Choose every row that is shown; where all are, only the one in hand."""
        if len(self.chosen_ids()) == self._model.rowCount():
            self.choose_one()
        else:
            self.selectAll()

    def choose_one(self) -> None:
        """Choose the row in hand alone."""
        self.clearSelection()
        if self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), _SELECT_ROW)

    # columns

    def show_columns(self, columns: tuple[TableColumn, ...], *, all_of_them: bool) -> None:
        """Show these columns; those that there is no room for only where `all_of_them` were asked for."""
        self._wanted, self._all_wanted = columns, all_of_them
        self._filled = self._model.filled_columns(columns)
        self.fit()

    @property
    def hidden_columns(self) -> int:
        """How many columns there is no room for."""
        return len(self._wanted) - len(self._model.columns)

    def show_sorting(self, column: str, *, descending: bool) -> None:
        """Show by which column the rows are sorted. Tells nobody."""
        ids = [shown.id for shown in self._model.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._head.blockSignals(True)
        self._head.setSortIndicator(ids.index(column) + NAME if column in ids else -1, order)
        self._head.blockSignals(False)

    def fit(self) -> None:
        """Share the width among as many columns as there is room for."""
        if not self._wanted:
            return
        room = self.viewport().width() - TICKS_WIDTH
        widths = [self._least_width(column) for column in self._wanted]
        places = list(range(len(widths))) if self._all_wanted else fitting(self._wanted, widths, room, self._filled)
        columns = tuple(self._wanted[place] for place in places)
        if columns != self._model.columns:
            current, chosen = self.current_row(), self.chosen_ids()
            self.selectionModel().blockSignals(True)
            self._model.show_columns(columns)
            self.restore(current.id if current else "", chosen)
            self.selectionModel().blockSignals(False)
        shown = [widths[place] for place in places]
        spare = max(0, room - sum(shown))
        shares = [_share(column, place) for place, column in enumerate(columns)]
        for place, share in enumerate(shares):
            shown[place] += spare * share // max(1, sum(shares))
        if shown and spare:
            shown[0] += room - sum(shown)
        self._head.resizeSection(TICKS, TICKS_WIDTH)
        for place, width in enumerate(shown):
            self._head.resizeSection(place + NAME, width)

    def _least_width(self, column: TableColumn) -> int:
        strong, metrics = QFontMetrics(bold(self.font())), QFontMetrics(self.font())
        title = max(strong.horizontalAdvance(line) for line in in_two_lines(column.title).split("\n"))
        sample = _SAMPLES[column.type]
        if column.type is ColumnType.CHOICE:
            sample = max((_longest_word(choice) for choice in column.parts[0].choices.values()), key=len)
        if column is self._wanted[0]:
            metrics, sample = strong, _WIDE_NAME if column.parts[0].wide else _NAME
        if column.id == STATUS:
            return max(title + SORT_MARK, metrics.horizontalAdvance(_STATUS) + int(SIGN) + 6) + 2 * SIDE + 8
        if column.id == DUE:
            metrics = strong
        return max(title + SORT_MARK, metrics.horizontalAdvance(sample) + 2) + 2 * SIDE

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if section == TICKS:
            return
        column = self._model.columns[section - NAME].id if section >= NAME else ""
        self.sorted_by.emit(column, order == Qt.SortOrder.DescendingOrder)

    # events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif event.key() in _ENTER and self.currentIndex().isValid():
            self.form_requested.emit()
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.remove_requested.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._model.rowCount():
            self._go_to_end(event)
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape and len(self.chosen_ids()) > 1:
            self.choose_one()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        on_box = index.isValid() and index.column() == TICKS and not event.modifiers()
        if on_box and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._toggle(index.row())
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).column() != TICKS:
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() != TICKS and event.button() == Qt.MouseButton.LeftButton:
            self.form_requested.emit()
        elif index.isValid():
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, place = self.indexAt(event.pos()), event.globalPos()
            if index.isValid() and not self.selectionModel().isRowSelected(index.row()):
                self.setCurrentIndex(self._model.index(index.row(), NAME))
        else:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(SIDE, 0))
        if index.isValid():
            self.menu_requested.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()
            self.fit()

    def _go_to_end(self, event: QKeyEvent) -> None:
        """Take the first or the last row in hand; with Shift, choose all on the way as well."""
        here = max(0, self.currentIndex().row())
        there = 0 if event.key() == Qt.Key.Key_Home else self._model.rowCount() - 1
        index = self._model.index(there, NAME)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            between = QItemSelection(
                self._model.index(min(here, there), NAME), self._model.index(max(here, there), NAME)
            )
            self.selectionModel().select(between, _SELECT_ROW)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        else:
            self.setCurrentIndex(index)

    def _toggle(self, place: int) -> None:
        """Choose a row as well, or no longer, and take it in hand."""
        index, flag = self._model.index(place, NAME), QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.NoUpdate)
        self.selectionModel().select(index, flag.Toggle | flag.Rows)

    def _current_row_changed(self) -> None:
        self.viewport().update()  # the edge of the row in hand
        self.current_changed.emit()

    def _chosen_changed(self) -> None:
        rows = self._model.rowCount()
        self._head.show_all(rows > 0 and len(self._chosen_places()) == rows)
        self.chosen_changed.emit()


def _longest_word(text: str) -> str:
    return max(text.split(), key=len)


def _share(column: TableColumn, place: int) -> int:
    return _GROWS.get(column.type, 0) + (3 if place == 0 else 0)
