"""The grid itself: digits start typing, Enter keeps and goes down, Tab right, Esc leaves; arrows go about."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from migdesk.checklist.registers.grid import GridColumn
from migdesk.ui.look.theme import Theme
from migdesk.ui.re_entry.cell_editor import CellEditor
from migdesk.ui.re_entry.column_fit import Wanted, fit
from migdesk.ui.re_entry.column_widths import widths_of
from migdesk.ui.re_entry.grid_delegate import SIDE, SIGN, GridDelegate
from migdesk.ui.re_entry.grid_header import GridHeader
from migdesk.ui.re_entry.grid_model import GridModel, Index
from migdesk.ui.re_entry.grid_rows import Part, ShownColumn, ShownRow
from migdesk.ui.re_entry.grid_words import MEASURE_WORDS, spoken_cell
from migdesk.ui.re_entry.typed_count import UnfitCountError, count_in
from migdesk.ui.widgets.row_table import RowTable
from migdesk.workspace.registers.re_entry import Cell, Line, ReEntry

_STARTS_TYPING = "0123456789+-−"
_DOWN, _UP = {Qt.Key.Key_Return, Qt.Key.Key_Enter}, Qt.KeyboardModifier.ShiftModifier
_WIDEST_CATEGORY = 236


class GridView(RowTable):
    """Requests only; what is typed is checked here, and kept by whoever it is asked of."""

    count_requested = Signal(Cell, int)
    details_requested = Signal(Cell)
    check_requested = Signal(Line)
    menu_requested = Signal(QPoint)  # on the screen
    place_changed = Signal()
    typing_changed = Signal()

    def __init__(self, model: GridModel, theme: Theme, parent: QWidget | None = None) -> None:
        self._grid = model
        self.measure = GridColumn.LOGGED
        """What a number that is typed counts as."""
        self.problem = ""
        """Why what is being typed cannot be kept; empty while it can."""
        self._wanted: tuple[str, ShownColumn] | None = None
        self.all_days = True
        """Whether every day has room; else weeks or days are stepped through."""
        super().__init__(model, "Re-entry by category and day", parent)
        self.setObjectName("reEntry")
        self._delegate = GridDelegate(model, theme, self)
        self.setItemDelegate(self._delegate)
        self.head = GridHeader(model, theme, self)
        self.setHorizontalHeader(self.head)
        self.editor = CellEditor(self.viewport())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self._fit_rows()
        theme.changed.connect(self.viewport().update)
        model.modelReset.connect(self._after_reset)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.dataChanged.connect(lambda *_: self.fit())
        self.editor.keep_requested.connect(self._keep)
        self.editor.left.connect(self.stop_typing)
        self.editor.deserted.connect(self._keep_if_simple)
        self.editor.textEdited.connect(self._typed)
        self.verticalScrollBar().valueChanged.connect(self._place_editor)

    # what is in hand

    @property
    def re_entry(self) -> ReEntry | None:
        return self._grid.view

    @property
    def columns(self) -> tuple[ShownColumn, ...]:
        return self._grid.columns

    def current_cell(self) -> Cell | None:
        """Return the category and day in hand."""
        return self._grid.cell(self.currentIndex())

    def current_row(self) -> ShownRow | None:
        return self._grid.row(self.currentIndex())

    def current_line(self) -> Line | None:
        row = self.current_row()
        return row.line if row else None

    def current_day(self) -> date | None:
        column = self._grid.column(self.currentIndex())
        return column.day if column else None

    def go_to(self, category: str, day: date | None) -> None:
        """Take a category on a day in hand, or its second check with None; its group is opened."""
        line = self.re_entry.line(category) if self.re_entry else None
        if line is None:
            return
        self._grid.set_folded(line.group, folded=False)
        place = self._grid.place(category, ShownColumn(Part.DAY, day) if day else ShownColumn(Part.CHECK))
        if place.isValid():
            self.setCurrentIndex(place)
            self.fit()
            self.scrollTo(place)

    def shown_days(self) -> list[date]:
        """Return the days that have room."""
        return [
            column.day
            for number, column in enumerate(self._grid.columns)
            if column.day and not self.isColumnHidden(number)
        ]

    def show_days_from(self, day: date) -> None:
        """Take a day in hand, so that it has room."""
        row = max(0, self.currentIndex().row())
        self.setCurrentIndex(self._grid.index(row, self._grid.columns.index(ShownColumn(Part.DAY, day))))

    # typing

    @property
    def is_typing(self) -> bool:
        return not self.editor.isHidden()

    @property
    def typed(self) -> int | None:
        """By how much what is being typed changes the cell in hand; None for nothing, or while it cannot be right."""
        cell = self.current_cell()
        if cell is None or not self.is_typing:
            return None
        try:
            return count_in(self.editor.text(), cell, self.measure)
        except UnfitCountError:
            return None

    def start_typing(self, text: str = "") -> None:
        """Lay the field over the cell in hand."""
        cell, line = self.current_cell(), self.current_line()
        if cell is None or line is None:
            return
        self._set_problem("")
        self.editor.setAccessibleName(f"{spoken_cell(line, cell)}. How many {MEASURE_WORDS[self.measure]}?")
        self.editor.setText(text)
        self._place_editor()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typing_changed.emit()

    def stop_typing(self) -> None:
        """Leave the field without keeping anything."""
        if self.is_typing:
            self.editor.hide()
            self._set_problem("")
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.typing_changed.emit()

    def _typed(self) -> None:
        self._set_problem("")
        self.typing_changed.emit()

    def _keep(self, down: int, right: int) -> None:
        cell = self.current_cell()
        if cell is None:
            self.stop_typing()
            return
        try:
            n = count_in(self.editor.text(), cell, self.measure)
        except UnfitCountError as problem:
            self._set_problem(str(problem))
            self.editor.selectAll()
            self.typing_changed.emit()
            return
        self.stop_typing()
        if n is not None:
            self.count_requested.emit(cell, n)
        self._step(down, right)

    def _keep_if_simple(self) -> None:
        """The keyboard went elsewhere: keep what was typed, unless it needs a reason or cannot be right."""
        cell = self.current_cell()
        needs_reason = self.measure in (GridColumn.NOT_NEEDED, GridColumn.CANNOT_ENTER)
        n = None if needs_reason else self.typed
        self.editor.hide()
        self._set_problem("")
        self.typing_changed.emit()
        if cell is not None and n is not None:
            self.count_requested.emit(cell, n)

    def _set_problem(self, problem: str) -> None:
        self.problem = problem
        self.editor.show_problem(problem)

    def _place_editor(self) -> None:
        self.editor.setGeometry(self.visualRect(self.currentIndex()).adjusted(0, 0, 1, 0))

    # going about

    def _stops(self) -> list[int]:
        """Return the columns that can be in hand: days, and the second check."""
        parts = {Part.DAY, Part.CHECK}
        return [
            number
            for number, column in enumerate(self._grid.columns)
            if column.part in parts and (column.part is Part.DAY or not self.isColumnHidden(number))
        ]

    def _step(self, down: int, right: int) -> None:
        index, stops = self.currentIndex(), self._stops()
        if not index.isValid() or not stops:
            return
        place = stops.index(index.column()) if index.column() in stops else 0
        row = min(max(0, index.row() + down), len(self._grid.rows) - 1)
        column = stops[min(max(0, place + right), len(stops) - 1)]
        self.setCurrentIndex(self._grid.index(row, column))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Arrows go from stop to stop; the names and sums between them cannot be in hand."""
        moves, index, stops = QAbstractItemView.CursorAction, self.currentIndex(), self._stops()
        if not stops or not self._grid.rows:
            return QModelIndex()
        if not index.isValid():
            return self._grid.index(0, stops[0])
        steps = {moves.MoveLeft: -1, moves.MoveRight: 1, moves.MovePrevious: -1, moves.MoveNext: 1}
        if action in steps:
            place = stops.index(index.column()) if index.column() in stops else 0
            return self._grid.index(index.row(), stops[min(max(0, place + steps[action]), len(stops) - 1)])
        rows = {moves.MoveUp: -1, moves.MoveDown: 1, moves.MovePageUp: -10, moves.MovePageDown: 10}
        row = min(max(0, index.row() + rows.get(action, 0)), len(self._grid.rows) - 1)
        return self._grid.index(row, index.column())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        stops = self._stops()
        if current.isValid() and stops and current.column() not in stops:  # a click on a name or a sum
            day = previous.column() if previous.isValid() and previous.column() in stops else self._day_to_begin()
            place = self._grid.index(current.row(), day)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(place, flags)
            return
        if not self.all_days:
            self.fit()
        self.place_changed.emit()

    def _day_to_begin(self) -> int:
        """Return the column to begin in: today's, or the first day with something left, or the last one."""
        view = self.re_entry
        wanted = view.oldest if view and view.entering and view.oldest else view.today if view else None
        days = [number for number, column in enumerate(self._grid.columns) if column.part is Part.DAY]
        before = [number for number in days if wanted and (self._grid.columns[number].day or wanted) <= wanted]
        return before[-1] if before else days[0] if days else 0

    def begin(self) -> None:
        """Take the first category that waits in hand, where none is yet."""
        if self.currentIndex().isValid() or not self._grid.rows:
            return
        column = self._day_to_begin()
        rows = range(len(self._grid.rows))
        waiting = [row for row in rows if self._waits(self._grid.index(row, column))]
        self.setCurrentIndex(self._grid.index(waiting[0] if waiting else 0, column))

    def _waits(self, index: QModelIndex) -> bool:
        cell, view = self._grid.cell(index), self.re_entry
        if cell is None or view is None:
            return False
        return cell.left > 0 if view.entering else cell.logged is None

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, text = self.current_row(), event.text()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if row is not None and plain and text and text in _STARTS_TYPING:
            if row.folded:
                self._open(row)
            self.start_typing(text)
        elif event.key() in _DOWN and row is not None:
            self._enter(row, up=bool(event.modifiers() & _UP))
        elif event.key() == Qt.Key.Key_Space and self.current_cell() is not None:
            self.details_requested.emit(self.current_cell())
        elif event.key() == Qt.Key.Key_F2:
            self.start_typing()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and row is not None:
            stops = [stop for stop in self._stops() if self._grid.columns[stop].day]
            if stops:
                wanted = stops[0] if event.key() == Qt.Key.Key_Home else stops[-1]
                self.setCurrentIndex(self._grid.index(self.currentIndex().row(), wanted))
        else:
            super().keyPressEvent(event)

    def _enter(self, row: ShownRow, *, up: bool) -> None:
        column = self._grid.column(self.currentIndex())
        if row.folded:
            self._open(row)
        elif row.line and column and column.part is Part.CHECK:
            self.check_requested.emit(row.line)
        else:
            self._step(-1 if up else 1, 0)

    def _open(self, row: ShownRow) -> None:
        column = self._grid.column(self.currentIndex())
        self._grid.set_folded(row.group, folded=False)
        place = self._grid.place(row.lines[0].id, column) if column else QModelIndex()
        if place.isValid():
            self.setCurrentIndex(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row, column = self._grid.row(index), self._grid.column(index)
        if row is None or column is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if row.folded:
            self._open(row)
        elif column.part is Part.GROUP and self.re_entry and self.re_entry.entering:
            self._grid.set_folded(row.group, folded=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row, column = self._grid.row(index), self._grid.column(index)
        if row is None or column is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if column.part is Part.CHECK and row.line:
            self.check_requested.emit(row.line)
        else:
            self.start_typing()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
        else:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            place = self.viewport().mapToGlobal(below + QPoint(SIDE, 0))
        if self.currentIndex().isValid():
            self.menu_requested.emit(place)

    # layout

    def fit(self) -> None:
        """Give each column its width, and hide those that have no room."""
        columns, view = self._grid.columns, self.re_entry
        if not columns or view is None:
            return
        narrow = SIGN + 2 * SIDE if view.entering else 0
        wanted = Wanted(columns=columns, widths=widths_of(self._grid, self.font()), narrow_check=narrow)
        current = self.currentIndex()
        at_day = current.column() if current.isValid() and self.current_day() else self._day_to_begin()
        found = fit(wanted, self.viewport().width(), at_day)
        self._delegate.narrow_check = found.narrow_check
        self.all_days = found.all_days
        for number in range(len(columns)):
            self.setColumnHidden(number, number not in found.widths)
            if number in found.widths:
                self.setColumnWidth(number, found.widths[number])
        self._place_editor()

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_delegate"):
            self._fit_rows()
            self.fit()

    # following the model

    def _before_reset(self) -> None:
        line, row, column = self.current_line(), self.current_row(), self._grid.column(self.currentIndex())
        category = line.id if line else row.lines[0].id if row else ""
        self._wanted = (category, column) if category and column else None
        self.stop_typing()

    def _after_reset(self) -> None:
        self.clearSpans()
        rows = self._grid.rows
        for number, row in enumerate(rows):
            length = next((n for n, other in enumerate(rows[number + 1 :], 1) if other.first), len(rows) - number)
            if row.first and length > 1:
                self.setSpan(number, 0, length, 1)
        self.fit()
        if self._wanted:
            place = self._grid.place(*self._wanted)
            if place.isValid():
                self.setCurrentIndex(place)

    def sums_at(self) -> dict[int, QRect]:
        """Return where each column that is shown stands, for the line of sums below."""
        head, shown, edge = self.head, range(len(self._grid.columns)), self.viewport().x()
        return {
            number: QRect(edge + head.sectionViewportPosition(number), 0, head.sectionSize(number), 1)
            for number in shown
            if not self.isColumnHidden(number)
        }
