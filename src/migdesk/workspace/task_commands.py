"""Commands on tasks: status, owner, due date, notes, and the practice's own tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from migdesk.base.clock import Clock, local_date
from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.base.ids import IdSource
from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft, Event
from migdesk.practice.heads import same_value
from migdesk.practice.kinds import note_added, own_task_added, task_set, withdrawn
from migdesk.practice.kinds.task_set import DONE_ON, ELSEWHERE
from migdesk.practice.progress import progress_of
from migdesk.practice.sign_off_progress import SIGN_OFF, is_made
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS, STATUSES, STATUSES_WITH_REASON, Status
from migdesk.practice.store import Build, Store
from migdesk.workspace.free_text import one_line, paragraphs
from migdesk.workspace.past_phases import edits_of
from migdesk.workspace.people.owners import checked_owner, names_of_people
from migdesk.workspace.practice_commands import checked_date
from migdesk.workspace.recorder import Recorder
from migdesk.workspace.task_edit import Elsewhere, TaskChange, TaskEdit


def counted_tasks(tasks: int) -> str:
    """Return a number of tasks in words."""
    return f"{tasks:,} {'task' if tasks == 1 else 'tasks'}"


def many_changed(tasks: int) -> str:
    """Return what an action on many tasks is called where nobody says what was changed."""
    return f"Change: {counted_tasks(tasks)}"


class TaskCommands:
    """Changes to practices' tasks. Each is one transaction, one undo.

    Whatever takes a text raises PatientDataQuestion where it looks like a patient's and nobody says that it is not.
    """

    def __init__(
        self, store: Store, definitions: Definitions, recorder: Recorder, new_id: IdSource, clock: Clock
    ) -> None:
        self._store = store
        self._definitions = definitions
        self._recorder = recorder
        self._new_id = new_id
        self._clock = clock

    def set_status(
        self,
        practice_id: str,
        task_id: str,
        status: str,
        reason: str = "",
        elsewhere: Elsewhere | None = None,
        done_on: date | None = None,
    ) -> tuple[Event, ...]:
        """Set a task's status; `elsewhere` and `done_on` as in `TaskChange`.

        Raises UserError for an unknown status or task, where a needed reason is missing, for a task that is done
        because it was signed here, and for a day that cannot be the one on which it was done.
        """
        task = self._known(practice_id, task_id)
        change = TaskChange(status=status, reason=reason, elsewhere=elsewhere, done_on=done_on)
        build = self._status_change(task, change)
        return self._recorder.record(practice_id, f"{STATUS_WORDS[status]}: {task.title}", build)

    def tick(self, practice_id: str, task_id: str) -> tuple[Event, ...]:
        """Mark a task as done or, where it is done already, as to do again."""
        task = self._known(practice_id, task_id)

        def build(state: PracticeState) -> list[Draft]:
            status, _ = task.value(state, "status") or (Status.TO_DO, "")
            wanted = Status.TO_DO if status == Status.DONE else Status.DONE
            return list(self._status_change(task, TaskChange(status=wanted))(state))

        def label(events: Sequence[Event]) -> str:
            return f"{STATUS_WORDS[events[0].body['fields']['status'][0]]}: {task.title}"

        return self._recorder.record(practice_id, label, build)

    def set_owner(self, practice_id: str, task_id: str, owner: str) -> None:
        """Name who does a task: people of the practice by id or name, or others by name, several parted by “;”.

        Empty text is nobody. Raises UserError for a name that is too long.
        """
        name = self._checked_owner(practice_id, owner)
        task = self._known(practice_id, task_id)
        self._recorder.record(practice_id, f"Owner: {task.title}", task.owner_change(name))

    def set_due(self, practice_id: str, task_id: str, due: date | None) -> None:
        """Set a task's due date; None gives it back to the plan. Raises UserError for a day that cannot be meant."""
        day = _checked_due(due)
        task = self._known(practice_id, task_id)
        self._recorder.record(practice_id, f"Due date: {task.title}", task.due_change(day))

    def add_note(self, practice_id: str, task_id: str, text: str, *, private: bool = False) -> str:
        """Add a note to a task and return its id; a private one stays on this computer, and in no report.

        Raises UserError where it is empty, and PatientDataQuestion.
        """
        words = paragraphs(text, "The note")
        task = self._known(practice_id, task_id)
        return self._recorder.record(practice_id, f"Note: {task.title}", task.new_note(words, private=private))[0].id

    def update(self, practice_id: str, task_id: str, change: TaskChange) -> tuple[Event, ...]:
        """Make several changes to one task as one step: all of them are recorded, or none.

        Raises what `set_status`, `set_owner`, `set_due` and `add_note` raise, before anything is recorded.
        """
        label = f"Change: {self._known(practice_id, task_id).title}"
        return self._recorder.record(practice_id, label, self._change(TaskEdit(practice_id, task_id, change)))

    def set_many(self, edits: Sequence[TaskEdit], label: Callable[[int], str] = many_changed) -> int:
        """Make changes to many tasks, of one practice or of several, as one action with one undo; all or nothing.

        Only what differs is recorded: returns how many tasks that was, of which `label` makes the action's name. A task
        is named once. Raises what `update` raises, before anything is recorded.
        """
        named = {(edit.practice_id, self._known(edit.practice_id, edit.task_id).id) for edit in edits}
        if len(named) < len(edits):
            raise UserError("A task is named twice among the changes. Say of each task once what it is to be.")
        builds: dict[str, list[Build]] = {}
        for edit in edits:
            builds.setdefault(edit.practice_id, []).append(self._change(edit))
        step = self._recorder.record_all(
            lambda events: label(_tasks_in(events)),
            [(practice_id, _one_after_another(of_practice)) for practice_id, of_practice in builds.items()],
        )
        return _tasks_in([event for part in step.parts for event in part.events])

    def would_record(self, edit: TaskEdit) -> Sequence[Draft]:
        """Return what an edit would record as its practice stands, nothing where all is so already.

        Raises what `update` raises.
        """
        return self._change(edit)(self._store.state(edit.practice_id))

    def mark_past(self, days: Mapping[str, Mapping[str, date]]) -> int:
        """Mark what is open in phases that are past as done before migdesk; return how many tasks that was.

        `days` has for each practice's id the phases by their ids, each with the day on which its tasks count as done.
        One action with one undo. Raises UserError for a day that is still to come.
        """
        edits: list[TaskEdit] = []
        for practice_id, of_phases in days.items():
            progress = progress_of(self._store.state(practice_id), self._definitions, self._today)
            edits.extend(edits_of(progress, of_phases))
        return self.set_many(edits, lambda tasks: f"Done before migdesk: {counted_tasks(tasks)}")

    def _change(self, edit: TaskEdit) -> Build:
        """Return what makes the changes of an edit that differ from how its task stands."""
        practice_id, change = edit.practice_id, edit.change
        task = self._known(practice_id, edit.task_id)
        builds: list[Build] = []
        if change.status is not None:
            builds.append(self._status_change(task, change))
        elif change.elsewhere is not None:
            raise UserError("Who signed elsewhere is said with the status “done”.")
        elif change.done_on is not None:
            raise UserError("The day on which a task was done is said with the status “done”.")
        if change.owner is not None:
            builds.append(task.owner_change(self._checked_owner(practice_id, change.owner)))
        if change.due is not msgspec.UNSET:
            builds.append(task.due_change(_checked_due(change.due)))
        if change.note is not None:
            builds.append(task.new_note(paragraphs(change.note, "The note"), private=change.private))
        return _one_after_another(builds)

    def withdraw_note(self, practice_id: str, note_id: str, reason: str) -> None:
        """Take a note back. It stays in the history, with the reason. Raises UserError where the note is not there."""
        words = one_line(reason, "The reason", 500)

        def build(state: PracticeState) -> list[Draft]:
            note = state.note(note_id)
            if note is None or note.key in state.withdrawn():
                raise UserError("That note is not there any more.")
            return [withdrawn.draft(note, words)]

        self._recorder.record(practice_id, "Remove a note", build)

    def add_own(self, practice_id: str, phase_id: str, title: str) -> str:
        """Add a task of the practice's own to a phase and return its id."""
        if phase_id not in self._definitions.phase_by_id:
            raise UserError(f"There is no phase “{phase_id}”.")
        words = self._own_title(title)
        task_id = f"own.{self._new_id()}"
        draft = own_task_added.draft(task_id, phase_id, words)
        self._recorder.record(practice_id, f"Add task: {words}", lambda _: [draft])
        return task_id

    def rename_own(self, practice_id: str, task_id: str, title: str) -> None:
        """Give an own task another title. Raises UserError for a task of the guide's."""
        words = self._own_title(title)
        task = self._known_own(practice_id, task_id)
        if words != task.title:
            self._recorder.record(practice_id, f"Rename: {task.title}", lambda _: [task.draft(title=words)])

    def remove_own(self, practice_id: str, task_id: str) -> None:
        """Take an own task off the checklist. Its history stays. Raises UserError for a task of the guide's."""
        task = self._known_own(practice_id, task_id)
        self._recorder.record(practice_id, f"Remove task: {task.title}", lambda _: [task.draft(removed=True)])

    def _status_change(self, task: _Task, wanted: TaskChange) -> Build:
        """Return what sets a status; of a task of the kind `sign-off` that is done, also who signed elsewhere."""
        status, elsewhere = wanted.status or Status.TO_DO, wanted.elsewhere
        checked_reason = self._checked_reason(status, wanted.reason)
        day = self._checked_done_on(status, wanted.done_on)
        signs = task.is_sign_off and status == Status.DONE
        if elsewhere is not None and not signs:
            raise UserError(f"“{task.title}” is not signed with this, so nobody can have signed it elsewhere.")
        said = {ELSEWHERE: _checked_elsewhere(elsewhere)} if signs else {}
        day = day or (elsewhere.on if elsewhere else None)
        change = task.status_change([status, checked_reason], said, day, today=self._today)
        rule = self._definitions.sign_off_of_task.get(task.id) if task.is_sign_off else None

        def build(state: PracticeState) -> Sequence[Draft]:
            if rule and is_made(rule, state, self._definitions):
                if signs and elsewhere is None:
                    return []  # it is done
                raise UserError(f"“{task.title}” is done because it was signed. Withdraw the signature instead.")
            return change(state)

        return build

    def _own_title(self, title: str) -> str:
        words = one_line(title, "The title", 120)
        if not words:
            raise UserError("The task's title is missing.")
        return words

    def _checked_reason(self, status: str, reason: str) -> str:
        if status not in STATUSES:
            raise UserError(f"“{status}” is no status. Use one of {', '.join(STATUSES)}.")
        words = one_line(reason, "The reason", 500)
        if status in STATUSES_WITH_REASON and not words:
            raise UserError(f"Say why: a task that is {STATUS_WORDS[status].lower()} needs a reason.")
        return words

    @property
    def _today(self) -> date:
        return local_date(self._clock())

    def _checked_done_on(self, status: str, day: date | None) -> date | None:
        if day is None:
            return None
        if status != Status.DONE:
            raise UserError("The day on which a task was done is said with the status “done”.")
        checked = checked_date(day, "The day on which it was done")
        if checked > self._today:
            raise UserError(f"{date_with_weekday(checked)} is still to come, so nothing can have been done on it.")
        return checked

    def _checked_owner(self, practice_id: str, owner: str) -> str:
        return checked_owner(owner, names_of_people(self._store.state(practice_id)))

    def _known(self, practice_id: str, task_id: str) -> _Task:
        """Return a task of the guide's (that into which it was folded) or of the practice's own."""
        task = self._definitions.task_by_id.get(task_id)
        return (
            _Task(task.id, task.title, task.folded, task.kind == SIGN_OFF)
            if task
            else self._known_own(practice_id, task_id)
        )

    def _known_own(self, practice_id: str, task_id: str) -> _Task:
        state = self._store.state(practice_id)
        own = state.own_tasks.get(task_id)
        if own is None and task_id in self._definitions.task_by_id:
            raise UserError(
                "Tasks of the guide keep their titles; mark one “not applicable” if the practice has no use for it."
            )
        if own is None or state.removed(task_id):
            raise UserError(f"There is no task “{task_id}”. “migdesk task list” shows them all.")
        return _Task(own.id, state.own_title(task_id))


