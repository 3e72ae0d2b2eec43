"""What is attached, in every form of the status report."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from attachment_examples import PDF, PNG
from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.report.status.sections import sections_in
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.reports.status import status_report, write_report
from migdesk.workspace.workspace import Workspace
from support import MANAGER, CountingIds, TickingClock


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = bootstrap(Paths(tmp_path / "data", tmp_path / "cache", ""), clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


@pytest.fixture
def practice(workspace: Workspace, tmp_path: Path) -> str:
    """A practice with a file here, one that is not, and an address."""
    made = workspace.practices.add(PracticeDetails(name="Made-up Surgery"))
    workspace.evidence.state_no_patients(made)
    for name, content, item in (("minutes.pdf", PDF, "so.data"), ("sheet.png", PNG, "so.order")):
        (tmp_path / name).write_bytes(content)
        workspace.evidence.attach(made, item, workspace.evidence.prepare(tmp_path / name))
    workspace.evidence.attach_address(made, "kick-off.hold-meeting", "https://example.org/", "<b>Actions</b>")
    (workspace.paths.attachments / workspace.evidence.find(made, "sheet.png").sha256).unlink()
    return made


def written(workspace: Workspace, practice: str, path: Path) -> bytes:
    return write_report(workspace, practice, path, sections=sections_in("evidence")).read_bytes()


def test_lines_say_what_to_whom_by_whom_and_whether_it_is_here(workspace: Workspace, practice: str) -> None:
    minutes, sheet, actions = status_report(workspace, practice).evidence
    assert (minutes.item, minutes.title, minutes.here, minutes.size) == (
        "so.data",
        "Data checked and accepted",
        True,
        len(PDF),
    )
    assert (sheet.name, sheet.here, actions.address, actions.by.name) == (
        "sheet.png",
        False,
        "https://example.org/",
        MANAGER.name,
    )


def test_each_form_tells_them(qapp: QApplication, workspace: Workspace, practice: str, tmp_path: Path) -> None:
    page = written(workspace, practice, tmp_path / "a.html").decode()
    assert "2 files and 1 address are attached" in page
    assert "&lt;b&gt;Actions&lt;/b&gt;" in page
    assert "not here yet" in page
    document = docx.Document(io.BytesIO(written(workspace, practice, tmp_path / "a.docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"minutes.pdf", "sheet.png", "<b>Actions</b>"} <= set(cells)
    book = load_workbook(io.BytesIO(written(workspace, practice, tmp_path / "a.xlsx")))
    values = {cell for row in book["Evidence"].iter_rows(values_only=True) for cell in row}
    assert {"minutes.pdf", "https://example.org/"} <= values
    for suffix in ("pdf", "csv", "json"):
        assert written(workspace, practice, tmp_path / f"a.{suffix}")


def test_without_evidence_there_is_no_section(workspace: Workspace, tmp_path: Path) -> None:
    bare = workspace.practices.add(PracticeDetails(name="Bare Surgery"))
    assert status_report(workspace, bare).evidence == ()
    assert 'id="evidence"' not in write_report(workspace, bare, tmp_path / "a.html").read_text(encoding="utf-8")
