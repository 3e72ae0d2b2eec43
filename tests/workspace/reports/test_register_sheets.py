"""Sheets of registers to print: one page for the wall, a form for a pen, and a log for each category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from filled_registers import fill_registers
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.reports.sheets import prepare_sheets, register_sheets, sheet_kinds
from migdesk.workspace.workspace import Workspace
from support import MANAGER, CountingIds, TickingClock

GO_LIVE = date(2027, 4, 20)
pytestmark = pytest.mark.usefixtures("qapp")  # a PDF starts Qt, and only one kind of application can be there


@pytest.fixture
def workspace(tmp_path: Path, warm_cache: Path) -> Iterator[Workspace]:
    opened = bootstrap(Paths(tmp_path / "data", warm_cache, ""), clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


@pytest.fixture
def practice(workspace: Workspace) -> str:
    found = workspace.practices.add(PracticeDetails(name="Made-up Surgery", ods_code="Z99901", go_live=GO_LIVE))
    fill_registers(workspace, found, GO_LIVE)
    return found


def pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", data))


def test_every_register_has_a_blank_form_and_some_have_more(workspace: Workspace) -> None:
    kinds = {register.id: sheet_kinds(register) for register in workspace.registers.definitions.registers}
    assert all("blank" in found for found in kinds.values())
    assert kinds["cutover-processes"] == ("wall", "blank")
    assert kinds["re-entry"] == ("blank", "log")


@pytest.mark.parametrize(("length", "most"), [(0, 1), (60, 1), (150, 1), (600, 6)])
def test_what_hangs_on_the_wall_is_one_page_unless_nobody_could_read_it(
    workspace: Workspace, practice: str, tmp_path: Path, length: int, most: int
) -> None:
    rows = [row.id for row in workspace.registers.view(practice, "cutover-processes").rows]
    if length:
        text = ("Write it on the sheet and lay it into the tray. " * 20)[:length]
        changes = [RowChange(row=row, fields={"what": text}) for row in rows]
        workspace.registers.set_rows(practice, "cutover-processes", changes)
    path = prepare_sheets(workspace, practice, tmp_path / "wall.pdf", "cutover-processes", "wall").write()
    assert 1 <= pages(path.read_bytes()) <= most


def test_each_category_has_a_log_sheet_of_its_own(workspace: Workspace, practice: str, tmp_path: Path) -> None:
    chosen = ("letters", "Consultations")
    path = prepare_sheets(
        workspace, practice, tmp_path / "logs.pdf", "re-entry", "log", day=date(2027, 4, 16), categories=chosen
    ).write()
    assert pages(path.read_bytes()) == 2
    every = register_sheets(workspace, practice, "re-entry", "log")
    assert len([block for block in every.blocks if getattr(block, "look", "") == "rows"]) == 23


def test_a_category_that_does_not_apply_has_no_sheet(workspace: Workspace, practice: str) -> None:
    workspace.registers.re_entry.set_applies(practice, {"formulary": False})
    titles = [getattr(block, "text", "") for block in register_sheets(workspace, practice, "re-entry", "log").blocks]
    assert "Formulary lines" not in titles


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".docx"])
def test_a_blank_form_names_columns_statuses_and_choices(
    workspace: Workspace, practice: str, tmp_path: Path, suffix: str
) -> None:
    path = prepare_sheets(workspace, practice, tmp_path / f"form{suffix}", "third-parties", "blank").write()
    assert path.stat().st_size > 1000
    if suffix == ".html":
        text = path.read_text("utf-8")
        assert "Status: To tell, Told, Agreed" in text and "Pathology laboratory" not in text
        assert "About this" not in text


def test_what_is_not_there_is_refused_in_words(workspace: Workspace, practice: str) -> None:
    with pytest.raises(UserError, match="There is a blank form"):
        register_sheets(workspace, practice, "costs", "wall")
    with pytest.raises(UserError, match="has no category “moods”"):
        register_sheets(workspace, practice, "re-entry", "log", categories=["moods"])
