"""What a made-up practice is called, where it moves from and to, and how far it has come."""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec

from migdesk.practice.details import PracticeDetails
from migdesk.workspace.sample.stories import RIVERSIDE_STORIES, Story
from migdesk.workspace.sample.words import COMMISSIONERS, DELIVERY_PARTNERS, KINDS, PLACES, SYSTEMS

LAST_CODE = 999
"""Z99001 to Z99999 are the codes of samples; further ones have none, so that no code in use is ever met."""
REFERENCES = 9
_ORDER_IS_NEAR = 105
"""Days before Go-Live: until then, few have looked at the references."""


class SamplePractice(msgspec.Struct, frozen=True, kw_only=True):
    """A sample and its stage.

    `planned` is the Go-Live date that its progress follows, also where the practice has not recorded one yet.
    `overdue` is how many tasks are late at most; `acknowledged` how many references the practice has signed for, one
    more of them `withdrawn` again, and one `by_partner` alone. `stories`, where there are any, say which tasks differ
    from the plan; else chance does. Where it `signs`, the sign-offs behind it are signed, as Riverside's are.
    """

    details: PracticeDetails
    planned: date
    overdue: int
    acknowledged: int
    withdrawn: bool
    by_partner: bool
    stories: dict[str, Story] = {}
    signs: bool = False


class Stage(msgspec.Struct, frozen=True):
    """How near Go-Live is, in days from today, and how many tasks are late at most."""

    soonest: int
    latest: int
    overdue: tuple[int, ...]
    dated: bool = True


STAGES = (
    Stage(48, 54, (3,)),
    Stage(-10, -4, (2,)),
    Stage(2, 4, (1,)),
    Stage(-90, -45, (0,)),
    Stage(112, 126, (0,), dated=False),
    Stage(20, 40, (1, 2)),
    Stage(70, 72, (1, 2)),
)
"""The first samples show one stage each, so that a handful of them has something of everything."""
ANY_STAGE = Stage(-90, 150, (0, 0, 1, 1, 2, 3, 4))
_UNDATED_SHARE = 0.4
"""How many of those that have not ordered yet have no Go-Live date either."""


def riverside(number: int, today: date) -> SamplePractice:
    """Return the sample that the tour and a first look round show: 40 % done, 3 overdue, Go-Live in about 50 days.

    The first data extract is due in one to three days, on the weekday of Go-Live.
    """
    go_live = working_day(today + timedelta(days=50))
    details = PracticeDetails(
        "Riverside Surgery", ods_code(number), "EMIS Web", "SystmOne", "North Moor ICB",
        DELIVERY_PARTNERS["North Moor ICB"], go_live,
    )  # fmt: skip
    return SamplePractice(
        details=details,
        planned=go_live,
        overdue=3,
        acknowledged=5,
        withdrawn=True,
        by_partner=True,
        stories=RIVERSIDE_STORIES,
        signs=True,
    )


def sample_practice(number: int, today: date, chance: random.Random) -> SamplePractice:
    """Return the made-up practice of a number, with a Go-Live date from 3 months ago to 5 months ahead, or none yet."""
    before, after = chance.sample(SYSTEMS, 2)
    commissioner = chance.choice(COMMISSIONERS)
    stage = STAGES[number - 1] if number <= len(STAGES) else ANY_STAGE
    planned = working_day(today + timedelta(days=chance.randint(stage.soonest, stage.latest)))
    days = (planned - today).days
    dated = stage.dated and (days <= _ORDER_IS_NEAR or chance.random() > _UNDATED_SHARE)
    details = PracticeDetails(
        sample_name(number), ods_code(number), before, after, commissioner, DELIVERY_PARTNERS[commissioner],
        planned if dated else None,
    )  # fmt: skip
    acknowledged = _acknowledged(days, chance)
    return SamplePractice(
        details=details,
        planned=planned,
        overdue=chance.choice(stage.overdue) if dated else 0,
        acknowledged=acknowledged,
        withdrawn=0 < acknowledged < REFERENCES and chance.random() < 0.3,
        by_partner=acknowledged < REFERENCES and chance.random() < 0.4,
    )


def _acknowledged(days: int, chance: random.Random) -> int:
    if days > _ORDER_IS_NEAR:
        return chance.randint(0, 3)
    return REFERENCES if days < 0 or chance.random() < 0.4 else chance.randint(3, REFERENCES - 2)


def working_day(day: date) -> date:
    """Return the day itself or, from a weekend, the Monday after: nobody goes live on a Sunday."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def sample_name(number: int) -> str:
    """Return the name of the practice of a number, counted from 1; names come round with a number."""
    turn, place = divmod(number - 1, len(PLACES))
    again, kind = divmod(turn, len(KINDS))
    return f"{PLACES[place]} {KINDS[(place + kind) % len(KINDS)]}" + (f" {again + 1}" if again else "")


def ods_code(number: int) -> str:
    """Return the ODS code of the sample of a number; none beyond the last code."""
    return f"Z99{number:03}" if number <= LAST_CODE else ""
