"""Takes single tags that cannot be parsed out of a page, each with a mark in its place and every line where it was."""

from __future__ import annotations

import re

from liquid.token import Token

from migdesk.guide.components import not_shown_here

ANY_LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
BLOCK_TAG = re.compile(r"\{%-?\s*(end)?(capture|case|comment|for|if|raw|tablerow|unless)\b")
BRANCH = re.compile(r"\{%-?\s*(?:else|elsif|when)\b.*?%\}", re.DOTALL)

CONDITION = re.compile(r"\{%-?\s*(?:if|elsif|unless)\b(?:(?!%\}|\{%).)*%\}", re.DOTALL)


def plain_conditions(source: str) -> str:
    """Return `source` without braces inside conditions: `{% if {{ x }} %}` is `{% if x %}` to Jekyll's Liquid."""
    return (
        CONDITION.sub(lambda tag: tag[0].replace("{{", "  ").replace("}}", "  "), source) if "{{" in source else source
    )


def unclosed_block(source: str) -> tuple[int, str] | None:
    """Return the line and the name of the first block tag that is never closed (python-liquid names the last line)."""
    opened: list[tuple[str, int]] = []
    for tag in BLOCK_TAG.finditer(source):
        if not tag[1]:
            opened.append((tag[2], source.count("\n", 0, tag.start()) + 1))
        elif opened and opened[-1][0] == tag[2]:
            opened.pop()
    if not opened:
        return None
    name, line = opened[0]
    return line, name


def mended(source: str, token: Token | None, message: str) -> str | None:
    """Return `source` with a mark in place of the tag at `token`; None where there is no such tag.

    Where the tag opens a block, what closes and parts the block goes with it, and what is inside stays.
    """
    if token is None or token.source != source:
        return None
    start = max(source.rfind("{%", 0, token.start_index + 1), source.rfind("{{", 0, token.start_index + 1))
    tag = ANY_LIQUID.match(source, max(start, 0))
    if start < 0 or tag is None:
        return None
    inside, behind = source[tag.end() :], ""
    opening = BLOCK_TAG.match(tag[0])
    if opening and not opening[1]:
        closing = _closing_of(inside)
        if closing is None:
            return None
        inside, behind = inside[: closing.start()], _lines(closing[0]) + inside[closing.end() :]
        inside = BRANCH.sub(lambda branch: _lines(branch[0]), inside)
    return source[:start] + not_shown_here(message) + _lines(tag[0]) + inside + behind


def _closing_of(text: str) -> re.Match[str] | None:
    depth = 0
    for tag in BLOCK_TAG.finditer(text):
        depth += -1 if tag[1] else 1
        if depth < 0:
            return ANY_LIQUID.match(text, tag.start())
    return None


def _lines(text: str) -> str:
    """Return as many line ends as `text` has, so that all behind it stays on its line."""
    return "\n" * text.count("\n")
