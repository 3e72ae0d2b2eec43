"""Where the words of a search stand on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextCursor, QTextDocument

MOST_FOUND = 500


def find_words(document: QTextDocument, words: re.Pattern[str]) -> list[QTextCursor]:
    """Return each place where a pattern matches on the page, in order; at most 500."""
    found = []
    for start, end in _places(document, words):
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        found.append(cursor)
        if len(found) == MOST_FOUND:
            break
    return found


def first_within(found: Sequence[QTextCursor], start: int, end: int, begins: str = "") -> QTextCursor | None:
    """Return the first of `found` between two positions; one in a paragraph that begins with `begins` is preferred."""
    within = [cursor for cursor in found if start <= cursor.selectionStart() < end]
    for cursor in within:
        if begins and cursor.block().text().startswith(begins):
            return cursor
    return next(iter(within), None)


def _places(document: QTextDocument, words: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    block = document.begin()
    while block.isValid():
        text = block.text()
        for match in words.finditer(text):
            yield tuple(block.position() + _units(text[:at]) for at in match.span())  # type: ignore[misc]
        block = block.next()


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it, in units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
