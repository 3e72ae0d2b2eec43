"""How far a practice is: its record laid over the checklist, as of one day. What screens, reports and scripts show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from migdesk.base.clock import local_date
from migdesk.checklist.definitions import Definitions, Milestone, Phase, Reference, Task
from migdesk.checklist.plan.dates import (
    PlanInputs,
    due_by_plan,
    is_due_soon,
    is_due_this_week,
    is_overdue,
    phase_span,
    plan_dates,
)
from migdesk.checklist.roles import PARTY_TITLES
from migdesk.checklist.wording import valid_hashes, wording_of
from migdesk.practice.conflicts import Conflict
from migdesk.practice.earlier_plans import Baseline, EarlierPlans
from migdesk.practice.entries import Acknowledgement, Note, Withdrawal
from migdesk.practice.folded_tasks import with_folded_tasks
from migdesk.practice.heads import Field, Head
from migdesk.practice.kinds.task_set import DONE_ON
from migdesk.practice.owners import owners_in
from migdesk.practice.parties import PRACTICE, counted_party
from migdesk.practice.plan_record import plan_inputs
from migdesk.practice.removal import REMOVED
from migdesk.practice.rows import OWN_TASKS
from migdesk.practice.sign_off_progress import SIGN_OFF, SignOffProgress, done_by, sign_off_due, sign_offs_of
from migdesk.practice.state import PracticeState
from migdesk.practice.status import OPEN_STATUSES, Status

Day = date
"""The type again, for where a field of that name hides it."""


class TaskProgress(msgspec.Struct, frozen=True, kw_only=True):
    """One task as this practice has it. `due` is the date set by hand, else the plan's; None where neither is known.

    `done_on` is the day on which a done task was done: as somebody said, else the one on which it was recorded. From
    then on the plan does not move its `due` any more.
    `to_settle`: two people changed it without knowing of each other, and nobody has settled it.
    """

    task: Task
    title: str
    status: Status
    reason: str
    due: date | None
    due_by_hand: bool
    owner: str
    notes: tuple[Note, ...]
    status_set: Head | None
    overdue: bool
    due_soon: bool
    due_this_week: bool
    to_settle: bool = False
    done_on: date | None = None

    @property
    def id(self) -> str:
        return self.task.id

    @property
    def owners(self) -> tuple[str, ...]:
        """The people who own it; `owner` is all of them as one text."""
        return owners_in(self.owner)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES


class PhaseProgress(msgspec.Struct, frozen=True, kw_only=True):
    """A phase with its tasks. `total` leaves out what does not apply.

    `start` and `end` are the plan's, if dated; of a finished phase as the plan stood then, to the day it was done.
    """

    phase: Phase
    tasks: tuple[TaskProgress, ...]
    done: int
    total: int
    start: date | None
    end: date | None

    @property
    def is_finished(self) -> bool:
        return _is_finished(self.tasks)


def _is_finished(tasks: tuple[TaskProgress, ...]) -> bool:
    return not any(task.is_open for task in tasks)


class ReferenceProgress(msgspec.Struct, frozen=True, kw_only=True):
    """A reference with who has acknowledged it. `acknowledged` needs someone of the practice and words that are valid
    still; `parties` are all for whom that is so."""

    reference: Reference
    wording: str
    standing: tuple[Acknowledgement, ...]
    withdrawn: tuple[tuple[Acknowledgement, Withdrawal], ...]
    acknowledged: bool
    words_changed: bool
    parties: frozenset[str]


class MilestoneDate(msgspec.Struct, frozen=True):
    """A milestone and its date; `set` tells whether a person set it, rather than the plan.

    `happened` tells whether it has been, on `date`; `planned` is then the day that was planned for it, as far as it is
    known, and else `date` itself. `baseline` is the day first agreed, with why it was moved; None before any was.
    """

    milestone: Milestone
    date: date | None
    set: bool
    happened: bool = False
    planned: Day | None = None
    baseline: Baseline | None = None

    @property
    def moved(self) -> int:
        """How many days later than first agreed it is now, or happened; negative where it is earlier."""
        return (self.date - self.baseline.date).days if self.date and self.baseline else 0

    @property
    def why(self) -> str:
        """The reason last given for moving it; empty where it stands as it was agreed."""
        return self.baseline.why if self.baseline and self.moved else ""

    @property
    def slipped(self) -> int:
        """How many days later than planned it happened; negative where it was earlier, 0 where it has not been."""
        return (self.date - self.planned).days if self.happened and self.date and self.planned else 0


class Progress(msgspec.Struct, frozen=True):
    """Everything there is to show of one practice on one day."""

    state: PracticeState
    today: date
    milestones: tuple[MilestoneDate, ...]
    phases: tuple[PhaseProgress, ...]
    references: tuple[ReferenceProgress, ...]
    sign_offs: tuple[SignOffProgress, ...] = ()

    @property
    def tasks(self) -> Iterator[TaskProgress]:
        return (task for phase in self.phases for task in phase.tasks)

    @property
    def done(self) -> int:
        return sum(phase.done for phase in self.phases)

    @property
    def total(self) -> int:
        return sum(phase.total for phase in self.phases)

    @property
    def percent(self) -> int:
        return percent(self.done, self.total)

    @property
    def overdue(self) -> int:
        return sum(task.overdue for task in self.tasks)

    @property
    def due_soon(self) -> int:
        return sum(task.due_soon for task in self.tasks)

    @property
    def acknowledged(self) -> int:
        return sum(reference.acknowledged for reference in self.references)

    @property
    def acknowledged_by_party(self) -> dict[str, int]:
        """How many references are acknowledged for each party."""
        return {party: sum(party in found.parties for found in self.references) for party in PARTY_TITLES}

    @property
    def sign_offs_made(self) -> int:
        """How many sign-offs of those that apply are made, or signed elsewhere."""
        return sum(not sign_off.is_open for sign_off in self.sign_offs if sign_off.applies)

    @property
    def sign_offs_total(self) -> int:
        """How many sign-offs there are for this practice, without those that do not apply to it."""
        return sum(sign_off.applies for sign_off in self.sign_offs)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What was changed in two places without knowledge of each other, and waits for somebody to settle it."""
        return self.state.conflicts()

    @property
    def phase_now(self) -> PhaseProgress | None:
        """The first phase that has something open; None when everything is finished."""
        return next((phase for phase in self.phases if not phase.is_finished), None)

    def task(self, task_id: str) -> TaskProgress | None:
        return next((task for task in self.tasks if task.id == task_id), None)

    def sign_off(self, sign_off_id: str) -> SignOffProgress | None:
        return next((found for found in self.sign_offs if found.id == sign_off_id), None)

    def reference(self, reference_id: str) -> ReferenceProgress | None:
        return next((found for found in self.references if found.reference.id == reference_id), None)


