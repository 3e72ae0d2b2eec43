"""Conflicts say in words what speaks against a date, with the rule and where it stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from migdesk.base.assets import content_folder
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.plan.conflicts import Conflict, conflicts_of
from migdesk.checklist.plan.dates import Leave, PlanInputs, plan_dates

CONTENT = load_definitions(content_folder())
TODAY = date(2026, 11, 24)
QUIET = date(2027, 6, 22)
"""A Tuesday whose default plan meets no bank holiday."""


def found(inputs: PlanInputs | date, today: date = TODAY) -> dict[str, Conflict]:
    inputs = PlanInputs(planned={"go-live": inputs}) if isinstance(inputs, date) else inputs
    conflicts = conflicts_of(CONTENT, inputs, plan_dates(CONTENT.milestones, inputs), today)
    by_id = {one.id: one for one in conflicts}
    assert len(by_id) == len(conflicts), "ids are not told apart"
    for one in conflicts:
        assert one.title and one.text.endswith((".", "?")) and one.source.startswith("/guide") and one.milestones
    return by_id


def fixed(**days: date) -> PlanInputs:
    planned = {name.replace("_", "-"): day for name, day in days.items()}
    return PlanInputs(planned={"go-live": QUIET, **planned})


def test_the_default_plan_on_quiet_days_has_none() -> None:
    assert found(QUIET) == {}
    assert conflicts_of(CONTENT, PlanInputs(), {}, TODAY) == ()


def test_too_little_notice_for_the_extract() -> None:
    idp = plan_dates(CONTENT.milestones, PlanInputs(planned={"go-live": QUIET}))["idp"]
    assert "extract-notice" not in found(fixed(order=idp - timedelta(days=35)))
    one = found(fixed(order=idp - timedelta(days=34)))["extract-notice"]
    assert one.text == (
        "There are only 34 days from the order (Wed 31 March 2027) to Initial Data Production (Tue 4 May 2027). "
        "A current supplier may want up to 5 weeks of notice for its extract."
    )
    assert one.source == "/guide/get-started#request-a-data-extract-from-the-current-supplier"


def test_a_go_live_that_is_too_near_for_the_notice_counts_from_today() -> None:
    inputs = PlanInputs(planned={"go-live": TODAY + timedelta(days=60)})
    assert "There are only 11 days from today to" in found(inputs)["extract-notice"].text
    ordered = replace(inputs, happened={"order": TODAY - timedelta(days=31)})
    assert "extract-notice" not in found(ordered)


def test_cutover_planning_less_than_four_weeks_ahead() -> None:
    assert "planning-notice" not in found(fixed(cutover_planning_meeting=date(2027, 5, 11)))
    one = found(fixed(cutover_planning_meeting=date(2027, 5, 12)))["planning-notice"]
    assert "There are only 27 days from the cutover planning meeting (Wed 12 May 2027)" in one.text
    assert "at least 4 weeks" in one.text
    assert one.milestones == ("cutover-planning-meeting", "fdp")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 5, 29), "falls on Sat 29 May 2027"),
        (date(2027, 5, 31), "falls on a bank holiday (Spring Bank Holiday, Mon 31 May 2027)"),
    ],
)
def test_a_milestone_on_a_day_off_names_the_day(day: date, words: str) -> None:
    one = found(fixed(data_sign_off=day))["day-off-data-sign-off"]
    assert words in one.text
    assert one.title == "Data checking signed off falls on a day off"


def test_two_milestones_on_one_day_off_are_said_at_once() -> None:
    one = found(fixed(fdp=date(2027, 6, 6)))["day-off-fdp"]
    assert one.milestones == ("fdp", "cutover-start")
    assert one.text.startswith("Final Data Production and Cutover starts fall on Sun 6 June 2027")


def test_nobody_has_to_be_there_when_old_access_ends() -> None:
    assert found(fixed(old_system_read_only_until=date(2027, 8, 7))) == {}


@pytest.mark.parametrize(
    ("go_live", "kind"),
    [
        (date(2027, 3, 17), None),
        (date(2027, 3, 18), "qof-year-end-go-live"),
        (date(2026, 3, 31), "qof-year-end-go-live"),
        (date(2026, 12, 17), None),
        (date(2026, 12, 18), "christmas-go-live"),
        (date(2027, 1, 5), "christmas-go-live"),
        (date(2027, 1, 6), None),
        (date(2027, 3, 23), "easter-go-live"),
        (date(2027, 3, 22), "qof-year-end-go-live"),
        (date(2027, 4, 1), "easter-go-live"),
        (date(2027, 4, 2), None),
    ],
)
def test_times_of_the_year(go_live: date, kind: str | None) -> None:
    said = [one for one in found(go_live, date(2026, 1, 1)) if one.startswith(("qof", "christmas", "easter"))]
    assert (kind in said) if kind else said == []


def test_leave_names_who_is_away_and_what_lies_in_it() -> None:
    leave = Leave("x1", "Dr Example", QUIET - timedelta(days=1), QUIET)
    one = found(replace(fixed(), leave=(leave,)))["leave-x1"]
    assert one.title == "Go-Live lies inside leave"
    assert "inside leave of Dr Example (Mon 21 June 2027 to Tue 22 June 2027)" in one.text
    before = replace(leave, first=QUIET - timedelta(days=5), last=QUIET - timedelta(days=1))
    assert found(replace(fixed(), leave=(before,))) == {}


@pytest.mark.parametrize(("weeks", "days", "words"), [(11, 6, "shorter"), (12, 0, ""), (16, 0, ""), (16, 1, "longer")])
def test_the_whole_span(weeks: int, days: int, words: str) -> None:
    order = plan_dates(CONTENT.milestones, PlanInputs(planned={"go-live": QUIET}))["order"]
    said = found(fixed(end=order + timedelta(weeks=weeks, days=days)))
    if words:
        assert said["whole-span"].title == f"The whole migration is {words} than 12 to 16 weeks"
        assert f"It takes {weeks} weeks and {days} day" in said["whole-span"].text
    else:
        assert "whole-span" not in said


@pytest.mark.parametrize(("days_after_closing", "said"), [(-1, True), (0, False), (7, False), (8, True)])
def test_an_end_that_waits_for_the_old_system_to_close_is_not_too_late(days_after_closing: int, said: bool) -> None:
    """The guide wants access closed at the end, and allows more of it than its 16 weeks have room for."""
    closing = plan_dates(CONTENT.milestones, PlanInputs(planned={"go-live": QUIET}))["old-system-read-only-until"]
    assert ("whole-span" in found(fixed(end=closing + timedelta(days=days_after_closing)))) is said


def test_out_of_order_names_both() -> None:
    one = found(fixed(data_sign_off=date(2027, 6, 15)))["out-of-order-fdp-data-sign-off"]
    assert one.title == "Final Data Production comes before Data checking signed off"
    assert one.milestones == ("data-sign-off", "fdp")


def test_a_go_live_in_the_past_asks_to_be_marked() -> None:
    inputs = PlanInputs(planned={"go-live": QUIET})
    assert "go-live-not-marked" not in found(inputs, QUIET)
    assert "Tue 22 June 2027, which is past" in found(inputs, QUIET + timedelta(days=1))["go-live-not-marked"].text
    assert "go-live-not-marked" not in found(replace(inputs, happened={"go-live": QUIET}), QUIET + timedelta(days=1))


def test_what_has_happened_is_not_warned_of_any_more() -> None:
    easter = PlanInputs(planned={}, happened={"go-live": date(2027, 3, 29)})
    said = found(easter, date(2027, 3, 30))
    assert not [one for one in said if "go-live" in one]


def test_a_rehearsal_comes_before_the_cutover_on_a_working_day() -> None:
    assert found(replace(fixed(), rehearsal=date(2027, 6, 1))) == {}
    assert set(found(replace(fixed(), rehearsal=date(2027, 6, 8)))) == {"rehearsal-too-late"}
    assert set(found(replace(fixed(), rehearsal=date(2027, 6, 6)))) == {"rehearsal-day-off"}


def test_a_guide_without_figures_is_not_held_to_them() -> None:
    definitions = replace(CONTENT, timings=())
    inputs = fixed(order=QUIET - timedelta(days=60))
    dates = plan_dates(definitions.milestones, inputs)
    kinds = {one.id for one in conflicts_of(definitions, inputs, dates, TODAY)}
    assert not kinds & {"extract-notice", "planning-notice", "whole-span"}


def test_all_that_is_past_and_not_marked_is_said_at_once() -> None:
    """A Go-Live that is moved forward leaves several milestones behind."""
    today = date(2027, 4, 8)
    dates = plan_dates(CONTENT.milestones, PlanInputs(planned={"go-live": QUIET}))
    past = [name for name, day in dates.items() if day < today]
    one = found(QUIET, today)["past-not-marked"]
    assert list(one.milestones) == past and len(past) == 2
    assert one.title == "2 milestones are past and not marked as happened"
    assert "Order placed (Tue 23 March 2027)" in one.text and "plan a later Go-Live" in one.text
    marked = PlanInputs(planned={"go-live": QUIET}, happened={name: dates[name] for name in past})
    assert "past-not-marked" not in found(marked, today)


def test_of_many_that_are_past_the_first_are_named() -> None:
    text = found(QUIET, QUIET - timedelta(days=2))["past-not-marked"].text
    assert "and 4 more are past" in text


def test_what_has_happened_does_not_have_to_wait() -> None:
    """The order of what has happened cannot be changed: the other day is what is missing."""
    inputs = PlanInputs(
        planned={"go-live": QUIET, "order": date(2027, 1, 12)}, happened={"kick-off": date(2026, 11, 20)}
    )
    text = found(inputs)["out-of-order-kick-off-order"].text
    assert text == (
        "Kick-off meeting happened on Fri 20 November 2026, but Order placed is planned for Tue 12 January 2027. "
        "Mark Order placed with its real day."
    )
    both = replace(inputs, happened={"kick-off": date(2026, 11, 20), "order": date(2026, 11, 22)})
    assert "One of the two days must be wrong." in found(both)["out-of-order-kick-off-order"].text
