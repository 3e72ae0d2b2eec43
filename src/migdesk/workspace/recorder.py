"""The one way to change anything: validate, append in one transaction, tell everybody, remember how to undo it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from migdesk.base.errors import UserError
from migdesk.practice.event import PRACTICE_SET, Actor, Draft, Event
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Build, Store
from migdesk.workspace.changes import Changes, changes_of
from migdesk.workspace.reversal import reversal_of, still_stands

Listener = Callable[[Changes], None]

_NOBODY = "Say who you are first: your name and role go into the record with every change."


class Step(msgspec.Struct, frozen=True):
    """One action of a person that can be undone: its name, what was recorded, and what would take it back."""

    label: str
    practice_id: str
    events: tuple[Event, ...]
    reversal: tuple[Draft, ...]


class Recorder:
    """Records actions of one session. Undo and redo reach back to its start; history reaches back for ever."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listeners: list[Listener] = []
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self.steps_recorded = 0
        """Counts what was recorded in this session, so that a caller can tell whether an action changed anything."""
        self.actor: Actor | None = None

    def subscribe(self, listener: Listener) -> None:
        """Have `listener` called after every change, from the thread that made it."""
        self._listeners.append(listener)

    def record(self, practice_id: str, label: str, build: Build) -> tuple[Event, ...]:
        """Append what `build` returns and announce it. `label` names the action for Undo ("Done: Book the kick-off").

        Raises UserError where nobody has said who they are, whatever `build` raises, and EnvironmentFault where
        nothing could be saved.
        """
        step = self._append(practice_id, label, build)
        if step.events:
            self._undo.append(step)
            self._redo.clear()
            self.steps_recorded += 1
            self._announce_step(step)
        return step.events

    @property
    def undo_label(self) -> str:
        """What Undo would take back; empty when there is nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        return self._redo[-1].label if self._redo else ""

    def undo(self) -> str:
        """Take back the latest action and return its label. Raises UserError where someone has changed it since."""
        return self._reverse(self._undo, self._redo)

    def redo(self) -> str:
        """Do again what was undone last and return its label."""
        return self._reverse(self._redo, self._undo)

    def announce(self, changes: Changes) -> None:
        """Tell every listener of a change, also of one that another program made."""
        for listener in self._listeners:
            listener(changes)

    def _reverse(self, source: list[Step], target: list[Step]) -> str:
        if self.actor is None:
            raise UserError(_NOBODY)
        if not source:
            raise UserError("There is nothing to undo." if source is self._undo else "There is nothing to redo.")
        step = source[-1]

        def build(now: PracticeState) -> Sequence[Draft]:
            if not all(still_stands(event, now) for event in step.events):
                raise UserError(f"“{step.label}” was changed again since, so it was left as it is.")
            return step.reversal

        try:
            reversed_step = self._append(step.practice_id, step.label, build)
        except UserError:
            source.pop()  # it can never be undone any more, and must not hide what lies before it
            raise
        source.pop()
        target.append(reversed_step)
        self._announce_step(reversed_step)
        return step.label

    def _announce_step(self, step: Step) -> None:
        """Tell of a step once it is remembered, so that listeners find the labels of Undo and Redo as they now are."""
        state = self._store.state(step.practice_id)
        self.announce(changes_of(step.practice_id, step.events, state))

    def _append(self, practice_id: str, label: str, build: Build) -> Step:
        if self.actor is None:
            raise UserError(_NOBODY)
        before: list[PracticeState] = []

        def remembering(state: PracticeState) -> Sequence[Draft]:
            before.append(state)
            drafts = build(state)
            if not state.details and any(draft.kind != PRACTICE_SET for draft in drafts):
                raise UserError(f"There is no practice “{practice_id}”.")
            return drafts

        events = self._store.append(practice_id, self.actor, remembering)
        reversal = tuple(reversal_of(event, before[0]) for event in reversed(events))
        return Step(label, practice_id, events, reversal)
