"""What a list would set of tasks, row by row, before anything is recorded; its faults, if it has any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.practice.kinds import task_set
from migdesk.practice.kinds.task_set import DONE_ON
from migdesk.practice.patient_data import find_patient_data
from migdesk.practice.status import STATUS_WORDS, STATUSES, Status
from migdesk.workspace.free_text import paragraphs
from migdesk.workspace.list_reading.cells import why_a_patient
from migdesk.workspace.list_reading.columns import Cell
from migdesk.workspace.list_reading.dates import date_in
from migdesk.workspace.task_edit import Elsewhere, TaskChange, TaskEdit
from migdesk.workspace.task_lists.task_list import TaskListRow

if TYPE_CHECKING:
    from migdesk.practice.event import Draft
    from migdesk.workspace.workspace import Workspace

NONE = "none"
"""What stands in a cell that takes an owner or a date away; an empty one leaves them as they are."""

_STATUS_BY_WORD = {word.casefold(): status for status, word in STATUS_WORDS.items()} | {
    status: status for status in STATUSES
}
_FIELD_WORDS = {"status": "status", DONE_ON: "done on", "owner": "owner", "due": "due"}


class FieldChange(msgspec.Struct, frozen=True):
    """What would change of a task, in words: "status", "To do", "Done"."""

    field: str
    before: str
    after: str


class PlannedUpdate(msgspec.Struct, frozen=True, kw_only=True):
    """A row that can be set: what it would change, nothing where all is so already. `practice` is its name."""

    row: int
    practice: str
    edit: TaskEdit
    changes: tuple[FieldChange, ...]


class RowFault(msgspec.Struct, frozen=True):
    """Why a row cannot be set, in whole sentences."""

    row: int
    why: str


class TaskListPlan(msgspec.Struct, frozen=True):
    """All rows of a list. Nothing of it can be set while it has `faults`."""

    updates: tuple[PlannedUpdate, ...]
    faults: tuple[RowFault, ...]

    @property
    def changing(self) -> tuple[PlannedUpdate, ...]:
        """The rows that change anything."""
        return tuple(planned for planned in self.updates if planned.changes)

    @property
    def practices(self) -> int:
        """How many practices would change."""
        return len({planned.edit.practice_id for planned in self.changing})


def plan_task_list(
    workspace: Workspace, rows: Iterable[TaskListRow], practice_id: str = "", *, no_patients: bool = False
) -> TaskListPlan:
    """Say what each row would set. With a `practice_id` all rows are that practice's; else each names its own.

    `no_patients` is somebody's word that no text in it is about a patient.
    """
    planner = _Planner(workspace, practice_id, no_patients=no_patients)
    for row in rows:
        planner.take(row)
    return TaskListPlan(tuple(planner.updates), tuple(planner.faults))


class _Planner:
    """Judges one row after another. Practices repeat, so each is looked for only once."""

    def __init__(self, workspace: Workspace, practice_id: str, *, no_patients: bool) -> None:
        self.updates: list[PlannedUpdate] = []
        self.faults: list[RowFault] = []
        self._workspace = workspace
        self._today = workspace.today
        self._only = practice_id
        self._no_patients = no_patients
        self._found: dict[str, str] = {}
        self._seen: dict[tuple[str, str], int] = {}

    def take(self, row: TaskListRow) -> None:
        """Judge a row; what is wrong with it goes to the faults."""
        try:
            self.updates.append(self._planned(row))
        except UserError as error:
            self.faults.append(RowFault(row.number, str(error)))

    def _planned(self, row: TaskListRow) -> PlannedUpdate:
        practice_id = self._practice(_text(row.cells.get("practice", "")))
        task_id = _text(row.cells.get("task", ""))
        if not task_id:
            raise UserError("The task is missing.")
        self._refuse_patients(row)
        change = task_change(row.cells)
        if change.note and self._stands_already(practice_id, task_id, change.note):
            change = msgspec.structs.replace(change, note=None)
        edit = TaskEdit(practice_id, task_id, change)
        drafts = self._workspace.tasks.would_record(edit)
        first = self._seen.setdefault((practice_id, self._same_task(task_id)), row.number)
        if first != row.number:
            raise UserError(f"{task_id} of this practice stands in row {first} already.")
        state = self._workspace.practice(practice_id)
        changes = tuple(change for draft in drafts for change in _changes(draft, state))
        return PlannedUpdate(row=row.number, practice=state.name, edit=edit, changes=changes)

    def _stands_already(self, practice_id: str, task_id: str, note: str) -> bool:
        """Tell whether a note stands on the task word for word, so that a list that is read again adds none."""
        task, words = self._same_task(task_id), paragraphs(note, "The note")
        standing = self._workspace.practice(practice_id).standing_notes()
        return any(self._same_task(each.task) == task and each.text == words for each in standing)

    def _same_task(self, task_id: str) -> str:
        known = self._workspace.definitions.task_by_id.get(task_id)
        return known.id if known else task_id

    def _practice(self, named: str) -> str:
        if not named:
            if not self._only:
                raise UserError("The practice is missing.")
            return self._only
        if named not in self._found:
            self._found[named] = self._workspace.find_practice(named).id
        if self._only and self._found[named] != self._only:
            raise UserError(f"{named} is another practice. Use --all for a list of several.")
        return self._found[named]

    def _refuse_patients(self, row: TaskListRow) -> None:
        if self._no_patients:
            return
        for head in ("reason", "owner", "note", "signed_by", "signed_where"):
            text = _text(row.cells.get(head, ""))
            if text and find_patient_data(text, self._today):
                raise UserError(f"{head}: {why_a_patient(text, self._today)}")


def task_change(cells: dict[str, Cell]) -> TaskChange:
    """Return what a row sets. Raises UserError for a status or a date that is none, and for a row that sets nothing."""
    status = _text(cells.get("status", ""))
    if not set(cells) & {"status", "owner", "due", "note"}:
        raise UserError("Nothing to set: give a status, an owner, a due date or a note.")
    if not status and cells.get("reason"):
        raise UserError("A reason goes with the status “blocked” or “not-applicable”.")
    if status and status.casefold() not in _STATUS_BY_WORD:
        raise UserError(f"“{status}” is no status. Use one of {', '.join(STATUSES)}.")
    owner = _text(cells.get("owner", ""))
    return TaskChange(
        status=_STATUS_BY_WORD[status.casefold()] if status else None,
        reason=_text(cells.get("reason", "")),
        owner=("" if owner.casefold() == NONE else owner) if owner else None,
        due=_due(cells.get("due", "")),
        note=_text(cells["note"]) if "note" in cells else None,
        done_on=_day(cells.get("done_on", "")),
        elsewhere=_elsewhere(cells),
    )


def _elsewhere(cells: dict[str, Cell]) -> Elsewhere | None:
    if not set(cells) & {"signed_by", "signed_on", "signed_where"}:
        return None
    by, where = _text(cells.get("signed_by", "")), _text(cells.get("signed_where", ""))
    return Elsewhere(by=by, on=_day(cells.get("signed_on", "")), where=where)


def _due(cell: Cell) -> date | msgspec.UnsetType | None:
    if cell == "":
        return msgspec.UNSET
    return None if isinstance(cell, str) and cell.strip().casefold() == NONE else _day(cell)


def _day(cell: Cell) -> date | None:
    if isinstance(cell, date) or not cell.strip():
        return cell if isinstance(cell, date) else None
    day = date_in(cell)
    if day is None:
        raise UserError(f"“{cell.strip()}” is no date. Write it as 2027-03-16 or 16/03/2027.")
    return day


def _text(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else cell.strip()


def _changes(draft: Draft, state: Any) -> Iterator[FieldChange]:
    """Return what a draft would change, in words."""
    if draft.kind != task_set.KIND.name:
        yield FieldChange("note", "", str(draft.body["text"]))
        return
    for name, value in draft.body["fields"].items():
        if name in _FIELD_WORDS:
            before = task_set.value(draft.body["task"], name, state, draft.same_as)
            yield FieldChange(_FIELD_WORDS[name], _WORDS[name](before), _WORDS[name](value))


def _status_words(value: Any) -> str:
    status, reason = value or (Status.TO_DO, "")
    return f"{STATUS_WORDS[status]}{f' ({reason})' if reason else ''}"


def _day_words(value: Any) -> str:
    return date_with_weekday(date.fromisoformat(value)) if value else "not set"


_WORDS: dict[str, Callable[[Any], str]] = {
    "status": _status_words,
    DONE_ON: _day_words,
    "owner": lambda value: str(value or "nobody"),
    "due": lambda value: _day_words(value) if value else "as planned",
}
