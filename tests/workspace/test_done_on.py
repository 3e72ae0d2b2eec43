"""The day on which a task was done: today unless it is said, kept with the status, gone with it, and back with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from migdesk.base.errors import UserError
from migdesk.practice.fold import fold
from migdesk.practice.progress import TaskProgress, progress_of
from migdesk.workspace.task_edit import TaskChange
from migdesk.workspace.workspace import Workspace
from support import PRACTICE, START, add_practice, event, small_definitions, state_of, task_set

DATES = "kick-off.agree-dates"
EARLIER = START.date() - timedelta(days=4)


@pytest.fixture
def practice(workspace: Workspace) -> str:
    return add_practice(workspace)


def task(workspace: Workspace, practice: str) -> TaskProgress:
    found = workspace.progress(practice).task(DATES)
    assert found is not None
    return found


def done(workspace: Workspace, practice: str, day: date | None = None) -> None:
    workspace.tasks.set_status(practice, DATES, "done", done_on=day)


def test_it_is_today_unless_another_day_is_said(workspace: Workspace, practice: str) -> None:
    done(workspace, practice)
    assert task(workspace, practice).done_on == workspace.today
    done(workspace, practice, EARLIER)
    assert task(workspace, practice).done_on == EARLIER


def test_what_is_done_already_keeps_its_day_and_records_nothing(workspace: Workspace, practice: str) -> None:
    done(workspace, practice, EARLIER)
    events = workspace.store.counts().events
    done(workspace, practice)
    done(workspace, practice, EARLIER)
    assert workspace.store.counts().events == events
    assert task(workspace, practice).done_on == EARLIER


def test_it_goes_with_the_status_and_comes_back_with_undo(workspace: Workspace, practice: str) -> None:
    done(workspace, practice, EARLIER)
    workspace.tasks.tick(practice, DATES)
    assert task(workspace, practice).done_on is None
    workspace.undo()
    assert task(workspace, practice).done_on == EARLIER
    workspace.redo()
    workspace.tasks.tick(practice, DATES)
    assert task(workspace, practice).done_on == workspace.today


def test_a_day_to_come_or_of_what_is_not_done_is_refused(workspace: Workspace, practice: str) -> None:
    with pytest.raises(UserError, match="still to come"):
        done(workspace, practice, workspace.today + timedelta(days=1))
    with pytest.raises(UserError, match="with the status “done”"):
        workspace.tasks.set_status(practice, DATES, "blocked", "No rota", done_on=EARLIER)
    with pytest.raises(UserError, match="with the status “done”"):
        workspace.tasks.update(practice, DATES, TaskChange(done_on=EARLIER))
    assert task(workspace, practice).status == "to-do"


def test_what_was_recorded_without_it_was_done_on_the_day_of_the_record() -> None:
    progress = progress_of(state_of([task_set(DATES, status=["done", ""])]), small_definitions(), START.date())
    found = progress.task(DATES)
    assert found is not None
    assert found.done_on == START.date()


def test_of_two_days_the_one_of_the_status_that_is_shown_is_told() -> None:
    early = event("task-set", {"task": DATES, "fields": {"status": ["done", ""], "done_on": "2026-11-02"}, "over": {}})
    late = event(
        "task-set",
        {"task": DATES, "fields": {"status": ["done", ""], "done_on": "2026-11-20"}, "over": {}},
        clock=9,
        device="b",
    )
    found = progress_of(fold(PRACTICE, [late, early]), small_definitions(), START.date()).task(DATES)
    assert found is not None
    assert (found.done_on, found.to_settle) == (date(2026, 11, 20), True)


def test_the_history_tells_another_day_than_today(workspace: Workspace, practice: str) -> None:
    done(workspace, practice)
    assert workspace.history(practice)[-1].text == "Done (was to do)"
    done(workspace, practice, EARLIER)
    assert "Done on " in workspace.history(practice)[-1].text
