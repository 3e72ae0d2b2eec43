"""Milestones that are fixed by hand or have happened keep their day, and the others follow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.assets import content_folder
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.plan.conflicts import conflicts_of
from migdesk.checklist.plan.dates import PlanInputs, is_due_this_week, phase_spans, plan_dates
from migdesk.checklist.working_days import add_working_days

GO_LIVE = date(2027, 3, 16)
CONTENT = load_definitions(content_folder())
NAMES = [milestone.id for milestone in CONTENT.milestones]
DAYS = st.dates(date(2020, 1, 1), date(2080, 1, 1))
FIXED = st.dictionaries(st.sampled_from(NAMES), st.dates(date(2026, 1, 1), date(2028, 1, 1)), max_size=5)


def dates(planned: dict[str, date] | None = None, happened: dict[str, date] | None = None, **more: str) -> dict:
    return plan_dates(CONTENT.milestones, PlanInputs(planned=planned or {}, happened=happened or {}, **more))


def moves(before: dict, after: dict) -> dict[str, int]:
    return {name: (after[name] - day).days for name, day in before.items() if after[name] != day}


DEFAULT = dates({"go-live": GO_LIVE})
SURVEY = "technical-survey"
"""The one milestone that counts in working days."""


@pytest.mark.parametrize(
    ("milestone", "followers"),
    [
        ("order", {"kick-off", "technical-survey"}),
        ("kick-off", {"technical-survey"}),
        ("technical-survey", set()),
        ("idp", {"order", "kick-off", "technical-survey", "data-sign-off"}),
        ("cutover-planning-meeting", set()),
        ("fdp", {"order", "kick-off", "technical-survey", "idp", "cutover-planning-meeting", "data-sign-off",
                 "cutover-start"}),
        ("cutover-start", set()),
        ("re-entry-done", {"end"}),
        ("old-system-read-only-until", set()),
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["planned", "happened"])
def test_a_fixed_milestone_moves_what_counts_from_it(milestone: str, followers: set[str], way: str) -> None:
    day = DEFAULT[milestone] + timedelta(days=3)
    planned = {"go-live": GO_LIVE}
    after = dates({**planned, milestone: day}) if way == "planned" else dates(planned, {milestone: day})
    moved_by = moves(DEFAULT, after)
    if SURVEY in followers:
        assert after[SURVEY] == add_working_days(after["kick-off"], 3)
        moved_by[SURVEY] = 3  # working days: counted above
    assert moved_by == dict.fromkeys({milestone, *followers}, 3)


def test_what_has_happened_goes_before_what_was_planned() -> None:
    day = GO_LIVE + timedelta(days=2)
    assert dates({"go-live": GO_LIVE}, {"go-live": day}) == dates({"go-live": day})


@pytest.mark.parametrize("milestone", NAMES)
def test_without_go_live_dates_run_forwards_from_any_milestone(milestone: str) -> None:
    assert dates({milestone: DEFAULT[milestone]}) == DEFAULT


def test_of_several_the_latest_before_go_live_counts() -> None:
    late = {"order": DEFAULT["order"], "idp": DEFAULT["idp"] + timedelta(days=10)}
    found = dates(happened=late)
    assert found["order"] == DEFAULT["order"]
    assert (found["go-live"] - GO_LIVE).days == 10


def test_the_choice_moves_one_milestone_only() -> None:
    for choice, day in (("3-months", date(2027, 6, 16)), ("90-days", date(2027, 6, 14)), ("", date(2027, 4, 30))):
        found = dates({"go-live": GO_LIVE}, choice=choice)
        assert found.pop("old-system-read-only-until") == day
        assert found == {name: value for name, value in DEFAULT.items() if name != "old-system-read-only-until"}


def test_nothing_fixed_nothing_dated() -> None:
    assert dates() == {}
    assert dates({"of-a-newer-version": GO_LIVE}) == {}


@given(fixed=FIXED, shift=st.integers(-400, 400))
def test_moving_go_live_moves_what_follows_by_the_same_rule(fixed: dict[str, date], shift: int) -> None:
    fixed = {**fixed, "go-live": GO_LIVE}
    by = timedelta(days=shift)
    before, after = dates(fixed), dates({**fixed, "go-live": GO_LIVE + by})
    for name in NAMES:
        chain = [name]
        while chain[-1] != "go-live" and (chain[-1] not in fixed):
            rule = next(one.rule or one.choices[0].rule for one in CONTENT.milestones if one.id == chain[-1])
            chain.append(rule.anchor)
        follows = chain[-1] == "go-live"
        if follows and name == SURVEY:
            assert after[name] == add_working_days(after["kick-off"], 3)
            continue
        assert after[name] == (before[name] + by if follows else before[name]), name


@given(planned=FIXED, happened=FIXED)
def test_what_was_found_gives_itself_again(planned: dict[str, date], happened: dict[str, date]) -> None:
    found = dates(planned, happened)
    assert dates(found) == found
    if found:
        assert dates({**planned, "go-live": found["go-live"]}, happened) == found
        assert all(found[name] == day for name, day in {**planned, **happened}.items())


@given(planned=FIXED, happened=FIXED)
def test_milestones_keep_their_order_or_a_conflict_names_them(
    planned: dict[str, date], happened: dict[str, date]
) -> None:
    inputs = PlanInputs(planned=planned, happened=happened)
    found = plan_dates(CONTENT.milestones, inputs)
    said = {one.milestones for one in conflicts_of(CONTENT, inputs, found, GO_LIVE) if "out-of-order" in one.id}
    wrong = {
        (earlier, milestone.id)
        for milestone in CONTENT.milestones
        for earlier in milestone.after
        if found and found[milestone.id] < found[earlier]
    }
    assert said == wrong


@given(planned=FIXED, happened=FIXED)
def test_no_phase_ends_before_it_starts_whatever_is_fixed(planned: dict[str, date], happened: dict[str, date]) -> None:
    spans = phase_spans(CONTENT, dates(planned, happened))
    assert all(start <= end for start, end in spans.values())


def test_every_milestone_comes_after_the_one_before_it() -> None:
    """The chain of `after` leads from every milestone back to the order, so that no turn of the order goes unsaid."""
    by_id = {milestone.id: milestone for milestone in CONTENT.milestones}
    for name in NAMES:
        while by_id[name].after:
            name = by_id[name].after[0]
        assert name == "order"


@pytest.mark.parametrize(
    ("today", "due", "expected"),
    [
        (date(2027, 3, 15), date(2027, 3, 14), False),  # Monday: yesterday is overdue
        (date(2027, 3, 15), date(2027, 3, 15), True),
        (date(2027, 3, 15), date(2027, 3, 21), True),  # the Sunday
        (date(2027, 3, 15), date(2027, 3, 22), False),
        (date(2027, 3, 21), date(2027, 3, 21), True),
        (date(2027, 3, 21), date(2027, 3, 22), False),
        (date(2027, 3, 21), None, False),
    ],
)
def test_this_week_ends_on_sunday(today: date, due: date | None, expected: bool) -> None:
    assert is_due_this_week(due, today) is expected


def test_definitions_without_milestones_have_no_dates() -> None:
    assert plan_dates(Definitions((), (), (), (), ()).milestones, PlanInputs(planned={"go-live": GO_LIVE})) == {}