def percent(done: int, total: int) -> int:
    """Return whole percent of the tasks that apply; 100 only when every one is done."""
    return done * 100 // total if total else 0


def progress_of(state: PracticeState, definitions: Definitions, today: date) -> Progress:
    """Lay a practice's record over the checklist as of `today` (the person's own calendar day)."""
    state = with_folded_tasks(state, definitions)
    inputs = plan_inputs(state)
    dates = plan_dates(definitions.milestones, inputs)
    earlier = EarlierPlans(state, definitions, dates)
    milestones = tuple(_milestone_date(milestone, earlier, inputs) for milestone in definitions.milestones)
    notes = _notes_by_task(state)
    gone = state.withdrawn()
    found = sign_offs_of(state, definitions, dates, today, gone)
    sign_offs = tuple(_as_it_was_due(sign_off, earlier) for sign_off in found)
    signed = {task: done_by(sign_off) for sign_off in sign_offs for task in sign_off.rule.tasks}
    by_phase: dict[str, list[TaskProgress]] = {phase.id: [] for phase in definitions.phases}
    for task in (*definitions.tasks, *_own_tasks(state)):
        if task.phase in by_phase:
            of_task, done = notes.get(task.id, ()), signed.get(task.id) if task.kind == SIGN_OFF else None
            by_phase[task.phase].append(_task_progress(task, state, earlier, of_task, today, done))
    phases = tuple(_phase_progress(phase, tuple(by_phase[phase.id]), earlier) for phase in definitions.phases)
    references = tuple(_reference_progress(reference, state, definitions, gone) for reference in definitions.references)
    return Progress(state, today, milestones, phases, references, sign_offs)


def _milestone_date(milestone: Milestone, plans: EarlierPlans, inputs: PlanInputs) -> MilestoneDate:
    name, day = milestone.id, plans.now.get(milestone.id)
    happened = name in inputs.happened
    planned = inputs.was_planned.get(name) if happened else day
    baseline = plans.baselines.get(name)
    return MilestoneDate(milestone, day, happened or name in inputs.planned, happened, planned, baseline)


def _as_it_was_due(sign_off: SignOffProgress, plans: EarlierPlans) -> SignOffProgress:
    """Return a sign-off that is made with the date by which it had to be then."""
    made = done_by(sign_off)
    return replace(sign_off, due=sign_off_due(sign_off, plans.dates_at(made.order))) if made else sign_off


