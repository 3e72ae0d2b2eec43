"""The list itself: a tree whose space key and tick boxes tick."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from migdesk.practice.progress import PhaseProgress, TaskProgress
from migdesk.ui.checklist_pane.checklist_delegate import BESIDE_BOX, ChecklistDelegate
from migdesk.ui.checklist_pane.checklist_model import ID_ROLE, VALUE_ROLE
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex

_SELECTS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ChecklistView(QTreeView):
    """Shows phases and tasks. Ticking is only *requested* here; the model shows it once it is on disk."""

    tick_requested = Signal(str)
    section_requested = Signal(str)  # permalink#anchor of the guide's section behind a task
    task_chosen = Signal(str)  # the one in hand; empty when none is
    selection_changed = Signal()  # one task or several
    turn_requested = Signal()  # tick all that are selected
    menu_requested = Signal(QPoint)  # on the screen

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = ChecklistDelegate(self, theme, lambda: session.workspace.today)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Checklist")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def chosen_task(self) -> str:
        """The id of the task in hand; empty for a phase or nothing."""
        value = self.currentIndex().data(VALUE_ROLE)
        return value.id if isinstance(value, TaskProgress) else ""

    def selected_tasks(self) -> tuple[str, ...]:
        """Return the ids of the tasks that are selected, in the list's order."""
        found = sorted(self.selectionModel().selectedIndexes(), key=lambda index: (index.parent().row(), index.row()))
        values = (index.data(VALUE_ROLE) for index in found)
        return tuple(value.id for value in values if isinstance(value, TaskProgress))

    def phase_in_hand(self) -> PhaseProgress | None:
        """The phase whose row is in hand; None for a task or nothing."""
        value = self.currentIndex().data(VALUE_ROLE)
        return value if isinstance(value, PhaseProgress) else None

    def select_in_hand(self) -> None:
        """Select the row in hand alone."""
        self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose(self, index: QModelIndex) -> None:
        """Take the row at `index` in hand, opening its phase and scrolling to it."""
        if index.isValid():
            self.expand(index.parent() if index.parent().isValid() else index)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def expanded_ids(self) -> set[str]:
        model = self.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        return {index.data(ID_ROLE) for index in rows if self.isExpanded(index)}

    def show_expanded(self, ids: set[str]) -> None:
        """Open the phases named, and the one with the row in hand; close the others."""
        model, current = self.model(), self.currentIndex()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            self.setExpanded(index, index.data(ID_ROLE) in ids or index == current.parent())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.task_chosen.emit(self.chosen_task())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        value = self.currentIndex().data(VALUE_ROLE)
        pressed = event.key()
        if pressed == Qt.Key.Key_Escape and len(self.selected_tasks()) > 1:
            self.select_in_hand()
        elif isinstance(value, TaskProgress) and pressed == Qt.Key.Key_Space:
            self._space(value.id, event)
        elif isinstance(value, TaskProgress) and pressed in _ENTER:
            if value.task.link:
                self.section_requested.emit(value.task.link)
        elif isinstance(value, PhaseProgress) and pressed in {Qt.Key.Key_Space, *_ENTER}:
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        value = index.data(VALUE_ROLE)
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() & _SELECTS:
            return
        if isinstance(value, PhaseProgress):
            self._toggle(index)
        elif isinstance(value, TaskProgress):
            ticks = self._delegate.tick_area(self.visualRect(index))
            if ticks.contains(event.position().toPoint()):
                self.tick_requested.emit(value.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(BESIDE_BOX, 0))
        self.menu_requested.emit(event.globalPos() if by_mouse else below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # titles wrap anew, so rows change their height

    def _space(self, task_id: str, event: QKeyEvent) -> None:
        """Tick what is selected; with Ctrl, have the task in hand selected as well or no longer, as lists do."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)
        elif len(self.selected_tasks()) > 1:
            self.turn_requested.emit()
        else:
            self.tick_requested.emit(task_id)

    def _toggle(self, index: QModelIndex) -> None:
        """Open or close a phase; what an opened one holds is brought into sight, as far as there is room for it."""
        self.setExpanded(index, not self.isExpanded(index))
        tasks = self.model().rowCount(index)
        if self.isExpanded(index) and tasks:
            self.scrollTo(self.model().index(tasks - 1, 0, index))
            self.scrollTo(index)
