"""Expressions as Liquid's lax parser takes them: brackets around a part mean nothing, and no word is kept back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from liquid.token import TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG, Token

# In these, words such as `limit` are what python-liquid takes them for.
AS_THEY_ARE = ("for", "tablerow", "include", "include_relative", "cycle", "render", "link", "post_url", "highlight")
AS_NAME = "-as-name"
"""Behind a word that python-liquid keeps back, wherever a page gives that name to something or asks for it."""
PART = re.compile(
    r"""
    (?P<keep> "[^"]*" | '[^']*' | \([^()"']*\.\.[^()"']*\) )
  | (?P<bracket> [()] )
  | (?<![\w.\-]) (?P<word> as|cols|continue|limit|offset|required|reversed|with ) (?![\w\-?]|\s*:)
    """,
    re.VERBOSE,
)


def as_liquid_reads(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield a template's tokens with expressions that python-liquid reads as Liquid itself would."""
    tag = ""
    for token in tokens:
        if token.kind == TOKEN_TAG:
            tag = token.value
        is_expression = token.kind == TOKEN_OUTPUT or (token.kind == TOKEN_EXPRESSION and tag not in AS_THEY_ARE)
        yield token._replace(value=PART.sub(_plain, token.value)) if is_expression else token


def _plain(part: re.Match[str]) -> str:
    if part["bracket"]:
        return " "
    return part["word"] + AS_NAME if part["word"] else part[0]
