"""How a made-up practice came to where it is: what was recorded when, by whom, as real people would have done it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

import msgspec

from migdesk.base.clock import local_date
from migdesk.checklist.definitions import Definitions, Task
from migdesk.checklist.wording import hash_of, wording_of
from migdesk.practice.entries import Acknowledgement
from migdesk.practice.event import Actor, Draft
from migdesk.practice.kinds import acknowledged, note_added, practice_set, task_set, withdrawn
from migdesk.practice.sign_off_progress import SIGN_OFF
from migdesk.practice.status import Status
from migdesk.workspace.sample.milestones import milestones_behind
from migdesk.workspace.sample.plan import SamplePlan
from migdesk.workspace.sample.practice import SamplePractice, working_day
from migdesk.workspace.sample.signatures import SIGNED_IN_FULL, SampleSignature, riverside_signatures
from migdesk.workspace.sample.stories import Story, stories_by_chance
from migdesk.workspace.sample.words import NOTES_WHEN_DONE, NOTES_WHEN_OPEN, OWNERS, WITHDRAWN_BECAUSE, people_of

_MEETS_EVERY = 7
"""Days: ticks are made at a weekly meeting. Each sitting is one write to disk, so they are not told one by one."""
_SHORTEST_PAST = 20
_STAFF_JOINED_IN = 45
"""Days ago: before that, a migration is the manager's and the delivery partner's business."""
_OWNED_SHARE, _NOTED_SHARE = 0.5, 0.1
"""Of all tasks, and of those done."""


class Sitting(msgspec.Struct, frozen=True):
    """One person recording several things at one time. `withdraws` names a reference whose acknowledgement is taken
    back, and `signs` is what they sign."""

    at: datetime
    actor: Actor
    drafts: tuple[Draft, ...]
    withdraws: str = ""
    signs: SampleSignature | None = None


class _Happening(msgspec.Struct, frozen=True):
    """Something to record `ago` days before today, by whoever sits down that day."""

    ago: int
    draft: Draft


def sittings_of(
    sample: SamplePractice, definitions: Definitions, now: datetime, chance: random.Random
) -> tuple[Sitting, ...]:
    """Return the sample's whole past in order of time, none of it later than `now`."""
    people = people_of(sample.details.name, sample.details.delivery_partner)
    today = local_date(now)
    told = [*_Past(sample, definitions, today, chance).happenings()]
    told += (_Happening(ago, draft) for ago, draft in milestones_behind(sample, definitions, today))
    happenings = sorted(told, key=lambda happening: -happening.ago)
    begun = max([_SHORTEST_PAST, *(happening.ago for happening in happenings)]) + 7
    sittings = [_added(sample, people["delivery-partner"], begun, now)]
    sittings += _grouped(happenings, people, now, chance)
    sittings += _acknowledgements(sample, definitions, people, begun, now)
    if sample.signs:
        signatures = riverside_signatures(sample.details, definitions, today)
        sittings += (
            Sitting(_moment((today - signature.on).days, 14, now), signature.by, (), signs=signature)
            for signature in signatures
        )
    return tuple(sorted(sittings, key=lambda sitting: sitting.at))


def _added(sample: SamplePractice, actor: Actor, ago: int, now: datetime) -> Sitting:
    fields = {name: value for name, value in msgspec.to_builtins(sample.details).items() if value}
    return Sitting(_moment(ago, 9, now), actor, (practice_set.draft({**fields, "sample": True}),))


class _Past:
    """What was recorded of each task. Whatever the plan has as due is done, but for what the stories tell."""

    def __init__(self, sample: SamplePractice, definitions: Definitions, today: date, chance: random.Random) -> None:
        self._today = today
        self._chance = chance
        self._plan = SamplePlan(definitions, sample.planned, today)
        self._is_signed = {
            task for task, rule in definitions.sign_off_of_task.items() if sample.signs and rule.id in SIGNED_IN_FULL
        }
        self._stories = sample.stories or stories_by_chance(self._plan, sample.overdue, chance)
        self._notes_when_done = cycle(chance.sample(NOTES_WHEN_DONE, len(NOTES_WHEN_DONE)))
        self._notes_when_open = cycle(chance.sample(NOTES_WHEN_OPEN, len(NOTES_WHEN_OPEN)))

    def happenings(self) -> Iterator[_Happening]:
        """Return what was recorded, task by task."""
        done = [task for task in self._plan.tasks if self._is_done(task)]
        noted = {task.id for task in self._chance.sample(done, round(len(done) * _NOTED_SHARE))}
        left_out = self._left_out_ago()
        for task in self._plan.tasks:
            story = self._stories.get(task.id)
            owner = {"owner": _owner_of(task)} if self._chance.random() < _OWNED_SHARE else {}
            if story and story.status == Status.NOT_APPLICABLE:
                yield _set(left_out[story.reason], task, status=[Status.NOT_APPLICABLE, story.reason])
            elif self._is_done(task):
                yield from self._finished(task, owner, noted=task.id in noted)
            elif story:
                yield from self._open(task, story)
            elif owner and (met := self._plan.milestone("kick-off")) is not None and met < -1:
                yield _set(-met - 1, task, **owner)

    def _is_done(self, task: Task) -> bool:
        story = self._stories.get(task.id)
        return story.status == Status.DONE if story else self._plan.reached(task)

    def _left_out_ago(self) -> dict[str, int]:
        """Return how many days ago each reason was found for which tasks do not apply: when the first had its turn."""
        ago: dict[str, int] = {}
        for task in self._plan.tasks:
            story = self._stories.get(task.id)
            if story and story.status == Status.NOT_APPLICABLE:
                ago.setdefault(story.reason, max(1, -self._plan.turn[task.id]))
        return ago

    def _finished(self, task: Task, owner: dict[str, str], *, noted: bool) -> Iterator[_Happening]:
        """Return a done task, some days before or after its date, and never before what it had to wait for."""
        wait = self._plan.not_before(task)
        day = self._plan.turn[task.id] + self._chance.randint(-4 if wait is None else 0, 1)
        ago = max(1, -day) if self._plan.reached(task) else self._chance.randint(1, 6)
        if task.kind != SIGN_OFF or task.id not in self._is_signed:
            yield _set(ago, task, status=[Status.DONE, ""], **owner)
        elif owner:
            yield _set(ago, task, **owner)
        if noted:
            yield _note(ago, task, next(self._notes_when_done))

    def _open(self, task: Task, story: Story) -> Iterator[_Happening]:
        fields: dict[str, Any] = {"owner": _owner_of(task)}
        if story.status != Status.TO_DO:
            fields["status"] = [story.status, story.reason]
        if story.hand_due is not None:
            fields["due"] = working_day(self._today + timedelta(days=story.hand_due)).isoformat()
        yield _set(self._chance.randint(3, 9), task, **fields)
        if story.note or story.noted:
            yield _note(self._chance.randint(0, 2), task, story.note or next(self._notes_when_open))


