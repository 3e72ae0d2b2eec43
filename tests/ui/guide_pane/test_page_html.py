"""The page as it is handed to Qt's rich text."""

from __future__ import annotations

from migdesk.guide.model import PageInfo, RenderedPage, Section
from migdesk.ui.guide_pane.page_additions import tasks_words
from migdesk.ui.guide_pane.page_html import page_html
from migdesk.ui.guide_pane.section_registers import RegisterMark


def page(html: str, title: str = "A & B", subtitle: str = "Why") -> RenderedPage:
    sections = (Section("one", "One", 2),)
    return RenderedPage("/p", title, subtitle, html, sections, (), ())


def test_title_and_subtitle_are_escaped() -> None:
    html = page_html(page("", "A <b>", "C & D"), {})
    assert "<h1>A &lt;b&gt;</h1>" in html
    assert '<p class="subtitle">C &amp; D</p>' in html


def test_count_stands_at_the_end_of_the_first_paragraph() -> None:
    html = page_html(page('<h2 id="one">One</h2>\n<p>Words.</p>\n<p>More.</p>'), {"one": (3, 9)})
    before, _, after = html.partition('href="tasks:one"')
    assert "Words." in before
    assert "More." in after


def test_count_stands_under_the_heading_where_no_paragraph_follows() -> None:
    html = page_html(page('<h2 id="one">One</h2>\n<ul><li>x</li></ul>'), {"one": (3, 9)})
    assert html.index("</h2>") < html.index("tasks:one") < html.index("<ul>")


def test_count_of_the_page_itself_stands_under_its_title() -> None:
    html = page_html(page('<h2 id="one">One</h2>'), {"": (0, 1)})
    assert html.index("</h1>") < html.index('href="tasks:"') < html.index("<h2")


def test_sections_without_tasks_have_no_count() -> None:
    assert "tasks" not in page_html(page('<h2 id="one">One</h2><p>x</p>'), {"other": (1, 2)})


def test_count_in_words_holds_together() -> None:
    assert tasks_words(3, 9).replace("\u00a0", " ") == "☑ 3 of 9 tasks done"
    assert tasks_words(0, 1).replace("\u00a0", " ") == "☑ 0 of 1 task done"
    assert " " not in tasks_words(3, 9)


def test_picture_is_told_in_words() -> None:
    html = page_html(page('<p><img src="http://example.org/x.png" alt="A cat"></p>'), {})
    assert "<img" not in html
    assert "[Picture: A cat]" in html


def test_neighbours_stand_at_the_foot() -> None:
    after = PageInfo("/next", "Next & last", "", None, None, None, "n.md", "guide")
    html = page_html(page("<p>x</p>"), {}, None, after)
    assert '<a href="read-on:/next">Next &amp; last</a>' in html
    assert "Previous" not in html


def test_table_with_spans_is_left_alone() -> None:
    html = page_html(page('<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>'), {})
    assert "%" not in html.partition("<td")[2]


def test_registers_stand_beside_the_count_of_their_section() -> None:
    marks = {
        "one": (RegisterMark("third-parties", "Links & labs: 7 of 12 told"),),
        "": (RegisterMark("risks", "Risks"),),
    }
    html = page_html(page('<h2 id="one">One</h2>\n<p>Words.</p>\n<p>More.</p>'), {"one": (3, 9)}, registers=marks)
    before, _, after = html.partition("More.")
    assert before.index('href="tasks:one"') < before.index('href="register:third-parties"')
    assert "Links\u00a0&amp;\u00a0labs:\u00a07\u00a0of\u00a012\u00a0told" in before
    assert html.index("</h1>") < html.index('href="register:risks"') < html.index("<h2")
    assert "register:" not in after
