"""The table of tasks: many can be chosen, by mouse and by keyboard, and columns fit the room there is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from migdesk.practice.status import STATUS_WORDS
from migdesk.ui.look.fonts import bold
from migdesk.ui.look.theme import Theme
from migdesk.ui.tasks_table.filter_head import FilterHead
from migdesk.ui.tasks_table.task_rows import Column, Group, TaskRow
from migdesk.ui.tasks_table.tasks_delegate import SIDE, STATUS_ROOM, TasksDelegate
from migdesk.ui.tasks_table.tasks_model import TasksModel
from migdesk.ui.widgets.choosing_box import BOX
from migdesk.ui.widgets.row_table import RowTable

_ROWS = QItemSelectionModel.SelectionFlag.Rows
_SELECT = QItemSelectionModel.SelectionFlag.Select | _ROWS
_LEAST = {
    Column.TASK: "x" * 24,
    Column.PHASE: "5 Pre-migration",
    Column.OWNER: "x" * 13,
    Column.DUE: "Wed 28 Nov, late",
    Column.STATUS: "Not applicable",
    Column.DONE_ON: "Wed 28 Nov 2026",
    Column.LAST_NOTE: "x" * 14,
}
"""The fewest characters that a column is shown with."""
_GIVES_WAY = (Column.PHASE, Column.LAST_NOTE, Column.DONE_ON, Column.OWNER, Column.DUE)
"""What is left out where there is no room, in this order."""
_SHARES = {Column.TASK: 6, Column.LAST_NOTE: 3, Column.OWNER: 1, Column.PHASE: 1}


class TasksView(RowTable):
    """Space chooses the row in hand as well, Shift and Ctrl as everywhere; Enter opens it, or folds a group."""

    task_opened = Signal(str)
    chosen_changed = Signal()
    menu_requested = Signal(QPoint)  # on the screen
    sorted_by = Signal(str, bool)  # a column's name, empty for none, and whether the last come first
    group_turned = Signal(int)

    def __init__(self, model: TasksModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, "Tasks", parent)
        self.setObjectName("rows")
        self._model = model
        self._left_out: tuple[str, ...] = ()
        self._delegate = TasksDelegate(self, theme, self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head = FilterHead(theme, STATUS_WORDS, self)
        self.setHorizontalHeader(self.head)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.setSortIndicatorShown(True)
        self.head.setSortIndicatorClearable(True)
        self.head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.head.sortIndicatorChanged.connect(self._sort)
        self.head.all_requested.connect(self._choose_all_or_none)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        model.modelReset.connect(self._span_groups)
        theme.changed.connect(self.viewport().update)
        self.selectionModel().selectionChanged.connect(lambda *_: self._chosen_changed())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.viewport().update())

    def current_task(self) -> TaskRow | None:
        """Return the task in hand."""
        return self._model.task_at(self.currentIndex().row())

    def chosen_ids(self) -> tuple[str, ...]:
        """Return the ids of the tasks that are chosen, each once, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self._model.task_at(place) for place in places)
        return tuple(dict.fromkeys(row.id for row in found if row is not None))

    def restore(self, task_id: str, chosen: Collection[str]) -> None:
        """Take up again what was in hand and chosen before the rows were set anew; else the first task."""
        selection = QItemSelection()
        for place, row in enumerate(self._model.rows):
            if isinstance(row, TaskRow) and row.id in chosen:
                selection.select(self._model.index(place, 0), self._model.index(place, 0))
        first = (place for place, row in enumerate(self._model.rows) if isinstance(row, TaskRow))
        place = self._model.place_of(task_id)
        place = place if place >= 0 else next(first, -1)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place, Column.TASK))
        if len(chosen) > 1 and not selection.isEmpty():
            self.selectionModel().select(selection, _SELECT)
        self.viewport().update()

    def choose_in_hand(self) -> None:
        """Choose the row in hand alone."""
        self.clearSelection()
        if self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), _SELECT)

    def show_sorting(self, column: str, *, descending: bool) -> None:
        """Show by which column the rows are sorted. Tells nobody."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.head.blockSignals(True)
        self.head.setSortIndicator(Column[column] if column in Column.__members__ else -1, order)
        self.head.blockSignals(False)

    def leave_out(self, columns: Sequence[str]) -> None:
        """Leave these columns out, by their names."""
        self._left_out = tuple(columns)
        self.fit()

    def fit(self) -> None:
        """Share the width among as many columns as there is room for."""
        room = self.viewport().width()
        widths = {column: self._least(column) for column in Column if column.name not in self._left_out}
        for column in _GIVES_WAY:
            if sum(widths.values()) > room:
                widths.pop(column, None)
        spare = max(0, room - sum(widths.values()))
        shares = {column: share for column, share in _SHARES.items() if column in widths}
        for column, share in shares.items():
            widths[column] += spare * share // sum(shares.values())
        widths[Column.TASK] += room - sum(widths.values())
        self.head.blockSignals(True)
        for column in Column:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.head.resizeSection(column, widths[column])
        self.head.blockSignals(False)
        self.head.updateGeometry()
        self.head.place_fields()
        self.viewport().update()

    def _least(self, column: Column) -> int:
        if column == Column.CHOOSE:
            return BOX + 20
        metrics, strong = QFontMetrics(self.font()), QFontMetrics(bold(self.font()))
        text = strong if column == Column.DUE else metrics
        width = max(text.horizontalAdvance(_LEAST[column]) + 6, strong.horizontalAdvance(column.title) + 14) + 2 * SIDE
        return width + (STATUS_ROOM if column == Column.STATUS else 0)

    def _fit_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))

    def _span_groups(self) -> None:
        self.clearSpans()
        for place, row in enumerate(self._model.rows):
            if isinstance(row, Group):
                self.setSpan(place, 0, 1, len(Column))

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if section == Column.CHOOSE:
            return
        name = Column(section).name if section >= 0 else ""
        self.sorted_by.emit(name, order == Qt.SortOrder.DescendingOrder)

    def _choose_all_or_none(self) -> None:
        if self.selectionModel().selectedRows() and len(self.selectionModel().selectedRows()) == len(self._model.rows):
            self.choose_in_hand()
        else:
            self.selectAll()

    def _chosen_changed(self) -> None:
        rows = len(self._model.rows)
        self.head.show_all(rows > 0 and len(self.selectionModel().selectedRows()) == rows)
        self.chosen_changed.emit()

    # events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, row = self.currentIndex(), self.current_task()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row is not None:
                self.task_opened.emit(row.id)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if row is None and index.isValid():
                self.group_turned.emit(index.row())
            case Qt.Key.Key_Space if index.isValid():
                self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Toggle | _ROWS)
            case Qt.Key.Key_Escape if len(self.chosen_ids()) > 1:
                self.choose_in_hand()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton or event.modifiers():
            super().mousePressEvent(event)
        elif self._model.task_at(index.row()) is None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.group_turned.emit(index.row())
        elif index.column() == Column.CHOOSE:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Toggle | _ROWS)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).column() != Column.CHOOSE:
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self._model.task_at(index.row())
        if row is not None and index.column() != Column.CHOOSE and event.button() == Qt.MouseButton.LeftButton:
            self.task_opened.emit(row.id)
        elif index.isValid():
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if self._model.task_at(index.row()) is None:
            return
        if not self.selectionModel().isRowSelected(index.row()):
            self.setCurrentIndex(index)
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(SIDE, 0))
        self.menu_requested.emit(event.globalPos() if by_mouse else below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()
            self.fit()
