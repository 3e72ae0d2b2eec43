"""Liquid as Jekyll speaks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from migdesk.guide.guide import open_guide
from migdesk.guide.model import Problem
from migdesk.guide.render import Renderer
from migdesk.guide.sources import read_sources

GuideMaker = Callable[[Mapping[str, str]], Path]
CONFIG = "title: T & Co\nbaseurl: /base\nurl: https://site.example\n"


def body(make_guide: GuideMaker, text: str, **files: str) -> str:
    folder = make_guide({"_config.yml": CONFIG, "p.md": text, "guide/other.md": "## O\n", **files})
    return open_guide(folder, None).render("/p").html


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ site.title }} {{ page.title }} {{ page.url }}", "<p>T &amp; Co p /p</p>"),
        ('{% assign a = "x" %}{% if a == "x" %}yes{% else %}no{% endif %}', "<p>yes</p>"),
        ("{% for i in (1..3) %}{{ i }}{% endfor %}", "<p>123</p>"),
        ("a{% comment %}b{% endcomment %}c", "<p>ac</p>"),
        ("a {%- capture x %} b {% endcapture -%} c", "<p>ac</p>"),
        ('{{ "/guide" | relative_url }} {{ "x" | prepend: "/a/" | relative_url }}', "<p>/base/guide /base/a/x</p>"),
        ('{{ nothing | default: "d" }}{{ "a<b" | escape }}', "<p>da&lt;b</p>"),
        ('{{ "*md*" | markdownify }}', "<p><em>md</em></p>"),
        ("[o]({% link guide/other.md %}#o)", '<p><a href="/guide/other#o">o</a></p>'),
        ("{% raw %}{{ kept }}{% endraw %}", "<p>{{ kept }}</p>"),
        (
            "{{ x | unknown_filter }}end",
            '<p><span class="not-shown">[Not shown: this Liquid cannot be read: '
            "there is no filter “unknown_filter”]</span>end</p>",
        ),
    ],
)
def test_liquid(make_guide: GuideMaker, source: str, shown: str) -> None:
    assert body(make_guide, source).strip() == shown


@pytest.mark.parametrize(
    "parameters",
    [
        'content="Text" heading="H"',
        "content='Text' heading='H'",
        "content=said heading=page.label",
        'content = "Text"   heading = "H"',
    ],
)
def test_every_way_to_write_a_parameter(make_guide: GuideMaker, parameters: str) -> None:
    text = (
        "---\npermalink: /p\ntitle: P\nlabel: H\n---\n"
        "{% assign said = 'Text' %}{% include carecard.html PARAMETERS %}".replace("PARAMETERS", parameters)
    )
    html = body(make_guide, text)
    assert '<h3 class="carecard-heading">H</h3>' in html and "Text" in html


def test_an_unknown_include_is_a_box_in_its_place(make_guide: GuideMaker) -> None:
    html = body(make_guide, "before\n{% include video.html id=3 %}\nafter\n")
    assert html.index("before") < html.index('<div class="not-shown"') < html.index("after")
    assert "video.html" in html


def test_an_unknown_tag_is_a_box_and_its_inside_stays(make_guide: GuideMaker) -> None:
    html = body(make_guide, "{% gallery wide %}\n\ninside\n\n{% endgallery %}\n\nafter\n")
    assert html.count("not-shown") == 1
    assert "<p>inside</p>" in html and "<p>after</p>" in html


@pytest.mark.parametrize(
    "source", ["{% capture x %}\nopen\n\nwords", "{% if %}words", "{% for x %}words{% endfor %}", "{{ a | }}words"]
)
def test_broken_liquid_loses_no_words(make_guide: GuideMaker, source: str) -> None:
    assert "words" in body(make_guide, source)


def test_faults_carry_their_line(make_guide: GuideMaker) -> None:
    folder = make_guide({"p.md": "---\npermalink: /p\ntitle: P\n---\n\nx\n{% include a.html %}\n\n{% wobble %}\n"})
    faults = Renderer(read_sources(folder)).render_for_check("/p").faults
    assert faults == (
        Problem("p.md", 7, "unknown-include", 'there is no component "a.html"'),
        Problem("p.md", 9, "unknown-tag", 'there is no tag "wobble"'),
    )


def test_an_endless_loop_ends(make_guide: GuideMaker) -> None:
    assert isinstance(body(make_guide, "{% for i in (1..99999999) %}x{% endfor %}end"), str)


DOUBLING = "{% assign a = 'twelve words ' %}" + "{% assign a = a | append: a %}" * 40
TOO_MUCH = {
    "a text that doubles": DOUBLING,
    "a number that squares": "{% assign n = 3 %}" + "{% assign n = n | times: n %}" * 40,
    "a text that replaces itself": "{% capture a %}" + "b" * 2_000 + "{% endcapture %}{{ a | replace: 'b', a }}",
    "a long list joined": "{{ (1..2000000000) | join: ', ' }}",
    "a long list turned round": "{% assign r = (1..50000000) | reverse %}",
    "a list that doubles": "{% assign l = 'a,b' | split: ',' %}" + "{% assign l = l | concat: l %}" * 40,
    "many names": "".join(f"{{% assign name{number} = 1 %}}" for number in range(1_100)),
    "a loop with no end": "{% for a in (1..1000) %}{% for b in (1..1000) %}x{% endfor %}{% endfor %}",
}


@pytest.mark.parametrize("source", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_makes_too_much_spoils_itself_alone(make_guide: GuideMaker, source: str) -> None:
    folder = make_guide({"p.md": source + "\n\nthe words after\n"})
    rendered = Renderer(read_sources(folder)).render_for_check("/p")
    assert "the words after" in rendered.page.html
    assert {fault.kind for fault in rendered.faults} == {"too-heavy"}


@pytest.mark.parametrize(
    "source",
    [
        "{% wobble %}" * 1_000,
        "{% assign a = 'x' %}" + "{% assign a = a | append: a %}" * 19 + "{{ a }}" * 30,
        "{{ x }}" * 25_000,
        "{% for a in (1..90000) %}{{ a | append: 'words' | replace: 'w', 'v' | upcase | escape }}{% endfor %}" * 9,
        "{% if a %}" * 300,
    ],
)
def test_a_page_that_takes_too_much_as_a_whole_says_so(make_guide: GuideMaker, source: str) -> None:
    rendered = Renderer(read_sources(make_guide({"p.md": source}))).render_for_check("/p")
    assert 'class="not-shown"' in rendered.page.html
    assert rendered.faults


def test_one_bad_expression_spoils_itself_alone(make_guide: GuideMaker) -> None:
    text = (
        "One {{ site.title }}\n\n- a {{ 'b' 'c' }}\n- d\n\n{% assign k = 'kept' %}Two {{ k }}\n\n"
        "{% if k = = %}in {{ k }}{% else %}too{% endif %}\n\n{{ 3 | divided_by: 0 }} end {% wobble %}\n"
    )
    folder = make_guide({"_config.yml": CONFIG, "p.md": text})
    rendered = Renderer(read_sources(folder)).render_for_check("/p")
    html = rendered.page.html
    for words in ("One T &amp; Co", "Two kept", "in kept", "too", " end "):
        assert words in html
    assert html.count("<li>") == 2
    assert html.count('<span class="not-shown">[Not shown: ') == 4
    assert [(fault.line, fault.kind) for fault in rendered.faults] == [
        (line, "unknown-tag") for line in (7, 12, 14, 14)
    ]


def test_a_mark_breaks_nothing_of_what_is_around_it(make_guide: GuideMaker) -> None:
    text = (
        "1. a {% include x.html %}\n2. b\n{% include x.html %}\n3. c\n\n## H {% include x.html %}\n\n"
        "| a | b |\n|---|---|\n| c {% include x.html %} | d |\n| e | f |\n\n*very {% wobble %} much*\n"
    )
    html = body(make_guide, text)
    assert (html.count("<ol>"), html.count("<li>"), html.count("<tr>"), html.count("<em>")) == (1, 3, 3, 1)
    assert html.count('<span class="not-shown">') == 5
    assert "<div" not in html


def test_a_word_of_100_000_letters_is_no_parameter_that_takes_long(make_guide: GuideMaker) -> None:
    assert "words" in body(make_guide, "{% include button.html " + "a" * 100_000 + " %} words")
