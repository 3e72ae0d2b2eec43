"""Quotes, dashes and dots as kramdown sets them."""

from __future__ import annotations

import pytest

from migdesk.guide.typography import typographic


@pytest.mark.parametrize(
    ("plain", "set_in_type"),
    [
        ("12 -- 16 weeks --- at most...", "12 – 16 weeks — at most…"),
        ("it's the '90s, don't", "it’s the ’90s, don’t"),
        ("He said \"yes\" and 'no'", "He said “yes” and ‘no’"),
        ('("paren") "Hi," x"y', "(“paren”) “Hi,” x”y"),
        ('**"x"** and "**bold**"', "**“x”** and “**bold**”"),
        ('"[label](/a "b") after"', '“[label](/a "b") after”'),
        ('`a -- "b"` -- c', '`a -- "b"` – c'),
        ('<span title="a -- b">"c"</span>', '<span title="a -- b">“c”</span>'),
        (r"\"kept\" \-- x", r"\"kept\" \-- x"),
        ("a<!-- it's -->b", "ab"),
        ("\"'both'\" << x >>", "“‘both’” «\u00a0x\u00a0»"),
        ("[a](/x--y)", "[a](/x--y)"),
    ],
)
def test_typography(plain: str, set_in_type: str) -> None:
    assert typographic(plain) == set_in_type
