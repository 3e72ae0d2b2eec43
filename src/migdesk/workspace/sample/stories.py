"""What differs from the plan at a made-up practice: tasks that are late, early, under way, or do not apply."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import msgspec

from migdesk.checklist.definitions import Task
from migdesk.practice.status import Status
from migdesk.workspace.sample.plan import SamplePlan
from migdesk.workspace.sample.words import (
    BLOCKED_BECAUSE,
    BLOCKED_BY,
    BLOCKED_FOR_TIME,
    NOT_APPLICABLE_BECAUSE,
    NOT_NEEDED,
)

_SOON, _EARLY, _LATEST = 14, 10, 14
"""Days: how far ahead work begins, how far ahead something is done already, how long at most something is overdue."""
_DOES_NOT_APPLY = 0.35


class Story(msgspec.Struct, frozen=True):
    """How one task stands, whatever the plan says. `hand_due` is a date set by hand, in days from today.

    `note` is the words of a note; `noted` asks for any note that fits.
    """

    status: str
    reason: str = ""
    note: str = ""
    noted: bool = False
    hand_due: int | None = None


RIVERSIDE_STORIES = {
    "survey.dispensary": Story(Status.NOT_APPLICABLE, NOT_APPLICABLE_BECAUSE["survey.dispensary"]),
    "go-live.dispensary": Story(Status.NOT_APPLICABLE, NOT_APPLICABLE_BECAUSE["go-live.dispensary"]),
    # late
    "pre.test-criteria": Story(Status.TO_DO, note="Asked the new supplier for them twice. Chase on Monday."),
    "pre.notify-services": Story(
        Status.IN_PROGRESS, note="Pharmacies, 111 and Out of hours are told. The lab and PCSE are still to do."
    ),
    "pre.select-records": Story(Status.BLOCKED, BLOCKED_BECAUSE["pre.select-records"]),
    # early
    "pre.pharmacy-ordering": Story(Status.DONE),
    "pre.sms": Story(Status.DONE),
    "check.instructions": Story(Status.DONE),
    "plan.cutover-dates": Story(Status.DONE),
    "plan.deducted-patients": Story(Status.DONE),
    "training.schedule": Story(Status.DONE),
    # under way
    "pre.patient-apps": Story(Status.IN_PROGRESS, note="Two of the three apps will still work. Waiting for the third."),
    "idp.extract-delivered": Story(Status.TO_DO, note="The current supplier has confirmed the day."),
    "idp.user-access": Story(Status.IN_PROGRESS, note="The list of names has gone to the new supplier."),
    "check.workstations": Story(Status.BLOCKED, "The second monitors are ordered but have not come"),
    "plan.rotas": Story(Status.IN_PROGRESS),
    "plan.meeting": Story(Status.TO_DO, note="Moved forward: both suppliers can come that day.", hand_due=4),
}
"""Riverside Surgery on the eve of its first data extract: 3 tasks late, one of them critical, and 2 blocked."""


def stories_by_chance(plan: SamplePlan, overdue: int, chance: random.Random) -> dict[str, Story]:
    """Return the tasks that differ from the plan, by id: `overdue` of them late, as far as some can be."""
    stories = dict(_left_out(plan, chance))
    rest = [task for task in plan.tasks if task.id not in stories]
    for choose in (_early, _late):
        wanted = overdue if choose is _late else chance.randint(0, 2)
        candidates = choose(plan, rest)
        for task in chance.sample(candidates, min(wanted, len(candidates))):
            stories[task.id] = Story(Status.DONE) if choose is _early else _late_story(task, chance)
    stories.update(_under_way(plan, [task for task in rest if task.id not in stories], chance))
    return stories


def _left_out(plan: SamplePlan, chance: random.Random) -> Iterator[tuple[str, Story]]:
    """Return what does not apply, of all that was come to by now, with its later counterparts."""
    groups: dict[str, list[Task]] = {}
    for task in plan.tasks:
        if task.applies_if:
            groups.setdefault(NOT_APPLICABLE_BECAUSE.get(task.id, task.applies_if), []).append(task)
    for group in groups.values():
        if chance.random() < _DOES_NOT_APPLY and plan.reached(group[0]):
            yield from (
                (task.id, Story(Status.NOT_APPLICABLE, NOT_APPLICABLE_BECAUSE.get(task.id, NOT_NEEDED)))
                for task in group
            )


def _can_move(plan: SamplePlan, task: Task) -> bool:
    """Tell whether some days matter little: not so for a meeting, a signature, what is critical, or opens a phase."""
    return not (task.critical or task.kind in {"meeting", "sign-off"} or plan.opens(task))


def _early(plan: SamplePlan, tasks: Iterable[Task]) -> list[Task]:
    return [
        task
        for task in tasks
        if 0 <= plan.turn[task.id] <= _EARLY and plan.not_before(task) is None and _can_move(plan, task)
    ]


def _late(plan: SamplePlan, tasks: list[Task]) -> list[Task]:
    """Return what may be late: due not long ago, and of no phase that the practice has finished."""
    phase_now = min((plan.phase_number(task) for task in tasks if not plan.reached(task)), default=None)
    if phase_now is None:
        return []
    return [
        task
        for task in tasks
        if -_LATEST <= plan.due(task) < 0 and plan.phase_number(task) >= phase_now and _can_move(plan, task)
    ]


def _late_story(task: Task, chance: random.Random) -> Story:
    status = chance.choice((Status.TO_DO, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.BLOCKED))
    return Story(status, _blocked_because(task) if status == Status.BLOCKED else "", noted=True)


def _under_way(plan: SamplePlan, tasks: list[Task], chance: random.Random) -> Iterator[tuple[str, Story]]:
    """Return the next tasks: some begun, one perhaps blocked, one perhaps dated by hand."""
    can_begin = [task for task in tasks if not plan.reached(task) and plan.can_begin(task)]
    soon = [task for task in can_begin if plan.turn[task.id] <= _SOON] or can_begin[:3]
    for number, task in enumerate(soon[:4]):
        if number == 1 and chance.random() < 0.4:
            yield task.id, Story(Status.BLOCKED, _blocked_because(task), noted=True)
        elif number == 3 and chance.random() < 0.3:
            yield task.id, Story(Status.TO_DO, noted=True, hand_due=max(plan.due(task), 0) + 3)
        elif number in (0, 2):
            yield task.id, Story(Status.IN_PROGRESS, noted=number == 0)


def _blocked_because(task: Task) -> str:
    others = (reason for role, reason in BLOCKED_BY.items() if role in task.roles)
    return BLOCKED_BECAUSE.get(task.id) or next(others, BLOCKED_FOR_TIME)
