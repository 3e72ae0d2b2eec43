"""The agenda as a web page and on paper: safe with whatever was typed, and never more than two sheets."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from html_check import Page
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from sample_agenda import TEN_DAYS_AGO, agenda_of, crowded_practice
from sample_report import MadeUpPractice, busy_practice, conflict
from written import agenda_html, agenda_sheets

from migdesk.practice.event import Actor
from migdesk.report.writers.pdf.forms import pdf_of, print_on
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.reports.agenda import visit_agenda
from support import CountingIds, TickingClock, paths_in

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
HOSTILE = (
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "{{ practice.name }} {% raw %} &lt;b&gt; &amp;",
    "</style></main><!-- -->",
    "שלום, مرحبا",
)  # fmt: skip


def squeezed(text: str) -> str:
    return " ".join(text.split())


def sheets_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def busy_page() -> Page:
    return Page(agenda_html(agenda_of(busy_practice(sample=True), conflicts=(conflict(1),))))


def test_the_page_is_valid_and_has_its_landmarks() -> None:
    page = busy_page()
    assert page.faults == []
    tags = [tag for tag, _ in page.tags]
    for landmark in ("header", "main", "footer"):
        assert tags.count(landmark) == 1
    assert next(values for tag, values in page.tags if tag == "a")["href"] == "#main"
    assert [text for level, text in page.headings if level == 1] == ["Riverside Surgery"]
    assert [text for level, text in page.headings if level == 2] == [
        "Summary",
        "Changes since the last visit, on Sat 14 November 2026",
        "Overdue",
        "Blocked, not overdue yet",
        "The next four weeks",
        "Information Governance, not acknowledged yet",
        "Check these dates",
        "About this agenda",
    ]


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page, html = busy_page(), agenda_html(agenda_of(busy_practice()))
    assert not {"script", "link", "iframe", "object", "embed", "img", "base", "form"} & {tag for tag, _ in page.tags}
    assert all(link.startswith("#") for link in page.links)
    assert "default-src 'none'" in html
    assert "url(" not in html


def test_both_forms_say_the_same() -> None:
    agenda = agenda_of(busy_practice(sample=True), conflicts=(conflict(1),))
    page, markup = squeezed(Page(agenda_html(agenda)).text), agenda_sheets(agenda).markup
    for words in ("Made-up sample", "The contract is with the lawyers.", "Sam Sample", "The Old Act", "Notes",
                  "Next visit:", "Go-Live falls on a day off (1).", "newer version of migdesk", "9.9.9"):  # fmt: skip
        assert words in page, words
        assert words in markup, words


def test_an_empty_practice_says_what_there_is_not() -> None:
    agenda = agenda_of(MadeUpPractice(go_live=None), why="no-visit")
    page, markup = Page(agenda_html(agenda)), agenda_sheets(agenda).markup
    assert page.faults == []
    for words in ("Nothing has changed since then.", "Nothing is overdue.", "no open task is dated",
                  "No visit has been recorded yet, so this is the last 10 days.",
                  "No Go-Live date is set yet"):  # fmt: skip
        assert words in page.text
        assert words in markup
    assert "Blocked, not" not in page.text
    assert "Changes since Sat 14 November 2026" in [text for _, text in page.headings]
    assert "Check these dates" not in markup


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_stands_as_text(text: str) -> None:
    practice = busy_practice(name=text, commissioner=text)
    practice.note("decision.fund", text, Actor(text, text, text))
    practice.set_task("decision.fund", status=["blocked", text], owner=text)
    practice.add("own-task-added", {"task": "own.3", "phase": "kick-off", "title": text})
    practice.set_task("own.3", due="2026-11-26")
    agenda = agenda_of(practice)
    page, markup = Page(agenda_html(agenda)), agenda_sheets(agenda).markup
    assert page.faults == []
    assert "script" not in [tag for tag, _ in page.tags]
    assert squeezed(text) in squeezed(page.text)
    assert not any(name.startswith("on") for _, values in page.tags for name in values)
    assert "<script" not in markup
    assert "<img src=x" not in markup


def test_the_sample_practices_take_two_sheets_at_most(tmp_path: Path, qapp: QApplication) -> None:
    workspace = bootstrap(paths_in(tmp_path), clock=TickingClock(NOW))
    try:
        for practice_id in workspace.samples.add(12, 1, CountingIds()):
            for since in (None, date(2026, 1, 1)):
                agenda = visit_agenda(workspace, practice_id, since)
                assert sheets_in(pdf_of(agenda_sheets(agenda))) <= 2, agenda.report.practice.name
    finally:
        workspace.close()


def test_a_crowded_practice_with_500_notes_takes_two_sheets(qapp: QApplication) -> None:
    agenda = agenda_of(crowded_practice(), TEN_DAYS_AGO, conflicts=tuple(map(conflict, range(9))))
    assert sheets_in(pdf_of(agenda_sheets(agenda))) == 2


def test_it_is_titled_and_printed_as_an_agenda(tmp_path: Path, qapp: QApplication) -> None:
    sheets = agenda_sheets(agenda_of(busy_practice(sample=True)))
    assert sheets.title == "Sample: Agenda for a visit, Riverside Surgery"
    assert sheets.footer == "Made-up sample. Tue 24 Nov 2026, Riverside Surgery"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "agenda.pdf"))
    print_on(sheets, printer)
    assert sheets_in((tmp_path / "agenda.pdf").read_bytes()) in {1, 2}
