"""Which days the timeline shows, and in which row a milestone stands."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace
from timeline_plans import AWAY, JANUARY, TODAY, milestone, phase, plan, some_plan

from migdesk.checklist.plan.dates import Leave
from migdesk.ui.plan_pane.timeline.rows import (
    EDGE_DAYS,
    Item,
    day_of,
    has_dates,
    in_date_order,
    rows_of,
    span_of,
)
from migdesk.workspace.plan.view import PlanView
from migdesk.workspace.workspace import Workspace

EDGE = timedelta(days=EDGE_DAYS)


def milestones_by_row(view: PlanView) -> dict[str, list[str]]:
    return {row.phase.id if row.phase else "": [one.id for one in row.milestones] for row in rows_of(view)}


def test_milestones_of_the_guide_stand_where_a_person_looks_for_them(workspace: Workspace, sample: str) -> None:
    assert milestones_by_row(workspace.plans.view(sample)) == {
        "decision-to-migrate-and-funding": [],
        "ordering-a-new-system": ["order"],
        "kick-off-meeting": ["kick-off"],
        "technical-survey": ["technical-survey"],
        "pre-migration-tasks": [],
        "initial-data-production": ["idp"],
        "data-checking": [],
        "data-recheck-and-sign-off": ["data-sign-off"],
        "cutover-planning-and-preparation": ["cutover-planning-meeting"],
        "training": [],
        "final-data-production": ["fdp"],
        "cutover-period": ["cutover-start"],
        "go-live": ["go-live"],
        "post-go-live": ["re-entry-done"],
        "end-of-migration": ["end"],
        "": ["old-system-read-only-until"],
    }


def test_milestone_in_the_time_of_two_phases_stands_with_the_shorter() -> None:
    view = plan(
        [phase(1, "Long", JANUARY[0], JANUARY[30]), phase(2, "Short", JANUARY[10], JANUARY[20])],
        [milestone("Meeting", JANUARY[15])],
    )
    assert milestones_by_row(view) == {"phase-1": [], "phase-2": ["meeting"]}


def test_milestone_without_a_date_stands_nowhere() -> None:
    view = plan([phase(1, "Only", JANUARY[0], JANUARY[1])], [milestone("Meeting", None)])
    assert milestones_by_row(view) == {"phase-1": []}


def test_plan_without_dates_has_nothing_to_draw() -> None:
    assert not has_dates(plan([phase(1, "Only", None, None)], [milestone("Meeting", None)]))
    assert has_dates(some_plan())


def test_all_of_the_plan_is_shown_with_a_little_room() -> None:
    assert span_of(some_plan()) == (JANUARY[2] - EDGE, JANUARY[28] + EDGE)


def test_day_that_was_planned_is_shown_too() -> None:
    view = plan([], [milestone("Order", JANUARY[20], happened=True, planned=JANUARY[3], slipped=17)], today=JANUARY[20])
    assert span_of(view) == (JANUARY[3] - EDGE, JANUARY[20] + EDGE)


def test_today_is_shown_unless_it_is_far_away() -> None:
    soon, far = date(2026, 11, 20), date(2026, 5, 1)
    assert span_of(replace(some_plan(), today=soon))[0] == soon - EDGE
    assert span_of(replace(some_plan(), today=far))[0] == JANUARY[2] - EDGE


def test_leave_outside_the_plan_does_not_stretch_it() -> None:
    later = Leave("l2", "Summer", date(2027, 8, 1), date(2027, 8, 20))
    over = Leave("l3", "End of the month", JANUARY[27], date(2027, 2, 10))
    assert span_of(some_plan(leave=(later,)))[1] == JANUARY[28] + EDGE
    assert span_of(some_plan(leave=(over,)))[1] == over.last + EDGE


def test_everything_comes_in_order_of_date() -> None:
    view = some_plan(leave=(AWAY,), rehearsal=JANUARY[17])
    assert in_date_order(view) == (
        Item("phase", "phase-1"),
        Item("milestone", "order placed"),
        Item("phase", "phase-2"),
        Item("leave", "l1"),
        Item("rehearsal"),
        Item("milestone", "sign-off"),
        Item("phase", "phase-3"),
        Item("milestone", "go-live"),
    )
    days = [day_of(view, item) for item in in_date_order(view)]
    assert days == sorted(day for day in days if day)


def test_item_that_is_not_there_has_no_day() -> None:
    assert day_of(plan([], [], today=TODAY), Item("milestone", "gone")) is None
