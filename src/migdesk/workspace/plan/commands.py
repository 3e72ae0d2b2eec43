"""Commands on a practice's plan: show it, say what a change would move, and make the change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from migdesk.base.clock import Clock, local_date
from migdesk.base.ids import IdSource
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.conflicts import Conflict, conflicts_of
from migdesk.checklist.plan.dates import PlanInputs, due_by_plan, plan_dates
from migdesk.practice.event import Draft, Event
from migdesk.practice.heads import supposed
from migdesk.practice.kinds import practice_set
from migdesk.practice.plan_record import happened_field, plan_inputs
from migdesk.practice.progress import Progress, progress_of
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.workspace.plan.change import ChangeChecker, PlanChange
from migdesk.workspace.plan.view import PlanView, plan_view
from migdesk.workspace.practice_lookup import no_practice
from migdesk.workspace.recorder import Recorder
from migdesk.workspace.registers.view import GateFinding

OpenBefore = Callable[[PracticeState, str], Sequence[GateFinding]]


class MilestoneMove(msgspec.Struct, frozen=True):
    """A milestone's day before and after a change; None where it has none. `moves` tells whether they differ."""

    id: str
    title: str
    before: date | None
    after: date | None
    moves: bool


class TaskMove(msgspec.Struct, frozen=True, kw_only=True):
    """A task whose due date a change moves. `is_open` is false for what is done or does not apply."""

    id: str
    title: str
    phase: str
    before: date | None
    after: date | None
    is_open: bool


class PlanPreview(msgspec.Struct, frozen=True, kw_only=True):
    """What a change of the plan would do, without anything recorded.

    `milestones` has every one; `tasks` only those that would move, by date. `kept_by_hand` counts the open tasks that
    would move but for a date set by hand. `changes_anything` is false where all is so already. `open_before` is what
    registers still hold open before the milestones that it would mark as having happened.
    """

    changes_anything: bool
    milestones: tuple[MilestoneMove, ...]
    tasks: tuple[TaskMove, ...]
    kept_by_hand: int
    conflicts_before: tuple[Conflict, ...]
    conflicts_after: tuple[Conflict, ...]
    open_before: tuple[GateFinding, ...] = ()

    @property
    def new_conflicts(self) -> tuple[Conflict, ...]:
        """What the change would bring about."""
        known = {conflict.text for conflict in self.conflicts_before}
        return tuple(conflict for conflict in self.conflicts_after if conflict.text not in known)

    @property
    def settled_conflicts(self) -> tuple[Conflict, ...]:
        """What the change would do away with."""
        left = {conflict.id for conflict in self.conflicts_after}
        return tuple(conflict for conflict in self.conflicts_before if conflict.id not in left)


