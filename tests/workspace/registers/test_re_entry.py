"""Re-entry by categories and days: what is left, what comes first, what is counted, and what cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.checklist.registers.grid import GridColumn
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Draft
from migdesk.practice.re_entry import left_to_enter
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.registers.re_entry import Cell, ReEntry
from migdesk.workspace.registers.view import TOO_MANY_ENTERED
from migdesk.workspace.workspace import Workspace
from support import MANAGER, CountingIds, TickingClock

GO_LIVE = date(2027, 1, 18)
TUESDAY = date(2027, 1, 5)
LOGGED, ENTERED = GridColumn.LOGGED, GridColumn.ENTERED


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = bootstrap(Paths(tmp_path / "data", tmp_path / "cache", ""), clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


@pytest.fixture
def practice(workspace: Workspace) -> str:
    return workspace.practices.add(PracticeDetails(name="Made-up Surgery", go_live=GO_LIVE))


def view(workspace: Workspace, practice: str) -> ReEntry:
    return workspace.registers.re_entry.view(practice)


def cell(workspace: Workspace, practice: str, category: str = "letters", day: date = TUESDAY) -> Cell:
    found = view(workspace, practice).cell(f"re-entry.{category}.{day}")
    assert found
    return found


def count(workspace: Workspace, practice: str, measure: GridColumn, n: int, reason: str = "", **where: object) -> None:
    place = cell(workspace, practice, **where)  # type: ignore[arg-type]
    workspace.registers.re_entry.count(practice, place, measure, n, reason)


def test_the_days_are_those_of_cutover_and_follow_the_plan(workspace: Workspace, practice: str) -> None:
    days = view(workspace, practice).days
    assert (days[0], days[-1], len(days)) == (date(2027, 1, 4), date(2027, 1, 15), 10)
    assert len(workspace.registers.re_entry.view(practice, weekends=True).days) == 14
    workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 1, 25)}))
    assert view(workspace, practice).days[0] == date(2027, 1, 11)


def test_a_day_with_counts_stays_when_the_plan_moves_away_from_it(workspace: Workspace, practice: str) -> None:
    count(workspace, practice, LOGGED, 3)
    workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 3, 1)}))
    assert view(workspace, practice).days[0] == TUESDAY


def test_without_a_plan_there_are_no_days_and_no_fault(workspace: Workspace) -> None:
    practice = workspace.practices.add(PracticeDetails(name="No dates"))
    found = view(workspace, practice)
    assert (found.days, found.left, found.oldest, found.entering) == ((), 0, None, False)


def test_each_category_stands_in_one_of_five_groups(workspace: Workspace, practice: str) -> None:
    found = view(workspace, practice)
    assert [len(lines) for lines in found.groups.values()] == [4, 5, 4, 8, 2]
    assert {line.id for line in found.come_first} == {
        "repeat-dispensing", "results-paper", "results-lost", "results-backlog", "screening", "registrations",
        "appointments",
    }  # fmt: skip
    dispensing = found.line("repeat-dispensing")
    assert dispensing and dispensing.due == date(2027, 1, 21)


def test_left_goes_to_zero_and_no_further(workspace: Workspace, practice: str) -> None:
    count(workspace, practice, LOGGED, 13)
    count(workspace, practice, ENTERED, 8)
    found = view(workspace, practice)
    assert (found.left, found.oldest, found.logged, found.entered) == (5, TUESDAY, 13, 8)
    with pytest.raises(UserError, match="Only 5 are left"):
        count(workspace, practice, ENTERED, 6)
    count(workspace, practice, GridColumn.NOT_NEEDED, 5, "Came twice")
    assert view(workspace, practice).left == 0
    assert workspace.registers.states(practice)["re-entry"] == "0 left to enter"


def test_none_is_counted_and_empty_is_not(workspace: Workspace, practice: str) -> None:
    assert cell(workspace, practice).logged is None
    count(workspace, practice, LOGGED, 0)
    assert cell(workspace, practice).logged == 0
    assert view(workspace, practice).counted_on(TUESDAY) == 1
    workspace.undo()
    assert cell(workspace, practice).logged is None


def test_a_count_that_was_too_high_is_taken_down_but_not_below_what_was_entered(
    workspace: Workspace, practice: str
) -> None:
    count(workspace, practice, LOGGED, 31)
    count(workspace, practice, LOGGED, -18)
    assert cell(workspace, practice).logged == 13
    with pytest.raises(UserError, match="only 13 were counted"):
        count(workspace, practice, LOGGED, -14)
    count(workspace, practice, ENTERED, 10)
    with pytest.raises(UserError, match="count again"):
        count(workspace, practice, LOGGED, -5)


def test_a_merge_that_enters_too_much_says_so_and_hides_nothing(workspace: Workspace, practice: str) -> None:
    count(workspace, practice, LOGGED, 2)
    count(workspace, practice, LOGGED, 5, day=date(2027, 1, 6))
    body = {"register": "re-entry", "row": f"re-entry.letters.{TUESDAY}", "measure": "entered", "n": 4, "reason": ""}
    workspace.store.append(practice, MANAGER, lambda _: [Draft("row-counted", body)])
    found = view(workspace, practice)
    assert [cell.problem for cell in found.problems] == [TOO_MANY_ENTERED]
    assert found.left == 5
    glance = left_to_enter(workspace.practice(practice))
    assert glance and (glance.left, glance.oldest) == (5, date(2027, 1, 6))


def test_what_cannot_be_entered_joins_what_does_not_migrate_in_one_undo(workspace: Workspace, practice: str) -> None:
    count(workspace, practice, LOGGED, 4)
    place = cell(workspace, practice)
    workspace.registers.re_entry.count(
        practice, place, GridColumn.CANNOT_ENTER, 3, "Pages cannot be read", list_as_not_migrating=True
    )
    (listed,) = workspace.registers.view(practice, "not-migrating").rows
    assert listed.fields == {
        "what": "Letters to scan of Tue 5 January 2027", "why": "Pages cannot be read", "volume": "3"
    }  # fmt: skip
    assert workspace.undo() == "Cannot be entered: 3 Letters to scan, Tue 5 January 2027"
    assert workspace.registers.view(practice, "not-migrating").rows == ()
    assert view(workspace, practice).left == 4


def test_a_second_check_is_of_a_category_and_holds_no_day_open(workspace: Workspace, practice: str) -> None:
    count(workspace, practice, LOGGED, 9, category="consultations")
    count(workspace, practice, ENTERED, 9, category="consultations")
    workspace.registers.re_entry.set_second_check(practice, "consultations", 5, 1, "Ann Example")
    line = view(workspace, practice).line("consultations")
    assert line and line.checked and line.sample
    assert (line.sample.looked_at, line.sample.wrong, line.sample.by) == (5, 1, "Ann Example")
    assert workspace.registers.open_gates(practice, "re-entry-done") == ()
    with pytest.raises(UserError, match="how many of those were wrong"):
        workspace.registers.re_entry.set_second_check(practice, "consultations", 5, 6, "Ann Example")


def test_what_does_not_apply_is_named_and_not_shown_unless_something_is_left(
    workspace: Workspace, practice: str
) -> None:
    commands = workspace.registers.re_entry
    commands.set_applies(practice, {"formulary": False, "dispensary": False, "letters": True})
    found = view(workspace, practice)
    assert {line.id for line in found.not_applying} == {"formulary", "dispensary"}
    assert len(found.shown) == 21
    assert workspace.registers.open_gates(practice, "re-entry-done") == ()
    count(workspace, practice, LOGGED, 2, category="formulary")
    count(workspace, practice, LOGGED, 1, category="screening")
    assert {line.id for line in view(workspace, practice).not_applying} == {"dispensary"}
    with pytest.raises(UserError, match="Bring them to zero first"):
        commands.set_applies(practice, {"screening": False})
    commands.set_applies(practice, {"dispensary": True})
    assert view(workspace, practice).not_applying == ()


def test_only_what_is_left_holds_a_gate_open(workspace: Workspace, practice: str) -> None:
    count(workspace, practice, LOGGED, 2)
    count(workspace, practice, LOGGED, 0, category="screening")
    (finding,) = workspace.registers.open_gates(practice, "re-entry-done")
    assert [row.id for row in finding.rows] == [f"re-entry.letters.{TUESDAY}"]
    assert finding.in_words == "Re-entry: Days with something left to enter: 1"
    (before,) = workspace.plans.open_before(practice, PlanChange(happened={"re-entry-done": date(2027, 1, 11)}))
    assert before == finding
    assert workspace.plans.open_before(practice, PlanChange(planned={"re-entry-done": date(2027, 2, 1)})) == ()


def test_a_glance_and_the_screen_say_the_same(workspace: Workspace, practice: str) -> None:
    assert left_to_enter(workspace.practice(practice)) is None
    count(workspace, practice, LOGGED, 7)
    count(workspace, practice, ENTERED, 2)
    glance, found = left_to_enter(workspace.practice(practice)), view(workspace, practice)
    (listed,) = workspace.summaries()
    assert (listed.re_entry_left, listed.re_entry_oldest) == (found.left, found.oldest) == (5, TUESDAY)
    assert glance and (glance.logged, glance.left, glance.oldest) == (found.logged, found.left, found.oldest)
    workspace.registers.remove_rows(practice, "re-entry", [f"re-entry.letters.{TUESDAY}"])
    assert left_to_enter(workspace.practice(practice)) is None
    assert view(workspace, practice).left == 0


def test_where_the_log_lies_and_who_counted_is_kept(workspace: Workspace, practice: str) -> None:
    count(workspace, practice, LOGGED, 7)
    workspace.registers.re_entry.set_details(practice, cell(workspace, practice), "Green folder", "Zoe")
    found = cell(workspace, practice)
    assert (found.log_place, found.counted_by) == ("Green folder", "Zoe")
