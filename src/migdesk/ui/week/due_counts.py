"""How many tasks are due, kept up to date tick by tick: tens of thousands are not counted anew at each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from migdesk.practice.status import OPEN_STATUSES
from migdesk.ui.look.words import counted
from migdesk.workspace.open_tasks import OpenTask


class DueCounts:
    """Counts the open ones of some tasks; those due before `today` are overdue."""

    def __init__(self, tasks: Iterable[OpenTask], today: date) -> None:
        self._today = today
        self._by_practice: Counter[str] = Counter()
        self._overdue = self._rows = 0
        for task in tasks:
            self._count(task, 1)

    def put(self, before: OpenTask, after: OpenTask) -> None:
        """Count a task as it is now in place of what it was."""
        self._count(before, -1)
        self._count(after, 1)

    def in_words(self) -> str:
        """Return "4 tasks in 2 practices, 1 overdue"; empty for none."""
        tasks, practices = self._by_practice.total(), sum(number > 0 for number in self._by_practice.values())
        what = "item" if self._rows else "task"
        parts = [f"{counted(tasks, what)} in {counted(practices, 'practice')}"] if tasks else []
        return ", ".join([*parts, f"{self._overdue:,} overdue"] if self._overdue else parts)

    def _count(self, task: OpenTask, number: int) -> None:
        if task.status in OPEN_STATUSES:
            self._by_practice[task.practice_id] += number
            self._overdue += number * (task.due < self._today)
            self._rows += number * task.is_row
