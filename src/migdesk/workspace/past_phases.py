"""Starting in the middle: what was done before anybody recorded it here, phase by phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from migdesk.practice.progress import Progress
from migdesk.practice.status import Status
from migdesk.workspace.task_edit import TaskChange, TaskEdit

BEFORE = "before migdesk"
"""The reason that a task has which was done before it was recorded here."""


class PastPhase(msgspec.Struct, frozen=True):
    """A phase that may be past: how many of its tasks are open, and the day on which it should have ended, or today."""

    id: str
    title: str
    open: int
    day: date


def past_phases(progress: Progress, last: str) -> tuple[PastPhase, ...]:
    """Return the phases up to and with `last` that have anything open; none for an id that is no phase's."""
    ids = [phase.phase.id for phase in progress.phases]
    until = ids.index(last) + 1 if last in ids else 0
    return tuple(
        PastPhase(
            phase.phase.id,
            f"{phase.phase.number} {phase.phase.short_title}",
            sum(task.is_open for task in phase.tasks),
            min(phase.end or progress.today, progress.today),
        )
        for phase in progress.phases[:until]
        if not phase.is_finished
    )


def last_past(progress: Progress) -> str:
    """Return the id of the last phase that should have ended before today, by its plan; empty where none should."""
    past = [phase.phase.id for phase in progress.phases if phase.end and phase.end < progress.today]
    return past[-1] if past else ""


def asks_how_far(progress: Progress) -> bool:
    """Tell whether a practice looks as if it had begun before it was recorded here: phases are past by the plan, and
    of them nothing has been marked."""
    past = past_phases(progress, last_past(progress))
    ids = {phase.id for phase in past}
    tasks = [task for phase in progress.phases if phase.phase.id in ids for task in phase.tasks]
    return bool(tasks) and not any(task.status_set for task in tasks)


def edits_of(progress: Progress, days: Mapping[str, date]) -> Iterator[TaskEdit]:
    """Yield what marks every open task of these phases as done on their days, before migdesk."""
    for phase in progress.phases:
        if phase.phase.id in days:
            change = TaskChange(status=Status.DONE, reason=BEFORE, done_on=days[phase.phase.id])
            yield from (TaskEdit(progress.state.id, task.id, change) for task in phase.tasks if task.is_open)
