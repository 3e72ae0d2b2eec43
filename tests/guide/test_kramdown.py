"""Markdown reads as kramdown's GFM input reads it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from html_tokens import tokens

from migdesk.guide.kramdown.kramdown import Kramdown
from migdesk.guide.sanitise import sanitise

# Each source with the HTML that kramdown 2.4.0 with kramdown-parser-gfm 1.1.0 makes of it, with Jekyll's settings.
CASES = json.loads((Path(__file__).parent.parent / "data" / "kramdown" / "cases.json").read_text(encoding="utf-8"))


def html_of(source: str) -> str:
    return re.sub(r">\n+<", "><", Kramdown().to_html(source).strip())


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_recorded_case_reads_as_in_kramdown(number: int) -> None:
    assert tokens(Kramdown().to_html(CASES[number]["source"])) == tokens(CASES[number]["html"])


def test_a_list_starts_right_under_a_paragraph() -> None:
    assert html_of("Before you start:\n* one\n* two\n") == "<p>Before you start:</p><ul><li>one</li><li>two</li></ul>"


def test_a_quoted_list_without_a_blank_behind_the_mark() -> None:
    html = html_of("The laws are:\n<!-- asked for by the team -->\n>* [One](/one)\n>* Two\n")
    assert '<blockquote><ul><li><a href="/one">One</a></li><li>Two</li></ul></blockquote>' in html
    assert "asked" not in html


@pytest.mark.parametrize("indent", ["  ", "   ", "    "])
def test_items_nest_by_two_three_or_four_blanks(indent: str) -> None:
    assert html_of(f"* top\n{indent}* inner\n* next\n").replace("\n", "") == (
        "<ul><li>top<ul><li>inner</li></ul></li><li>next</li></ul>"
    )


def test_an_item_is_loose_on_its_own() -> None:
    assert html_of("1. one\n2. two\n\n   more\n") == ("<ol><li>one</li><li><p>two</p><p>more</p></li></ol>")


def test_a_dash_line_belongs_to_the_item_above() -> None:
    assert html_of("* supplier\n-- ask early\n") == "<ul><li>supplier\n– ask early</li></ul>"


def test_explicit_and_automatic_ids() -> None:
    html = html_of("## What's “new”? {#news}\n## Who, when & why\n## Go-Live\n## Go-Live\n### Go-Live\n## …\n")
    ids = re.findall(r'<h\d(?: id="([^"]*)")?>', html)
    assert ids == ["news", "who-when--why", "go-live", "go-live-1", "go-live-2", ""]


def test_an_attribute_list_gives_id_and_class() -> None:
    html = html_of('## Roles\n{: #people .wide}\n\n## In line {: #same .wide}\n\n[a](/b){:target="_blank"}\n')
    assert '<h2 id="people" class="wide">Roles</h2>' in html
    assert '<h2 id="in-line--same-wide">In line {: #same .wide}</h2>' in html  # kramdown knows none on the line itself
    assert '<p><a href="/b" target="_blank">a</a></p>' in html  # which is taken off when the page is cleaned


def test_a_box_of_a_list_of_tasks_is_an_element_to_what_follows() -> None:
    html = sanitise(Kramdown().to_html('- [ ]  one\n- [x] "two"\n'))
    assert re.sub(r"\n", "", html) == "<ul><li>☐ one</li><li>☑ “two”</li></ul>"


def test_hard_breaks() -> None:
    assert html_of("one  \ntwo\\\nthree<br/>four\n") == "<p>one<br />\ntwo<br />\nthree<br />four</p>"


def test_a_table_with_alignment() -> None:
    html = html_of("| Who | Days |\n|:----|-----:|\n| `a|b` | *2* |\n")
    assert '<th class="align-left">Who</th><th class="align-right">Days</th>' in html
    assert '<td class="align-left"><code>a|b</code></td><td class="align-right"><em>2</em></td>' in html


def test_spans() -> None:
    html = html_of("~~old~~ <https://example.org/a_b> <me@example.org> __bold__ snake_case_name [x] (y)\n")
    assert html == (
        '<p><del>old</del> <a href="https://example.org/a_b">https://example.org/a_b</a> '
        '<a href="mailto:me@example.org">me@example.org</a> <strong>bold</strong> snake_case_name [x] (y)</p>'
    )


def test_raw_html_is_a_block_of_its_own_and_its_line_goes_on_behind_it() -> None:
    assert html_of("<div>\n\n* kept\n\n</div>* * *\nafter\n") == "<div>\n\n* kept\n\n</div><hr /><p>after</p>"


def test_the_tag_of_a_block_in_running_text_is_text() -> None:
    assert html_of("end.<div>x</div>\n") == "<p>end.&lt;div&gt;x&lt;/div&gt;</p>"


def test_a_comment_over_blank_lines_is_never_shown() -> None:
    html = html_of("Text <!-- first\n\nsecond --> and on\n\n<!--\n* * *\n\nlast -->\nend\n")
    assert "first" not in html and "second" not in html and "last" not in html
    assert "and on" in html and "<p>end</p>" in html


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    assert "deep" in html_of("> " * 500 + "deep\n")
    assert "deep" in html_of("* " * 500 + "deep\n")
    assert "deep" in html_of("<div>" * 5000 + "deep\n")


def test_the_converter_keeps_nothing_between_pages() -> None:
    converter = Kramdown()
    first = converter.to_html("## A\n[x][1]\n\n[1]: /one\n")
    assert "/one" in first
    assert converter.to_html("## A\n[x][1]\n") == '<h2 id="a">A</h2>\n<p>[x][1]</p>\n'


@pytest.mark.parametrize(
    "piece", ["[", "![", "[a](", "[a](<", "~~a ", "<!-- ", "`a ", "*a ", "<a ", "\"'", "{:", "| a "]
)
def test_hostile_text_takes_no_longer_than_honest_text(piece: str) -> None:
    start = time.perf_counter()
    Kramdown().to_html(piece * 20_000 + "end\n")
    assert time.perf_counter() - start < 3


def test_code_blocks_stay_apart_and_take_in_the_line_below() -> None:
    assert html_of("~~~\none\n~~~\n\n    two\n") == "<pre><code>one\n</code></pre><pre><code>two\n</code></pre>"
    assert html_of("    one\nlazy\n") == "<pre><code>one lazy\n</code></pre>"
