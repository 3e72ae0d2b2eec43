"""The few words of a text around what was looked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

FOUND_FROM, FOUND_TO = "‹", "›"
MOST_CHARACTERS = 150
_CHARACTERS_BEFORE = 40
_MOST_MATCHES = 20


def snippet(text: str, found: re.Pattern[str], beginnings: Sequence[str] = ()) -> str:
    """Return the part of `text` with most of what `found` matches, each match between ‹ and ›; else its beginning.

    `beginnings`, where they are given, are what all matches begin with, in lower case.
    """
    starts = sorted(_starts(text, found, beginnings))
    ends = [bisect_left(starts, start + MOST_CHARACTERS) for start in starts]
    best = max(
        zip(starts, ends, range(len(starts)), strict=True), key=lambda window: window[1] - window[2], default=(0,)
    )[0]
    start = _word_start(text, max(0, best - _CHARACTERS_BEFORE)) if best > _CHARACTERS_BEFORE else 0
    part = text[start : start + MOST_CHARACTERS]
    cut_short = start + len(part) < len(text)
    if cut_short:
        part = part.rpartition(" ")[0] or part
    marked = found.sub(lambda match: f"{FOUND_FROM}{match.group()}{FOUND_TO}", part)
    return ("…" if start else "") + marked.strip() + ("…" if cut_short else "")


def _starts(text: str, found: re.Pattern[str], beginnings: Sequence[str]) -> Iterator[int]:
    """Yield where matches begin. A pattern is tried at each letter of a text, so beginnings are looked for first."""
    lower = text.lower()
    if not beginnings or len(lower) != len(text):
        yield from (match.start() for match in islice(found.finditer(text), _MOST_MATCHES))
        return
    for beginning in beginnings:
        yield from islice(_starts_of(text, lower, found, beginning), _MOST_MATCHES)


def _starts_of(text: str, lower: str, found: re.Pattern[str], beginning: str) -> Iterator[int]:
    at = lower.find(beginning)
    while at >= 0:
        if not (at and lower[at - 1].isalnum()) and found.match(text, at):
            yield at
        at = lower.find(beginning, at + 1)


def _word_start(text: str, position: int) -> int:
    """Return where the next word begins, so that a snippet does not start inside one."""
    space = text.find(" ", position)
    return space + 1 if 0 <= space < position + _CHARACTERS_BEFORE else position
