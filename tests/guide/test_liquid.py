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
        ("{{ x | unknown_filter }}end", "<p>end</p>"),
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
    assert '<p class="carecard-heading">H</p>' in html and "Text" in html


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
