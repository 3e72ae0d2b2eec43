"""The few words of a text around what was looked for."""

from __future__ import annotations

import re

FOUND_FROM, FOUND_TO = "‹", "›"
MOST_CHARACTERS = 150
_CHARACTERS_BEFORE = 40
_MOST_MATCHES = 40


def snippet(text: str, found: re.Pattern[str]) -> str:
    """Return the part of `text` with most of what `found` matches, each match between ‹ and ›; else its beginning."""
    starts = [match.start() for _, match in zip(range(_MOST_MATCHES), found.finditer(text), strict=False)]
    best = max(starts, key=lambda start: sum(start <= other < start + MOST_CHARACTERS for other in starts), default=0)
    start = _word_start(text, max(0, best - _CHARACTERS_BEFORE)) if best > _CHARACTERS_BEFORE else 0
    part = text[start : start + MOST_CHARACTERS]
    cut_short = start + len(part) < len(text)
    if cut_short:
        part = part.rpartition(" ")[0] or part
    marked = found.sub(lambda match: f"{FOUND_FROM}{match.group()}{FOUND_TO}", part)
    return ("…" if start else "") + marked.strip() + ("…" if cut_short else "")


def _word_start(text: str, position: int) -> int:
    """Return where the next word begins, so that a snippet does not start inside one."""
    space = text.find(" ", position)
    return space + 1 if 0 <= space < position + _CHARACTERS_BEFORE else position
