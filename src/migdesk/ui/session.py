"""What all screens of one window share: the practice in hand, how it stands, and the one way to try a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from migdesk.base.errors import KnownError
from migdesk.practice.progress import Progress
from migdesk.practice.state import PracticeState
from migdesk.workspace.changes import Changes
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.workspace import Workspace

Result = TypeVar("Result")


class Session(QObject):
    """Joins one window to its workspace.

    Screens read `progress`, try changes through `attempt`, and redraw when told. They never keep a copy of the record.
    """

    practice_chosen = Signal()  # another practice is in hand, or none
    changed = Signal(object)  # Changes of any practice; `progress` is up to date when this is sent
    saved = Signal(str)  # the name of an action that is now on disk
    refused = Signal(str)  # why an action was not saved, in whole sentences
    actor_changed = Signal()

    def __init__(self, workspace: Workspace, ask_about_patients: Callable[[PatientDataQuestion], bool]) -> None:
        super().__init__()
        self.workspace = workspace
        self._ask_about_patients = ask_about_patients
        self._practice_id = ""
        self._progress: Progress | None = None
        workspace.recorder.subscribe(self._on_change)

    @property
    def practice_id(self) -> str:
        """The practice in hand; empty for none."""
        return self._practice_id

    @property
    def practice(self) -> PracticeState | None:
        return self.workspace.store.state(self._practice_id) if self._practice_id else None

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

    def attempt(self, action: Callable[[bool], Result]) -> Result | None:
        """Try a change: `action(no_patients)`. Returns its result; None where it was refused or left.

        The person is asked where a text looks like patient data; what stands in the way is said by `refused`.
        """
        recorder = self.workspace.recorder
        before = recorder.steps_recorded
        try:
            result = self._asking(action)
        except KnownError as error:
            self.refused.emit(str(error))
            return None
        if recorder.steps_recorded != before:
            self.saved.emit(recorder.undo_label)
        return result

    def succeeds(self, action: Callable[[bool], object]) -> bool:
        """Try a change as `attempt` does, and tell whether it went through."""
        went_through = False

        def noted(no_patients: bool) -> None:
            nonlocal went_through
            action(no_patients)
            went_through = True

        self.attempt(noted)
        return went_through

    def undo(self) -> None:
        self._go_back(self.workspace.recorder.undo, "Undone")

    def redo(self) -> None:
        self._go_back(self.workspace.recorder.redo, "Done again")

    def day_changed(self) -> None:
        """Midnight has passed, or the laptop woke on another day: what is overdue may differ."""
        self._progress = None
        self.changed.emit(Changes(self._practice_id, everything=True))

    def _go_back(self, step: Callable[[], str], word: str) -> None:
        try:
            self.saved.emit(f"{word}: “{step()}”")
        except KnownError as error:
            self.refused.emit(str(error))

    def _asking(self, action: Callable[[bool], Result]) -> Result | None:
        try:
            return action(False)
        except PatientDataQuestion as question:
            return action(True) if self._ask_about_patients(question) else None

    def _on_change(self, changes: Changes) -> None:
        in_hand = self._practice_id in {changes.practice_id, *changes.practices}
        if in_hand:
            self._progress = None
        self.changed.emit(changes)
        if in_hand and changes.practices:  # for screens that follow one practice only
            self.changed.emit(Changes(self._practice_id, everything=True))
