"""The list itself: the arrow keys go from task to task, Space ticks, Enter opens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.week.week_delegate import TITLE_LEFT, WeekDelegate
from migdesk.ui.week.week_model import Key, WeekModel, key_of
from migdesk.ui.widgets.row_table import RowTable
from migdesk.workspace.open_tasks import OpenTask

_SELECTS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class WeekView(RowTable):
    """A table of one column: unlike a list, it asks for no more rows than it shows.

    Ticking and opening are only *requested* here; each signal names the practice and its task."""

    tick_requested = Signal(str, str)
    task_opened = Signal(str, str)
    selection_changed = Signal()
    turn_requested = Signal()  # tick all that are selected
    menu_requested = Signal(QPoint)  # on the screen

    def __init__(self, model: WeekModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, "What is due", parent)
        self._model = model
        self._delegate = WeekDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.horizontalHeader().setVisible(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        theme.changed.connect(self.viewport().update)

    def current_task(self) -> OpenTask | None:
        """Return the task of the selected row."""
        return self._model.task_at(self.currentIndex().row())

    def selected_tasks(self) -> tuple[Key, ...]:
        """Return the tasks whose rows are selected, each once, from top to bottom; rows of registers are none."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = (self._model.task_at(row) for row in rows)
        return tuple(dict.fromkeys(key_of(task) for task in found if task is not None and not task.is_row))

    def select_in_hand(self) -> None:
        """Select the row in hand alone."""
        self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def name_practices(self, named: bool) -> None:
        """Say in each row which practice it is of, or leave that to the heads."""
        self._delegate.names_practices = named

    def choose(self, key: Key | None, row: int = 0) -> None:
        """Select a task's row; where it has none, the one that is now nearest to `row`."""
        found = self._model.row_of(key) if key else -1
        if found < 0:
            found = self._model.first_task_row(max(row, 0))
        if found >= 0:
            self.scrollTo(self._model.index(max(found - 1, 0)))  # the head of its group, where it is the first
            self.setCurrentIndex(self._model.index(found))

    @property
    def is_at_top(self) -> bool:
        """Tell whether the first task is in hand and in sight, where the list begins."""
        first = self.currentIndex().row() <= self._model.first_task_row()
        return first and self.verticalScrollBar().value() == 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        task = self.current_task()
        match event.key():
            case Qt.Key.Key_Escape if len(self.selected_tasks()) > 1:
                self.select_in_hand()
            case Qt.Key.Key_Space if task and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)
            case Qt.Key.Key_Space if len(self.selected_tasks()) > 1:
                self.turn_requested.emit()
            case Qt.Key.Key_Space if task:
                self.tick_requested.emit(*key_of(task))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if task:
                self.task_opened.emit(*key_of(task))
            case Qt.Key.Key_Home:
                self.choose(None)
            case Qt.Key.Key_End:
                self.choose(None, self._model.last_task_row())
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._clicked(event, self.tick_requested, on_tick=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._clicked(event, self.task_opened, on_tick=False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        task = self._model.task_at(index.row())
        if task is None:
            return
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(TITLE_LEFT, 0))
        self.menu_requested.emit(event.globalPos() if by_mouse else below)

    def _fit_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))

    def _clicked(self, event: QMouseEvent, request: SignalInstance, *, on_tick: bool) -> None:
        """Ask for what a click means that was on a task's tick, or beside it."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        task = self._model.task_at(index.row())
        meant = self._delegate.tick_area(self.visualRect(index)).contains(place) == on_tick
        if task and meant and event.button() == Qt.MouseButton.LeftButton and not event.modifiers() & _SELECTS:
            request.emit(*key_of(task))
