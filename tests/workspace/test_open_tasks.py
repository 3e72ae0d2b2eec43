"""What is to be done soon, over all practices."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from filled_registers import fill_registers
from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.workspace import Workspace
from support import MANAGER, TODAY, TickingClock, add_practice

GO_LIVE = date(2027, 4, 12)
KICK_OFF = GO_LIVE - timedelta(weeks=11)


def test_open_tasks_of_all_practices_up_to_a_day(workspace: Workspace) -> None:
    first = add_practice(workspace, "Elm Tree Practice", ods_code="Z99001", go_live=GO_LIVE)
    add_practice(workspace, "Ash House", go_live=GO_LIVE + timedelta(days=1))
    found = list(workspace.open_tasks(KICK_OFF))
    assert [(one.practice_id, one.practice, one.task, one.due) for one in found] == [
        (first, "Elm Tree Practice", "kick-off.agree-dates", KICK_OFF)
    ]
    only = found[0]
    assert (only.title, only.phase_title, only.status_word) == ("Agree the dates", "1 Kick-off", "To do")
    assert (only.roles, only.role_titles) == (("practice-manager",), ("Practice Manager",))
    assert (only.overdue, only.critical, only.due_by_hand) == (False, False, False)


def test_what_is_done_archived_or_without_a_date_is_left_out(workspace: Workspace) -> None:
    done = add_practice(workspace, "Elm Tree Practice", go_live=TODAY)
    for task in workspace.definitions.tasks:
        workspace.tasks.set_status(done, task.id, "done")
    workspace.practices.set_archived(add_practice(workspace, "Ash House", go_live=TODAY), True)
    add_practice(workspace, "Harbour View", go_live=None)
    assert list(workspace.open_tasks(TODAY + timedelta(days=400))) == []


def test_overdue_and_set_by_hand(workspace: Workspace) -> None:
    practice = add_practice(workspace, go_live=GO_LIVE)
    workspace.tasks.set_due(practice, "go-live.switch", TODAY - timedelta(days=3))
    (late,) = workspace.open_tasks(TODAY)
    assert (late.task, late.overdue, late.due_by_hand, late.critical) == ("go-live.switch", True, True, True)


def test_rows_of_registers_that_are_due_stand_among_them(tmp_path: Path, warm_cache: Path) -> None:
    workspace = bootstrap(Paths(tmp_path / "data", warm_cache, ""), clock=TickingClock())
    try:
        workspace.sign_in(MANAGER)
        go_live = workspace.today + timedelta(days=30)
        practice = workspace.practices.add(PracticeDetails(name="Made-up Surgery", go_live=go_live))
        assert not any(task.is_row for task in workspace.open_tasks(go_live))
        fill_registers(workspace, practice, go_live)
        rows = [task for task in workspace.open_tasks(go_live) if task.is_row]
        assert rows == list(workspace.open_rows(practice, go_live))
        link = next(row for row in rows if row.task == "third-parties/third-parties.text-messages")
        assert (link.phase_title, link.status_word, link.overdue) == ("Third parties", "To tell", True)
        assert {row.task.partition("/")[0] for row in rows} >= {"hazards", "third-parties", "extracts"}
    finally:
        workspace.close()
