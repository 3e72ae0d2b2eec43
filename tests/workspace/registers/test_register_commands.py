"""Rows of registers: one action and one undo, only what differs, and what is computed, due, counted and open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Draft
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.registers.view import TOO_MANY_ENTERED, RowView
from migdesk.workspace.workspace import Workspace
from support import MANAGER, CountingIds, TickingClock

ANN = {"name": "Ann Example", "organisation": "Made-up Surgery", "role": "lead-gp"}
DAY = "2027-04-06"
LETTERS = f"re-entry.letters.{DAY}"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    paths = Paths(tmp_path / "data", tmp_path / "cache", "")
    opened = bootstrap(paths, clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


@pytest.fixture
def practice(workspace: Workspace) -> str:
    return workspace.practices.add(PracticeDetails(name="Made-up Surgery", go_live=date(2027, 4, 20)))


def only_row(workspace: Workspace, practice: str, register: str) -> RowView:
    (row,) = workspace.registers.view(practice, register).rows
    return row


def test_an_ordinary_start_reads_no_register(workspace: Workspace, practice: str) -> None:
    assert "registers" not in vars(workspace)
    assert not list((workspace.paths.cache).glob("registers-*"))


def test_many_rows_are_one_action_and_one_undo(workspace: Workspace, practice: str) -> None:
    changes = [RowChange(fields=ANN | {"name": name}) for name in ("Ann", "Zoe", "Kim")]
    workspace.registers.set_rows(practice, "contacts", changes)
    assert [row.name for row in workspace.registers.view(practice, "contacts").rows] == ["Ann", "Zoe", "Kim"]
    assert workspace.undo() == "Contacts: 3 rows"
    assert workspace.registers.view(practice, "contacts").rows == ()
    workspace.redo()
    assert len(workspace.registers.view(practice, "contacts").rows) == 3


def test_only_what_differs_is_recorded(workspace: Workspace, practice: str) -> None:
    (row,) = workspace.registers.set_rows(practice, "contacts", [RowChange(fields=ANN)])
    recorded = workspace.actions_recorded
    workspace.registers.set_rows(practice, "contacts", [RowChange(row=row, fields=ANN | {"role": "Lead GP"})])
    assert workspace.actions_recorded == recorded
    workspace.registers.set_rows(practice, "contacts", [RowChange(row=row, fields=ANN | {"at-kick-off": False})])
    assert workspace.store.events(practice)[-1].body["fields"] == {"at-kick-off": False}


def test_zero_and_no_are_recorded_and_an_emptied_field_is_empty(workspace: Workspace, practice: str) -> None:
    fields = {"measure": "T01", "old-value": 5, "round-1": "0"}
    (row,) = workspace.registers.set_rows(practice, "baselines", [RowChange(fields=fields)])
    assert only_row(workspace, practice, "baselines").computed == {"test-difference": -5}
    workspace.registers.set_rows(practice, "baselines", [RowChange(row=row, fields={"round-1": ""})])
    shown = only_row(workspace, practice, "baselines")
    assert "round-1" not in shown.fields and shown.computed == {}


def test_a_row_cannot_do_without_what_it_needs(workspace: Workspace, practice: str) -> None:
    with pytest.raises(UserError, match="Organisation is missing"):
        workspace.registers.set_rows(practice, "contacts", [RowChange(fields={"name": "Ann"})])
    (row,) = workspace.registers.set_rows(practice, "contacts", [RowChange(fields=ANN)])
    with pytest.raises(UserError, match="Name is missing"):
        workspace.registers.set_rows(practice, "contacts", [RowChange(row=row, fields={"name": " "})])


def test_one_wrong_value_among_many_rows_records_nothing(workspace: Workspace, practice: str) -> None:
    changes = [RowChange(fields=ANN), RowChange(fields=ANN | {"role": "wizard"})]
    with pytest.raises(UserError, match="Part in the migration"):
        workspace.registers.set_rows(practice, "contacts", changes)
    assert workspace.registers.view(practice, "contacts").rows == ()


def test_every_typed_text_is_looked_through_for_patients(workspace: Workspace, practice: str) -> None:
    for fields in ({"phone": "943 476 5919"}, {"owner": ["943 476 5919"]}):
        with pytest.raises(PatientDataQuestion):
            workspace.registers.set_rows(practice, "contacts", [RowChange(fields=ANN | fields)])
    with pytest.raises(PatientDataQuestion):
        change = RowChange(row=LETTERS, fields={"not-needed": 1}, reason="943 476 5919 left")
        workspace.registers.set_rows(practice, "re-entry", [RowChange(row=LETTERS, fields={"logged": 1}), change])


def test_rows_that_are_offered_are_taken_once_and_come_back(workspace: Workspace, practice: str) -> None:
    offered = workspace.registers.seeds_not_taken(practice, "third-parties")
    workspace.registers.take_seeds(practice, "third-parties", ["pathology", "mesh"])
    assert len(workspace.registers.seeds_not_taken(practice, "third-parties")) == len(offered) - 2
    rows = workspace.registers.view(practice, "third-parties").rows
    assert [row.id for row in rows] == ["third-parties.pathology", "third-parties.mesh"]
    assert all(row.from_seed for row in rows)
    assert rows[0].link == "/guide/planning-for-cut-over#links"
    assert workspace.registers.states(practice)["third-parties"] == "0 of 2 told"
    workspace.registers.set_rows(practice, "third-parties", [RowChange(row=rows[0].id, fields={"status": "told"})])
    assert workspace.registers.states(practice)["third-parties"] == "1 of 2 told"
    workspace.registers.remove_rows(practice, "third-parties", [rows[0].id])
    assert len(workspace.registers.view(practice, "third-parties").rows) == 1
    workspace.registers.take_seeds(practice, "third-parties", ["pathology"])
    assert workspace.registers.view(practice, "third-parties").rows[0].status.id == "told"


def test_fixed_rows_stand_before_anybody_records_anything(workspace: Workspace, practice: str) -> None:
    rows = workspace.registers.view(practice, "cutover-processes").rows
    assert len(rows) == 16 and not any(row.recorded for row in rows)
    scanning = next(row for row in rows if row.name == "Scanning")
    workspace.registers.set_rows(
        practice, "cutover-processes", [RowChange(row=scanning.id, fields={"status": "agreed", "what": "Keep it"})]
    )
    after = workspace.registers.view(practice, "cutover-processes").rows
    assert [row.id for row in after] == [row.id for row in rows]
    assert after[rows.index(scanning)].status.id == "agreed"
    workspace.registers.remove_rows(practice, "cutover-processes", [scanning.id])
    assert len(workspace.registers.view(practice, "cutover-processes").rows) == 15
    workspace.undo()
    assert len(workspace.registers.view(practice, "cutover-processes").rows) == 16


def test_a_due_date_follows_status_and_plan_unless_it_is_set(workspace: Workspace, practice: str) -> None:
    (row,) = workspace.registers.take_seeds(practice, "third-parties", ["pathology"])
    first = only_row(workspace, practice, "third-parties")
    assert first.due and first.due_from_plan
    assert first.planned["on-planned"] == date(2027, 4, 20)
    workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 5, 4)}))
    moved = only_row(workspace, practice, "third-parties")
    assert moved.due == first.due + timedelta(days=14)
    workspace.registers.set_rows(practice, "third-parties", [RowChange(row=row, fields={"due": "12/01/2027"})])
    by_hand = only_row(workspace, practice, "third-parties")
    assert (by_hand.due, by_hand.due_from_plan) == (date(2027, 1, 12), False)
    assert [found.row.id for found in workspace.registers.overdue(practice, date(2027, 1, 12))] == [row]
    workspace.registers.set_rows(practice, "third-parties", [RowChange(row=row, fields={"status": "not-used"})])
    assert workspace.registers.overdue(practice, date(2027, 1, 12)) == ()


def test_the_risk_stands_in_the_matrix(workspace: Workspace, practice: str) -> None:
    fields = {"hazard": "A", "harm": "B", "severity-before": "Major", "likelihood-before": "High"}
    workspace.registers.set_rows(practice, "hazards", [RowChange(fields=fields)])
    assert only_row(workspace, practice, "hazards").computed == {"risk-before": 4}


def test_what_is_open_before_a_milestone_is_told_by_register(workspace: Workspace, practice: str) -> None:
    fields = {"hazard": "A", "harm": "B", "severity-before": "Major", "likelihood-before": "High"}
    (row,) = workspace.registers.set_rows(practice, "hazards", [RowChange(fields=fields)])
    (finding,) = workspace.registers.open_gates(practice, "fdp")
    assert [found.id for found in finding.rows] == [row]
    assert finding.words == "Hazards of 3 or more whose controls are not in place: 1"
    workspace.registers.set_rows(practice, "hazards", [RowChange(row=row, fields={"status": "closed"})])
    assert workspace.registers.open_gates(practice, "fdp") == ()


def test_who_is_missing_at_the_kick_off_is_told(workspace: Workspace, practice: str) -> None:
    assert len(workspace.registers.open_gates(practice, "kick-off")) == 4
    workspace.registers.set_rows(practice, "contacts", [RowChange(fields=ANN | {"status": "confirmed"})])
    left = workspace.registers.open_gates(practice, "kick-off")
    assert len(left) == 3 and "No Lead GP is confirmed" not in {finding.words for finding in left}


def test_what_was_open_is_kept_when_a_milestone_is_marked(workspace: Workspace, practice: str) -> None:
    workspace.plans.apply(practice, PlanChange(happened={"kick-off": date(2027, 1, 11)}))
    (event,) = [event for event in workspace.store.events(practice) if "left_open" in event.body]
    assert event.body["left_open"]["kick-off"][0] == "Contacts: No Project Manager is confirmed"
    assert "Still open then: Contacts: No Project Manager is confirmed" in workspace.history(practice)[-1].text


# re-entry


def count(workspace: Workspace, practice: str, reason: str = "", **counts: int) -> None:
    fields = {name.replace("_", "-"): n for name, n in counts.items()}
    workspace.registers.set_rows(practice, "re-entry", [RowChange(row=LETTERS, fields=fields, reason=reason)])


def left(workspace: Workspace, practice: str) -> int:
    found = only_row(workspace, practice, "re-entry").computed["left"]
    assert isinstance(found, int)
    return found


def test_what_is_left_goes_down_to_zero_and_no_further(workspace: Workspace, practice: str) -> None:
    count(workspace, practice, logged=13)
    count(workspace, practice, entered=8)
    count(workspace, practice, "Came twice", not_needed=2)
    assert left(workspace, practice) == 3
    with pytest.raises(UserError, match="Only 3 are left"):
        count(workspace, practice, entered=4)
    count(workspace, practice, "Lost", cannot_enter=3)
    assert left(workspace, practice) == 0
    assert not only_row(workspace, practice, "re-entry").is_open
    assert only_row(workspace, practice, "re-entry").name == "Letters to scan, Tue 6 Apr 2027"


def test_a_days_counts_are_one_action_and_one_undo(workspace: Workspace, practice: str) -> None:
    names = ("letters", "home-visits", "screening")
    changes = [RowChange(fields={"category": name, "day": DAY, "logged": 3}) for name in names]
    workspace.registers.set_rows(practice, "re-entry", changes)
    assert len(workspace.registers.view(practice, "re-entry").rows) == 3
    workspace.undo()
    assert workspace.registers.view(practice, "re-entry").rows == ()


def test_a_merge_that_enters_too_much_says_so(workspace: Workspace, practice: str) -> None:
    count(workspace, practice, logged=2)
    body = {"register": "re-entry", "row": LETTERS, "measure": "entered", "n": 5, "reason": ""}
    workspace.store.append(practice, MANAGER, lambda _: [Draft("row-counted", body)])
    row = only_row(workspace, practice, "re-entry")
    assert row.problems == (TOO_MANY_ENTERED,) and row.is_open
    count(workspace, practice, logged=1)
    assert left(workspace, practice) == -2


def test_a_count_is_taken_back_unless_too_little_would_be_left(workspace: Workspace, practice: str) -> None:
    count(workspace, practice, logged=5)
    count(workspace, practice, entered=4)
    logged, entered = only_row(workspace, practice, "re-entry").counts
    with pytest.raises(UserError, match="count again"):
        workspace.registers.withdraw_count(practice, logged.id, "Wrong")
    workspace.registers.withdraw_count(practice, entered.id, "Another day's")
    assert left(workspace, practice) == 5


@pytest.mark.parametrize("row", ["re-entry.wizardry.2027-04-06", "re-entry.letters.yesterday", "re-entry.letters", "r"])
def test_a_row_that_no_key_can_name_is_not_made(workspace: Workspace, practice: str, row: str) -> None:
    with pytest.raises(UserError):
        workspace.registers.set_rows(practice, "re-entry", [RowChange(row=row, fields={"logged": 1})])
    assert workspace.registers.view(practice, "re-entry").rows == ()
