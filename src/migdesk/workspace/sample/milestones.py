"""Which milestones of a made-up practice have happened: all that lie behind it, most of them on the planned day."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import milestone_dates
from migdesk.practice.event import Draft
from migdesk.practice.kinds import practice_set
from migdesk.practice.plan_record import happened_field
from migdesk.workspace.sample.practice import SamplePractice, working_day

_MAY_SLIP = ("cutover-planning-meeting", "data-sign-off")
"""Nothing counts from these but spans of phases, so that tasks stay where the sample's story has them."""
_SLIPS = (0, 1, 2, 4)
"""Days, taken at random."""


def milestones_behind(sample: SamplePractice, definitions: Definitions, today: date) -> Iterator[tuple[int, Draft]]:
    """Yield the marking of each milestone that has happened, and how many days ago it was made.

    It draws on a chance of its own, so that the rest of a sample is the same with and without it.
    """
    chance = random.Random(f"milestones/{sample.details.name}")  # noqa: S311 (made-up practices need no secrets)
    dates = milestone_dates(definitions.milestones, sample.details.go_live)
    for milestone, planned in dates.items():
        happened = planned
        if milestone in _MAY_SLIP:
            happened = working_day(planned + timedelta(days=chance.choice(_SLIPS)))
        marked = working_day(happened)
        if marked < today:
            fields = {happened_field(milestone): [happened.isoformat(), planned.isoformat()]}
            yield (today - marked).days, practice_set.draft(fields)
