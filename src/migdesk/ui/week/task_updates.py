"""How due tasks stand now: what the list holds of one practice, brought up to its record after a change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from migdesk.practice.progress import Progress, TaskProgress
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS, Status
from migdesk.workspace.open_tasks import OpenTask


def as_they_stand(
    held: Sequence[OpenTask], progress: Progress, until: date, open_rows: Sequence[OpenTask] = ()
) -> tuple[OpenTask, ...] | None:
    """Return the tasks that are held of a practice as they stand now, those that were done since among them.

    None where that is not enough: a task has come that is due by `until`, one has gone, or the practice itself has.
    `open_rows` are those of registers that are due by then; one that is held and is not among them was closed.
    """
    state = progress.state
    if is_gone(state):
        return None if held else ()
    rows = _rows_as_they_stand([task for task in held if task.is_row], open_rows, state)
    held = [task for task in held if not task.is_row]
    if rows is None:
        return None
    now = {task.id: task for task in progress.tasks}
    due = {task.id for task in now.values() if task.is_open and task.due and task.due <= until}
    ids = {task.task for task in held}
    if due - ids or ids - now.keys():
        return None
    return (*rows, *(_as_it_is(task, now[task.task], state) for task in held))


def _rows_as_they_stand(
    held: Sequence[OpenTask], open_rows: Sequence[OpenTask], practice: PracticeState
) -> tuple[OpenTask, ...] | None:
    now = {row.task: row for row in open_rows}
    if now.keys() - {row.task for row in held}:
        return None
    named = {"practice": practice.name, "ods_code": practice.ods_code}
    closed = {**named, "status": Status.DONE, "status_word": "Closed"}
    return tuple(now.get(row.task) or msgspec.structs.replace(row, **closed) for row in held)


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