def _owner_of(task: Task) -> str:
    return next((OWNERS[role] for role in task.roles if role in OWNERS), OWNERS["practice-manager"])


def _set(ago: int, task: Task, **fields: Any) -> _Happening:
    return _Happening(ago, task_set.draft(task.id, **fields))


def _note(ago: int, task: Task, text: str) -> _Happening:
    return _Happening(ago, note_added.draft(task.id, text))


# time


def _grouped(
    happenings: list[_Happening], people: dict[str, Actor], now: datetime, chance: random.Random
) -> Iterator[Sitting]:
    """Put the happenings of a week into one sitting at its end; today has a sitting of its own."""
    groups: dict[int, list[_Happening]] = {}
    for happening in happenings:
        groups.setdefault(0 if happening.ago == 0 else 1 + (happening.ago - 1) // _MEETS_EVERY, []).append(happening)
    for group in groups.values():
        ago = min(happening.ago for happening in group)
        roles = ("practice-manager", "practice-manager", "delivery-partner", "practice-staff")
        role = "practice-manager" if ago == 0 else chance.choice(roles if ago < _STAFF_JOINED_IN else roles[:3])
        yield Sitting(
            _moment(ago, chance.randint(9, 16), now), people[role], tuple(happening.draft for happening in group)
        )


def _moment(ago: int, hour: int, now: datetime) -> datetime:
    """Return a time of day `ago` days before today, on the Friday before where that is a weekend; today at 9:12."""
    day = local_date(now) - timedelta(days=ago)
    if ago:
        day -= timedelta(days=max(0, day.weekday() - 4))
    at = datetime.combine(day, time(hour if ago else 9, 12)).astimezone()
    return min(at.astimezone(now.tzinfo), now)


# acknowledgements


def _acknowledgements(
    sample: SamplePractice, definitions: Definitions, people: dict[str, Actor], begun: int, now: datetime
) -> Iterator[Sitting]:
    """Return who acknowledged which reference: the manager most, the lead GP some, the partner without its counting."""
    manager, lead, partner = people["practice-manager"], people["lead-gp"], people["delivery-partner"]
    references = [reference.id for reference in definitions.references]
    signed, rest = references[: sample.acknowledged], references[sample.acknowledged :]
    by_manager = signed + (rest[:1] if sample.withdrawn else [])
    if by_manager:
        yield Sitting(_moment(begun * 2 // 3, 11, now), manager, _acknowledged(by_manager, definitions))
    if len(signed) > 3:
        yield Sitting(_moment(begun * 2 // 3 - 1, 13, now), lead, _acknowledged(signed[::3], definitions))
    if sample.withdrawn and rest:
        yield Sitting(_moment(max(1, begun // 3), 15, now), manager, (), withdraws=rest[0])
    if sample.by_partner and rest:
        yield Sitting(_moment(max(1, begun // 4), 10, now), partner, _acknowledged(rest[-1:], definitions))


_DOCUMENT = "the encryption policy that the delivery partner sent"
"""What made-up people name where a reference asks for a document."""


def _acknowledged(references: list[str], definitions: Definitions) -> tuple[Draft, ...]:
    drafts = []
    for reference in references:
        found = definitions.reference_by_id[reference]
        document = _DOCUMENT if found.asks_for else ""
        words_hash = hash_of(wording_of(found))
        drafts.append(acknowledged.draft(reference, wording_of(found, document), words_hash, document))
    return tuple(drafts)


def withdrawal_of(acknowledgement: Acknowledgement) -> Draft:
    """Return the event that takes a sample's acknowledgement back."""
    return withdrawn.draft(acknowledgement, WITHDRAWN_BECAUSE)
