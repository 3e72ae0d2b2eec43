"""A made-up migration walked from order to end: every register filled and closed, and re-entry brought to zero."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from filled_registers import fill_registers
from migdesk.base.paths import Paths
from migdesk.checklist.registers.definitions import STATUS, Register
from migdesk.practice.details import PracticeDetails
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.registers.lists.list_file import list_bytes
from migdesk.workspace.registers.view import RowView
from migdesk.workspace.reports.registers import registers_report
from migdesk.workspace.workspace import Workspace
from support import MANAGER, CountingIds, TickingClock

RE_ENTRY = "re-entry"
BEFORE_FDP = ("contacts", "risks", "costs", "extracts", "hazards", "clean-up", "templates", "baselines", "decisions")
"""Registers that are settled before Final Data Production; the others are by the end."""


@pytest.fixture
def workspace(tmp_path: Path, warm_cache: Path) -> Iterator[Workspace]:
    opened = bootstrap(Paths(tmp_path / "data", warm_cache, ""), clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


def closing(register: Register, row: RowView) -> RowChange:
    """Return the change that settles a row: the last status that is not open, as it is said most often."""
    closed = next(status.id for status in register.statuses if not status.is_open)
    return RowChange(row=row.id, fields={STATUS: closed})


def settle(workspace: Workspace, practice: str, registers: tuple[str, ...]) -> None:
    for register_id in registers:
        view = workspace.registers.view(practice, register_id)
        changes = [closing(view.register, row) for row in view.rows if row.is_open]
        if changes:
            workspace.registers.set_rows(practice, register_id, changes)


def happened(workspace: Workspace, practice: str, milestone: str, day: date) -> None:
    workspace.plans.apply(practice, PlanChange(happened={milestone: day}))


def open_before(workspace: Workspace, practice: str, milestone: str) -> list[str]:
    return [finding.register.id for finding in workspace.registers.open_gates(practice, milestone)]


def test_a_migration_from_order_to_end(workspace: Workspace, tmp_path: Path) -> None:
    registers, today = workspace.registers, workspace.today
    go_live = today - timedelta(days=20)
    practice = workspace.practices.add(PracticeDetails(name="Made-up Surgery", ods_code="Z99901", go_live=go_live))
    assert open_before(workspace, practice, "kick-off") == ["contacts"] * 4  # nobody is confirmed yet
    happened(workspace, practice, "order", go_live - timedelta(days=120))
    fill_registers(workspace, practice, go_live)
    views = {view.register.id: view for view in registers.views(practice)}
    assert len(views) == 19 and all(view.rows for view in views.values())
    assert open_before(workspace, practice, "kick-off") == []
    happened(workspace, practice, "kick-off", go_live - timedelta(days=70))

    assert {"third-parties", "hazards"} <= set(open_before(workspace, practice, "fdp"))
    settle(workspace, practice, BEFORE_FDP)
    assert not set(BEFORE_FDP) & set(open_before(workspace, practice, "fdp"))

    (before,) = workspace.summaries()
    assert (before.re_entry_left, before.rows_overdue > 0) == (70, True)
    assert RE_ENTRY in open_before(workspace, practice, "re-entry-done")
    enter_all(workspace, practice)
    (after,) = workspace.summaries()
    assert after.re_entry_left == 0
    assert RE_ENTRY not in open_before(workspace, practice, "re-entry-done")

    settle(workspace, practice, tuple(views))
    for milestone in ("cutover-planning-meeting", "fdp", "cutover-start", "go-live", "re-entry-done", "end"):
        assert open_before(workspace, practice, milestone) == [], milestone
    happened(workspace, practice, "end", today)
    (end,) = workspace.summaries()
    assert (end.rows_open, end.rows_overdue) == (0, 0)
    assert not any(task.is_row for task in workspace.open_tasks(today + timedelta(days=90)))
    assert all(section.open == 0 for section in registers_report(workspace, practice).registers)
    nothing_new(workspace, practice, tmp_path)


def enter_all(workspace: Workspace, practice: str) -> None:
    """Enter what was logged, but for two that came twice and one that nobody can enter."""
    rows = [row for row in workspace.registers.view(practice, RE_ENTRY).rows if row.computed.get("left")]
    first, *others = rows
    left = first.computed["left"]
    workspace.registers.set_rows(
        practice,
        RE_ENTRY,
        [
            RowChange(row=first.id, fields={"not-needed": 2}, reason="Came twice"),
            RowChange(row=first.id, fields={"cannot-enter": 1}, reason="The paper cannot be read"),
            RowChange(row=first.id, fields={"entered": left - 3}),
            *(RowChange(row=row.id, fields={"entered": row.computed["left"]}) for row in others),
        ],
    )


def nothing_new(workspace: Workspace, practice: str, folder: Path) -> None:
    """Every register, written as a list and read again, says nothing new."""
    for register in workspace.registers.definitions.registers:
        for form in ("csv", "xlsx"):
            path = folder / f"{register.id}.{form}"
            path.write_bytes(list_bytes(workspace.registers.as_list(practice, register.id), form))
            plan = workspace.registers.plan_list(practice, register.id, path)
            assert {row.outcome for row in plan.rows} <= {"same"}, register.id
