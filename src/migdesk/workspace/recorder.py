"""The one way to change anything: validate, append in one transaction, tell everybody, remember how to undo it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

import msgspec

from migdesk.base.clock import Clock, local_date
from migdesk.base.errors import UserError
from migdesk.base.log import Entry, Log
from migdesk.practice.event import Actor, Channel, Draft, Event
from migdesk.practice.kinds import KINDS, practice_set, settle
from migdesk.practice.patient_data import Finding, find_patient_data
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Build, Store, Write
from migdesk.workspace.changes import Changes, changes_of
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.practice_lookup import no_practice
from migdesk.workspace.reversal import reversal_of, still_stands

Listener = Callable[[Changes], None]
PatientAnswer = Callable[[PatientDataQuestion], bool]
"""Asks a person; True only where they say that the text is not about a patient."""

NOBODY_NAMED = "Say who you are first: your name and role go into the record with every change."


class NobodyNamedError(UserError):
    """Something was to be recorded, and nobody has said who they are."""


Action = tuple[str, Build]
"""The id of a practice, and what to record of it."""

Label = str | Callable[[Sequence[Event]], str]
"""What Undo calls an action ("Done: Book the kick-off"), or what makes it of the events that were recorded."""


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

    def __init__(self, store: Store, clock: Clock, log: Log) -> None:
        self._store = store
        self._clock = clock
        self._log = log
        self._listeners: list[Listener] = []
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self.steps_recorded = 0
        """Counts what was recorded in this session, so that a caller can tell whether an action changed anything."""
        self.actor: Actor | None = None
        """As whom the next action is recorded."""
        self.back_to: Actor | None = None
        """Who acts again after the next action, where that is somebody else's; None where nobody waits."""
        self.channel = Channel.WINDOW
        """By which way this session records."""
        self.answer_patient_question: PatientAnswer = lambda _: False

    def subscribe(self, listener: Listener) -> None:
        """Have `listener` called after every change, from the thread that made it."""
        self._listeners.append(listener)

    @property
    def at_keyboard(self) -> Actor | None:
        """Who is at the keyboard, also while somebody else acts once; None until somebody has said so."""
        return self.back_to or self.actor

    def act_as(self, actor: Actor | None) -> None:
        """Have what follows recorded as `actor`."""
        self.actor, self.back_to = actor, None

    def act_once(self, actor: Actor) -> None:
        """Have the next action recorded as `actor`, and those after it as whoever acts now."""
        self.actor, self.back_to = actor, self.back_to or self.actor

    def go_back(self) -> None:
        """Have whoever waits for somebody else's action act again."""
        if self.back_to is not None:
            self.actor, self.back_to = self.back_to, None

    def record(self, practice_id: str, label: Label, build: Build, actor: Actor | None = None) -> tuple[Event, ...]:
        """Append what `build` returns and announce it; as `actor`, where the one who acts is to be recorded otherwise.

        Where a typed text looks like patient data the person is asked, outside the transaction, and `build` called
        again if they say that it is none. Raises UserError where nobody has said who they are, PatientDataQuestion
        where it may be patient data, whatever `build` raises, and EnvironmentFault where nothing could be saved.
        """
        step = self.record_all(label, [(practice_id, build)], actor=actor)
        return step.parts[0].events if step.parts else ()

    def record_all(
        self, label: Label, actions: Sequence[Action], channel: Channel | None = None, actor: Actor | None = None
    ) -> Step:
        """Record one action on several practices, all or nothing, and announce it; as `record`.

        `channel` and `actor` are the session's own unless others are given.
        """
        began = perf_counter()
        try:
            step = self._append(label, self._looked_through(actions), channel, actor)
        except PatientDataQuestion as question:
            if not self.answer_patient_question(question):
                raise
            began = perf_counter()  # what a person takes to answer is not our time
            step = self._append(label, actions, channel, actor)
        if step.parts:
            self._log.note(Entry.RECORDED, **_figures_of(step, began))
            self._undo.append(step)
            self._redo.clear()
            self.steps_recorded += 1
            self.go_back()
            self._announce_step(step)
        return step

    def refuse_patients(self, texts: Iterable[str]) -> None:
        """Raise PatientDataQuestion where a text looks like patient data and nobody says that it is none."""
        findings = self._findings(texts)
        if findings:
            question = PatientDataQuestion(findings)
            if not self.answer_patient_question(question):
                raise question

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
            raise NobodyNamedError(NOBODY_NAMED)
        if not source:
            raise UserError("There is nothing to undo." if source is self._undo else "There is nothing to redo.")
        step = source[-1]

        def reversing(part: Part) -> Action:
            def build(now: PracticeState) -> Sequence[Draft]:
                if not still_stands(part.events, now):
                    raise UserError(f"“{step.label}” was changed again since, so it was left as it is.")
                return [settle(draft, now) for draft in part.reversal]

            return part.practice_id, build

        began = perf_counter()
        try:
            reversed_step = self._append(step.label, [reversing(part) for part in step.parts])
        except UserError:
            source.pop()  # it can never be undone any more, and must not hide what lies before it
            raise
        source.pop()
        target.append(reversed_step)
        entry = Entry.UNDONE if source is self._undo else Entry.REDONE
        self._log.note(entry, **_figures_of(reversed_step, began))
        self.go_back()
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

    def _looked_through(self, actions: Sequence[Action]) -> list[Action]:
        """Return the actions with a look at every text typed; the last raises one question about all of them."""
        findings: list[Finding] = []

        def looking(build: Build, is_last: bool) -> Build:
            def built(state: PracticeState) -> Sequence[Draft]:
                drafts = build(state)
                findings.extend(
                    self._findings(text for draft in drafts for text in KINDS[draft.kind].typed(draft.body))
                )
                if is_last and findings:
                    raise PatientDataQuestion(tuple(findings))
                return drafts

            return built

        last = len(actions)
        return [(practice, looking(build, number == last)) for number, (practice, build) in enumerate(actions, 1)]

    def _findings(self, texts: Iterable[str]) -> tuple[Finding, ...]:
        today = local_date(self._clock())
        return tuple(finding for text in texts for finding in find_patient_data(text, today))

    def _append(
        self, label: Label, actions: Sequence[Action], channel: Channel | None = None, actor: Actor | None = None
    ) -> Step:
        acting = actor or self.actor
        if acting is None:
            raise NobodyNamedError(NOBODY_NAMED)
        before: list[PracticeState] = []

        def remembering(practice_id: str, build: Build) -> Build:
            def built(state: PracticeState) -> Sequence[Draft]:
                before.append(state)
                drafts = build(state)
                if not state.details and any(draft.kind != practice_set.KIND.name for draft in drafts):
                    raise no_practice(practice_id)
                return drafts

            return built

        by_way_of = channel or self.channel
        writes = [
            Write(practice, acting, remembering(practice, build), channel=by_way_of) for practice, build in actions
        ]
        recorded = self._store.append_all(writes)
        return Step(
            label if isinstance(label, str) else label([event for events in recorded for event in events]),
            tuple(
                Part(
                    write.practice_id,
                    events,
                    reversal_of(events, state),
                )
                for write, events, state in zip(writes, recorded, before, strict=True)
                if events
            ),
        )


def _figures_of(step: Step, began: float) -> dict[str, str | int]:
    """Return what the log tells of an action: which kinds of events, of how many practices, and how long it took."""
    kinds = sorted({event.kind for part in step.parts for event in part.events})
    return {"kinds": ",".join(kinds), "practices": len(step.parts), "ms": round((perf_counter() - began) * 1000)}
