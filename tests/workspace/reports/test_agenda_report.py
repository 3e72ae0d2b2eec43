"""Visits: one event each, and an agenda that tells what has changed since the last one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.workspace.plan.change import NewLeave, PlanChange
from migdesk.workspace.reports.agenda import visit_agenda, write_agenda
from migdesk.workspace.workspace import Workspace
from support import START, TODAY, FakeGuide, TickingClock, add_practice, new_workspace, texts

DATES, STAFF, SWITCH = "kick-off.agree-dates", "kick-off.tell-staff", "go-live.switch"


class NamedGuide(FakeGuide):
    title, version, as_of = "The guide", "1.0", "2026-11"


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: TickingClock) -> Workspace:
    opened = new_workspace(tmp_path, clock=clock)
    opened.guide = NamedGuide()  # type: ignore[assignment]
    return opened


@pytest.fixture
def practice_id(workspace: Workspace) -> str:
    return add_practice(workspace)


def visited(workspace: Workspace, practice_id: str) -> date | None:
    return workspace.visits.last(practice_id)


# recording


def test_a_visit_is_one_event_and_one_undo(workspace: Workspace, practice_id: str) -> None:
    before = workspace.store.counts().events
    workspace.visits.record(practice_id, TODAY)
    assert workspace.store.counts().events == before + 1
    assert visited(workspace, practice_id) == TODAY
    assert workspace.recorder.undo_label == "Visit on Mon 11 January 2027"
    assert texts(workspace.history(practice_id))[-1] == "Visit on Mon 11 January 2027"
    workspace.recorder.undo()
    assert visited(workspace, practice_id) is None


def test_the_same_visit_twice_is_recorded_once(workspace: Workspace, practice_id: str) -> None:
    workspace.visits.record(practice_id, TODAY)
    before = workspace.store.counts().events
    workspace.visits.record(practice_id, TODAY)
    assert workspace.store.counts().events == before


def test_a_visit_to_come_and_one_nowhere_are_refused(workspace: Workspace, practice_id: str) -> None:
    with pytest.raises(UserError, match="Tue 12 January 2027 is still to come"):
        workspace.visits.record(practice_id, TODAY + timedelta(days=1))
    with pytest.raises(UserError, match="There is no practice “nowhere”"):
        workspace.visits.record("nowhere", TODAY)
    with pytest.raises(UserError, match="cannot be in the year 1999"):
        workspace.visits.record(practice_id, date(1999, 1, 1))


# from which day


def test_changes_are_told_from_the_last_visit_or_a_day_or_two_weeks_back(
    workspace: Workspace, practice_id: str
) -> None:
    usual = workspace.visits.since(practice_id)
    assert (usual.day, usual.why) == (TODAY - timedelta(days=14), "no-visit")
    workspace.visits.record(practice_id, date(2027, 1, 4))
    visited = workspace.visits.since(practice_id)
    assert (visited.day, visited.why) == (date(2027, 1, 4), "visit")
    assert workspace.visits.since(practice_id, date(2027, 1, 4)).why == "visit"
    assert workspace.visits.since(practice_id, date(2027, 1, 5)).why == "chosen"
    with pytest.raises(UserError, match="Tue 12 January 2027: that day is to come"):
        workspace.visits.since(practice_id, TODAY + timedelta(days=1))


def test_only_what_changed_since_is_told(workspace: Workspace, practice_id: str, clock: TickingClock) -> None:
    workspace.tasks.set_status(practice_id, DATES, "done")
    clock.moment = START + timedelta(days=3)
    workspace.visits.record(practice_id, workspace.today)
    workspace.tasks.set_status(practice_id, STAFF, "in-progress")
    clock.moment = START + timedelta(days=20)
    agenda = visit_agenda(workspace, practice_id)
    assert (agenda.since, agenda.since_why) == (date(2027, 1, 14), "visit")
    assert [(one.title, one.text) for one in agenda.changes.items] == [("Tell the staff", "In progress")]
    every = visit_agenda(workspace, practice_id, TODAY)
    assert [one.text for one in every.changes.items] == ["Practice added", "In progress", "Done"]


# what is to come


def test_the_next_four_weeks_hold_milestones_leave_and_tasks_by_date(workspace: Workspace, practice_id: str) -> None:
    change = PlanChange(
        rehearsal=date(2027, 2, 8), add_leave=(NewLeave("Practice manager", date(2027, 1, 9), date(2027, 1, 20)),)
    )
    workspace.plans.apply(practice_id, change)
    workspace.tasks.set_due(practice_id, STAFF, TODAY)
    workspace.tasks.set_due(practice_id, DATES, date(2027, 2, 9))  # a day too far
    workspace.tasks.set_owner(practice_id, STAFF, "Reception lead")
    coming = visit_agenda(workspace, practice_id).coming
    assert [(one.day, one.title, one.about) for one in coming.items] == [
        (TODAY, "Order placed", ""),
        (TODAY, "Practice manager", "away until Wed 20 Jan 2027"),
        (TODAY, "Tell the staff", "Reception lead"),
        (date(2027, 1, 25), "Kick-off meeting", ""),
        (date(2027, 2, 8), "Cutover rehearsal", ""),
    ]


def test_what_speaks_against_the_plan_is_on_it(workspace: Workspace, practice_id: str) -> None:
    workspace.plans.apply(practice_id, PlanChange(planned={"go-live": date(2027, 1, 4)}))
    doubts = visit_agenda(workspace, practice_id).doubts
    assert "Go-Live is past and not marked as happened" in [one.title for one in doubts.items]


def test_a_go_live_on_a_sunday_is_on_it(workspace: Workspace, practice_id: str) -> None:
    workspace.plans.apply(practice_id, PlanChange(planned={"go-live": date(2027, 4, 18)}))
    doubts = visit_agenda(workspace, practice_id).doubts
    assert "Go-Live falls on a day off" in [one.title for one in doubts.items]


# files


def test_it_is_written_as_a_web_page(workspace: Workspace, practice_id: str, tmp_path: Path) -> None:
    written = write_agenda(workspace, practice_id, tmp_path / "a.html")
    assert written.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert write_agenda(workspace, practice_id, tmp_path / "a.txt", chosen="html").exists()


def test_no_other_form_and_no_place_that_is_none(workspace: Workspace, practice_id: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Use Web page \(.html\)"):
        write_agenda(workspace, practice_id, tmp_path / "a.csv")
    with pytest.raises(EnvironmentFault, match="no folder"):
        write_agenda(workspace, practice_id, tmp_path / "nowhere" / "a.html")
