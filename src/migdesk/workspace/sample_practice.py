"""What a made-up practice is called, where it moves from and to, and how far it has come."""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec

from migdesk.workspace.practice_commands import PracticeDetails
from migdesk.workspace.sample_words import COMMISSIONERS, DELIVERY_PARTNERS, KINDS, PLACES, SYSTEMS

LAST_CODE = 999
"""Z99001 to Z99999 are the codes of samples; further ones have none, so that no code in use is ever met."""
REFERENCES = 9


class SamplePractice(msgspec.Struct, frozen=True):
    """A sample and its stage. `days_ahead` is how far it is ahead of the default plan, so that it set dates of its own.

    `done_share`, where it is given, is the share of tasks done; `overdue` how many are late; `acknowledged` how many
    references the practice has signed for, one more of them `withdrawn` again, and some `by_partner` alone.
    """

    details: PracticeDetails
    days_ahead: int
    overdue: int
    acknowledged: int
    withdrawn: bool
    by_partner: bool
    done_share: float | None = None
    late_notes: dict[str, str] = {}
    """Which tasks are late, as far as the checklist has them, and what stands on each."""


def riverside(number: int, today: date) -> SamplePractice:
    """Return the sample that the tour and a first look round show: about 40 % done, 3 overdue, Go-Live in 114 days."""
    details = PracticeDetails(
        "Riverside Surgery", ods_code(number), "EMIS Web", "SystmOne", "North Moor ICB",
        DELIVERY_PARTNERS["North Moor ICB"], today + timedelta(days=114),
    )  # fmt: skip
    late = {
        "kick-off.appoint-project-manager": "CSU to confirm the name by Monday.",
        "kick-off.risks-and-hazards": "Asked the supplier for its hazard log template. No answer yet.",
        "pre.notify-services": "Pharmacies, 111 and Out of hours are told. The lab and PCSE are still to do.",
    }
    return SamplePractice(details, 65, 3, 5, withdrawn=True, by_partner=True, done_share=0.41, late_notes=late)


def sample_practice(number: int, today: date, chance: random.Random) -> SamplePractice:
    """Return the made-up practice of a number, with a Go-Live date from 3 months ago to 5 months ahead."""
    before, after = chance.sample(SYSTEMS, 2)
    commissioner = chance.choice(COMMISSIONERS)
    days = chance.randint(-90, 150)
    details = PracticeDetails(
        sample_name(number), ods_code(number), before, after, commissioner, DELIVERY_PARTNERS[commissioner],
        today + timedelta(days=days),
    )  # fmt: skip
    long_live = days < -45
    all_signed = long_live or chance.random() < 0.4
    return SamplePractice(
        details,
        days_ahead=chance.randint(0, 10),
        overdue=0 if long_live or days > 130 else chance.choice((0, 0, 1, 2, 3, 5)),
        acknowledged=REFERENCES if all_signed else chance.randint(0, REFERENCES - 2),
        withdrawn=not all_signed and chance.random() < 0.3,
        by_partner=not all_signed and chance.random() < 0.4,
    )


def sample_name(number: int) -> str:
    """Return the name of the practice of a number, counted from 1; names come round with a number."""
    turn, place = divmod(number - 1, len(PLACES))
    again, kind = divmod(turn, len(KINDS))
    return f"{PLACES[place]} {KINDS[(place + kind) % len(KINDS)]}" + (f" {again + 1}" if again else "")


def ods_code(number: int) -> str:
    """Return the ODS code of the sample of a number; none beyond the last code."""
    return f"Z99{number:03}" if number <= LAST_CODE else ""
