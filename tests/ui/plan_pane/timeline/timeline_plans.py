"""Small plans for the timeline's tests, as of 20 January 2027."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from migdesk.checklist.plan.dates import Leave
from migdesk.workspace.plan.view import MilestoneView, PhaseView, PlanView

TODAY = date(2027, 1, 20)
JANUARY = [date(2027, 1, day) for day in range(1, 32)]
"""JANUARY[0] is the first."""


def phase(number: int, title: str, start: date | None, end: date | None, **fields: Any) -> PhaseView:
    plain = PhaseView(
        id=f"phase-{number}",
        number=number,
        title=title,
        short_title=title,
        start=start,
        end=end,
        done=0,
        total=4,
        finished=False,
        under_way=False,
        basis="guide",
        because="The guide says so.",
        source="/guide",
    )
    return replace(plain, **fields)


def milestone(name: str, day: date | None, **fields: Any) -> MilestoneView:
    plain = MilestoneView(
        id=name.casefold(),
        title=name,
        short_title=name,
        date=day,
        by_hand=False,
        happened=False,
        planned=day,
        slipped=0,
        late=False,
        rule="2 weeks before Go-Live",
        by_rule=day,
        basis="derived",
        because="Two weeks are the shortest.",
        source="/guide",
    )
    return replace(plain, **fields)


def plan(
    phases: list[PhaseView],
    milestones: list[MilestoneView],
    leave: tuple[Leave, ...] = (),
    rehearsal: date | None = None,
    today: date = TODAY,
) -> PlanView:
    return PlanView(
        practice_id="p1",
        today=today,
        milestones=tuple(milestones),
        phases=tuple(phases),
        choices=(),
        leave=leave,
        rehearsal=rehearsal,
    )


def some_plan(**fields: Any) -> PlanView:
    """Three phases in January, one finished and one under way, with three milestones of which one was 4 days late."""
    return plan(
        [
            phase(1, "Order", JANUARY[2], JANUARY[8], done=4, finished=True),
            phase(2, "Checking", JANUARY[9], JANUARY[24], done=1, under_way=True),
            phase(3, "Go-Live", JANUARY[28], JANUARY[28]),
        ],
        [
            milestone("Order placed", JANUARY[8], happened=True, planned=JANUARY[4], slipped=4),
            milestone("Sign-off", JANUARY[24]),
            milestone("Go-Live", JANUARY[28], by_hand=True, rule="", by_rule=None),
        ],
        **fields,
    )


AWAY = Leave("l1", "Dr Ellery", JANUARY[11], JANUARY[15])
