"""The components of the official site, on pages written as its pages are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from migdesk.guide.guide import open_guide

GuideMaker = Callable[[Mapping[str, str]], Path]

# Built like the official introduction: a card joined to the text by `{%-`, rules, a quoted list under a paragraph with
# a comment between, Liquid inside an HTML comment, and steps at the end.
INTRODUCTION = """---
layout: page_with_sidebar
permalink: /guide
title: Start here
subtitle:
nextpage: /guide/next
---

This book is for **practices** and ‘partners’.

It stands beside the supplier's plan.

{%- capture draft -%}
More chapters -- soon -- follow.
{%- endcapture -%}
{%- include carecard.html content=draft accessibility_text="Please note" heading="Please note" markdown=true -%}

* * *

## Rules to keep

Data moves—and someone must look after it:
<!-- [UPLIFT] the team asked for these -->
>* [First law](http://law.example/1)
>* [Second law](http://law.example/2) (see [advice](https://advice.example/a-b))
>* Third rule<!-- [GAP] no link? -->

<!--{%- capture hidden -%}
Secret list:
* nothing here
{%- endcapture -%}
{%- include carecard.html content=hidden accessibility_text="Secret" heading="Secret" markdown=true -%}-->

* * *


## How long?

About 12-16 weeks.


## All phases

Here they are…

{%- include steps/steps.html group='phases' -%}
"""
STEP = """---
title: "Plan & fund"
title_url: /guide#rules-to-keep
subtitle: "Estimated timeline: 1 -- 2 weeks"
order: 2
group: phases
---

Write it down. Ask {{ site.title }}.

#### Is it agreed?

* [Yes](/guide#how-long)
"""
EARLIER_STEP = "---\ntitle: Think\ntitle_url:\nsubtitle:\norder: 1\ngroup: phases\n---\nLong and hard.\n"


@pytest.fixture
def introduction(make_guide: GuideMaker) -> str:
    steps = {"_steps/phases/01-plan.md": STEP, "_steps/phases/02-think.md": EARLIER_STEP}
    return open_guide(make_guide({"guide/index.md": INTRODUCTION, **steps}), None).render("/guide").html


def test_a_card_joined_to_the_text_stands_on_its_own(introduction: str) -> None:
    card = introduction.index('<div class="carecard" role="note" aria-label="Please note">')
    assert introduction.index("<p>It stands beside the supplier’s plan.</p>") < card
    assert '<h3 class="carecard-heading">Please note</h3>' in introduction
    assert "<p>More chapters – soon – follow.</p>" in introduction
    assert introduction.index("soon") < introduction.index("<hr>") < introduction.index('id="rules-to-keep"')


def test_the_quoted_list_has_its_links(introduction: str) -> None:
    quote = introduction[introduction.index("<blockquote>") : introduction.index("</blockquote>")]
    assert quote.count("<li>") == 3
    assert '<a href="https://advice.example/a-b">advice</a>' in quote


def test_no_comment_is_shown_nor_what_it_hides(introduction: str) -> None:
    for hidden in ("UPLIFT", "GAP", "Secret", "nothing here", "<!--", "-->"):
        assert hidden not in introduction


def test_steps_are_in_order_with_linked_titles(introduction: str) -> None:
    assert re.findall(r"<h3>(.*?)</h3>", introduction) == [
        "Think",
        '<a href="/guide#rules-to-keep">Plan &amp; fund</a>',
    ]
    assert '<p class="step-subtitle">Estimated timeline: 1 -- 2 weeks</p>' in introduction
    assert "Ask Test guide." in introduction
    assert '<h4 id="is-it-agreed">Is it agreed?</h4>' in introduction


def test_the_outline_lists_headings_with_an_id(make_guide: GuideMaker) -> None:
    steps = {"_steps/phases/01-plan.md": STEP}
    page = open_guide(make_guide({"guide/index.md": INTRODUCTION, **steps}), None).render("/guide")
    assert [(section.anchor, section.level) for section in page.sections] == [
        ("rules-to-keep", 2),
        ("how-long", 2),
        ("all-phases", 2),
        ("is-it-agreed", 4),
    ]
    texts = dict(page.text_by_section)
    assert texts[""].startswith("This book is for practices and ‘partners’. It stands")
    assert texts["how-long"] == "About 12-16 weeks."
    assert "Plan & fund" in texts["all-phases"]
    assert ("Yes", "/guide#how-long") in [(link.label, link.href) for link in page.links]


def component(make_guide: GuideMaker, text: str) -> str:
    files = {"_data/offers.yml": "items:\n  - {title: One, link: /p, description: First}\n  - {title: Two & co}\n"}
    return open_guide(make_guide({"p.md": text, **files}), None).render("/p").html.strip()


def test_an_inset(make_guide: GuideMaker) -> None:
    html = component(
        make_guide, 'x\n{% include inset.html content="**Tip.** Ask." accessibility_text="Tip" markdown=true %}'
    )
    assert html == (
        '<p>x</p>\n<div class="inset" role="note" aria-label="Tip">\n<p><strong>Tip.</strong> Ask.</p>\n\n</div>'
    )


def test_a_since_box_is_always_markdown(make_guide: GuideMaker) -> None:
    html = component(
        make_guide, "{% capture s %}\n* *one*\n{% endcapture %}\n{% include since.html content=s %}\nafter"
    )
    assert html.startswith('<details class="since">')
    assert '<summary class="since-heading">Since this guide was written</summary>' in html
    assert "<li><em>one</em></li>" in html
    assert html.endswith("<p>after</p>")


def test_buttons_and_action_links(make_guide: GuideMaker) -> None:
    html = component(
        make_guide,
        'Read on.\n{%- include button.html title="Read" link="/p" -%}\n\n* * *\n\n'
        '{% include button.html title="Skip" link="/p#x" secondary=true %}\n\n'
        '{% include action_link.html title="Tell us" link="/p" %}\n',
    )
    assert '<p class="button"><a href="/p">Read</a></p>\n<hr>' in html
    assert '<p class="button secondary"><a href="/p#x">Skip</a></p>' in html
    assert '<p class="action-link"><a href="/p">Tell us</a></p>' in html


def test_promos(make_guide: GuideMaker) -> None:
    html = component(make_guide, '{% include promos/promo.html size="half" promo_content=site.data.offers.items %}')
    assert html.count('<li class="promo">') == 2
    assert '<h3><a href="/p">One</a></h3>' in html and "<p>First</p>" in html and "Two &amp; co" in html


def test_a_missing_group_is_a_box(make_guide: GuideMaker) -> None:
    html = component(make_guide, "a\n\n{% include steps/steps.html group='nobody' %}\n\nb\n")
    assert 'class="not-shown"' in html and "nobody" in html and "<p>b</p>" in html


def test_a_step_that_shows_its_own_group_ends(make_guide: GuideMaker) -> None:
    step = "---\ntitle: Loop\ngroup: loop\n---\n{% include steps/steps.html group='loop' %}\n"
    folder = make_guide({"p.md": "{% include steps/steps.html group='loop' %}", "_steps/loop/1.md": step})
    assert "Loop" in open_guide(folder, None).render("/p").html
