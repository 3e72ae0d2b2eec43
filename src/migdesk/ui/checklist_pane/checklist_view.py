"""The list itself: a tree whose space key and tick boxes tick."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from migdesk.practice.progress import PhaseProgress, TaskProgress
from migdesk.ui.checklist_pane.checklist_delegate import ChecklistDelegate
from migdesk.ui.checklist_pane.checklist_model import ID_ROLE, VALUE_ROLE
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ChecklistView(QTreeView):
    """Shows phases and tasks. Ticking is only *requested* here; the model shows it once it is on disk."""

    tick_requested = Signal(str)
    section_requested = Signal(str)  # permalink#anchor of the guide's section behind a task
    task_chosen = Signal(str)  # empty when no task is chosen

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

    def chosen_task(self) -> str:
        """The id of the task in hand; empty for a phase or nothing."""
        value = self.currentIndex().data(VALUE_ROLE)
        return value.id if isinstance(value, TaskProgress) else ""

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        value = self.currentIndex().data(VALUE_ROLE)
        pressed = event.key()
        if isinstance(value, TaskProgress) and pressed == Qt.Key.Key_Space:
            self.tick_requested.emit(value.id)
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
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if isinstance(value, PhaseProgress):
            self._toggle(index)
        elif isinstance(value, TaskProgress):
            ticks = self._delegate.tick_area(self.visualRect(index))
            if ticks.contains(event.position().toPoint()):
                self.tick_requested.emit(value.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # titles wrap anew, so rows change their height

    def _toggle(self, index: QModelIndex) -> None:
        self.setExpanded(index, not self.isExpanded(index))
