"""The list of due tasks as Qt sees it: heads of groups, and under each its tasks, all in one column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.practice.status import OPEN_STATUSES
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.look.words import counted
from migdesk.ui.week.due_counts import DueCounts
from migdesk.ui.week.groups import Group, in_order
from migdesk.ui.week.task_words import spoken, tooltip
from migdesk.workspace.open_tasks import OpenTask

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, str]
"""A practice's id and a task's: a task by role may stand in several rows."""

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The row's `Head` or `OpenTask`."""

_WHAT_A_TICK_CHANGES = [int(Qt.ItemDataRole.DisplayRole), ROW_ROLE, int(Qt.ItemDataRole.AccessibleTextRole)]


class Head(msgspec.Struct, frozen=True):
    """The head of a group: its title, how many of its tasks are still open, and whether rows are among them."""

    title: str
    open: int
    has_rows: bool = False

    @property
    def count(self) -> str:
        """How many there are in words."""
        return counted(self.open, "item" if self.has_rows else "task")


Row = Head | OpenTask


def key_of(task: OpenTask) -> Key:
    return task.practice_id, task.task


def is_settled(task: OpenTask) -> bool:
    """Tell whether a task has been done, or found not to apply, since the list was made."""
    return task.status not in OPEN_STATUSES


class WeekModel(QAbstractListModel):
    """Holds every due task; shows the groups it is given. A task that changes keeps its rows until it is given others.

    `today` is the day that the list was made on.
    """

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self._tasks: dict[Key, OpenTask] = {}
        self._keys_of: dict[str, list[Key]] = {}  # by practice, which is what changes
        self._shown: dict[Key, None] = {}  # in order
        self.counts = DueCounts((), today)
        self._rows: list[Row] = []
        self._heads: list[int] = []  # the rows that are heads

    # what is there

    @property
    def tasks(self) -> list[OpenTask]:
        """All due tasks, shown or not, the earliest first."""
        return list(self._tasks.values())

    def tasks_of(self, practice_id: str) -> list[OpenTask]:
        return [self._tasks[key] for key in self._keys_of.get(practice_id, ())]

    def shows(self, task: OpenTask) -> bool:
        """Tell whether a task has a row, whatever has changed in it."""
        return key_of(task) in self._shown

    @property
    def has_samples_among_others(self) -> bool:
        """Tell whether some of the tasks held are of made-up practices, and some of real ones."""
        return len({task.sample for task in self._tasks.values()}) > 1

    @property
    def open_shown(self) -> list[OpenTask]:
        """Return the tasks that are shown and still open, each once."""
        return [self._tasks[key] for key in self._shown if self._tasks[key].status in OPEN_STATUSES]

    def task_at(self, row: int) -> OpenTask | None:
        """Return the task in a row; None for a head, or past the end."""
        value = self._rows[row] if 0 <= row < len(self._rows) else None
        return value if isinstance(value, OpenTask) else None

    def row_of(self, key: Key) -> int:
        """Return the first row that shows a task, -1 where none does."""
        task = self._tasks.get(key)
        return next((row for row, head in enumerate(self._rows) if head is task), -1)

    def first_task_row(self, row: int = 0) -> int:
        """Return the first row from `row` on that is a task's, else the last one before it; -1 where there is none."""
        after = (number for number in range(row, len(self._rows)) if self.task_at(number))
        before = (number for number in range(min(row, len(self._rows)) - 1, -1, -1) if self.task_at(number))
        return next(after, next(before, -1))

    def last_task_row(self) -> int:
        return len(self._rows) - 1  # a group ends with a task

    # changing it

    def hold(self, tasks: Sequence[OpenTask], today: date) -> None:
        """Hold these tasks in place of all there were; `arrange` is to follow."""
        self.today = today
        self._hold(in_order(tasks))

    def hold_more(self, tasks: Iterable[OpenTask]) -> None:
        """Hold more tasks that arrived a little later; `arrange` is to follow."""
        self.hold([*self._tasks.values(), *tasks], self.today)

    def forget_settled(self) -> None:
        """Hold open tasks only; `arrange` is to follow."""
        self._hold([task for task in self._tasks.values() if not is_settled(task)])

    def arrange(self, shown: list[OpenTask], groups: Sequence[Group]) -> None:
        """Show some of the tasks that are held, in groups; one of several roles may be in several groups."""
        self.beginResetModel()
        self._shown, self._rows, self._heads = dict.fromkeys(map(key_of, shown)), [], []
        self.counts = DueCounts(shown, self.today)
        some_settled = any(task.status not in OPEN_STATUSES for task in shown)
        for group in groups:
            self._heads.append(len(self._rows))
            settled = sum(map(is_settled, group.tasks)) if some_settled else 0
            has_rows = any(task.is_row for task in group.tasks)
            self._rows.append(Head(group.title, len(group.tasks) - settled, has_rows))
            self._rows += group.tasks
        self.endResetModel()

    def put(self, task: OpenTask) -> None:
        """Show how a task stands now, in the rows it has."""
        before = self._tasks.get(key_of(task))
        if before is None or before == task:
            return
        self._tasks[key_of(task)] = task
        if not self.shows(task):
            return
        self.counts.put(before, task)
        more = is_settled(before) - is_settled(task)  # open tasks in its groups
        for row in [row for row, head in enumerate(self._rows) if head is before]:
            self._rows[row] = task
            self._tell(row)
            self._count(row, more)

    # QAbstractListModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head cannot be chosen: the arrow keys pass it by."""
        if self.task_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        value = self._rows[index.row()]
        match role:
            case _ if role == ROW_ROLE:
                return value
            case Qt.ItemDataRole.DisplayRole:
                return value.title
            case Qt.ItemDataRole.AccessibleTextRole:
                if isinstance(value, Head):
                    return f"{value.title}, {value.count}"
                return spoken(value, self.today)
            case Qt.ItemDataRole.ToolTipRole if isinstance(value, OpenTask):
                return plain_tooltip(tooltip(value, self.today))
        return None

    # inside

    def _hold(self, tasks: Iterable[OpenTask]) -> None:
        self._tasks = {(task.practice_id, task.task): task for task in tasks}
        self._keys_of = {}
        for key in self._tasks:
            self._keys_of.setdefault(key[0], []).append(key)

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row), self.index(row), _WHAT_A_TICK_CHANGES)

    def _count(self, row: int, more: int) -> None:
        """Have the head of a row's group say so many more open tasks."""
        at = self._heads[bisect_right(self._heads, row) - 1]
        head = self._rows[at]
        if more and isinstance(head, Head):
            self._rows[at] = msgspec.structs.replace(head, open=head.open + more)
            self._tell(at)
