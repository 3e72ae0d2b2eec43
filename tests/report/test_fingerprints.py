"""Every report says by what its record can be known again, in the form that its format allows, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from sample_agenda import agenda_of
from sample_portfolio import line, page, portfolio
from sample_report import LEFT_OUT, MARK, MadeUpPractice, busy_practice
from written import agenda_sheets, status_csv, status_sheets

from migdesk.report.agenda.content import agenda_content
from migdesk.report.document import Sheet
from migdesk.report.formats import FORMAT_BY_ID, Content, render
from migdesk.report.practices.content import practices_content
from migdesk.report.practices.document import practices_document
from migdesk.report.status.content import status_content
from migdesk.report.status.model import Vouched
from migdesk.report.words import FINGERPRINT_WORTH, MOST_LEFT_OUT, left_out_lines
from migdesk.report.writers.pdf.sheets import sheet_page
from migdesk.workspace.handed_out_verification import marks_in_file

FILES = ("html", "docx", "xlsx")


def contents() -> dict[str, Content]:
    return {
        "status": status_content(busy_practice().report()),
        "agenda": agenda_content(agenda_of(busy_practice())),
        "practices": practices_content(portfolio([line("A")]), [page()]),
    }


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("report", ["status", "agenda", "practices"])
def test_a_file_carries_the_mark_that_can_be_verified(tmp_path: Path, report: str, form: str) -> None:
    file = tmp_path / f"a.{form}"
    file.write_bytes(render(contents()[report], FORMAT_BY_ID[form]))
    assert marks_in_file(file) == (MARK,)


def test_so_does_json_with_what_it_is_worth(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(render(contents()["status"], FORMAT_BY_ID["json"]))
    assert marks_in_file(file) == (MARK,)
    assert FINGERPRINT_WORTH in file.read_text(encoding="utf-8")


def test_paper_has_the_fingerprint_and_one_honest_sentence() -> None:
    document = practices_document(portfolio([line()]), [page()])
    sheet = next(block for block in document.blocks if isinstance(block, Sheet))
    for markup in (
        status_sheets(busy_practice().report()).markup,
        agenda_sheets(agenda_of(busy_practice())).markup,
        sheet_page(document, sheet, 6).markup,
    ):
        assert MARK.fingerprint in markup
    assert "names are as they were typed and times are those of the computer" in FINGERPRINT_WORTH
    assert FINGERPRINT_WORTH.split(";")[1] in status_sheets(busy_practice().report()).markup
    assert FINGERPRINT_WORTH.split(";")[1] in " ".join(document.about)


def test_what_cannot_be_read_is_a_line_in_every_report() -> None:
    for report, content in contents().items():
        assert LEFT_OUT[0] in render(content, FORMAT_BY_ID["html"]).decode(), report
    assert LEFT_OUT[0] in status_csv(busy_practice().report()).decode("utf-8-sig")


def test_of_much_that_cannot_be_read_the_first_is_told_and_where_the_rest_is() -> None:
    lines = left_out_lines(Vouched(left_out=tuple(f"Entry {number}" for number in range(MOST_LEFT_OUT + 3))))
    assert len(lines) == MOST_LEFT_OUT + 1
    assert lines[-1] == "And 3 more. “migdesk verify” names them all."


def test_where_nothing_is_recorded_nothing_is_vouched_for() -> None:
    report = MadeUpPractice().report()
    html = render(status_content(replace(report, record=Vouched())), FORMAT_BY_ID["html"]).decode()
    assert "ingerprint" not in html
    assert "migdesk-record" not in html