def _own_tasks(state: PracticeState) -> Iterator[Task]:
    for row in state.rows(OWN_TASKS):
        yield Task(id=row.id, title=row.values["title"], phase=row.values["phase"], own=True)


def _notes_by_task(state: PracticeState) -> dict[str, tuple[Note, ...]]:
    by_task: dict[str, tuple[Note, ...]] = {}
    for note in state.standing_notes():
        by_task[note.task] = (*by_task.get(note.task, ()), note)
    return by_task


def _task_progress(
    task: Task, state: PracticeState, plans: EarlierPlans, notes: tuple[Note, ...], today: date, signed: Head | None
) -> TaskProgress:
    """Return a task as the practice has it; `signed` is the status that it has from its sign-off."""
    fields = state.tasks.get(task.id, {})
    set_as = {name: field.shown for name, field in fields.items() if field.shown}
    status_set, due_set, owner_set = set_as.get("status"), set_as.get("due"), set_as.get("owner")
    if signed and (status_set is None or status_set.value[0] in OPEN_STATUSES):
        status_set = signed
    status, reason = status_set.value if status_set else (Status.TO_DO, "")
    by_hand = date.fromisoformat(due_set.value) if due_set and due_set.value else None
    done_on = _done_on(status_set, signed, fields.get(DONE_ON))
    dates = plans.dates_at(status_set.order, done_on) if status_set and done_on else plans.now
    due = by_hand or due_by_plan(task, dates)
    is_open = status in OPEN_STATUSES
    return TaskProgress(
        task=task,
        title=task.title,
        status=Status(status),
        reason=reason,
        due=due,
        due_by_hand=by_hand is not None,
        owner=(owner_set.value or "") if owner_set else "",
        notes=notes,
        status_set=status_set,
        overdue=is_open and is_overdue(due, today),
        due_soon=is_open and is_due_soon(due, today),
        due_this_week=is_open and is_due_this_week(due, today),
        done_on=done_on,
        to_settle=any(field.in_conflict or (name == REMOVED and field.value) for name, field in fields.items()),
    )


def _done_on(status_set: Head | None, signed: Head | None, field: Field | None) -> date | None:
    """Return when a task was done; of two days that stand, the one that was set with the status that is shown."""
    if status_set is None or status_set.value[0] != Status.DONE:
        return None
    recorded = local_date(status_set.at)
    if field is None or status_set is signed:
        return recorded
    said = next((head.value for head in field.heads if head.key == status_set.key), field.value)
    return date.fromisoformat(said) if said else recorded


def _phase_progress(phase: Phase, tasks: tuple[TaskProgress, ...], plans: EarlierPlans) -> PhaseProgress:
    done = sum(task.status == Status.DONE for task in tasks)
    total = sum(task.status != Status.NOT_APPLICABLE for task in tasks)
    start, end = _finished_span(phase, tasks, plans) or phase_span(phase, plans.now) or (None, None)
    return PhaseProgress(phase=phase, tasks=tasks, done=done, total=total, start=start, end=end)


def _finished_span(phase: Phase, tasks: tuple[TaskProgress, ...], plans: EarlierPlans) -> tuple[date, date] | None:
    """Return from when a finished phase was planned to the day on which it was done; None for any other phase."""
    done = [(task.status_set.order, task.done_on) for task in tasks if task.status_set and task.done_on]
    if not done or not _is_finished(tasks):
        return None
    last = max(day for _, day in done)
    planned = phase_span(phase, plans.dates_at(max(order for order, _ in done), last))
    return (min(planned[0], last), last) if planned else None


def _reference_progress(
    reference: Reference, state: PracticeState, definitions: Definitions, gone: dict[str, Withdrawal]
) -> ReferenceProgress:
    valid = valid_hashes(reference)
    every = state.acknowledgements_of(reference.id)
    standing = tuple(entry for entry in every if entry.key not in gone)
    withdrawn = tuple((entry, gone[entry.key]) for entry in every if entry.key in gone)
    spoken = [(counted_party(entry.actor, definitions.roles), entry.wording_hash in valid) for entry in standing]
    parties = frozenset(party for party, is_valid in spoken if is_valid and party)
    acknowledged = PRACTICE in parties
    return ReferenceProgress(
        reference=reference,
        wording=wording_of(reference),
        standing=standing,
        withdrawn=withdrawn,
        acknowledged=acknowledged,
        words_changed=not acknowledged and any(party == PRACTICE for party, _ in spoken),
        parties=parties,
    )
