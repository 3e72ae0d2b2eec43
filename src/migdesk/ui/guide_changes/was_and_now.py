"""Two wordings of the same, one over the other, with the words that differ in bold."""

from __future__ import annotations

from html import escape

from migdesk.guide.page_changes import Effort

MOST_CHARACTERS = 700
"""Of one side; longer ones are cut."""


def was_and_now(before: str, now: str, effort: Effort) -> str:
    """Return both wordings as HTML, without bold where the `effort` is spent; one that is empty is left out."""
    was, is_now = _marked(_short(before).split(), _short(now).split(), effort)
    lines = ((word, line) for word, line in (("Was", was), ("Now", is_now)) if line)
    return "".join(f'<p style="margin: 2px 0 6px 18px"><i>{word}:</i> {line}</p>' for word, line in lines)


def _marked(before: list[str], now: list[str], effort: Effort) -> tuple[str, str]:
    if not before or not now or not effort.allows(len(before), len(now)):
        return escape(" ".join(before)), escape(" ".join(now))
    from difflib import SequenceMatcher

    was, is_now = [], []
    for what, i, j, k, m in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        was.append(_part(before[i:j], bold=what != "equal"))
        is_now.append(_part(now[k:m], bold=what != "equal"))
    return " ".join(filter(None, was)), " ".join(filter(None, is_now))


def _part(words: list[str], *, bold: bool) -> str:
    text = escape(" ".join(words))
    return f"<b>{text}</b>" if bold and text else text


def _short(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
