"""What is done or has happened never moves, and the days first agreed are kept beside today's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from migdesk.practice.earlier_plans import Baseline
from migdesk.practice.event import Draft, Event
from migdesk.practice.fold import fold
from migdesk.practice.hybrid_clock import reading_of
from migdesk.practice.kinds import practice_set as set_details
from migdesk.practice.progress import Progress, progress_of
from support import PRACTICE, TODAY, event, practice_set, small_definitions, state_of, task_set

DEFINITIONS = small_definitions()
DATES, STAFF, SWITCH = (task.id for task in DEFINITIONS.tasks)
GO_LIVE = date(2027, 4, 12)
MOVES = st.lists(st.integers(-60, 60), max_size=6)


def added() -> Draft:
    return practice_set(name="Made-up", go_live=GO_LIVE.isoformat())


def moved(days: int, why: str = "") -> Draft:
    return set_details.draft({"go_live": (GO_LIVE + timedelta(days)).isoformat()}, why=why)


def done(task: str) -> Draft:
    return task_set(task, status=["done", ""])


def progress(*drafts: Draft) -> Progress:
    return progress_of(state_of(drafts), DEFINITIONS, TODAY)


def due(found: Progress, task: str) -> date | None:
    known = found.task(task)
    assert known
    return known.due


@given(before=MOVES, after=MOVES)
def test_the_due_date_of_what_is_done_stands_however_the_plan_moves(before: list[int], after: list[int]) -> None:
    until_done = [added(), *map(moved, before), done(DATES)]
    then, now = progress(*until_done), progress(*until_done, *map(moved, after))
    assert due(now, DATES) == due(then, DATES)
    last = [*before, *after][-1] if before or after else 0
    assert due(now, SWITCH) == GO_LIVE + timedelta(last)


def test_what_is_open_again_moves_again() -> None:
    found = progress(added(), done(SWITCH), moved(14), task_set(SWITCH, status=["to-do", ""]))
    assert due(found, SWITCH) == GO_LIVE + timedelta(14)


def test_what_was_done_before_there_was_a_plan_keeps_the_first_date_that_it_got() -> None:
    assert due(progress(practice_set(name="Made-up"), done(SWITCH)), SWITCH) is None
    assert due(progress(practice_set(name="Made-up"), done(SWITCH), added(), moved(14)), SWITCH) == GO_LIVE


@given(after=MOVES)
def test_a_finished_phase_ends_on_the_day_on_which_it_was_done(after: list[int]) -> None:
    phase = progress(added(), done(DATES), done(STAFF), *map(moved, after)).phases[0]
    planned = progress(added()).phases[0]
    assert planned.start
    assert phase.is_finished
    assert phase.end == TODAY
    assert phase.start == min(planned.start, TODAY)


@given(after=MOVES)
def test_the_first_agreed_days_are_kept(after: list[int]) -> None:
    found = progress(added(), *map(moved, after))
    assert [milestone.baseline for milestone in found.milestones] == [
        Baseline(milestone.date) for milestone in progress(added()).milestones if milestone.date
    ]
    assert {milestone.moved for milestone in found.milestones} == {after[-1] if after else 0}


def test_the_reason_last_given_for_a_move_is_kept_with_what_it_moved() -> None:
    fixed: dict[str, Any] = {"planned.kick-off": "2027-01-20"}
    found = progress(added(), Draft("practice-set", {"fields": fixed}), moved(14, "the supplier slipped"), moved(15))
    why = {milestone.milestone.id: milestone.baseline.why for milestone in found.milestones if milestone.baseline}
    assert why == {"order": "the supplier slipped", "kick-off": "", "go-live": "the supplier slipped"}


def test_a_plan_that_is_given_up_was_not_agreed() -> None:
    found = progress(added(), practice_set(go_live=None), moved(30))
    assert {milestone.moved for milestone in found.milestones} == {0}


def test_a_go_live_that_nobody_set_is_not_agreed() -> None:
    worked_out = Draft("practice-set", {"fields": {"name": "Made-up", "planned.order": "2027-01-05"}})
    baselines = {found.milestone.id: found.baseline for found in progress(worked_out).milestones}
    assert baselines == {"order": Baseline(date(2027, 1, 5)), "kick-off": None, "go-live": None}


def test_steps_of_two_laptops_come_in_any_order() -> None:
    first = event("practice-set", added().body, clock=1)
    mine = event("practice-set", moved(7).body, clock=2, seq=2)
    theirs = event("practice-set", moved(9).body, clock=3, device="b")
    assert fold(PRACTICE, [first, mine, theirs]) == fold(PRACTICE, [first, theirs, mine])


def test_what_was_done_on_an_earlier_day_has_the_due_date_of_that_day() -> None:
    body = task_set(SWITCH, status=["done", ""], done_on=(TODAY - timedelta(9)).isoformat()).body
    events = [
        _on(20, event("practice-set", added().body)),
        _on(5, event("practice-set", moved(14).body, seq=2)),
        _on(0, event("task-set", body, seq=3)),
    ]
    assert due(progress_of(fold(PRACTICE, events), DEFINITIONS, TODAY), SWITCH) == GO_LIVE


def _on(days_ago: int, recorded: Event) -> Event:
    day = TODAY - timedelta(days_ago)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return replace(recorded, clock=reading_of(at), at=at)
