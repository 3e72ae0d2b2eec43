"""The markup for the desktop viewer: components as tables, balanced, with nothing of the page lost."""

from __future__ import annotations

import re

from migdesk.base.assets import content_folder
from migdesk.guide.guide import open_guide
from migdesk.guide.sanitise import sanitise
from migdesk.guide.viewer_html import for_viewer, viewer_markup
from migdesk.guide.viewer_limits import flattened


def test_a_care_card_is_a_table_of_heading_and_body() -> None:
    html = viewer_markup(
        '<div class="carecard" role="note" aria-label="N"><h3 class="carecard-heading">N</h3>'
        '<div class="carecard-body"><p>x</p><div>y</div></div></div><p>z</p>'
    )
    assert re.sub(r' (width|cellspacing|cellpadding|border)="[^"]*"', "", html) == (
        '<table class="carecard"><tr><td class="carecard-heading">N</td></tr>'
        '<tr><td class="carecard-body"><p>x</p><div>y</div></td></tr></table><p>z</p>'
    )


def test_an_inset_has_a_bar() -> None:
    html = viewer_markup('<div class="inset" role="note"><p>x</p></div>')
    assert 'class="inset-bar" width="7"' in html and '<td class="inset-body"><p>x</p></td></tr></table>' in html


def test_steps_are_numbered_and_lists_inside_are_not() -> None:
    step = '<li class="step"><h3>S</h3><div class="step-body"><ol><li>a</li></ol></div></li>'
    html = viewer_markup(f'<ol class="steps">{step}{step}</ol><ol><li>b</li></ol>')
    assert re.findall(r'<td class="step-number"[^>]*><a name="shape-step"></a>(\d+)</td>', html) == ["1", "2"]
    assert html.count("<ol><li>a</li></ol>") == 2 and html.endswith("</table><ol><li>b</li></ol>")


def test_headings_tables_buttons_and_links() -> None:
    html = viewer_markup(
        '<h2 id="who">Who</h2><table><tbody><tr><td class="align-right">1</td></tr></tbody></table>'
        '<p class="button secondary"><a href="/a">A</a></p><p class="action-link"><a href="/b">B</a></p>'
    )
    assert '<h2 id="who"><a name="who"></a>Who</h2>' in html
    assert '<td class="align-right" align="right"><p class="cell">1</p></td>' in html
    assert '<td class="button-secondary"><a name="shape-second-button"></a><a href="/a">A</a></td>' in html
    assert '<td class="action-link"><a href="/b">B</a></td>' in html


def test_every_built_in_page_is_balanced_and_keeps_its_words() -> None:
    guide = open_guide(content_folder(), None)
    for info in guide.pages:
        page = guide.render(info.permalink)
        html = for_viewer(page)
        opened: list[str] = []
        for closing, tag in re.findall(r"<(/?)([a-z0-9]+)[^>]*>", html):
            if closing:
                assert opened.pop() == tag
            elif tag not in ("br", "hr", "img"):
                opened.append(tag)
        assert opened == []
        words = re.sub(r"<td class=\"step-number\".*?</td>|➔|<[^>]*>|\s+", "", html)
        assert words == re.sub(r"<[^>]*>|\s+", "", page.html)


def nested(opening: str, closing: str, times: int) -> str:
    return opening * times + "deep" + closing * times


def test_no_more_tables_within_tables_than_the_viewer_can_bear() -> None:
    markup = viewer_markup(
        nested("<table><tbody><tr><td>", "</td></tr></tbody></table>", 30)
        + nested('<div class="carecard" role="note"><h3 class="carecard-heading">h</h3>', "</div>", 30)
        + nested('<ol class="steps"><li class="step">', "</li></ol>", 30)
    )
    depth = most = 0
    for closing, _tag in re.findall(r"<(/?)(table)\b", markup):
        depth += -1 if closing else 1
        most = max(most, depth)
    assert depth == 0
    assert most == 5
    assert markup.count("deep") == 3
    assert re.sub(r"</?(a|p|br|table|tbody|tr|td)\b[^>]*>", "", markup).count("<") == 0


def test_what_nests_deep_keeps_its_words_and_loses_its_tags() -> None:
    for tag in ("blockquote", "div", "b", "span"):
        markup = viewer_markup(nested(f"<{tag}>w ", f"</{tag}>", 3_000))
        assert markup.count("w ") == 3_000
        assert markup.count(f"<{tag}>") == markup.count(f"</{tag}>") == 40


def test_what_nests_no_deeper_than_pages_do_is_as_it_was() -> None:
    html = nested("<table><tbody><tr><td>", "</td></tr></tbody></table>", 5) + nested("<ul><li>", "</li></ul>", 20)
    assert flattened(html) == html


def test_a_page_too_long_for_the_viewer_says_where_to_see_it() -> None:
    for html in ("<ul>" + "<li>x</li>" * 9_000 + "</ul>", "<p>" + "w" * 60_000 + "</p>", "<p>x</p>" * 40_000):
        assert "too long for this window" in viewer_markup(html)
    assert "too long" not in viewer_markup("<p>word </p>" * 20_000)


def test_what_folds_is_shown_open_with_its_title_above() -> None:
    html = sanitise("<details><summary>More</summary><p>words</p></details>")
    assert viewer_markup(html) == "<div><p><b>More</b></p><p>words</p></div>"
