"""How a made-up practice came to where it is: what was recorded when, by whom, as real people would have done it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

import msgspec

from migdesk.base.clock import local_date
from migdesk.checklist.definitions import Definitions, Task
from migdesk.checklist.plan import due_by_plan, milestone_dates, phase_spans
from migdesk.checklist.wording import hash_of, wording_of
from migdesk.practice import event as kinds
from migdesk.practice.event import Actor, Draft
from migdesk.practice.state import BLOCKED, DONE, IN_PROGRESS, NOT_APPLICABLE, TO_DO
from migdesk.workspace.sample_practice import SamplePractice
from migdesk.workspace.sample_words import (
    BLOCKED_BECAUSE,
    NOT_APPLICABLE_BECAUSE,
    NOT_NEEDED,
    NOTES,
    OWNERS,
    WITHDRAWN_BECAUSE,
    people_of,
)

MOST_SITTINGS = 9
"""Each sitting is one write to disk, so a practice's months are told in a few of them."""
_SOON, _SHORTEST_PAST = 14, 20
_STAFF_JOINED_IN = 45
"""Days ago: before that, a migration is the manager's and the delivery partner's business."""


class Sitting(msgspec.Struct, frozen=True):
    """One person recording several things at one time. `withdraws` names a reference whose sign-off is taken back."""

    at: datetime
    actor: Actor
    drafts: tuple[Draft, ...]
    withdraws: str = ""


class _Happening(msgspec.Struct, frozen=True):
    """Something to record `ago` days before today, by whoever sits down that day."""

    ago: int
    draft: Draft


def sittings_of(
    sample: SamplePractice, definitions: Definitions, now: datetime, chance: random.Random
) -> tuple[Sitting, ...]:
    """Return the sample's whole past in order of time, none of it later than `now`."""
    people = people_of(sample.details.name, sample.details.delivery_partner)
    happenings = sorted(_Past(sample, definitions, local_date(now), chance).happenings(), key=lambda one: -one.ago)
    begun = max(_SHORTEST_PAST, *(one.ago for one in happenings)) + 7
    sittings = [_added(sample, people["delivery-partner"], begun, now)]
    sittings += _grouped(happenings, people, begun, now, chance)
    sittings += _sign_offs(sample, definitions, people, begun, now)
    return tuple(sorted(sittings, key=lambda sitting: sitting.at))


def _added(sample: SamplePractice, actor: Actor, ago: int, now: datetime) -> Sitting:
    fields = {name: value for name, value in msgspec.to_builtins(sample.details).items() if value}
    return Sitting(_moment(ago, 9, now), actor, (Draft(kinds.PRACTICE_SET, {"fields": {**fields, "sample": True}}),))


class _Past:
    """What was recorded of each task. Whatever the plan has as due is done, but for what is late."""

    def __init__(self, sample: SamplePractice, definitions: Definitions, today: date, chance: random.Random) -> None:
        self._sample = sample
        self._today = today
        self._chance = chance
        self._notes = cycle(chance.sample(NOTES, len(NOTES)))
        dates = milestone_dates(definitions.milestones, sample.details.go_live)
        ends = {phase: end for phase, (_start, end) in phase_spans(definitions, dates).items()}
        due = {task.id: due_by_plan(task, dates) or today for task in definitions.tasks}
        self._due_in = {task: (day - today).days for task, day in due.items()}
        # A practice finishes a phase before it looks at the next, so no task waits beyond its phase's end.
        self._turn = {task.id: (min(due[task.id], ends[task.phase]) - today).days for task in definitions.tasks}
        self._in_order = sorted(definitions.tasks, key=lambda task: self._turn[task.id])

    def happenings(self) -> Iterator[_Happening]:
        reached = self._reached()
        left_out = {task.id for task in reached if task.applies_if and self._chance.random() < 0.4}
        late = self._late([task for task in reached if task.id not in left_out])
        latest = max((self._turn[task.id] for task in reached), default=0)
        for task in reached:
            ago = max(1, max(latest, 0) - self._turn[task.id] + self._chance.randint(-3, 3))
            if task.id in left_out:
                yield _set(ago, task, status=[NOT_APPLICABLE, NOT_APPLICABLE_BECAUSE.get(task.id, NOT_NEEDED)])
            elif task.id in late:
                yield from self._late_one(task)
            else:
                yield from self._finished(task, ago)
        ahead = [task for task in self._in_order if task not in reached]
        yield from self._under_way(ahead[: 3 + min(self._sample.days_ahead, 5)])

    def _reached(self) -> list[Task]:
        """Return the tasks that the practice has got to, in the plan's order."""
        if self._sample.done_share is not None:
            return self._in_order[: round(len(self._in_order) * self._sample.done_share) + self._sample.overdue]
        return [task for task in self._in_order if self._turn[task.id] < self._sample.days_ahead]

    def _late(self, candidates: list[Task]) -> set[str]:
        known = {task.id for task in candidates}
        wanted = [task for task in self._sample.late_notes if task in known][: self._sample.overdue]
        others = [task.id for task in candidates[-20:] if task.id not in wanted]
        more = min(self._sample.overdue - len(wanted), len(others))
        return {*wanted, *self._chance.sample(others, more)}

    def _finished(self, task: Task, ago: int) -> Iterator[_Happening]:
        owner = {"owner": OWNERS[task.roles[0]]} if self._chance.random() < 0.6 else {}
        yield _set(ago, task, status=[DONE, ""], **owner)
        if self._chance.random() < 0.12:
            yield _note(ago, task, next(self._notes))

    def _late_one(self, task: Task) -> Iterator[_Happening]:
        """Return a late task. Where the plan's date is still to come, the practice had set an earlier one itself."""
        note = self._sample.late_notes.get(task.id)
        blocked = [BLOCKED, self._chance.choice(BLOCKED_BECAUSE)]
        status = [IN_PROGRESS, ""] if note else self._chance.choice(([TO_DO, ""], [IN_PROGRESS, ""], blocked))
        fields: dict[str, Any] = {"owner": OWNERS[task.roles[0]]}
        if self._due_in[task.id] >= 0:
            fields["due"] = (self._today - timedelta(days=self._chance.randint(1, 5))).isoformat()
        if status[0] != TO_DO:
            fields["status"] = status
        yield _set(self._chance.randint(8, 12), task, **fields)
        yield _note(self._chance.randint(0, 2), task, note or next(self._notes))

    def _under_way(self, tasks: Iterable[Task]) -> Iterator[_Happening]:
        """Return the next tasks: some begun, one perhaps blocked; dated by hand where the plan's date is far off."""
        for number, task in enumerate(tasks):
            fields: dict[str, Any] = {"owner": OWNERS[task.roles[0]]}
            if self._due_in[task.id] > _SOON:
                fields["due"] = (self._today + timedelta(days=2 + number * 2)).isoformat()
            if number in (0, 2):
                fields["status"] = [IN_PROGRESS, ""]
            elif number == 1 and self._chance.random() < 0.5:
                fields["status"] = [BLOCKED, self._chance.choice(BLOCKED_BECAUSE)]
            yield _set(self._chance.randint(0, 4), task, **fields)
            if number < 2:
                yield _note(0, task, next(self._notes))


