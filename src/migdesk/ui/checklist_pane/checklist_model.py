"""The checklist as Qt sees it: phases, and under each its tasks. Rows are values of `Progress`; ids find them again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.practice.progress import PhaseProgress, Progress, TaskProgress
from migdesk.practice.rows import row_of_item
from migdesk.practice.status import STATUS_WORDS, Status
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.look.words import short_date
from migdesk.workspace.changes import Changes

Index = QModelIndex | QPersistentModelIndex

VALUE_ROLE = Qt.ItemDataRole.UserRole
"""The row's `PhaseProgress` or `TaskProgress`."""

ID_ROLE = Qt.ItemDataRole.UserRole + 1
"""The id of the row's phase or task."""

_NO_PHASE = 0  # internal id of a phase row; a task row's is one more than its phase's row
_ALL_ROLES = [
    Qt.ItemDataRole.DisplayRole,
    VALUE_ROLE,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.CheckStateRole,
]


class ChecklistModel(QAbstractItemModel):
    """A tree of two levels over one practice's progress; empty while no practice is in hand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None

    def show(self, progress: Progress | None) -> None:
        """Show another practice, or none."""
        self.beginResetModel()
        self._progress = progress
        self.endResetModel()

    def update(self, progress: Progress | None, changes: Changes) -> None:
        """Take the progress after a change and repaint what it names; rows that came or went need a reset."""
        if not _same_rows(self._progress, progress):
            self.show(progress)
            return
        self._progress = progress
        if changes.everything:
            self._repaint_all()
            return
        for item in changes.items:
            if row_of_item(item):  # hundreds may change at once, and none of them stands here
                continue
            index = self.index_of(item)
            if index.isValid():
                self.dataChanged.emit(index, index, _ALL_ROLES)
                self.dataChanged.emit(index.parent(), index.parent(), _ALL_ROLES)

    def index_of(self, item_id: str) -> QModelIndex:
        """Return the index of a phase or task; an invalid one where there is none."""
        for row, phase in enumerate(self._phases()):
            if phase.phase.id == item_id:
                return self.index(row, 0)
            for task_row, task in enumerate(phase.tasks):
                if task.id == item_id:
                    return self.index(task_row, 0, self.index(row, 0))
        return QModelIndex()

    # what Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        # Not asked of `hasIndex`, which comes back here twice: a list is laid out by a thousand of these.
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _NO_PHASE)

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        if not index.isValid() or index.internalId() == _NO_PHASE:
            return QModelIndex()
        return self.createIndex(int(index.internalId()) - 1, 0, _NO_PHASE)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._phases())
        if parent.column() > 0 or parent.internalId() != _NO_PHASE:
            return 0
        return len(self._phases()[parent.row()].tasks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = self.value(index)
        if value is None:
            return None
        if role == VALUE_ROLE:
            return value
        if isinstance(value, PhaseProgress):
            return self._phase_data(value, role)
        return self._task_data(value, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if isinstance(self.value(index), TaskProgress) else flags

    def value(self, index: Index) -> PhaseProgress | TaskProgress | None:
        """Return what stands at `index`."""
        if not index.isValid():
            return None
        if index.internalId() == _NO_PHASE:
            return self._phases()[index.row()]
        return self._phases()[int(index.internalId()) - 1].tasks[index.row()]

    # inside

    def _phases(self) -> tuple[PhaseProgress, ...]:
        return self._progress.phases if self._progress else ()

    def _phase_data(self, phase: PhaseProgress, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return phase.phase.short_title
            case Qt.ItemDataRole.ToolTipRole:
                timeline = phase.phase.timeline
                estimate = f". The guide's estimate: {timeline.text}." if timeline else ""
                return plain_tooltip(phase.phase.title + estimate)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"Phase {phase.phase.number}, {phase.phase.title}, {phase.done} of {phase.total} tasks done"
        return phase.phase.id if role == ID_ROLE else None

    def _task_data(self, task: TaskProgress, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return task.title
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(in_words(task, self._progress))
            case Qt.ItemDataRole.AccessibleTextRole:
                return in_words(task, self._progress)
            case Qt.ItemDataRole.CheckStateRole:  # for screen readers; the delegate paints the status itself
                return Qt.CheckState.Checked if task.status == Status.DONE else Qt.CheckState.Unchecked
        return task.id if role == ID_ROLE else None

    def _repaint_all(self) -> None:
        last = len(self._phases()) - 1
        if last < 0:
            return
        self.dataChanged.emit(self.index(0, 0), self.index(last, 0), _ALL_ROLES)
        for row, phase in enumerate(self._phases()):
            if phase.tasks:
                parent = self.index(row, 0)
                ends = self.index(0, 0, parent), self.index(len(phase.tasks) - 1, 0, parent)
                self.dataChanged.emit(*ends, _ALL_ROLES)


def in_words(task: TaskProgress, progress: Progress | None) -> str:
    """Say a task's row as a screen reader should: title, status, what presses, who, and how much has been noted."""
    parts = [task.title, STATUS_WORDS[task.status]]
    if task.reason:
        parts.append(f"because {task.reason}")
    if task.task.critical:
        parts.append("critical")
    if task.due and progress and task.is_open:
        parts.append(f"{'overdue since' if task.overdue else 'due'} {short_date(task.due, progress.today)}")
    if task.to_settle:
        parts.append("changed on two computers, to settle")
    if task.owner:
        parts.append(f"owner {task.owner}")
    if task.notes:
        parts.append("1 note" if len(task.notes) == 1 else f"{len(task.notes)} notes")
    return ", ".join(parts)


def _same_rows(progress: Progress | None, other: Progress | None) -> bool:
    if progress is None or other is None:
        return progress is other
    return progress.state.id == other.state.id and [[task.id for task in phase.tasks] for phase in progress.phases] == [
        [task.id for task in phase.tasks] for phase in other.phases
    ]
