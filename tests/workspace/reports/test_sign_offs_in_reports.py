"""Sign-offs in every report: due, made, withdrawn, by whom for whom; and found by the search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.report.status.sections import sections_in
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.reports.agenda import visit_agenda
from migdesk.workspace.reports.calendar import write_calendar
from migdesk.workspace.reports.status import status_report, write_report
from migdesk.workspace.search.search import SearchIndex
from migdesk.workspace.sign_offs.commands import OnPaper
from migdesk.workspace.workspace import Workspace
from support import MANAGER, CountingIds, TickingClock

LEAD = Actor("Dr Jo Example", "lead-gp", "", "practice")
BOARD = Actor("Bo Example", "commissioner", "Made-up ICB", "commissioner")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = bootstrap(Paths(tmp_path / "data", tmp_path / "cache", ""), clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


@pytest.fixture
def practice(workspace: Workspace) -> str:
    """A practice whose order was signed on paper, whose data was signed and withdrawn, and the rest is open."""
    made = workspace.practices.add(PracticeDetails(name="Made-up Surgery", go_live=date(2027, 3, 15)))
    paper = OnPaper(BOARD, date(2027, 1, 8), "Alex Sample")
    workspace.sign_offs.make(made, "so.order", {"system": "System B"}, "Filed in the safe", paper)
    workspace.act_as(LEAD)
    signature = workspace.sign_offs.make(made, "so.data", {})
    workspace.sign_offs.withdraw(made, signature, "The wrong week")
    workspace.act_as(MANAGER)
    workspace.tasks.tick(made, "decision.funding")
    return made


def written(workspace: Workspace, practice: str, folder: Path, suffix: str) -> str:
    path = folder / f"report.{suffix}"
    write_report(workspace, practice, path, sections=sections_in("governance,sign-offs"))
    return path.read_text(encoding="utf-8")


def test_the_status_report_says_who_signed_for_whom_and_how(
    workspace: Workspace, practice: str, tmp_path: Path
) -> None:
    page = written(workspace, practice, tmp_path, "html")
    for expected in (
        "2 of 22 sign-offs are made.",
        "Bo Example",
        "For the commissioner. On paper on Fri 8 Jan 2027, seen by Alex Sample. Remark: Filed in the safe",
        "I approve the order of System B for Made-up Surgery.",
        "Withdrawn, not signed again",
        "Withdrawn by Dr Jo Example",
        "The wrong week",
        "Signed elsewhere, not said by whom; marked by Alex Sample",
        "Clinical Safety Officer; Lead GP",
    ):
        assert expected in page
    for suffix in ("docx", "xlsx"):
        write_report(workspace, practice, tmp_path / f"report.{suffix}")


def test_the_table_and_the_json_have_them(workspace: Workspace, practice: str, tmp_path: Path) -> None:
    table = written(workspace, practice, tmp_path, "csv")
    assert table.count(",sign-off,") == 22
    assert "so.order" in table
    found = {each.id: each for each in status_report(workspace, practice).sign_offs}
    assert (found["so.order"].state, found["so.data"].state, found["so.funding"].state) == ("made", "withdrawn", "open")
    (line,) = found["so.order"].signatures
    assert (line.by.party, line.on_paper, line.seen_by, line.recorded_by.name) == (
        "commissioner",
        True,
        "Alex Sample",
        "Alex Sample",
    )
    assert found["so.data"].missing == ("Lead GP",)


def test_the_agenda_has_what_is_to_be_signed(workspace: Workspace, practice: str) -> None:
    agenda = visit_agenda(workspace, practice)
    coming = {each.title for each in agenda.coming.items if each.kind == "sign-off"}
    overdue = {each.title for each in agenda.sign_offs.items}
    assert "Cutover planned" in coming | overdue
    assert "Impact assessment decided" in overdue
    told = {change.title: change.text for change in agenda.changes.items}
    assert told["Order approved"] == "Signed by Bo Example"
    assert "Data checked and accepted" not in coming | overdue, "it stands among the tasks"


def test_a_calendar_with_tasks_has_them_by_their_days(workspace: Workspace, practice: str, tmp_path: Path) -> None:
    path = write_calendar(workspace, tmp_path / "dates.ics", [practice], tasks=True)
    text = path.read_text(encoding="utf-8").replace("\r\n ", "")
    assert "To sign: What does not migrate" in text
    assert f"{practice}.so.not-migrating@migdesk" in text
    assert "so.data@migdesk" not in text
    assert "To sign" not in write_calendar(workspace, tmp_path / "plain.ics", [practice]).read_text(encoding="utf-8")


def test_the_search_finds_sign_offs_and_signatures(workspace: Workspace, practice: str) -> None:
    search = SearchIndex(workspace)
    assert any(hit.item == "so.risk-assessment" for hit in search.find("clinical risks assessed"))
    hits = [hit for hit in search.find("System B Bo Example") if hit.kind == "sign-off"]
    assert (hits[0].item, hits[0].practice_id) == ("so.order", practice)
