"""What lists over many practices say of registers is what the registers themselves say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filled_registers import fill_registers
from migdesk.base.assets import content_folder
from migdesk.base.paths import Paths
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.registers.loading import load_registers
from migdesk.practice.details import PracticeDetails
from migdesk.practice.fold import fold
from migdesk.practice.open_rows import open_rows
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.registers.reading import RegisterReader
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PRACTICE, TODAY, CountingIds, TickingClock, event

GO_LIVE = date(2027, 4, 20)
DEFINITIONS = load_definitions(content_folder())
REGISTERS = load_registers(content_folder())
VALUES = st.sampled_from(["told", "on-tested", "closed", "2027-03-01", "2 weeks before go-live", 3, None, "", True])
FIELDS = st.dictionaries(st.sampled_from(["status", "due", "owner", "name", "category", "day"]), VALUES, max_size=4)


@pytest.fixture
def workspace(tmp_path: Path, warm_cache: Path) -> Iterator[Workspace]:
    opened = bootstrap(Paths(tmp_path / "data", warm_cache, ""), clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


def test_a_practice_that_keeps_no_register_has_none_to_do(workspace: Workspace) -> None:
    practice = workspace.practices.add(PracticeDetails(name="Made-up Surgery", go_live=GO_LIVE))
    (summary,) = workspace.summaries()
    assert (summary.rows_open, summary.rows_overdue) == (0, 0)
    assert workspace.summary(practice) == summary
    assert not list(workspace.paths.cache.glob("registers-*")) or "registers" not in vars(workspace)


def test_lines_say_what_registers_say(workspace: Workspace) -> None:
    go_live = workspace.today + timedelta(days=30)
    practice = workspace.practices.add(PracticeDetails(name="Made-up Surgery", go_live=go_live))
    fill_registers(workspace, practice, go_live)
    begun = [view for view in workspace.registers.views(practice) if any(row.recorded for row in view.rows)]
    (summary,) = workspace.summaries()
    assert summary.rows_open == sum(view.open for view in begun)
    assert summary.rows_overdue == sum(view.overdue for view in begun) > 0
    assert workspace.summary(practice) == summary
    row = next(row for view in begun for row in view.rows if row.overdue and view.register.id == "hazards")
    workspace.registers.set_rows(practice, "hazards", [RowChange(row=row.id, fields={"status": "closed"})])
    (after,) = workspace.summaries()
    assert (after.rows_open, after.rows_overdue) == (summary.rows_open - 1, summary.rows_overdue - 1)


@given(st.sampled_from([register.id for register in REGISTERS.registers]), st.lists(FIELDS, max_size=4))
def test_whatever_is_recorded_both_say_the_same(register_id: str, rows: list[dict[str, object]]) -> None:
    register = REGISTERS.by_id[register_id]
    ids = [*(register.row_id(row.id) for row in register.fixed_rows), "r1", "r2", "r3", "r4"]
    events = [event("practice-set", {"fields": {"name": "A", "go_live": str(GO_LIVE)}})]
    events += [
        event("row-set", {"register": register_id, "row": row, "fields": fields}, seq=number)
        for number, (row, fields) in enumerate(zip(ids, rows, strict=False), 2)
    ]
    events.append(event("row-counted", {"register": register_id, "row": ids[0], "measure": "logged", "n": 2}, seq=99))
    state = fold(PRACTICE, events)
    view = RegisterReader(REGISTERS, DEFINITIONS, state, TODAY).view(register)
    found = {row.row: row.due for row in open_rows(state, REGISTERS, DEFINITIONS.milestones)}
    expected = {row.id: row.due for row in view.rows if row.is_open} if state.registers.get(register_id) else {}
    assert found == expected
