"""The web page of several practices: valid, self-contained, linked there and back, and safe with whatever was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from html_check import Page
from sample_portfolio import line, page, portfolio
from sample_report import MadeUpPractice, busy_practice, conflict
from written import practices_html

from migdesk.practice.event import Actor
from migdesk.report.practices.document import practices_document
from migdesk.report.practices.model import BoardLine, PracticePage
from migdesk.report.writers.html.page import ROWS_AT_ONCE, write

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ title }} {% raw %} &lt;b&gt;",
    "</style></main><!-- -->",
    "שלום",
    "lone \ud800 surrogate \x07 bell",
)


def written(lines: Sequence[BoardLine], pages: Iterable[PracticePage] = (), *, with_pages: bool = True) -> str:
    made = portfolio(lines, with_pages=with_pages)
    return practices_html(made, pages)


@pytest.fixture(scope="module")
def html() -> str:
    return written([line("A", overdue=2), line("B", commissioner="Another ICB", sample=True)], [page(1), page(2)])


def test_the_page_is_valid(html: str) -> None:
    assert Page(html).faults == []
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert html.rstrip().endswith("</html>")


def test_headings_and_landmarks_lead_through_it(html: str) -> None:
    read = Page(html)
    assert [text for level, text in read.headings if level == 1] == ["All practices"]
    assert [text for level, text in read.headings if level == 2] == [
        "Summary", "The board", "Practice by practice", "About this report",
    ]  # fmt: skip
    assert [text for level, text in read.headings if level == 3] == [
        "Another ICB", "Example ICB", "Riverside Surgery", "Riverside Surgery",
    ]  # fmt: skip
    tags = [tag for tag, _ in read.tags]
    assert all(tags.count(landmark) == 1 for landmark in ("header", "nav", "main", "footer"))
    assert next(values for tag, values in read.tags if tag == "a")["href"] == "#main"


def test_the_board_leads_to_each_page_and_back(html: str) -> None:
    read = Page(html)
    for number in (1, 2):
        assert f"#practice-{number}" in read.links
        assert f"#row-{number}" in read.links
        assert {f"practice-{number}", f"row-{number}"} <= set(read.ids)


def test_nothing_is_fetched_and_nothing_runs(html: str) -> None:
    read = Page(html)
    assert not {"script", "link", "iframe", "object", "embed", "img", "base", "form"} & {tag for tag, _ in read.tags}
    assert all(link.startswith("#") for link in read.links)
    assert "default-src 'none'" in html
    assert "url(" not in html and "@import" not in html


def test_a_page_says_what_asks_for_attention(html: str) -> None:
    text = " ".join(Page(html).text.split())
    for words in (
        "2 migrations under way. 2 tasks are overdue, in 1 practice.",
        "1 of these practices is a made-up sample",
        "overdue by 1 day",
        "The contract is with the lawyers.",
        "Not yet acknowledged by the practice: Records Code The Old Act",
        "The practice shares its building with a pharmacy.",
        "1 entry in this practice’s record came from a newer version",
        "migdesk 9.9.9",
    ):
        assert words in text, words


def test_a_page_says_what_is_past_and_not_marked_and_what_to_check() -> None:
    past = busy_practice(go_live="2027-02-16")
    warned = written([line("A")], [page(1, past, tuple(map(conflict, range(5))))])
    assert Page(warned).faults == []
    assert '<span class="overdue">7 days ago, not marked as happened</span>' in warned
    assert (4, "Check these dates") in Page(warned).headings
    assert "day off (2)." in warned and "day off (3)." not in warned
    assert "and 2 more" in warned


def test_the_board_alone_has_no_pages_and_no_links_to_any() -> None:
    read = Page(written([line("A"), line("B")], with_pages=False))
    assert read.faults == []
    assert [link for link in read.links if "practice" in link] == []
    assert "Practice by practice" not in read.text


def test_without_practices_it_says_so() -> None:
    read = Page(written([]))
    assert read.faults == []
    assert "There are no practices to report on." in read.text
    assert "Add practices in migdesk" in read.text


def test_a_practice_with_nothing_to_say() -> None:
    empty = MadeUpPractice(name="Surgery " * 25, go_live=None, commissioner=None)
    read = Page(written([line("A", days=None, last_change=None, ods_code="")], [page(1, empty)]))
    assert read.faults == []
    for words in ("Nothing is overdue.", "Nothing is blocked.", "Nothing is due in the next 14 days.",
                  "No notes so far.", "Not dated", "Not set"):  # fmt: skip
        assert words in read.text


def test_many_practices_come_in_parts() -> None:
    lines = [line(f"Practice {number}") for number in range(2 * ROWS_AT_ONCE + 1)]
    parts = list(write(practices_document(portfolio(lines, with_pages=False), ())))
    assert [part.done for part in parts if part.done][:3] == [ROWS_AT_ONCE, 2 * ROWS_AT_ONCE, len(lines)]
    read = Page(b"".join(part.data for part in parts).decode())
    assert read.faults == []
    assert [tag for tag, _ in read.tags].count("table") == 1
    assert read.text.count("Practice ") >= len(lines)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_stands_as_text(text: str) -> None:
    practice = busy_practice(name=text, commissioner=text, from_system=text)
    someone = Actor(text, text, text)
    practice.note("decision.fund", text, someone)
    practice.set_task("decision.fund", someone, status=["blocked", text], owner=text)
    lines = [line(text, commissioner=text, from_system=text, ods_code=text), line("B", commissioner="")]
    read = Page(written(lines, [page(1, practice), page(2)]))
    assert read.faults == []
    assert not {"script", "img"} & {tag for tag, _ in read.tags}
    assert not any(name.startswith("on") for _, values in read.tags for name in values)
    if text.isprintable():
        assert read.text.count(text) >= 6
