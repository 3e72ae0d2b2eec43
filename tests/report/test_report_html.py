"""The web page: valid, self-contained, safe with whatever was typed, and with nothing left out."""

from __future__ import annotations

import re

import pytest
from html_check import Page
from msgspec.structs import replace
from sample_report import MadeUpPractice, busy_practice, conflict
from written import status_html

from migdesk.practice.event import Actor
from migdesk.report.status.model import AddressLine

HOSTILE = (
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ practice.name }} {% raw %} &lt;b&gt; &amp;",
    "</style></main><!-- -->",
    "safe\u202etxt.exe",
    "שלום, مرحبا",
    "😀 first\nsecond\n\nfourth",
    "x" * 10_000,
)  # fmt: skip


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(status_html(busy_practice(sample=True).report()))


def test_the_page_is_valid(page: Page) -> None:
    assert page.faults == []
    assert status_html(busy_practice().report()).startswith('<!DOCTYPE html>\n<html lang="en-GB">')


def test_headings_are_in_order_under_one_title(page: Page) -> None:
    assert [text for level, text in page.headings if level == 1] == ["Riverside Surgery"]
    assert [text for level, text in page.headings if level == 2] == [
        "Contents",
        "Summary",
        "Key dates",
        "Progress by phase",
        "Needs attention",
        "Information Governance",
        "All tasks and notes",
        "Other notes and records",
        "The last 14 days",
        "About this report",
    ]


def test_there_are_landmarks_and_a_way_past_the_contents(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    for landmark in ("header", "nav", "main", "footer"):
        assert tags.count(landmark) == 1
    assert next(values for tag, values in page.tags if tag == "a")["href"] == "#main"


def test_nothing_is_fetched_and_nothing_runs(page: Page) -> None:
    html = status_html(busy_practice().report())
    assert not {"script", "link", "iframe", "object", "embed", "img", "base", "form"} & {tag for tag, _ in page.tags}
    assert {link for link in page.links if not link.startswith("#")} == {"https://example.org/law"}
    assert not any(name.startswith("on") for _, values in page.tags for name in values)
    assert "default-src 'none'" in html
    assert "url(" not in html
    assert "@import" not in html


def test_an_address_that_is_no_web_address_is_shown_and_not_linked() -> None:
    report = busy_practice().report()
    risky = replace(report.references[0], addresses=(AddressLine("The law", "javascript:alert(1)"),))
    page = Page(status_html(replace(report, references=(risky,))))
    assert "The law: javascript:alert(1)" in page.text
    assert [link for link in page.links if not link.startswith("#")] == []


def test_everything_of_the_record_is_on_the_page(page: Page) -> None:
    text = squeezed(page.text)
    state = busy_practice().progress.state
    for note in state.standing_notes():
        assert squeezed(note.text) in text
    for one in state.acknowledgements.values():
        assert squeezed(one.wording) in text
    for words in (
        "The contract is with the lawyers.",
        "There is no branch surgery.",
        "Withdrawn by Pat Example, Practice Manager, Riverside Surgery",
        "Read the wrong page.",
        "Caldicott Guardian",
        "By someone outside the practice",
        "Not yet acknowledged by the practice",
        "overdue by 1 day",
        "set by hand",
        "Tell the pharmacy next door",
        "Made-up sample",
        "1 entry in this practice’s record came from a newer version",
        "as of November 2026",
        "migdesk 9.9.9",
    ):
        assert words in text, words
    assert "Written by mistake." in text  # as history: the note itself is withdrawn
    assert "1 note was withdrawn" in text


def test_a_milestone_that_is_past_and_not_marked_stands_out() -> None:
    html = status_html(busy_practice(go_live="2027-02-16", **{"happened.order": ["2026-11-20", "2026-11-17"]}).report())
    assert '<td class="overdue">' not in html
    assert "4 days ago, happened 3 days late" in html
    html = status_html(busy_practice(go_live="2027-02-16").report())
    assert '<td class="overdue">7 days ago, not marked as happened</td>' in html
    html = status_html(busy_practice(go_live="2026-11-20").report())
    assert "Fri 20 November 2026</span> 4 days ago, not marked as happened</dd>" in html


def test_what_speaks_against_the_dates_stands_under_them(page: Page) -> None:
    warned = Page(status_html(busy_practice().report(conflicts=[conflict(1), conflict(2)])))
    assert warned.faults == []
    assert (3, "Check these dates") in warned.headings
    assert "Go-Live falls on a day off (2). Ask who will be at work." in squeezed(warned.text)
    assert "Check these dates" not in page.text


def test_line_breaks_of_a_note_stay() -> None:
    html = status_html(busy_practice().report())
    assert "partners&#x27; meeting.\nMinutes are" in html
    assert re.search(r"\.typed \{[^}]*white-space: pre-wrap", html)


def test_bars_are_drawn_with_their_figure(page: Page) -> None:
    styles = [values["style"] for tag, values in page.tags if tag == "span" and "style" in values]
    assert styles == ["width:20%", "width:33%", "width:0%"]
    assert "33%" in page.text


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_stands_as_text(text: str) -> None:
    practice = busy_practice(name=text[:200], commissioner=text[:200])
    someone = Actor(text[:120], text[:120], text[:120])
    practice.note("decision.fund", text, someone)
    practice.set_task("decision.fund", someone, status=["blocked", text[:500]], owner=text[:120])
    practice.add("own-task-added", {"task": "own.3", "phase": "kick-off", "title": text[:120]})
    practice.acknowledge("records", someone)
    page = Page(status_html(practice.report(made_by=someone)))
    assert page.faults == []
    assert "script" not in [tag for tag, _ in page.tags]
    assert squeezed(text) in squeezed(page.text)
    assert not any(name.startswith("on") for _, values in page.tags for name in values)


def test_an_empty_practice_and_a_very_long_name() -> None:
    empty = Page(status_html(MadeUpPractice(name="Surgery " * 25, go_live=None).report(made_by=None)))
    assert empty.faults == []
    for words in ("Not set", "Nothing is overdue.", "Nothing is blocked.", "Nothing is due in the next 14 days.",
                  "Nothing was recorded in the last 14 days.", "Not dated"):  # fmt: skip
        assert words in empty.text
    assert "Other notes" not in empty.text
    assert "Made-up sample" not in empty.text
