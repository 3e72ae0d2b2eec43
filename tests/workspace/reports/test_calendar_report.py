"""Calendar files: which practices and tasks they hold, written step by step, and nothing left of what was stopped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.workspace.plan.change import NewLeave, PlanChange
from migdesk.workspace.reports import calendar
from migdesk.workspace.reports.calendar import calendar_steps, write_calendar
from migdesk.workspace.steps import Step
from migdesk.workspace.workspace import Workspace
from support import add_practice


@pytest.fixture
def practice_id(workspace: Workspace) -> str:
    return add_practice(workspace)


def test_it_holds_every_practice_that_is_not_in_the_archive(
    workspace: Workspace, practice_id: str, tmp_path: Path
) -> None:
    other, archived = add_practice(workspace, "Another"), add_practice(workspace, "A third")
    workspace.practices.set_archived(archived, True)
    text = write_calendar(workspace, tmp_path / "all.ics", tasks=True, role="lead gp").read_text(encoding="utf-8")
    assert "Migrations of 2 practices" in text
    assert f"{practice_id}.go-live@migdesk" in text
    assert f"{other}.go-live@migdesk" in text
    assert f"{archived}.go-live@migdesk" not in text
    assert "kick-off.tell-staff" not in text  # the practice manager's
    assert "kick-off.tell-staff" in write_calendar(workspace, tmp_path / "all.ics", tasks=True).read_text("utf-8")


def test_one_practice_names_its_calendar(workspace: Workspace, practice_id: str, tmp_path: Path) -> None:
    workspace.plans.apply(practice_id, PlanChange(rehearsal=date(2027, 3, 29)))
    text = write_calendar(workspace, tmp_path / "one.ics", [practice_id]).read_bytes().decode()
    assert "X-WR-CALNAME:Made-up Surgery: migration" in text
    assert text.count("BEGIN:VEVENT") == 4  # three milestones and the rehearsal
    assert text.endswith("END:VCALENDAR\r\n")


def test_leave_alone_makes_a_calendar(workspace: Workspace, tmp_path: Path) -> None:
    undated = add_practice(workspace, go_live=None)
    leave = NewLeave("Practice manager", date(2027, 2, 1), date(2027, 2, 12))
    workspace.plans.apply(undated, PlanChange(add_leave=(leave,)))
    text = write_calendar(workspace, tmp_path / "one.ics", [undated]).read_bytes().decode()
    assert "SUMMARY:Made-up Surgery: Leave: Practice manager" in text
    assert "DTEND;VALUE=DATE:20270213" in text


def test_what_cannot_be_is_refused_before_anything_is_written(
    workspace: Workspace, practice_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="There is no role “boss”"):
        calendar_steps(workspace, tmp_path / "all.ics", role="boss")
    with pytest.raises(EnvironmentFault, match="is a folder"):
        calendar_steps(workspace, tmp_path)
    monkeypatch.setattr(calendar, "MOST_WITH_TASKS", 0)
    with pytest.raises(UserError, match="The tasks of 1 practices are more than a calendar can take"):
        calendar_steps(workspace, tmp_path / "all.ics", tasks=True)
    calendar_steps(workspace, tmp_path / "all.ics")  # the milestones alone go


def test_where_nothing_has_a_date_there_is_no_file(workspace: Workspace, tmp_path: Path) -> None:
    """A calendar without entries is none (RFC 5545, 3.6), and calendar programs refuse it."""
    undated = add_practice(workspace, go_live=None)
    with pytest.raises(UserError, match="nothing has a date yet"):
        write_calendar(workspace, tmp_path / "one.ics", [undated])
    assert not (tmp_path / "one.ics").exists()


class _Stop(Exception):
    """What a person who presses Cancel comes to."""


def test_progress_is_told_and_stopping_leaves_the_old_file(
    workspace: Workspace, practice_id: str, tmp_path: Path
) -> None:
    add_practice(workspace, "Another")
    told: list[Step] = []
    path = write_calendar(workspace, tmp_path / "all.ics", progress=told.append)
    assert sorted({(step.done, step.total) for step in told}) == [(0, 2), (1, 2), (2, 2)]
    before = path.read_bytes()

    def stop(step: Step) -> None:
        raise _Stop

    with pytest.raises(_Stop):
        write_calendar(workspace, path, tasks=True, progress=stop)
    assert path.read_bytes() == before
    assert [file for file in tmp_path.iterdir() if ".tmp" in file.name] == []
