"""What all screens of one window share: the practice in hand, how it stands, and the one way to try a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from migdesk.base.errors import KnownError
from migdesk.base.log import Entry
from migdesk.practice.progress import Progress
from migdesk.practice.state import PracticeState
from migdesk.workspace.changes import Changes
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.workspace import Workspace

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Session(QObject):
    """Joins one window to its workspace.

    Screens read `progress`, try changes through `attempt`, and redraw when told. They never keep a copy of the record.
    """

    practice_chosen = Signal()  # another practice is in hand, or none
    changed = Signal(object)  # Changes of any practice; `progress` is up to date when this is sent
    saved = Signal(str)  # the name of an action that is now on disk
    noted = Signal(str)  # what a person should know of an action that changed nothing
    refused = Signal(str)  # why an action was not saved, in whole sentences
    sign_off_requested = Signal(str, str)  # a practice and a sign-off: a task was ticked that is signed
    actor_changed = Signal()  # somebody else is at the keyboard, or acts once

    def __init__(self, workspace: Workspace, ask_about_patients: Callable[[PatientDataQuestion], bool]) -> None:
        super().__init__()
        self.workspace = workspace
        self._practice_id = ""
        self._progress: Progress | None = None
        self._actor = workspace.actor
        self.actor_changed.connect(self._note_actor)
        workspace.answer_patient_questions(ask_about_patients)
        workspace.subscribe(self._on_change)

    @property
    def practice_id(self) -> str:
        """The practice in hand; empty for none."""
        return self._practice_id

    @property
    def practice(self) -> PracticeState | None:
        return self.workspace.practice(self._practice_id) if self._practice_id else None

    @property
    def progress(self) -> Progress | None:
        """How the practice in hand stands today; None while there is none."""
        if self._progress is None and self._practice_id:
            self._progress = self.workspace.progress(self._practice_id)
        return self._progress

    def choose_practice(self, practice_id: str) -> None:
        """Take a practice in hand; an empty id puts it away."""
        self._practice_id = practice_id
        self._progress = None
        self.practice_chosen.emit()

    def attempt(self, action: Callable[Given, Result], *arguments: Given.args, **named: Given.kwargs) -> Result | None:
        """Try a change: `action` with its arguments. Returns its result; None where it was refused or left.

        The person is asked where a text looks like patient data; what stands in the way is said by `refused`.
        """
        before = self.workspace.actions_recorded
        try:
            result = action(*arguments, **named)
        except PatientDataQuestion:
            return None  # the person was asked, and went back to the text
        except KnownError as error:
            self.workspace.log.note_fault(Entry.REFUSED, error)
            self.refused.emit(str(error))
            return None
        if self.workspace.actions_recorded != before:
            self.saved.emit(self.workspace.undo_label)
        return result

    def tick(self, practice_id: str, task_id: str) -> None:
        """Tick a task, or take its tick back; one that is signed leads to its sign-off, unless it was signed
        elsewhere."""
        rule = self.workspace.sign_off_of(practice_id, task_id)
        if rule is not None:
            self.sign_off_requested.emit(practice_id, rule.id)
        else:
            self.attempt(self.workspace.tasks.tick, practice_id, task_id)

    def succeeds(self, action: Callable[Given, object], *arguments: Given.args, **named: Given.kwargs) -> bool:
        """Try a change as `attempt` does, and tell whether it went through."""

        def noted() -> bool:
            action(*arguments, **named)
            return True

        return bool(self.attempt(noted))

    def undo(self) -> None:
        self._go_back(self.workspace.undo, "Undone")

    def redo(self) -> None:
        self._go_back(self.workspace.redo, "Done again")

    def day_changed(self) -> None:
        """Midnight has passed, or the laptop woke on another day: what is overdue may differ."""
        self._progress = None
        self.changed.emit(Changes(self._practice_id, everything=True))

    def _go_back(self, step: Callable[[], str], word: str) -> None:
        try:
            self.saved.emit(f"{word}: “{step()}”")
        except KnownError as error:
            self.refused.emit(str(error))

    def _note_actor(self) -> None:
        self._actor = self.workspace.actor

    def _on_change(self, changes: Changes) -> None:
        in_hand = self._practice_id in {changes.practice_id, *changes.practices}
        if in_hand:
            self._progress = None
        if self.workspace.actor != self._actor:  # somebody acted once, and whoever is here acts again
            self.actor_changed.emit()
        self.changed.emit(changes)
        if in_hand and changes.practices:  # for screens that follow one practice only
            self.changed.emit(Changes(self._practice_id, everything=True))
