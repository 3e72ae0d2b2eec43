"""The one way to change anything: validate, append in one transaction, tell everybody, remember how to undo it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from migdesk.base.errors import UserError
from migdesk.practice.event import PRACTICE_SET, Actor, Draft, Event
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Build, Store, Write
from migdesk.workspace.changes import Changes, changes_of
from migdesk.workspace.reversal import reversal_of, still_stands

Listener = Callable[[Changes], None]

_NOBODY = "Say who you are first: your name and role go into the record with every change."


Action = tuple[str, Build]
"""The id of a practice, and what to record of it."""


class Part(msgspec.Struct, frozen=True):
    """What an action recorded of one practice, and what would take it back."""

    practice_id: str
    events: tuple[Event, ...]
    reversal: tuple[Draft, ...]


class Step(msgspec.Struct, frozen=True):
    """One action of a person that can be undone: its name, and its part for each practice that it changed."""

    label: str
    parts: tuple[Part, ...]


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
        step = self.record_all(label, [(practice_id, build)])
        return step.parts[0].events if step.parts else ()

    def record_all(self, label: str, actions: Sequence[Action]) -> Step:
        """Record one action on several practices, all or nothing, and announce it; as `record`."""
        step = self._append(label, actions)
        if step.parts:
            self._undo.append(step)
            self._redo.clear()
            self.steps_recorded += 1
            self._announce_step(step)
        return step

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

        def reversing(part: Part) -> Action:
            def build(now: PracticeState) -> Sequence[Draft]:
                if not all(still_stands(event, now) for event in part.events):
                    raise UserError(f"“{step.label}” was changed again since, so it was left as it is.")
                return part.reversal

            return part.practice_id, build

        try:
            reversed_step = self._append(step.label, [reversing(part) for part in step.parts])
        except UserError:
            source.pop()  # it can never be undone any more, and must not hide what lies before it
            raise
        source.pop()
        target.append(reversed_step)
        self._announce_step(reversed_step)
        return step.label

    def _announce_step(self, step: Step) -> None:
        """Tell of a step once it is remembered, so that listeners find the labels of Undo and Redo as they now are."""
        if len(step.parts) > 1:
            changed = frozenset(part.practice_id for part in step.parts)
            self.announce(Changes("", everything=True, practices=changed))
            return
        for part in step.parts:
            self.announce(changes_of(part.practice_id, part.events, self._store.state(part.practice_id)))

    def _append(self, label: str, actions: Sequence[Action]) -> Step:
        if self.actor is None:
            raise UserError(_NOBODY)
        before: list[PracticeState] = []

        def remembering(practice_id: str, build: Build) -> Build:
            def built(state: PracticeState) -> Sequence[Draft]:
                before.append(state)
                drafts = build(state)
                if not state.details and any(draft.kind != PRACTICE_SET for draft in drafts):
                    raise UserError(f"There is no practice “{practice_id}”.")
                return drafts

            return built

        writes = [Write(one, self.actor, remembering(one, build)) for one, build in actions]
        recorded = self._store.append_all(writes)
        return Step(
            label,
            tuple(
                Part(write.practice_id, events, tuple(reversal_of(event, state) for event in reversed(events)))
                for write, events, state in zip(writes, recorded, before, strict=True)
                if events
            ),
        )
