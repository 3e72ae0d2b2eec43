"""How due tasks stand now: what the list holds of one practice, brought up to its record after a change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from migdesk.practice.progress import Progress, TaskProgress
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS
from migdesk.workspace.open_tasks import OpenTask


def as_they_stand(held: Sequence[OpenTask], progress: Progress, until: date) -> tuple[OpenTask, ...] | None:
    """Return the tasks that are held of a practice as they stand now, those that were done since among them.

    None where that is not enough: a task has come that is due by `until`, one has gone, or the practice itself has.
    """
    state = progress.state
    if is_gone(state):
        return None if held else ()
    now = {task.id: task for task in progress.tasks}
    due = {task.id for task in now.values() if task.is_open and task.due and task.due <= until}
    ids = {task.task for task in held}
    if due - ids or ids - now.keys():
        return None
    return tuple(_as_it_is(task, now[task.task], state) for task in held)


def is_gone(practice: PracticeState) -> bool:
    """Tell whether a practice has left all lists: for the archive, or nameless, as one whose adding was undone."""
    return practice.archived or not practice.name


def _as_it_is(task: OpenTask, now: TaskProgress, practice: PracticeState) -> OpenTask:
    return msgspec.structs.replace(
        task,
        practice=practice.name,
        ods_code=practice.ods_code,
        title=now.title,
        due=now.due or task.due,
        due_by_hand=now.due_by_hand,
        status=now.status,
        status_word=STATUS_WORDS.get(now.status, now.status),
        owner=now.owner,
        overdue=now.overdue,
        to_settle=now.to_settle,
    )
