"""Which format a file name asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_report import busy_practice

from migdesk.base.errors import UserError
from migdesk.report.formats import FORMAT_BY_ID, FORMATS, ReportId, format_of, formats_of, render
from migdesk.report.status.content import status_content


@pytest.mark.parametrize(
    ("name", "chosen", "expected"),
    [
        ("a.html", None, "html"),
        ("a.HTM", None, "html"),
        ("a.b.PDF", "", "pdf"),
        ("a.csv", "json", "json"),
        ("no-ending", ".CSV", "csv"),
    ],
)
def test_the_format_is_the_chosen_one_or_the_suffix(name: str, chosen: str | None, expected: str) -> None:
    assert format_of("status", Path(name), chosen).id == expected


@pytest.mark.parametrize(("name", "chosen"), [("a.docm", None), ("a", None), ("a.pdf", "word")])
def test_an_unknown_format_names_the_known_ones(name: str, chosen: str | None) -> None:
    with pytest.raises(UserError, match=r"html.*pdf.*csv.*json"):
        format_of("status", Path(name), chosen)


@pytest.mark.parametrize(("report", "name", "words"), [
    ("status", "a.ics", "A status report cannot be written as Calendar"),
    ("agenda", "a.csv", "An agenda cannot be written as Spreadsheet table (.csv). Use Web page (.html)"),
    ("practices", "a.json", "A report on several practices cannot be written as JSON"),
    ("calendar", "a.html", "A calendar cannot be written as Web page (.html). Use Calendar (.ics)."),
])  # fmt: skip
def test_a_format_of_another_report_names_those_of_this_one(report: ReportId, name: str, words: str) -> None:
    with pytest.raises(UserError) as raised:
        format_of(report, Path(name))
    assert words in str(raised.value)


def test_every_format_of_a_status_report_is_written() -> None:
    starts = {"html": b"<!DOCTYPE html>", "csv": b"\xef\xbb\xbf", "json": b"{", "pdf": b"%PDF"}
    content = status_content(busy_practice().report())
    for form in formats_of("status"):
        assert render(content, form).startswith(starts.get(form.id, b"PK"))


def test_every_format_says_what_it_is_good_for_in_each_report() -> None:
    for form in FORMATS:
        assert form.reports
        for report in form.reports:
            assert form.about_in(report).endswith(".")
            assert form.most_pages >= 0


def test_the_pdf_says_that_it_is_tagged() -> None:
    assert "tagged" in FORMAT_BY_ID["pdf"].about