class PlanCommands:
    """A practice's plan. Every change is one event, one undo. Works for the planned Go-Live date as for all others."""

    def __init__(
        self,
        store: Store,
        definitions: Definitions,
        recorder: Recorder,
        clock: Clock,
        new_id: IdSource,
        open_before: OpenBefore = lambda _state, _milestone: (),
    ) -> None:
        """`open_before` finds what is open before a milestone; it is kept in words with the mark that it happened."""
        self._store = store
        self._definitions = definitions
        self._recorder = recorder
        self._clock = clock
        self._new_id = new_id
        self._open_before = open_before

    def view(self, practice_id: str) -> PlanView:
        """Return the plan as it stands today."""
        return plan_view(self._progress(self._known(practice_id)), self._definitions)

    def conflicts(self, practice_id: str) -> tuple[Conflict, ...]:
        """Return what speaks against the plan. The first call of a session takes about 0.15 s, for bank holidays."""
        return self._conflicts(self._known(practice_id))

    def preview(self, practice_id: str, change: PlanChange) -> PlanPreview:
        """Return what `apply` would move. Raises UserError as `apply`."""
        before = self._known(practice_id)
        checker = self._checker()
        checker.check(change)
        fields = checker.fields(change, before)
        after = _with_fields(before, fields)
        first, then = self._progress(before), self._progress(after)
        return PlanPreview(
            changes_anything=bool(fields),
            milestones=tuple(
                MilestoneMove(old.milestone.id, old.milestone.title, old.date, new.date, old.date != new.date)
                for old, new in zip(first.milestones, then.milestones, strict=True)
            ),
            tasks=_moved_tasks(first, then),
            kept_by_hand=self._kept_by_hand(first, plan_inputs(before), plan_inputs(after)),
            conflicts_before=self._conflicts(before),
            conflicts_after=self._conflicts(after),
            open_before=self._open_in(change, fields, before),
        )

    def open_before(self, practice_id: str, change: PlanChange) -> tuple[GateFinding, ...]:
        """Return what registers still hold open before the milestones that a change would mark as having happened.

        Raises UserError as `apply`.
        """
        state, checker = self._known(practice_id), self._checker()
        checker.check(change)
        return self._open_in(change, checker.fields(change, state), state)

    def apply(self, practice_id: str, change: PlanChange) -> tuple[Event, ...]:
        """Make a change as one event and return it; none where all is so already.

        Raises UserError for a milestone, day or choice that cannot be, for planning anew what has happened, for a
        practice that is not there, and PatientDataQuestion where a name looks like a patient's and nobody says that it
        is not.
        """
        checker = self._checker()
        checker.check(change)

        def build(state: PracticeState) -> list[Draft]:
            if not state.details:
                raise no_practice(practice_id)
            fields = checker.fields(change, state)
            left_open = self._left_open(change, fields, state)
            return [practice_set.draft(fields, left_open, why=checker.why(change))] if fields else []

        return self._recorder.record(practice_id, checker.label(change), build)

    def _left_open(
        self, change: PlanChange, fields: Mapping[str, Any], state: PracticeState
    ) -> dict[str, Sequence[str]]:
        """Return in words what is open before each milestone that a change marks as having happened."""
        new = _newly_marked(change, fields, state)
        return {name: [finding.in_words for finding in self._open_before(state, name)] for name in new}

    def _open_in(self, change: PlanChange, fields: Mapping[str, Any], state: PracticeState) -> tuple[GateFinding, ...]:
        new = _newly_marked(change, fields, state)
        return tuple(finding for name in new for finding in self._open_before(state, name))

    def _checker(self) -> ChangeChecker:
        return ChangeChecker(self._definitions, self._today, self._new_id)

    @property
    def _today(self) -> date:
        return local_date(self._clock())

    def _known(self, practice_id: str) -> PracticeState:
        state = self._store.state(practice_id)
        if not state.details:
            raise no_practice(practice_id)
        return state

    def _progress(self, state: PracticeState) -> Progress:
        return progress_of(state, self._definitions, self._today)

    def _conflicts(self, state: PracticeState) -> tuple[Conflict, ...]:
        inputs = plan_inputs(state)
        dates = plan_dates(self._definitions.milestones, inputs)
        return conflicts_of(self._definitions, inputs, dates, self._today)

    def _kept_by_hand(self, progress: Progress, before: PlanInputs, after: PlanInputs) -> int:
        first, then = (plan_dates(self._definitions.milestones, inputs) for inputs in (before, after))
        by_hand = [task.task for task in progress.tasks if task.is_open and task.due_by_hand]
        return sum(due_by_plan(task, first) != due_by_plan(task, then) for task in by_hand)


def _newly_marked(change: PlanChange, fields: Mapping[str, Any], state: PracticeState) -> list[str]:
    """Return the milestones that a change marks as having happened for the first time."""
    marked = [name for name in change.happened if fields.get(happened_field(name))]
    return [name for name in marked if not state.detail(happened_field(name))]


def _moved_tasks(before: Progress, after: Progress) -> tuple[TaskMove, ...]:
    moves = [
        TaskMove(id=old.id, title=old.title, phase=old.task.phase, before=old.due, after=new.due, is_open=old.is_open)
        for old, new in zip(before.tasks, after.tasks, strict=True)
        if old.due != new.due
    ]
    return tuple(sorted(moves, key=lambda move: move.after or move.before or date.max))


def _with_fields(state: PracticeState, fields: dict[str, Any]) -> PracticeState:
    """Return `state` as it would be with these details; who and when do not matter, as it is never kept."""
    set_so = {name: supposed(value) for name, value in fields.items()}
    return replace(state, details={**state.details, **set_so})
