"""Which tasks are shown: by role, by what presses, by owner, and by words."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from migdesk.practice.progress import PhaseProgress, TaskProgress
from migdesk.ui.checklist_pane.checklist_model import VALUE_ROLE
from migdesk.workspace.mine import Person, is_mine


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """The filters as set. Empty or False means "any"; all that are set must hold. `section` is permalink#anchor."""

    role: str = ""
    to_do: bool = False
    overdue: bool = False
    critical: bool = False
    mine: bool = False
    words: str = ""
    section: str = ""

    @property
    def is_any(self) -> bool:
        return self == Wanted()


def is_wanted(task: TaskProgress, wanted: Wanted, person: Person) -> bool:
    """Tell whether a task passes the filters. "To do" means open: to do, in progress or blocked."""
    return (
        (not wanted.role or wanted.role in task.task.roles)
        and (not wanted.to_do or task.is_open)
        and (not wanted.overdue or task.overdue)
        and (not wanted.critical or task.task.critical)
        and (not wanted.mine or is_mine(task.owners, task.task.roles, person))
        and (not wanted.section or task.task.link == wanted.section)
        and all(word in _searched(task) for word in wanted.words.casefold().split())
    )


def _searched(task: TaskProgress) -> str:
    notes = " ".join(note.text for note in task.notes)
    return " ".join((task.title, task.task.detail, *task.task.steps, task.owner, task.reason, notes)).casefold()


class ChecklistFilter(QSortFilterProxyModel):
    """Hides tasks that are not wanted and phases left without any.

    A task that stops being wanted because it was just ticked stays where it is until the filters are set again, so
    that nothing vanishes under the pointer.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = Wanted()
        self._person = Person()
        self._kept: set[str] = set()
        self.setDynamicSortFilter(True)

    @property
    def wanted(self) -> Wanted:
        return self._wanted

    def set_wanted(self, wanted: Wanted, person: Person) -> None:
        """Apply filters anew; `person` is who "mine" means."""
        self.beginFilterChange()
        self._wanted, self._person = wanted, person
        self._kept.clear()
        self.endFilterChange()

    def keep(self, task_id: str) -> None:
        """Go on showing this task, whatever becomes of it, until the filters are set again."""
        self._kept.add(task_id)

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        value = self.sourceModel().index(row, 0, parent).data(VALUE_ROLE)
        if isinstance(value, PhaseProgress):
            return self._wanted.is_any or any(map(self._shows, value.tasks))
        return value is not None and self._shows(value)

    def _shows(self, task: TaskProgress) -> bool:
        return self._wanted.is_any or task.id in self._kept or is_wanted(task, self._wanted, self._person)
