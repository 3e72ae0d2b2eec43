"""The workbook: days as days, figures as figures, nothing that runs, nothing left out."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from sample_agenda import agenda_of
from sample_portfolio import line, page, portfolio
from sample_report import MadeUpPractice, busy_practice, conflict

from migdesk.practice.event import Actor
from migdesk.report.agenda.document import agenda_document
from migdesk.report.blocks import Day, Days
from migdesk.report.document import Document
from migdesk.report.practices.document import practices_document
from migdesk.report.status.document import status_document
from migdesk.report.writers.xlsx.file import MOST_CHARACTERS, write


def opened(document: Document) -> Workbook:
    return load_workbook(io.BytesIO(b"".join(part.data for part in write(document))))


def rows_of(book: Workbook, name: str) -> list[dict[str, Any]]:
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def midnight(day: str) -> datetime:
    """Return a day as the library reads it."""
    return datetime.fromisoformat(day)


def texts_of(book: Workbook) -> list[str]:
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


@pytest.fixture(scope="module")
def status() -> Workbook:
    return opened(status_document(busy_practice(sample=True).report(conflicts=[conflict(1)])))


def test_each_list_has_a_sheet_of_its_own(status: Workbook) -> None:
    assert status.sheetnames == [
        "Summary",
        "Key dates",
        "Check these dates",
        "Progress",
        "Needs attention",
        "Information Governance",
        "Tasks",
        "Notes",
        "Recent",
    ]
    for sheet in status.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert "&P" in sheet.oddFooter.right.text
        assert all(sheet.column_dimensions[cell.column_letter].width >= 8 for cell in sheet[1])
        assert len({cell.value for cell in sheet[1]}) == sheet.max_column


def test_days_are_days_and_figures_are_figures(status: Workbook) -> None:
    tasks = {row["Task"]: row for row in rows_of(status, "Tasks")}
    fund = tasks["Agree the funding"]
    assert (fund["Due"], fund["Notes"], fund["Phase"]) == (midnight("2026-11-23"), 2, "1 The decision")
    assert fund["About the due date"] == "overdue by 1 day"
    progress = rows_of(status, "Progress")[0]
    assert (progress["Progress"], progress["Done"], progress["Done: of"], progress["Overdue"]) == (0.33, 1, 3, 1)
    assert status["Progress"]["B2"].number_format == "0%"
    due = next(cell for cell in status["Tasks"][1] if cell.value == "Due").column_letter
    assert status["Tasks"][f"{due}2"].number_format == "ddd dd mmm yyyy"
    assert isinstance(rows_of(status, "Information Governance")[0]["When"], datetime)


def test_its_title_and_language_are_told(status: Workbook) -> None:
    assert status.properties.title == "Sample: Status report, Riverside Surgery"
    assert status.properties.language == "en-GB"
    summary = {row[0]: row[1] for row in status["Summary"].iter_rows(values_only=True)}
    assert summary["Status report"] == "Riverside Surgery"
    assert summary["Go-Live"] == midnight("2027-03-16")
    assert (summary["Tasks done"], summary["Overdue"]) == (0.2, 1)
    assert summary[None].startswith("Made-up sample.")


def test_every_note_and_acknowledgement_is_there(status: Workbook) -> None:
    everything, state = "\n".join(texts_of(status)), busy_practice().progress.state
    for note in state.standing_notes():
        assert note.text in everything
        assert note.actor.name in everything
    for one in state.acknowledgements.values():
        assert one.wording in everything
    for words in ("The contract is with the lawyers.", "Read the wrong page.", "came from a newer version", "9.9.9"):
        assert words in everything, words


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.org")',
        "+1",
        "-1",
        "@SUM(A1)",
        " =1",
        "＝1",
        "_x0041_",
        "a\nb\tc",
        "😀" * 200,
    ],
)
def test_nothing_that_is_typed_runs(text: str) -> None:
    practice = busy_practice(name=text, commissioner=text)
    practice.note("decision.fund", text, Actor(text, text, text))
    practice.set_task("decision.fund", owner=text, status=["blocked", text])
    book = opened(status_document(practice.report()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    shown = text.replace("_x0041_", "_x005F_x0041_")
    found = [cell for cell in cells if cell.value == shown]
    assert len(found) >= 4
    assert all(bool(cell.quotePrefix) == (text.lstrip()[0] in "=+-@＝") for cell in found)


def test_what_no_cell_can_hold_goes_on_in_the_next_row() -> None:
    text = "".join(f"{number} of a long note. " for number in range(3_000))
    practice = busy_practice()
    practice.note("decision.fund", text)
    rows = [
        row for row in rows_of(opened(status_document(practice.report())), "Notes") if "of a long note" in row["Note"]
    ]
    assert len(rows) == len(text) // MOST_CHARACTERS + 1
    assert "".join(row["Note"] for row in rows) == text
    assert {row["About"] for row in rows} == {"Agree the funding"}


def test_what_a_workbook_cannot_hold_is_left_out_and_the_rest_stays() -> None:
    practice = busy_practice(name="bell\x07 lone \ud800 turn\u202e end \ufffe")
    assert "bell lone \ufffd turn end " in texts_of(opened(status_document(practice.report())))


def test_a_day_before_excel_counts_is_a_text() -> None:
    days = Days(items=(Day(title="Order", day=date(1899, 12, 31)),), sheet="Key dates")
    book = opened(replace(status_document(busy_practice().report()), blocks=(days,)))
    assert rows_of(book, "Key dates")[0]["Date"] == "Sun 31 December 1899"


def test_an_empty_practice_has_no_empty_sheets() -> None:
    book = opened(status_document(MadeUpPractice(name="Surgery " * 40, go_live=None).report(made_by=None)))
    assert book.sheetnames == ["Summary", "Key dates", "Progress", "Information Governance", "Tasks"]


def test_the_agenda_has_its_lists() -> None:
    book = opened(agenda_document(agenda_of(busy_practice(), conflicts=(conflict(1),))))
    assert {"Changes", "Overdue", "Next four weeks", "Not acknowledged"} <= set(book.sheetnames)
    assert rows_of(book, "Overdue")[0]["Late by (days)"] == 1


def test_several_practices_are_one_row_each_and_their_lists_are_whole() -> None:
    busy = busy_practice()
    long = "A reason of some length. " * 40
    for number in range(20):
        busy.add("own-task-added", {"task": f"own.x{number}", "phase": "kick-off", "title": f"Task {number}"})
        busy.set_task(f"own.x{number}", due="2026-11-20", status=["blocked", long])
    lines = [line("A", overdue=2, days=-3), line("B", commissioner="Another ICB", days=None)]
    book = opened(practices_document(portfolio(lines), [page(1, busy), page(2)]))
    practices = rows_of(book, "Practices")
    assert [(row["Practice"], row["Overdue"]) for row in practices] == [("B", 0), ("A", 2)]
    assert practices[1]["Go-Live"] == midnight("2026-11-21")
    assert practices[0]["Go-Live"] == "Not set"
    assert [row["Commissioner"] for row in practices] == ["Another ICB", "Example ICB"]
    assert (practices[0]["Done"], practices[0]["Information Governance"]) == (0.41, 5)
    overdue = [row for row in rows_of(book, "Needs attention") if row["List"] == "Overdue"]
    assert len(overdue) == 22
    assert any(row["Why"] == long for row in rows_of(book, "Needs attention"))
    assert len(rows_of(book, "Notes")) == 12
    assert "cut short" not in "\n".join(texts_of(book))
