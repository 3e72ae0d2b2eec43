"""Which format a file name asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_report import busy_practice

from migdesk.base.errors import UserError
from migdesk.report.formats import FORMATS, format_of, render


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
    assert format_of(Path(name), chosen) == expected


@pytest.mark.parametrize(("name", "chosen"), [("a.docm", None), ("a", None), ("a.pdf", "word")])
def test_an_unknown_format_names_the_known_ones(name: str, chosen: str | None) -> None:
    with pytest.raises(UserError, match=r"html.*pdf.*csv.*json"):
        format_of(Path(name), chosen)


def test_every_format_but_print_and_the_calendar_is_rendered_here() -> None:
    starts = {"html": b"<!DOCTYPE html>", "csv": b"\xef\xbb\xbf", "json": b"{"}
    report = busy_practice().report()
    for one in FORMATS:
        if one.id not in {"pdf", "ics"}:
            assert render(report, one.id).startswith(starts[one.id])
    with pytest.raises(UserError):
        render(report, "word")


def test_the_pdf_says_that_it_is_for_print() -> None:
    assert "no tags" in next(one.about for one in FORMATS if one.id == "pdf")