def _set(ago: int, task: Task, **fields: Any) -> _Happening:
    return _Happening(ago, Draft(kinds.TASK_SET, {"task": task.id, "fields": fields}))


def _note(ago: int, task: Task, text: str) -> _Happening:
    return _Happening(ago, Draft(kinds.NOTE_ADDED, {"task": task.id, "text": text}))


# time


def _grouped(
    happenings: list[_Happening], people: dict[str, Actor], begun: int, now: datetime, chance: random.Random
) -> Iterator[Sitting]:
    """Put happenings that lie close together into one sitting; the latest days have sittings of their own."""
    width = max(1, begun // MOST_SITTINGS)
    groups: dict[int, list[_Happening]] = {}
    for one in happenings:
        groups.setdefault(0 if one.ago == 0 else 1 + (one.ago - 1) // width, []).append(one)
    for group in groups.values():
        ago = min(one.ago for one in group)
        roles = ("practice-manager", "practice-manager", "delivery-partner", "practice-staff")
        role = "practice-manager" if ago == 0 else chance.choice(roles if ago < _STAFF_JOINED_IN else roles[:3])
        yield Sitting(_moment(ago, chance.randint(9, 16), now), people[role], tuple(one.draft for one in group))


def _moment(ago: int, hour: int, now: datetime) -> datetime:
    """Return a time of day `ago` days before today, on the Friday before where that is a weekend; today at 9:12."""
    day = local_date(now) - timedelta(days=ago)
    if ago:
        day -= timedelta(days=max(0, day.weekday() - 4))
    at = datetime.combine(day, time(hour if ago else 9, 12)).astimezone()
    return min(at.astimezone(now.tzinfo), now)


# acknowledgements


def _sign_offs(
    sample: SamplePractice, definitions: Definitions, people: dict[str, Actor], begun: int, now: datetime
) -> Iterator[Sitting]:
    """Return who acknowledged which reference: the manager most, the lead GP some, the partner without its counting."""
    manager, lead, partner = people["practice-manager"], people["lead-gp"], people["delivery-partner"]
    references = [reference.id for reference in definitions.references]
    signed, rest = references[: sample.acknowledged], references[sample.acknowledged :]
    by_manager = signed + (rest[:1] if sample.withdrawn else [])
    if by_manager:
        yield Sitting(_moment(begun - 3, 11, now), manager, _acknowledged(by_manager, definitions))
    if len(signed) > 3:
        yield Sitting(_moment(begun - 4, 13, now), lead, _acknowledged(signed[::3], definitions))
    if sample.withdrawn and rest:
        yield Sitting(_moment(max(1, begun // 3), 15, now), manager, (), withdraws=rest[0])
    if sample.by_partner and rest:
        yield Sitting(_moment(max(1, begun // 4), 10, now), partner, _acknowledged(rest[-1:], definitions))


def _acknowledged(references: list[str], definitions: Definitions) -> tuple[Draft, ...]:
    drafts = []
    for reference in references:
        wording = wording_of(definitions.reference_by_id[reference])
        body = {"reference": reference, "wording": wording, "wording_hash": hash_of(wording)}
        drafts.append(Draft(kinds.ACKNOWLEDGED, body))
    return tuple(drafts)


def withdrawal_of(target: str) -> Draft:
    """Return the event that takes a sample's sign-off back."""
    return Draft(kinds.WITHDRAWN, {"target": target, "reason": WITHDRAWN_BECAUSE})
