"""What is to be done soon, over all practices: open tasks, and open rows of registers, that are due by a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.practice.owners import owners_in
from migdesk.practice.progress import PhaseProgress, TaskProgress, progress_of
from migdesk.practice.rows import item_of_row, row_of_item
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS, Status
from migdesk.practice.store import Store

if TYPE_CHECKING:
    from migdesk.workspace.registers.commands import RegisterCommands

_ONE_DAY = timedelta(days=1)


class OpenTask(msgspec.Struct, frozen=True, kw_only=True):
    """One open task of one practice, or a row of a register: `task` is then `REGISTER/ROW`, and `phase_title` what its
    register is called. `roles` are ids, `role_titles` the same in words. `to_settle`: two people changed it without
    knowing of each other.
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
    def is_row(self) -> bool:
        return row_of_item(self.task) is not None

    @property
    def owners(self) -> tuple[str, ...]:
        return owners_in(self.owner)


def open_tasks(
    store: Store,
    definitions: Definitions,
    today: date,
    until: date,
    rows_of: Callable[[PracticeState], Iterable[OpenTask]] = lambda _: (),
) -> Iterator[OpenTask]:
    """Return the open tasks due on or before `until`, practice by practice, without archived ones, and the rows that
    `rows_of` finds in a practice.

    Only practices that have such a task or row are read whole.
    """
    for line in store.lines():
        if not line.archived and (line.due_before(until + _ONE_DAY) or line.rows_due_before(until + _ONE_DAY)):
            state = store.state(line.id)
            yield from rows_of(state)
            for phase in progress_of(state, definitions, today).phases:
                yield from _of_phase(phase, state, definitions, until)


def open_rows_of(state: PracticeState, registers: RegisterCommands, until: date) -> Iterator[OpenTask]:
    """Return the open rows due on or before `until` of the registers that a practice has begun, as tasks."""
    for view in registers.begun_views(state):
        for row in view.rows:
            if row.is_open and row.due and row.due <= until:
                yield OpenTask(
                    practice_id=state.id,
                    practice=state.name,
                    ods_code=state.ods_code,
                    sample=state.sample,
                    task=item_of_row(view.register.id, row.id),
                    title=row.name,
                    phase="",
                    phase_title=view.register.short_title,
                    due=row.due,
                    due_by_hand=not row.due_from_plan,
                    status=Status.TO_DO,
                    status_word=row.status.title,
                    owner=row.owner,
                    roles=(),
                    role_titles=(),
                    critical=False,
                    overdue=row.overdue,
                    to_settle=bool(row.conflicts),
                )


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
