"""Where today lies in a made-up practice's plan: which tasks lie behind it, and when each had its turn."""

from __future__ import annotations

from datetime import date

from migdesk.checklist.definitions import Definitions, Task
from migdesk.checklist.plan.dates import due_by_plan, milestone_dates, phase_spans

_LEFTOVERS = 7
"""Days that a practice goes on with a phase beyond its end in the plan, however late the last of its tasks is due."""


class SamplePlan:
    """The default plan of one Go-Live date, in days from today: negative lies behind, 0 is today.

    `turn` is when a task is done if all goes to plan, and `not_before` the day of the event that it has to wait for,
    if there is one.
    """

    def __init__(self, definitions: Definitions, go_live: date, today: date) -> None:
        dates = milestone_dates(definitions.milestones, go_live)
        self._live = (go_live - today).days
        spans = phase_spans(definitions, dates)
        self._starts = {phase: (start - today).days for phase, (start, _) in spans.items()}
        self._ends = {phase: (end - today).days for phase, (_, end) in spans.items()}
        self._milestones = {milestone: (day - today).days for milestone, day in dates.items()}
        self._due = {task.id: (day - today).days for task in definitions.tasks if (day := due_by_plan(task, dates))}
        self.turn = {task.id: self._turn(task) for task in definitions.tasks}
        self.tasks = sorted(definitions.tasks, key=lambda task: self.turn[task.id])
        self._phases = [phase.id for phase in definitions.phases]

    def due(self, task: Task) -> int:
        """Return the day of a task by its own rule, or else by the end of its phase."""
        return self._due.get(task.id, self._ends.get(task.phase, self._live))

    def not_before(self, task: Task) -> int | None:
        """Return the day of the milestone that a task is due on or after; None for what prepares for one."""
        if task.due is None or task.due.offset_days < 0:
            return None
        return self._milestones.get(task.due.anchor)

    def milestone(self, milestone: str) -> int | None:
        return self._milestones.get(milestone)

    def opens(self, task: Task) -> bool:
        """Tell whether a task is due on the day of its milestone or on the first of its phase: others build on it."""
        return bool(task.due and not task.due.offset_days) or self.due(task) == self._starts.get(task.phase)

    def can_begin(self, task: Task) -> bool:
        """Tell whether what a task waits for is there, and its phase has begun unless it is due before that.

        The first phase can begin at any time.
        """
        if (self.not_before(task) or 0) > 0:
            return False
        start = self._starts.get(task.phase, 0)
        return start <= 0 or self.due(task) < start or self.phase_number(task) == 0

    def reached(self, task: Task) -> bool:
        return self.turn[task.id] < 0

    def phase_number(self, task: Task) -> int:
        return self._phases.index(task.phase)

    def _turn(self, task: Task) -> int:
        """Return the day a task is done: when it is due, or with the rest of its phase where that is finished before.

        Whatever comes before Go-Live in the guide is done by then.
        """
        end = self._ends.get(task.phase, self._live)
        finished = min(end + _LEFTOVERS, self._live) if end < self._live else end + _LEFTOVERS
        day = min(self.due(task), finished)
        wait = self.not_before(task)
        return day if wait is None else max(day, wait)
