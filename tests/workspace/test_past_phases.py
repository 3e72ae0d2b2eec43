"""Starting in the middle: phases that are past are marked at once, each with its day, as done before migdesk."""

from __future__ import annotations

from datetime import date

import pytest

from migdesk.base.errors import UserError
from migdesk.workspace.past_phases import BEFORE, asks_how_far, last_past, past_phases
from migdesk.workspace.workspace import Workspace
from support import add_practice

DATES, STAFF, SWITCH = "kick-off.agree-dates", "kick-off.tell-staff", "go-live.switch"


@pytest.fixture
def practice(workspace: Workspace) -> str:
    """A practice whose kick-off was planned for December, seen in January."""
    return add_practice(workspace, go_live=date(2027, 3, 1))


def test_phases_already_past_are_done_with_their_day(workspace: Workspace, practice: str) -> None:
    workspace.tasks.set_status(practice, STAFF, "not-applicable", "There is no staff")
    before = workspace.progress(practice)
    (kick_off,) = past_phases(before, "kick-off")
    assert (kick_off.title, kick_off.open, kick_off.day) == ("1 Kick-off", 1, before.phases[0].end)
    assert workspace.tasks.mark_past({practice: {kick_off.id: kick_off.day}}) == 1
    now = workspace.progress(practice)
    dates = now.task(DATES)
    assert dates is not None
    assert (dates.status, dates.reason, dates.done_on) == ("done", BEFORE, kick_off.day)
    assert [task.status for task in now.tasks] == ["done", "not-applicable", "to-do"]
    assert (before.overdue, now.overdue) == (1, 0)
    assert workspace.undo_label == "Done before migdesk: 1 task"
    workspace.recorder.undo()
    assert [task.status for task in workspace.progress(practice).tasks] == ["to-do", "not-applicable", "to-do"]


def test_several_practices_are_marked_by_one_action(workspace: Workspace, practice: str) -> None:
    other = add_practice(workspace, "Other Surgery")
    assert workspace.tasks.mark_past({where: {"kick-off": date(2026, 12, 1)} for where in (practice, other)}) == 4
    workspace.recorder.undo()
    assert [workspace.progress(where).done for where in (practice, other)] == [0, 0]


def test_what_is_not_yet_over_counts_as_done_today(workspace: Workspace, practice: str) -> None:
    assert [phase.day for phase in past_phases(workspace.progress(practice), "go-live")][-1] == workspace.today
    assert past_phases(workspace.progress(practice), "no-such-phase") == ()


def test_no_day_is_taken_that_is_still_to_come(workspace: Workspace, practice: str) -> None:
    with pytest.raises(UserError, match="still to come"):
        workspace.tasks.mark_past({practice: {"kick-off": date(2027, 2, 1)}})
    assert workspace.progress(practice).done == 0


def test_the_plan_proposes_how_far_a_practice_is(workspace: Workspace, practice: str) -> None:
    assert last_past(workspace.progress(practice)) == "kick-off"
    assert last_past(workspace.progress(add_practice(workspace, "Not begun", go_live=date(2028, 3, 1)))) == ""
    assert last_past(workspace.progress(add_practice(workspace, "Without dates", go_live=None))) == ""


def test_it_is_asked_where_past_phases_were_never_touched(workspace: Workspace, practice: str) -> None:
    assert asks_how_far(workspace.progress(practice))
    workspace.tasks.tick(practice, DATES)
    assert not asks_how_far(workspace.progress(practice))
    assert not asks_how_far(workspace.progress(add_practice(workspace, "Not begun", go_live=date(2028, 3, 1))))
