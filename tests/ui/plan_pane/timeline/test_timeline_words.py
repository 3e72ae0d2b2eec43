"""What is said of phases and milestones, in whole words."""

from __future__ import annotations

from msgspec.structs import replace
from timeline_plans import AWAY, JANUARY, milestone, phase, plan, some_plan

from migdesk.ui.plan_pane.milestone_words import slip_words
from migdesk.ui.plan_pane.timeline.rows import Item, in_date_order
from migdesk.ui.plan_pane.timeline.words import (
    milestone_label,
    milestone_state,
    spoken,
    tip,
    tip_html,
    words_of,
)

PHASE = phase(2, "Checking", JANUARY[9], JANUARY[24])


def test_rows_are_spoken_in_whole_words() -> None:
    view = some_plan(leave=(AWAY,), rehearsal=JANUARY[27])
    assert [spoken(view, item) for item in in_date_order(view)] == [
        "Phase 1 Order, Sun 3 January 2027 to Sat 9 January 2027, finished, the guide’s figure",
        (
            "Order placed, Sat 9 January 2027, 11 days ago, happened, 4 "
            "days late, marked as happened, planned for Tue 5 Jan 2027"
        ),
        "Phase 2 Checking, Sun 10 January 2027 to Mon 25 January 2027, under way, 1 of 4 done, the guide’s figure",
        "Leave: Dr Ellery, Tue 12 January 2027 to Sat 16 January 2027, over, set by hand",
        (
            "Sign-off, Mon 25 January 2027, in 5 days, planned, 2 weeks "
            "before Go-Live (worked out from the guide’s figures)"
        ),
        "Cutover rehearsal, Thu 28 January 2027, in 8 days, planned, set by hand",
        "Phase 3 Go-Live, Fri 29 January 2027, planned, 0 of 4 done, the guide’s figure",
        "Go-Live, Fri 29 January 2027, in 9 days, planned, set by hand",
    ]


def test_phase_past_its_time_says_by_how_many_days() -> None:
    late = phase(1, "Order", JANUARY[2], JANUARY[16], done=2)
    assert words_of(plan([late], []), Item("phase", "phase-1")).state == "begun, 3 days over, 2 of 4 done"


def test_milestone_says_how_it_stands() -> None:
    one = milestone("Sign-off", JANUARY[16])
    assert milestone_state(one) == "planned"
    assert milestone_state(replace(one, late=True)) == "past, not marked"
    assert milestone_state(replace(one, happened=True)) == "happened"
    assert milestone_state(replace(one, happened=True, slipped=-1)) == "happened, 1 day early"
    assert slip_words(4) == "4 days late"


def test_label_leaves_out_the_name_that_the_row_has() -> None:
    assert milestone_label(milestone("Checking", JANUARY[9]), PHASE) == "Sun 10 Jan"
    assert milestone_label(milestone("Sign-off", JANUARY[9], late=True), PHASE) == "Sign-off Sun 10 Jan, not marked"
    assert milestone_label(milestone("Sign-off", JANUARY[9]), None) == "Sun 10 Jan"
    slipped = milestone("Sign-off", JANUARY[9], happened=True, slipped=4)
    assert milestone_label(slipped, PHASE) == "Sign-off Sun 10 Jan, 4 days late"


def test_date_that_is_counted_forwards_says_so() -> None:
    go_live = milestone("Go-Live", JANUARY[28], rule="", by_rule=None)
    words = words_of(plan([], [go_live]), Item("milestone", "go-live"))
    assert words.origin == "worked out from the dates that are set"


def test_what_has_no_date_says_so_once() -> None:
    view = plan([phase(1, "Order", None, None)], [milestone("Sign-off", None)])
    assert spoken(view, Item("phase", "phase-1")) == "Phase 1 Order, no date yet, planned, 0 of 4 done"
    assert spoken(view, Item("milestone", "sign-off")) == "Sign-off, no date yet, 2 weeks before Go-Live"


def test_tip_tells_dates_state_rule_and_reason() -> None:
    assert tip(some_plan(), Item("milestone", "sign-off")).splitlines() == [
        "Sign-off",
        "Mon 25 January 2027, in 5 days",
        "Planned",
        "2 weeks before Go-Live (worked out from the guide’s figures)",
        "Two weeks are the shortest.",
    ]


def test_what_a_person_typed_is_shown_as_it_is() -> None:
    view = some_plan(leave=(replace(AWAY, name="<b>Dr & Co</b>"),))
    html = tip_html(view, Item("leave", "l1"))
    assert "&lt;b&gt;Dr &amp; Co&lt;/b&gt;" in html
