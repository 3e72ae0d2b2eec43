"""Every date hangs on Go-Live."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.assets import content_folder
from migdesk.checklist.definitions import Definitions, Task
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.plan.dates import due_by_plan, is_due_soon, is_overdue, milestone_dates, phase_spans
from migdesk.checklist.working_days import add_working_days, is_working_day
from support import small_definitions

DAYS = st.dates(date(2020, 1, 1), date(2080, 1, 1))
SHIFTS = st.integers(-3000, 3000)
SURVEY = "technical-survey"
"""The one milestone that counts in working days, so that its distance differs with weekends and bank holidays."""
DAYS_OF_THE_DEFAULT_PLAN = {
    "order": 0, "kick-off": 14, "idp": 42, "cutover-planning-meeting": 49, "data-sign-off": 63,
    "fdp": 77, "cutover-start": 77, "go-live": 91, "re-entry-done": 105, "end": 112, "old-system-read-only-until": 136,
}  # fmt: skip


@pytest.fixture(scope="module")
def content() -> Definitions:
    return load_definitions(content_folder())


@given(go_live=DAYS, shift=SHIFTS)
def test_moving_go_live_moves_every_date_alike(content: Definitions, go_live: date, shift: int) -> None:
    by = timedelta(days=shift)
    before, after = (milestone_dates(content.milestones, day) for day in (go_live, go_live + by))
    surveyed = after[SURVEY]
    assert after == {name: surveyed if name == SURVEY else day + by for name, day in before.items()}
    spans_before, spans_after = phase_spans(content, before), phase_spans(content, after)
    apart = {SURVEY, "pre-migration-tasks"}  # phases that count from the survey
    assert {phase: span for phase, span in spans_after.items() if phase not in apart} == {
        phase: (start + by, end + by) for phase, (start, end) in spans_before.items() if phase not in apart
    }
    for task in content.tasks:
        if task.due and task.due.anchor == SURVEY:
            continue
        was, now = due_by_plan(task, before), due_by_plan(task, after)
        assert was is not None
        assert now == was + by


@given(go_live=DAYS)
def test_milestones_keep_their_order_and_go_live_its_day(content: Definitions, go_live: date) -> None:
    dates = milestone_dates(content.milestones, go_live)
    in_order = [dates[milestone.id] for milestone in content.milestones]
    assert in_order == sorted(in_order)
    assert dates["go-live"] == go_live
    surveyed = dates.pop(SURVEY)
    assert surveyed == add_working_days(dates["kick-off"], 3)
    assert {name: (day - dates["order"]).days for name, day in dates.items()} == DAYS_OF_THE_DEFAULT_PLAN


@given(go_live=DAYS)
def test_the_default_plan_has_the_survey_on_a_working_day(content: Definitions, go_live: date) -> None:
    assert is_working_day(milestone_dates(content.milestones, go_live)[SURVEY])


@given(go_live=DAYS)
def test_no_phase_ends_before_it_starts(content: Definitions, go_live: date) -> None:
    spans = phase_spans(content, milestone_dates(content.milestones, go_live))
    assert set(spans) == {phase.id for phase in content.phases}
    assert all(start <= end for start, end in spans.values())


def test_without_go_live_nothing_is_dated() -> None:
    definitions = small_definitions()
    assert milestone_dates(definitions.milestones, None) == {}
    assert phase_spans(definitions, {}) == {}
    assert [due_by_plan(task, {}) for task in definitions.tasks] == [None, None, None]


def test_a_task_without_a_rule_is_not_dated() -> None:
    assert due_by_plan(Task("own.1", "Own"), {"go-live": date(2027, 1, 1)}) is None


TODAY = date(2027, 1, 11)


@pytest.mark.parametrize(
    ("days", "overdue", "soon"),
    [(-1, True, False), (0, False, True), (1, False, True), (14, False, True), (15, False, False)],
)
def test_due_today_is_not_overdue(days: int, overdue: bool, soon: bool) -> None:
    due = TODAY + timedelta(days=days)
    assert (is_overdue(due, TODAY), is_due_soon(due, TODAY)) == (overdue, soon)


def test_no_date_is_never_late() -> None:
    assert (is_overdue(None, TODAY), is_due_soon(None, TODAY)) == (False, False)
