"""What is done with many tasks at once, also over several practices: each is one action with one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from migdesk.practice.sign_off_progress import SIGN_OFF
from migdesk.practice.status import STATUS_WORDS, STATUSES, STATUSES_WITH_REASON, Status
from migdesk.ui.dialogs.ask_until_saved import ask_until_saved
from migdesk.ui.look.words import counted
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.menu_entries import MenuEntry
from migdesk.workspace.people.owners import people_offered
from migdesk.workspace.task_edit import TaskChange, TaskEdit

Key = tuple[str, str]
"""A practice's id and a task's."""

Meant = Callable[[], Sequence[Key]]
"""Returns the tasks that a command is about, when it is chosen."""


class ManyTasks:
    """Asks what the chosen tasks are to have, and has it recorded; only what differs is written.

    `parent` is the widget that its dialogs belong to.
    """

    def __init__(self, session: Session, parent: QWidget, meant: Meant) -> None:
        self._session = session
        self._parent = parent
        self._meant = meant

    def set_status(self, status: str) -> None:
        """Set the status; where it needs a reason, ask for one that holds for all."""
        tasks, words = self._meant(), STATUS_WORDS[status]
        if not tasks:
            return
        if status not in STATUSES_WITH_REASON:
            self._change(tasks, TaskChange(status=status), words)
            return
        from migdesk.ui.dialogs.reason_dialog import ask_reason

        question = f"Why {'is' if len(tasks) == 1 else 'are'} {counted(len(tasks), 'task')} {words.lower()}?"
        ask_until_saved(
            lambda typed: ask_reason(self._parent, words, question, f"Mark as {words.lower()}", typed or ""),
            lambda reason: self._change(tasks, TaskChange(status=status, reason=reason), words),
        )

    def turn(self) -> None:
        """Mark the tasks as done or, where all of them are, as to do again."""
        workspace, tasks = self._session.workspace, self._meant()
        found = [workspace.progress(practice).task(task) for practice, task in tasks]
        all_done = all(task is not None and task.status == Status.DONE for task in found)
        self.set_status(Status.TO_DO if all_done else Status.DONE)

    def ask_owner(self) -> None:
        """Ask whose the tasks are to be."""
        from migdesk.ui.many_tasks.value_dialogs import ask_owner

        tasks = self._meant()
        answer = ask_owner(self._parent, self._about(tasks), self._people(tasks)) if tasks else None
        if answer is not None:
            self._change(tasks, TaskChange(owner=answer), f"Owner {answer or 'nobody'}")

    def ask_due(self) -> None:
        """Ask by when the tasks are due; no day gives them back to the plan."""
        from migdesk.ui.many_tasks.value_dialogs import ask_day

        tasks, today = self._meant(), self._session.workspace.today
        rule = "Nothing here gives them back to the plan."
        answer = ask_day(self._parent, "Due", self._about(tasks), today, rule=rule) if tasks else None
        if answer is not None:
            self._change(tasks, TaskChange(due=answer[0]), "Due date")

    def ask_done_on(self) -> None:
        """Ask on which day the tasks were done, and mark them so."""
        from migdesk.ui.many_tasks.value_dialogs import ask_day

        tasks, today = self._meant(), self._session.workspace.today
        answer = ask_day(self._parent, "Done on", self._about(tasks), today, shown=today) if tasks else None
        if answer is not None and answer[0] is not None:
            self._change(tasks, TaskChange(status=Status.DONE, done_on=answer[0]), STATUS_WORDS[Status.DONE])

    def ask_note(self) -> None:
        """Ask for a note that each of the tasks gets."""
        from migdesk.ui.many_tasks.value_dialogs import TypedNote, ask_note

        tasks = self._meant()

        def save(note: TypedNote) -> bool:
            return not note.text.strip() or self._change(
                tasks, TaskChange(note=note.text, private=note.private), "Note"
            )

        if tasks:
            ask_until_saved(lambda typed: ask_note(self._parent, self._about(tasks), typed), save)

    def change(self, change: TaskChange, what: str) -> bool:
        """Make a change to each of the tasks that are meant; False where it was refused. `what` names it for Undo."""
        return self._change(self._meant(), change, what)

    def menu_entries(self) -> tuple[MenuEntry, ...]:
        """Return what a menu on the chosen tasks offers."""
        statuses = [MenuEntry(STATUS_WORDS[status], partial(self.set_status, status)) for status in STATUSES]
        return (
            MenuEntry("Status", within=statuses, line_above=True),
            MenuEntry("Owner…", self.ask_owner),
            MenuEntry("Due…", self.ask_due),
            MenuEntry("Done on…", self.ask_done_on),
            MenuEntry("Add a note…", self.ask_note),
        )

    # inside

    def _about(self, tasks: Sequence[Key]) -> str:
        practices = len({practice for practice, _ in tasks})
        of = f" of {practices:,} practices" if practices > 1 else ""
        return f"For {counted(len(tasks), 'task')}{of}, as one change that Undo takes back."

    def _to_be_signed(self, tasks: Sequence[Key]) -> tuple[Key, ...]:
        """Return the tasks that a signature does, and no tick."""
        workspace = self._session.workspace
        signed = {task.id for task in workspace.definitions.tasks if task.kind == SIGN_OFF}
        each = [key for key in tasks if key[1] in signed]
        stand = {practice: workspace.progress(practice) for practice, _ in each}
        found = {key: stand[key[0]].task(key[1]) for key in each}
        return tuple(key for key, task in found.items() if task is not None and task.is_open)

    def _people(self, tasks: Sequence[Key]) -> tuple[str, ...]:
        """Return whom the field offers: who is at the keyboard, and the people of the practices that are meant."""
        workspace = self._session.workspace
        names = [workspace.at_keyboard.name] if workspace.at_keyboard else []
        for practice_id in dict.fromkeys(practice for practice, _ in tasks):
            names += people_offered(workspace.practice(practice_id))
        return tuple(dict.fromkeys(names))

    def _change(self, tasks: Sequence[Key], change: TaskChange, what: str) -> bool:
        workspace = self._session.workspace
        left = self._to_be_signed(tasks) if change.status == Status.DONE else ()
        edits = [TaskEdit(*task, change) for task in tasks if task not in left]
        besides = f", but not {len(left):,} to be signed" if left else ""
        changed = self._session.attempt(
            workspace.tasks.set_many, edits, lambda number: f"{what}: {counted(number, 'task')}{besides}"
        )
        if changed == 0:
            stands = "Nothing was to be changed: it stands so already."
            self._session.noted.emit("Open what is to be signed: it is not ticked." if left else stands)
        return changed is not None
