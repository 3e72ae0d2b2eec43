"""What stands in the list of search results: hits under the headings of their groups, and each row in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from migdesk.ui.look.words import counted
from migdesk.workspace.search.search import Hit
from migdesk.workspace.search.snippet import FOUND_FROM, FOUND_TO

KINDS = {
    "page": ("Guide", "Guide"),
    "task": ("Task", "Tasks"),
    "reference": ("Information governance", "Information governance"),
    "glossary": ("Glossary", "Glossary"),
    "sign-off": ("Sign-off", "Sign-offs"),
    "row": ("Register", "Registers"),
    "note": ("Note", "Notes"),
    "practice": ("Practice", "Practices"),
}
"""How one thing of a kind is called, and the group of them."""

_MARKED = re.compile(f"{FOUND_FROM}([^{FOUND_FROM}{FOUND_TO}]*){FOUND_TO}")


class Piece(msgspec.Struct, frozen=True):
    """Words that look alike: `found` where they were looked for."""

    text: str
    found: bool = False


class Row(msgspec.Struct, frozen=True):
    """A line of the list: a hit, or with none the heading of a group. `spoken` is what a screen reader says."""

    title: tuple[Piece, ...]
    spoken: str
    within: str = ""
    text: tuple[Piece, ...] = ()
    hit: Hit | None = None


def rows_of(hits: Iterable[Hit], words: re.Pattern[str] | None) -> tuple[Row, ...]:
    """Return hits in groups by kind: the group of the best hit first, and in each group the best hit first."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.kind, []).append(hit)
    rows = []
    for kind, members in groups.items():
        heading = KINDS[kind][1]
        rows.append(Row((Piece(heading),), f"{heading}, {counted(len(members), 'result')}"))
        rows += [_row(hit, words) for hit in members]
    return tuple(rows)


def _row(hit: Hit, words: re.Pattern[str] | None) -> Row:
    snippet = " ".join(hit.snippet.split())
    text = tuple(_pieces(snippet, _MARKED))
    title = tuple(_pieces(hit.title, words)) if words else (Piece(hit.title),)
    where = ", ".join(filter(None, (hit.title, hit.within)))
    plain = "".join(piece.text for piece in text)
    return Row(title, f"{KINDS[hit.kind][0]}: {where}. {plain}".strip(), hit.within, text, hit)


def _pieces(text: str, found: re.Pattern[str]) -> Iterable[Piece]:
    """Cut a text where `found` matches; what its group holds, or else the match, is marked."""
    at = 0
    for match in found.finditer(text):
        if match.start() > at:
            yield Piece(text[at : match.start()])
        yield Piece(match[1] if found.groups else match[0], found=True)
        at = match.end()
    if at < len(text):
        yield Piece(text[at:])
