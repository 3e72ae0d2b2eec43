"""The report on registers: every register, every format, nothing private, and what it leaves out of nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from filled_registers import fill_registers
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.report.formats import formats_of
from migdesk.report.status.sections import sections_in
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.reports.agenda import visit_agenda, write_agenda
from migdesk.workspace.reports.calendar import write_calendar
from migdesk.workspace.reports.registers import prepare_registers, registers_report
from migdesk.workspace.reports.status import write_report
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


def text_of(workspace: Workspace, practice: str, folder: Path, suffix: str) -> str:
    path = prepare_registers(workspace, practice, folder / f"registers{suffix}").write()
    data = path.read_bytes()
    if suffix in (".docx", ".xlsx"):
        with ZipFile(io.BytesIO(data)) as package:
            return unescape("".join(package.read(name).decode("utf-8", "replace") for name in package.namelist()))
    return data.decode("utf-8", "replace")


def test_all_nineteen_registers_are_in_it(workspace: Workspace, practice: str) -> None:
    report = registers_report(workspace, practice)
    assert [section.id for section in report.registers] == [
        register.id for register in workspace.registers.definitions.registers
    ]
    assert all(section.rows for section in report.registers)


@pytest.mark.parametrize("suffix", [form.suffix for form in formats_of("registers") if form.id != "pdf"])
def test_every_format_holds_rows_and_notes(workspace: Workspace, practice: str, tmp_path: Path, suffix: str) -> None:
    workspace.registers.add_note(practice, "third-parties", "third-parties.nhs-app", "Between us", private=True)
    text = text_of(workspace, practice, tmp_path, suffix)
    assert "Allergies without a code" in text
    assert "they want it in writing" in text
    assert "Between us" not in text
    assert "£312.50" in text


def test_a_pdf_is_written(workspace: Workspace, practice: str, tmp_path: Path) -> None:
    assert prepare_registers(workspace, practice, tmp_path / "a.pdf", ["hazards"]).write().read_bytes()[:4] == b"%PDF"


def test_registers_are_chosen_by_id_or_title(workspace: Workspace, practice: str, tmp_path: Path) -> None:
    chosen = registers_report(workspace, practice, ["Hazards", "costs"])
    assert [section.id for section in chosen.registers] == ["hazards", "costs"]
    with pytest.raises(UserError, match="no register"):
        registers_report(workspace, practice, ["mood"])


def test_the_table_says_what_it_is_and_has_a_row_for_each(workspace: Workspace, practice: str, tmp_path: Path) -> None:
    path = prepare_registers(workspace, practice, tmp_path / "a.csv", ["costs"]).write()
    first, *rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    assert first["register"] == "report"
    assert [row["name"] for row in rows] == ["Migration by the delivery partner", "Two label printers"]
    assert "Who pays: Practice" in rows[1]["fields"]


def test_json_has_what_the_report_holds(workspace: Workspace, practice: str, tmp_path: Path) -> None:
    path = prepare_registers(workspace, practice, tmp_path / "a.json", ["hazards"]).write()
    (section,) = json.loads(path.read_text())["registers"]
    assert section["findings"][0]["table"]["heads"] == ["", "Risk before", "Risk after"]
    assert section["rows"][0]["fields"]["hazard"].startswith("An issue")


def test_what_the_definitions_ask_for_is_found(workspace: Workspace, practice: str) -> None:
    report = registers_report(workspace, practice)
    found = {(section.id, finding.words): finding for section in report.registers for finding in section.findings}
    assert "Clinical Safety Officer" in found["contacts", "Nobody is confirmed as"].said
    leaving = found["contacts", "Project Managers who leave before 45 days after Go-Live"]
    assert len(leaving.rows) == 1
    assert found["data-issues", "Reported later than found"].rows
    assert found["extracts", "Initial extracts asked for the same day"].said.startswith("No:")
    assert found["clean-up", "How it goes down"].table.lines[0][-1] == 6  # type: ignore[union-attr]
    assert found["re-entry", "By category"].table.lines[-1] == ("Total", 70, 0, 0, 0, 70)  # type: ignore[union-attr]


def test_the_status_report_has_them_too_and_what_is_overdue_in_them(
    workspace: Workspace, practice: str, tmp_path: Path
) -> None:
    page = write_report(workspace, practice, tmp_path / "a.html").read_text("utf-8")
    assert "Hazards of 3 or more before controls" in page and "they want it in writing" in page
    table = csv.DictReader(io.StringIO(write_report(workspace, practice, tmp_path / "a.csv").read_text("utf-8-sig")))
    assert "third-parties/third-parties.pathology" in [row["id"] for row in table if row["kind"] == "register"]
    model = json.loads(write_report(workspace, practice, tmp_path / "a.json").read_text("utf-8"))
    assert [section["id"] for section in model["registers"]] == [
        register.id for register in workspace.registers.definitions.registers
    ]


def test_every_note_of_every_row_is_in_the_status_report(workspace: Workspace, practice: str, tmp_path: Path) -> None:
    for view in workspace.registers.views(practice):
        for row in view.rows:
            workspace.registers.add_note(practice, view.register.id, row.id, f"Note on {row.id}.")
    page = unescape(write_report(workspace, practice, tmp_path / "a.html").read_text("utf-8"))
    every = [row.id for view in workspace.registers.views(practice) for row in view.rows]
    assert [row for row in every if f"Note on {row}." not in page] == []


def test_sections_can_be_chosen_and_what_is_left_out_is_said(
    workspace: Workspace, practice: str, tmp_path: Path
) -> None:
    chosen = sections_in("registers, summary")
    page = write_report(workspace, practice, tmp_path / "a.html", None, chosen).read_text("utf-8")
    assert 'id="registers"' in page and 'id="tasks"' not in page
    assert "Left out of this report by choice: Key dates, Progress by phase" in page
    with pytest.raises(UserError, match="no section “moods”"):
        sections_in("moods")


def test_the_agenda_tells_what_is_overdue_in_registers_and_what_comes(workspace: Workspace, tmp_path: Path) -> None:
    go_live = workspace.today + timedelta(days=20)
    practice = workspace.practices.add(PracticeDetails(name="Made-up Surgery", go_live=go_live))
    fill_registers(workspace, practice, go_live)
    agenda = visit_agenda(workspace, practice)
    assert agenda.rows.total == sum(section.overdue for section in agenda.report.registers) > 0
    assert "Third parties: Text message service" in [f"{row.register}: {row.name}" for row in agenda.rows.items]
    titles = [change.title for change in agenda.changes.items]
    assert not {"letters", "consultations"} & set(titles)
    page = write_agenda(workspace, practice, tmp_path / "a.html").read_text("utf-8")
    assert "Registers, overdue" in page


def test_a_calendar_of_tasks_has_the_rows_that_are_due_and_cancels_those_that_are_closed(
    workspace: Workspace, practice: str, tmp_path: Path
) -> None:
    def rows() -> dict[str, str]:
        path = write_calendar(workspace, tmp_path / "a.ics", [practice], tasks=True)
        found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        return {str(event["summary"]): str(event.get("status", "")) for event in found}

    assert next(status for found, status in rows().items() if "Text message service" in found) != "CANCELLED"
    change = RowChange(row="third-parties.text-messages", fields={"status": "not-used"})
    workspace.registers.set_rows(practice, "third-parties", [change])
    assert next(status for found, status in rows().items() if "Text message service" in found) == "CANCELLED"
    write_calendar(workspace, tmp_path / "b.ics", [practice])
    assert "Text message service" not in (tmp_path / "b.ics").read_text()
