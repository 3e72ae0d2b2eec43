"""What is to be done soon, over all practices: the open tasks that are due by a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.practice.owners import owners_in
from migdesk.practice.progress import PhaseProgress, TaskProgress, progress_of
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS
from migdesk.practice.store import Store

_ONE_DAY = timedelta(days=1)


class OpenTask(msgspec.Struct, frozen=True, kw_only=True):
    """One open task of one practice. `roles` are ids, `role_titles` the same in words. `to_settle`: two people
    changed it without knowing of each other.
    """

    practice_id: str
    practice: str
    ods_code: str
    sample: bool
    task: str
    title: str
    phase: str
    phase_title: str
    due: date
    due_by_hand: bool
    status: str
    status_word: str
    owner: str
    roles: tuple[str, ...]
    role_titles: tuple[str, ...]
    critical: bool
    overdue: bool
    to_settle: bool = False

    @property
    def owners(self) -> tuple[str, ...]:
        return owners_in(self.owner)


def open_tasks(store: Store, definitions: Definitions, today: date, until: date) -> Iterator[OpenTask]:
    """Return the open tasks due on or before `until`, practice by practice, without archived ones.

    Only practices that have such a task are read whole.
    """
    for line in store.lines():
        if not line.archived and line.due_before(until + _ONE_DAY):
            state = store.state(line.id)
            for phase in progress_of(state, definitions, today).phases:
                yield from _of_phase(phase, state, definitions, until)


def _of_phase(phase: PhaseProgress, state: PracticeState, definitions: Definitions, until: date) -> Iterator[OpenTask]:
    for task in phase.tasks:
        if task.is_open and task.due and task.due <= until:
            yield _open_task(task, task.due, phase, state, definitions)


def _open_task(
    task: TaskProgress, due: date, phase: PhaseProgress, state: PracticeState, definitions: Definitions
) -> OpenTask:
    roles = task.task.roles
    return OpenTask(
        practice_id=state.id,
        practice=state.name,
        ods_code=state.ods_code,
        sample=state.sample,
        task=task.id,
        title=task.title,
        phase=phase.phase.id,
        phase_title=f"{phase.phase.number} {phase.phase.short_title}",
        due=due,
        due_by_hand=task.due_by_hand,
        status=task.status,
        status_word=STATUS_WORDS.get(task.status, task.status),
        owner=task.owner,
        roles=roles,
        role_titles=tuple(definitions.role_title(role) for role in roles),
        critical=task.task.critical,
        overdue=task.overdue,
        to_settle=task.to_settle,
    )
