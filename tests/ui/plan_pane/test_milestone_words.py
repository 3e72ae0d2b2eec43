"""What a card says, and what an answer in its editor means."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from migdesk.ui.plan_pane.milestone_change import change_request_for, go_live_request, keep_by_hand, rule_again
from migdesk.ui.plan_pane.milestone_words import origin, rule_line, small_line, spoken
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.plan.view import ChoiceView, MilestoneView

TODAY = date(2026, 11, 22)
DAY = date(2027, 3, 2)
FDP = MilestoneView(
    id="fdp",
    title="Final Data Production",
    short_title="Final data",
    date=DAY,
    by_hand=False,
    happened=False,
    planned=None,
    slipped=0,
    late=False,
    rule="2 weeks before Go-Live",
    by_rule=DAY,
    basis="derived",
    because="Because.",
    source="/guide#fdp",
)
GO_LIVE = replace(FDP, id="go-live", title="Go-Live", rule="", by_rule=None, by_hand=True)


@pytest.mark.parametrize(
    ("changes", "small", "whole"),
    [
        ({}, "in 100 days", "Final Data Production: Tue 2 March 2027, in 100 days"),
        (
            {"by_hand": True},
            "in 100 days · by hand",
            "Final Data Production: Tue 2 March 2027, in 100 days, set by hand",
        ),
        ({"date": None}, "no date yet", "Final Data Production: no date yet"),
        (
            {"date": date(2026, 11, 20), "late": True},
            "past, not marked",
            "Final Data Production: Fri 20 November 2026, 2 days ago, past and not marked as happened",
        ),
        (
            {"date": date(2026, 11, 20), "happened": True, "planned": date(2026, 11, 16), "slipped": 4},
            "happened, 4 days late",
            "Final Data Production: happened on Fri 20 November 2026, 4 days late, planned for Mon 16 November 2026",
        ),
        (
            {"date": date(2026, 11, 15), "happened": True, "planned": date(2026, 11, 16), "slipped": -1},
            "happened, 1 day early",
            "Final Data Production: happened on Sun 15 November 2026, 1 day early, planned for Mon 16 November 2026",
        ),
        (
            {"date": date(2026, 11, 16), "happened": True, "planned": date(2026, 11, 16)},
            "happened",
            "Final Data Production: happened on Mon 16 November 2026",
        ),
    ],
)
def test_how_a_milestone_stands_is_said_shortly_and_in_whole_words(
    changes: dict[str, Any], small: str, whole: str
) -> None:
    one = replace(FDP, **changes)
    assert small_line(one, TODAY) == small
    assert spoken(one, TODAY) == whole


def test_a_go_live_that_nobody_set_says_so() -> None:
    worked_out = replace(GO_LIVE, by_hand=False)
    assert small_line(worked_out, TODAY) == "in 100 days · not set"
    assert spoken(worked_out, TODAY) == "Go-Live: Tue 2 March 2027, in 100 days, worked out and not set"


def test_a_rule_is_said_with_its_day_and_where_it_comes_from() -> None:
    assert rule_line(FDP) == "Its rule: 2 weeks before Go-Live, which is Tue 2 March 2027."
    assert origin(FDP) == "Worked out from the guide’s figures. Because."
    assert origin(replace(FDP, basis="guide")) == "The guide’s figure. Because."
    assert (rule_line(GO_LIVE), origin(GO_LIVE)) == ("", "")


def test_another_day_is_planned_by_hand() -> None:
    request = change_request_for(FDP, DAY + timedelta(days=7), happened=False)
    assert request is not None
    assert request.question == "Move Final Data Production to Tue 9 March 2027?"
    assert request.change == PlanChange(planned={"fdp": date(2027, 3, 9)})
    assert change_request_for(FDP, DAY, happened=False) is None


def test_what_happened_is_marked_and_the_mark_taken_away() -> None:
    day = date(2026, 11, 20)
    request = change_request_for(FDP, day, happened=True)
    assert request is not None and request.change == PlanChange(happened={"fdp": day})
    assert request.question == "Final Data Production happened on Fri 20 November 2026?"
    happened = replace(FDP, date=day, happened=True)
    assert change_request_for(happened, day, happened=True) is None
    back = change_request_for(happened, day, happened=False)
    assert back is not None and back.change == PlanChange(happened={"fdp": None})
    moved = change_request_for(happened, DAY, happened=False)
    assert moved is not None and moved.change == PlanChange(planned={"fdp": DAY}, happened={"fdp": None})


def test_go_live_keeps_its_day_when_its_mark_goes() -> None:
    """It has no rule that would give it one, and with it every other date would go."""
    happened = replace(GO_LIVE, happened=True, by_hand=False)
    request = change_request_for(happened, DAY, happened=False)
    assert request is not None and request.change == PlanChange(planned={"go-live": DAY}, happened={"go-live": None})


def test_an_emptied_date_goes_back_to_the_rule() -> None:
    by_hand = replace(FDP, by_hand=True)
    assert change_request_for(by_hand, None, happened=False) == rule_again(by_hand)
    assert rule_again(by_hand).change == PlanChange(planned={"fdp": None})
    assert rule_again(by_hand).question == "Give Final Data Production back to its rule?"
    assert rule_again(GO_LIVE).question == "Take the date of Go-Live away?"
    assert rule_again(replace(by_hand, happened=True)).change == PlanChange(
        planned={"fdp": None}, happened={"fdp": None}
    )
    assert keep_by_hand(FDP, DAY).change == PlanChange(planned={"fdp": DAY})


def test_a_chosen_figure_counts_in_place_of_a_date_by_hand() -> None:
    choice = ChoiceView(
        id="90-days",
        milestone="fdp",
        title="90 days after Go-Live",
        date=DAY,
        basis="guide",
        because="",
        source="/guide",
        chosen=False,
        standard=False,
    )
    request = change_request_for(FDP, DAY, False, choice)
    assert request is not None and request.change == PlanChange(old_system_access="90-days")
    by_hand = change_request_for(replace(FDP, by_hand=True), DAY, False, replace(choice, standard=True))
    assert by_hand is not None and by_hand.change == PlanChange(planned={"fdp": None}, old_system_access=None)
    typed = change_request_for(FDP, date(2027, 4, 1), False, choice)
    assert typed is not None and typed.change == PlanChange(planned={"fdp": date(2027, 4, 1)})


def test_a_new_go_live_is_asked_about_in_its_own_words() -> None:
    assert go_live_request(None, DAY).question == "Plan Go-Live for Tue 2 March 2027?"
    assert go_live_request(TODAY, DAY).question == "Move Go-Live to Tue 2 March 2027?"
    assert go_live_request(TODAY, None).question == "Take the date of Go-Live away?"
    assert go_live_request(TODAY, DAY).change == PlanChange(planned={"go-live": DAY})
