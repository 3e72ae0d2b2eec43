"""The table of tasks as Qt sees it: heads of groups, which fold their tasks away, and a row for each task."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.practice.progress import Progress
from migdesk.practice.status import STATUS_WORDS, Status
from migdesk.ui.checklist_pane.checklist_model import in_words
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.look.words import weekday_date
from migdesk.ui.tasks_table.table_settings import TaskView
from migdesk.ui.tasks_table.task_rows import Column, Group, TaskRow, grouped, in_order, is_wanted, rows_of
from migdesk.ui.widgets.column_titles import column_title
from migdesk.workspace.mine import Person

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The row's `Group` or `TaskRow`."""


class TasksModel(QAbstractTableModel):
    """Shows one practice's tasks as a view wants them. A task that a change makes unwanted stays until the view is
    asked for anew, so that nothing vanishes under the pointer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._view = TaskView()
        self._person = Person()
        self.every: list[TaskRow] = []
        self.rows: list[Group | TaskRow] = []
        self.folded: set[str] = set()

    @property
    def today(self) -> date:
        return self._progress.today if self._progress else date.min

    def show(self, progress: Progress | None, view: TaskView, person: Person) -> None:
        """Show a practice's tasks as `view` wants them; `person` is who "mine" means."""
        self.beginResetModel()
        self._progress, self._view, self._person = progress, view, person
        self.every = rows_of(progress) if progress else []
        self._arrange()
        self.endResetModel()

    def update(self, progress: Progress) -> bool:
        """Show how the same tasks stand now, each in its place; False where others came or some went."""
        now = {row.id: row for row in rows_of(progress)}
        if now.keys() != {row.id for row in self.every}:
            return False
        self._progress, self.every = progress, list(now.values())
        self.rows = [now[row.id] if isinstance(row, TaskRow) else row for row in self.rows]
        if self.rows:
            ends = self.index(0, 0), self.index(len(self.rows) - 1, len(Column) - 1)
            self.dataChanged.emit(*ends, [])
        return True

    def fold(self, place: int) -> None:
        """Fold the tasks of a group away, or bring them back."""
        group = self.rows[place]
        if isinstance(group, Group):
            self.beginResetModel()
            self.folded ^= {group.key}
            self._arrange()
            self.endResetModel()

    def count_in(self, view: TaskView) -> int:
        """Return how many tasks a view would show."""
        return sum(is_wanted(row, view.wanted, self.today, self._person) for row in self.every)

    @property
    def shown(self) -> list[TaskRow]:
        """Return the tasks that the view wants, folded away or not, each once and in order."""
        return self._shown

    def place_of(self, task_id: str) -> int:
        """Return the first row of a task; -1 where it has none."""
        found = (place for place, row in enumerate(self.rows) if isinstance(row, TaskRow) and row.id == task_id)
        return next(found, -1)

    def task_at(self, place: int) -> TaskRow | None:
        row = self.rows[place] if 0 <= place < len(self.rows) else None
        return row if isinstance(row, TaskRow) else None

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], Column(index.column())
        if role == ROW_ROLE:
            return row
        if isinstance(row, Group):
            return self._group_data(row, column, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text_of(row, column, self.today)
            case Qt.ItemDataRole.ToolTipRole:
                text = row.last_note if column == Column.LAST_NOTE else in_words(row.task, self._progress)
                return plain_tooltip(text) if text else None
            case Qt.ItemDataRole.AccessibleTextRole:
                if column in (Column.CHOOSE, Column.TASK):
                    return in_words(row.task, self._progress)
                return f"{column.title}: {text_of(row, column, self.today) or 'nothing'}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        return column_title(Column.titles(), section, orientation, role)

    # inside

    def _arrange(self) -> None:
        wanted = [row for row in self.every if is_wanted(row, self._view.wanted, self.today, self._person)]
        self._shown: list[TaskRow] = in_order(wanted, self._view)
        self.rows = []
        for group, rows in grouped(self._shown, self._view.grouping, self.today):
            if group is not None:
                self.rows.append(group)
            if group is None or group.key not in self.folded:
                self.rows.extend(rows)

    def _group_data(self, group: Group, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and column in (Column.CHOOSE, Column.TASK):
            late = f", {group.overdue:,} overdue" if group.overdue else ""
            return f"{group.title}, {group.about}{late}{', folded' if group.key in self.folded else ''}"
        return group.title if role == Qt.ItemDataRole.DisplayRole and column == Column.TASK else None


def text_of(row: TaskRow, column: Column, today: date) -> str:
    """Return what stands in a cell."""
    task = row.task
    match column:
        case Column.TASK:
            return task.title
        case Column.PHASE:
            return row.phase_words
        case Column.OWNER:
            return task.owner
        case Column.DUE:
            return weekday_date(task.due, today) if task.due else ""
        case Column.STATUS:
            return STATUS_WORDS[task.status]
        case Column.DONE_ON:
            return weekday_date(task.done_on, today) if task.done_on and task.status == Status.DONE else ""
        case Column.LAST_NOTE:
            return " ".join(row.last_note.split())
    return ""
