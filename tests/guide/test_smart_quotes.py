"""Quotes, dashes and dots as kramdown sets them."""

from __future__ import annotations

import html

import pytest

from migdesk.guide.kramdown.kramdown import Kramdown, smartified

PLAIN = [
    ("12 -- 16 weeks --- at most...", "12 – 16 weeks — at most…"),
    ("it's the '90s, don't", "it’s the ’90s, don’t"),
    ("He said \"yes\" and 'no'", "He said “yes” and ‘no’"),
    ('("paren") "Hi," x"y', "(“paren”) “Hi,” x”y"),
    ("\"'both'\" << x >>", "“‘both’” «\u00a0x\u00a0»"),
    ('¿"Qué"?', "¿”Qué”?"),
    ('"&iquest;"Qué', "“¿“Qué"),
    ("a<!-- it's -->b", "ab"),
]
AMONG_SPANS = [
    ('**"x"** and "**bold**"', "<strong>“x”</strong> and “<strong>bold</strong>”"),
    ('"[label](/a "b") after"', '“<a href="/a" title="b">label</a> after”'),
    ('[""twice"](/a)', '<a href="/a">"”twice”</a>'),
    ('`a -- "b"` -- c', '<code>a -- "b"</code> – c'),
    ('<span title="a -- b">"c"</span>', '<span title="a -- b">“c”</span>'),
    (r"\"kept\" \-- x", '"kept" -- x'),
    ("[a](/x--y)", '<a href="/x--y">a</a>'),
]


@pytest.mark.parametrize(("plain", "set_in_type"), PLAIN)
def test_typography(plain: str, set_in_type: str) -> None:
    assert html.unescape(smartified(plain)) == set_in_type


@pytest.mark.parametrize(("source", "reads"), [*PLAIN, *AMONG_SPANS])
def test_typography_of_a_page(source: str, reads: str) -> None:
    assert Kramdown().to_html(source) == f"<p>{reads}</p>\n"
