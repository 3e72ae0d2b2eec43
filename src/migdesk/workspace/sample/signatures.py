"""Who signed what at Riverside Surgery by the time that people look round there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import milestone_dates
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.workspace.sample.words import people_of, signers_of

SIGNED_IN_FULL = frozenset(
    {
        "so.local-boards", "so.funding", "so.dpia", "so.order", "so.project-manager", "so.technical-form",
        "so.extra-cost",
    }
)  # fmt: skip
"""What everybody has signed who has to. For information governance, both suppliers have not yet."""
_ALL_FOUR = ("practice-manager", "delivery-partner", "commissioner", "new-supplier")


class SampleSignature(msgspec.Struct, frozen=True, kw_only=True):
    """One made-up person who signed a sign-off on a day."""

    sign_off: str
    by: Actor
    on: date
    fields: dict[str, Any]


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    """A signature by somebody in a role, some days after a milestone; each of `days` is a field that many days later or
    earlier than the signature."""

    sign_off: str
    role: str
    milestone: str
    after: int
    fields: dict[str, Any] = {}
    days: dict[str, int] = {}


_STORY = (
    _Told(
        sign_off="so.local-boards", role="commissioner", milestone="order", after=-24,
        fields={"board": "The primary care board of North Moor ICB"}, days={"agreed-on": -3},
    ),
    _Told(
        sign_off="so.funding", role="commissioner", milestone="order", after=-16,
        fields={
            "items": "the new system, the data migration and three days of training",
            "amount": "18500",
            "not-covered": "overtime for re-entry",
        },
    ),
    _Told(
        sign_off="so.dpia", role="lead-gp", milestone="order", after=-9,
        fields={
            "decision": "needed",
            "reason": "all records move to another supplier",
            "adviser": "the Data Protection Officer of North Moor ICB",
        },
    ),
    _Told(
        sign_off="so.order", role="commissioner", milestone="order", after=-1, fields={"system": "SystmOne"},
    ),
    *(
        _Told(
            sign_off="so.project-manager", role=role, milestone="kick-off", after=0,
            fields={"name": "the migration project manager"}, days={"until": 122},
        )
        for role in _ALL_FOUR
    ),
    *(
        _Told(
            sign_off="so.ig-party", role=role, milestone="kick-off", after=after, fields={"answerable": answerable},
        )
        for role, after, answerable in (
            ("lead-gp", 1, "The practice manager"),
            ("delivery-partner", 1, "The migration project manager"),
            ("commissioner", 6, "The ICB primary care lead"),
        )
    ),
    _Told(
        sign_off="so.technical-form", role="practice-manager", milestone="technical-survey", after=9,
        days={"dated": -2},
    ),
    _Told(
        sign_off="so.extra-cost", role="commissioner", milestone="technical-survey", after=10,
        fields={"items": "two printers and a second monitor for each room", "amount": "2150"},
    ),
)  # fmt: skip


def riverside_signatures(
    details: PracticeDetails, definitions: Definitions, today: date
) -> tuple[SampleSignature, ...]:
    """Return the signatures at Riverside Surgery in order of time, of the sign-offs that the guide in use has."""
    return tuple(sorted(_signatures(details, definitions, today), key=lambda signature: signature.on))


def _signatures(details: PracticeDetails, definitions: Definitions, today: date) -> Iterator[SampleSignature]:
    by = {**people_of(details.name, details.delivery_partner), **signers_of(details.commissioner, details.to_system)}
    dates = milestone_dates(definitions.milestones, details.go_live)
    for told in _STORY:
        milestone = dates.get(told.milestone)
        if milestone is None or told.sign_off not in definitions.sign_off_by_id:
            continue
        on = min(milestone + timedelta(days=told.after), today)
        days = {field: (on + timedelta(days=later)).isoformat() for field, later in told.days.items()}
        yield SampleSignature(sign_off=told.sign_off, by=by[told.role], on=on, fields={**told.fields, **days})