def _one_after_another(builds: Sequence[Build]) -> Build:
    return lambda state: [draft for build in builds for draft in build(state)]


def _tasks_in(events: Sequence[Event]) -> int:
    """Return how many tasks events are about."""
    return len({(event.practice_id, event.body["task"]) for event in events})


def _checked_elsewhere(elsewhere: Elsewhere | None) -> list[str]:
    """Return who signed, when and where, as it is recorded: nothing of it where nobody said."""
    if elsewhere is None:
        return ["", "", ""]
    by, where = one_line(elsewhere.by, "Who signed", 200), one_line(elsewhere.where, "Where", 200)
    if not by:
        raise UserError("Say who signed elsewhere.")
    day = checked_date(elsewhere.on, "The day of the signature").isoformat() if elsewhere.on else ""
    return [by, day, where]


def _checked_due(due: date | None) -> str | None:
    return checked_date(due, "The due date").isoformat() if due else None


_UNSET = {"status": [Status.TO_DO, ""]}
"""How a field stands that was never set; None for others."""


class _Task(msgspec.Struct, frozen=True):
    """A task to change: its id, its title, and the ids that were folded into it, whose fields are its own."""

    id: str
    title: str
    folded: tuple[str, ...] = ()
    is_sign_off: bool = False

    def draft(self, **fields: Any) -> Draft:
        return task_set.draft(self.id, same_as=self.folded, **fields)

    def value(self, state: PracticeState, name: str) -> Any:
        return task_set.value(self.id, name, state, self.folded)

    def status_change(self, status: list[str], said: dict[str, Any], day: date | None, *, today: date) -> Build:
        """Return what sets a status and its reason, what is `said` with it and, of a done task, the day: as one change.

        Where no `day` is given, what is done already keeps its own, and anything else is done `today`.
        """

        def build(state: PracticeState) -> list[Draft]:
            fields = {"status": status, **said}
            if day is not None:
                fields[DONE_ON] = day.isoformat()
            before = {name: self.value(state, name) for name in (*fields, DONE_ON)}
            if all(same_value(before[name] or _UNSET.get(name), value) for name, value in fields.items()):
                return []
            if status[0] != Status.DONE:
                fields |= {DONE_ON: None} if before[DONE_ON] else {}
            elif not (before[DONE_ON] and same_value(before["status"], status)):
                fields.setdefault(DONE_ON, today.isoformat())
            return [self.draft(**fields)]

        return build

    def owner_change(self, owner: str) -> Build:
        return self._change("owner", owner)

    def due_change(self, day: str | None) -> Build:
        return self._change("due", day)

    def new_note(self, text: str, *, private: bool) -> Build:
        return lambda _: [note_added.draft(self.id, text, private=private)]

    def _change(self, name: str, value: Any) -> Build:
        """Return what sets a field, unless its value is that already."""

        def build(state: PracticeState) -> list[Draft]:
            same = same_value(self.value(state, name), value)
            return [] if same else [self.draft(**{name: value})]

        return build
