"""How far a practice is: counts, dates and sign-offs, as of one day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from migdesk.checklist.wording import hash_of, wording_of
from migdesk.practice.event import Actor, Draft
from migdesk.practice.progress import Progress, progress_of
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUSES
from support import MANAGER, PARTNER, PRACTICE, TODAY, practice_set, small_definitions, state_of, task_set

DEFINITIONS = small_definitions()
IDS = [task.id for task in DEFINITIONS.tasks]
DATES, STAFF, SWITCH = IDS
GO_LIVE = date(2027, 4, 12)


def progress(*drafts: Draft | tuple[Draft, Actor], today: date = TODAY) -> Progress:
    return progress_of(
        state_of([practice_set(name="Made-up", go_live=GO_LIVE.isoformat()), *drafts]), DEFINITIONS, today
    )


def status(task: str, value: str, reason: str = "") -> Draft:
    return task_set(task, status=[value, reason])


# counts


def test_a_new_practice_has_everything_to_do() -> None:
    new = progress_of(PracticeState(PRACTICE), DEFINITIONS, TODAY)
    assert (new.done, new.total, new.percent, new.overdue, new.acknowledged) == (0, 3, 0, 0, 0)
    assert all(task.due is None and task.is_open for task in new.tasks)
    assert new.phase_now is not None
    assert new.phase_now.phase.id == "kick-off"
    assert [one.date for one in new.milestones] == [None, None, None]


@given(values=st.tuples(*[st.sampled_from(STATUSES)] * 3))
def test_counts_add_up_and_all_done_alone_is_a_hundred(values: tuple[str, ...]) -> None:
    now = progress(*(status(task, value, "why") for task, value in zip(IDS, values, strict=True)))
    assert now.done == values.count("done")
    assert now.total == 3 - values.count("not-applicable")
    assert (now.percent == 100) is (now.done == now.total > 0)
    assert 0 <= now.percent <= 100
    finished = all(value in {"done", "not-applicable"} for value in values)
    assert (now.phase_now is None) is finished


@pytest.mark.parametrize(("done", "total", "percent"), [(1, 3, 33), (199, 200, 99), (0, 0, 0), (200, 200, 100)])
def test_percent_is_never_rounded_up(done: int, total: int, percent: int) -> None:
    phase = replace(progress().phases[0], done=done, total=total)
    assert Progress(PracticeState(PRACTICE), TODAY, (), (phase,), ()).percent == percent


def test_what_does_not_apply_leaves_the_total() -> None:
    now = progress(status(SWITCH, "not-applicable", "Merged practice"))
    assert (now.done, now.total) == (0, 2)
    assert now.phases[1].is_finished
    task = now.task(SWITCH)
    assert task is not None
    assert (task.reason, task.is_open) == ("Merged practice", False)


def test_the_phase_now_is_the_first_with_something_open() -> None:
    now = progress(status(DATES, "done"), status(STAFF, "not-applicable", "why"))
    assert now.phase_now is not None
    assert now.phase_now.phase.id == "go-live"


# dates


@pytest.mark.parametrize(("days", "overdue", "soon"), [(-1, False, True), (0, False, True), (1, True, False)])
def test_due_today_is_not_overdue_yet(days: int, overdue: bool, soon: bool) -> None:
    task = progress(today=GO_LIVE + timedelta(days=days)).task(SWITCH)
    assert task is not None
    assert (task.due, task.overdue, task.due_soon) == (GO_LIVE, overdue, soon)


@pytest.mark.parametrize("value", STATUSES)
def test_only_what_is_open_can_be_overdue(value: str) -> None:
    now = progress(status(SWITCH, value, "why"), today=GO_LIVE + timedelta(days=1))
    task = now.task(SWITCH)
    assert task is not None
    assert task.overdue is (value in {"to-do", "in-progress", "blocked"})
    assert now.overdue == 2 + task.overdue


def test_a_date_by_hand_beats_the_plan_until_it_is_given_back() -> None:
    by_hand = task_set(SWITCH, due="2027-01-10")
    late = progress(by_hand).task(SWITCH)
    assert late is not None
    assert (late.due, late.due_by_hand, late.overdue) == (date(2027, 1, 10), True, True)
    planned = progress(by_hand, task_set(SWITCH, due=None)).task(SWITCH)
    assert planned is not None
    assert (planned.due, planned.due_by_hand) == (GO_LIVE, False)


def test_a_date_by_hand_needs_no_go_live() -> None:
    task = progress_of(state_of([task_set(SWITCH, due="2027-01-10")]), DEFINITIONS, TODAY).task(SWITCH)
    assert task is not None
    assert task.overdue


def test_milestones_are_dated_from_go_live_and_only_go_live_was_set() -> None:
    now = progress()
    assert [(one.milestone.id, one.date, one.set) for one in now.milestones] == [
        ("order", GO_LIVE - timedelta(days=91), False),
        ("kick-off", GO_LIVE - timedelta(days=77), False),
        ("go-live", GO_LIVE, True),
    ]
    assert (now.phases[1].start, now.phases[1].end) == (GO_LIVE, GO_LIVE + timedelta(days=1))


# own tasks and notes

OWN = Draft("own-task-added", {"task": "own.1", "phase": "kick-off", "title": "Order cake"})


def test_an_own_task_stands_at_the_end_of_its_phase_and_counts() -> None:
    now = progress(OWN)
    assert [task.title for task in now.phases[0].tasks] == ["Agree the dates", "Tell the staff", "Order cake"]
    assert now.total == 4
    assert progress(OWN, status("own.1", "done")).done == 1


def test_an_own_task_can_be_renamed_and_get_its_first_name_back() -> None:
    renamed = task_set("own.1", title="Order two cakes")
    assert [task.title for task in progress(OWN, renamed).tasks if task.task.own] == ["Order two cakes"]
    back = progress(OWN, renamed, task_set("own.1", title=None))
    assert [task.title for task in back.tasks if task.task.own] == ["Order cake"]


def test_a_removed_own_task_is_gone_and_can_come_back() -> None:
    removed = task_set("own.1", removed=True)
    assert progress(OWN, removed).task("own.1") is None
    assert progress(OWN, removed, task_set("own.1", removed=None)).task("own.1") is not None


def test_a_task_of_the_guide_keeps_its_title_and_its_place() -> None:
    task = progress(task_set(SWITCH, title="Hacked", removed=True)).task(SWITCH)
    assert task is not None
    assert task.title == "Switch over"


def test_an_own_task_of_an_unknown_phase_trips_nothing() -> None:
    now = progress(Draft("own-task-added", {"task": "own.1", "phase": "gone", "title": "Order cake"}))
    assert now.total == 3


def test_notes_stand_by_their_task_until_withdrawn() -> None:
    first = Draft("note-added", {"task": STAFF, "text": "one"})
    second = Draft("note-added", {"task": STAFF, "text": "two"})
    task = progress(first, second).task(STAFF)
    assert task is not None
    assert [note.text for note in task.notes] == ["one", "two"]
    withdrawn = progress(first, second, Draft("withdrawn", {"target": "a-2", "reason": ""})).task(STAFF)
    assert withdrawn is not None
    assert [note.text for note in withdrawn.notes] == ["two"]


# references

GDPR = DEFINITIONS.reference_by_id["gdpr"]


def acknowledged(words: str = wording_of(GDPR)) -> Draft:
    return Draft("acknowledged", {"reference": "gdpr", "wording": words, "wording_hash": hash_of(words)})


def gdpr(*drafts: Draft | tuple[Draft, Actor]) -> tuple[int, bool, bool, int]:
    now = progress(*drafts)
    one = now.reference("gdpr")
    assert one is not None
    assert one.acknowledged is (now.acknowledged == 1)
    return len(one.standing), one.acknowledged, one.words_changed, len(one.withdrawn)


def test_someone_of_the_practice_acknowledges() -> None:
    assert gdpr((acknowledged(), MANAGER)) == (1, True, False, 0)
    assert gdpr((acknowledged(), Actor("Sam Example", "Caldicott Guardian"))) == (1, True, False, 0)


def test_someone_from_outside_is_shown_but_does_not_count() -> None:
    assert gdpr((acknowledged(), PARTNER)) == (1, False, False, 0)
    assert gdpr((acknowledged(), PARTNER), (acknowledged(), MANAGER)) == (2, True, False, 0)


def test_other_words_are_asked_again() -> None:
    assert gdpr(acknowledged("I have read something else.")) == (1, False, True, 0)
    assert gdpr(acknowledged("I have read something else."), acknowledged()) == (2, True, False, 0)
    assert gdpr((acknowledged("I have read something else."), PARTNER)) == (1, False, False, 0)


def test_white_space_in_the_words_asks_nobody_again() -> None:
    assert gdpr(acknowledged(wording_of(GDPR).replace(" ", "  "))) == (1, True, False, 0)


def test_a_withdrawn_acknowledgement_is_kept_and_does_not_count() -> None:
    withdrawal = Draft("withdrawn", {"target": "a-2", "reason": "Too early"})
    assert gdpr(acknowledged(), withdrawal) == (0, False, False, 1)
    assert gdpr(acknowledged(), withdrawal, Draft("withdrawn", {"target": "a-3"})) == (1, True, False, 0)
