"""The table of practices: whole rows, columns that share the width, Enter and the menu key."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QWidget

from migdesk.ui.look.fonts import bold
from migdesk.ui.look.theme import Theme
from migdesk.ui.practices_board.board_columns import GO_FIRST, USUAL, Column
from migdesk.ui.practices_board.board_delegate import SIDE, BoardDelegate
from migdesk.ui.practices_board.board_model import BoardModel
from migdesk.ui.practices_board.board_settings import BoardSettings
from migdesk.ui.widgets.row_table import RowTable
from migdesk.workspace.summary import PracticeSummary

FIXED = {
    Column.ODS_CODE: "Z99001 ",
    Column.GO_LIVE: "Wed 26 May 2027xx",
    Column.OVERDUE: "",
    Column.BLOCKED: "",
    Column.CRITICAL: "",
    Column.REGISTERS: "12 open",
    Column.REFERENCES: "9 of 9 ",
    Column.SIGN_OFFS: "22 of 22 ",
    Column.LAST_VISIT: "Wed 26 May",
}
"""Columns as wide as their head or this text, whichever is wider."""
SHARES = {
    Column.NAME: (29, 38),
    Column.SYSTEMS: (16, 18),
    Column.PHASE: (16, 16),
    Column.PROGRESS: (8, 10),
    Column.NEXT_MILESTONE: (23, 16),
    Column.WAVE: (5, 4),
    Column.COMMISSIONER: (14, 16),
    Column.LEAD: (11, 12),
    Column.EXCHANGE: (17, 22),
    Column.LAST_CHANGE: (14, 22),
}
"""The others: the fewest characters that they are shown with, and their share of what room is left."""
SORT_MARK = 14
"""Pixels beside a title for the arrow that shows the order; in a narrow window only the sorted column has them."""


class BoardView(RowTable):
    """Says which practice was opened, or where its menu is wanted; `current_changed` follows the selection.

    Order and widths are taken from `remembered` and kept there.
    """

    practice_opened = Signal(str)
    menu_requested = Signal(QPoint)  # on the screen
    current_changed = Signal()
    selection_changed = Signal()

    def __init__(
        self, model: BoardModel, theme: Theme, remembered: BoardSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, "Practices", parent)
        self.setObjectName("board")
        self._model = model
        self._delegate = BoardDelegate(theme, self)
        self._remembered = remembered
        self._is_fitting = False
        self.setItemDelegate(self._delegate)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._set_up_heads()
        theme.changed.connect(self.viewport().update)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.current_changed.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    def current_practice(self) -> PracticeSummary | None:
        """Return the practice of the selected row."""
        index = self.currentIndex()
        return self._model.practice_at(index.row()) if index.isValid() else None

    def choose(self, practice_id: str) -> None:
        """Select a practice's row, if it is shown."""
        row = self._model.row_of(practice_id)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, 0))

    def selected_practices(self) -> tuple[str, ...]:
        """Return the ids of the practices whose rows are selected, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.practice_at(row).id for row in rows if row < self._model.rowCount())

    def select(self, practice_ids: Sequence[str]) -> None:
        """Select the rows of these practices, as far as they are shown."""
        selection, last = QItemSelection(), self._model.columnCount() - 1
        for row in sorted(row for row in map(self._model.row_of, practice_ids) if row >= 0):
            selection.select(self._model.index(row, 0), self._model.index(row, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_in_hand(self) -> None:
        """Select the row in hand alone."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(self.currentIndex(), flags)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        practice = self.current_practice()
        if event.key() == Qt.Key.Key_Escape and len(self.selected_practices()) > 1:
            self.select_in_hand()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and practice:
            self.practice_opened.emit(practice.id)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.practice_opened.emit(self._model.practice_at(index.row()).id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            place = event.globalPos()
        else:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(SIDE, 0))
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self.menu_requested.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()
            self.fit_columns()

    def fit_columns(self) -> None:
        """Share the width among the columns, unless the person has dragged one."""
        if self._remembered.widths:
            self._show_alone([column for column in Column if column.name in self._remembered.widths])
            return
        head, room = self.horizontalHeader(), self.viewport().width()
        widths = self._least_widths(self.wanted_columns(), room)
        spare = max(0, room - sum(widths.values()))
        growing = [column for column in widths if column in SHARES]
        shares = sum(SHARES[column][1] for column in growing)
        for column in growing:
            widths[column] += spare * SHARES[column][1] // shares
        if spare:  # what rounding left over
            widths[self._delegate.last_column if not growing else growing[-1]] += room - sum(widths.values())
        self._show_alone(widths)
        self._is_fitting = True
        for column, width in widths.items():
            head.resizeSection(column, width)
        self._is_fitting = False

    def wanted_columns(self) -> tuple[Column, ...]:
        """Return the columns that were chosen, or the usual ones; the name is always there."""
        chosen = [column for column in Column if column.name in self._remembered.columns]
        return tuple(column for column in Column if column == Column.NAME or column in (chosen or USUAL))

    def choose_columns(self, columns: Collection[Column]) -> None:
        """Show these columns, which is remembered; without any, the usual ones."""
        self._remembered.columns = [column.name for column in columns]
        self.share_width()

    def _show_alone(self, columns: Collection[Column]) -> None:
        head = self.horizontalHeader()
        self._is_fitting = True
        for column in Column:
            head.setSectionHidden(column, column not in columns)
        self._is_fitting = False
        self._delegate.last_column = max(columns)

    def column_entries(self, parent: QWidget) -> tuple[QAction, ...]:
        """Return what a menu offers for choosing columns."""
        actions, shown = [], self.wanted_columns()
        for column in Column:
            action = QAction(column.title, parent)
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.setEnabled(column != Column.NAME)
            action.triggered.connect(lambda on, own=column: self._choose_column(own, on))
            actions.append(action)
        return tuple(actions)

    def _choose_column(self, column: Column, on: bool) -> None:
        others = [kept for kept in self.wanted_columns() if kept != column]
        self.choose_columns([*others, column] if on else others)

    def arrange(self, sorted_by: str, *, descending: bool, columns: Collection[str]) -> None:
        """Show the columns of these names, sorted so; names that are not known are passed over."""
        self.choose_columns([column for column in Column if column.name in columns])
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        by_name = {column.name: column for column in Column}
        self.horizontalHeader().setSortIndicator(by_name.get(sorted_by, Column.NAME), order)

    def share_width(self) -> None:
        """Give up what widths were dragged: the columns share the window's width again."""
        self._remembered.widths = {}
        self.fit_columns()

    def _least_widths(self, columns: Sequence[Column], room: int) -> dict[Column, int]:
        """Return the least widths: where these are too many, without room for the sort's arrow at each title, and of
        the usual columns without those that give way."""
        widths = {column: self._least_width(column, marked=True) for column in columns}
        if sum(widths.values()) <= room:
            return widths
        widths = {column: self._least_width(column, marked=False) for column in columns}
        if not self._remembered.columns:
            for column in GO_FIRST:
                if sum(widths.values()) > room:
                    widths.pop(column, None)
        return widths

    def _least_width(self, column: Column, *, marked: bool) -> int:
        metrics, strong = QFontMetrics(self.font()), QFontMetrics(bold(self.font()))
        fewest = "x" * SHARES[column][0] if column in SHARES else FIXED[column]
        marked = marked or column == self.horizontalHeader().sortIndicatorSection()
        title = strong.horizontalAdvance(column.title) + (SORT_MARK if marked else 0)
        return max(title, metrics.horizontalAdvance(fewest)) + 2 * SIDE

    def _set_up_heads(self) -> None:
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setMinimumSectionSize(48)
        head.sortIndicatorChanged.connect(self._sort)
        head.setAccessibleName("Sort by")
        self._restore()
        head.sectionResized.connect(self._dragged)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._open_head_menu)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))

    def _restore(self) -> None:
        """Take up order and widths as they were left; columns that are not known are passed over."""
        head, left = self.horizontalHeader(), self._remembered
        by_name = {column.name: column for column in Column}
        widths = {by_name[name]: width for name, width in left.widths.items() if name in by_name and width > 0}
        for column, width in widths.items():
            head.resizeSection(column, width)
        if Column.NAME not in widths:
            left.widths = {}
        order = Qt.SortOrder.DescendingOrder if left.descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(by_name.get(left.sorted_by, Column.NAME), order)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._model.sort(column, order)
        self._remembered.sorted_by = Column(column).name
        self._remembered.descending = order == Qt.SortOrder.DescendingOrder
        self.fit_columns()

    def _dragged(self) -> None:
        if self._is_fitting:
            return
        head = self.horizontalHeader()
        self._remembered.widths = {
            column.name: head.sectionSize(column) for column in Column if not head.isSectionHidden(column)
        }

    def _open_head_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        share = menu.addAction("Fit the columns to the window")
        share.setEnabled(bool(self._remembered.widths))
        share.triggered.connect(self.share_width)
        menu.addSeparator()
        menu.addActions(self.column_entries(menu))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.horizontalHeader().mapToGlobal(place))
