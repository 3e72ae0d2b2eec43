"""The report on several practices as one web page that stands alone, as html.py makes it of one practice.

It comes in parts of some milliseconds each, so that thousands of practices neither fill the memory nor stall a window.
The page is `resources/report/portfolio.html`; its looks are `status.css` and, for what is new, `portfolio.css`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from migdesk.report.practices.model import Group, Part, Portfolio, PracticePage
from migdesk.report.practices.view import frame_view, group_view, line_view, page_view
from migdesk.report.templates import style, template

ROWS_AT_ONCE = 40
STYLES = ("status.css", "portfolio.css")


def html_parts(portfolio: Portfolio, pages: Iterable[PracticePage]) -> Iterator[Part]:
    """Yield the whole page in UTF-8, part by part; `pages` are made one after another while it is written."""
    number = portfolio.totals.practices
    total = number + (number if portfolio.with_pages else 0)
    yield Part(b"", "Writing the board", 0, total)
    parts = _Parts(portfolio)
    yield Part(b"", "Writing the board", 0, total)
    yield Part(parts.part("start", style=style(*STYLES)), "Writing the board", 0, total)
    done = 0
    for group in portfolio.groups if number else ():
        for rows, count in _rows(parts, group, len(portfolio.groups) > 1):
            done += count
            yield Part(rows, f"Writing the board: {done:,} of {number:,} practices", done, total)
    yield Part(parts.part("pages"), "Writing the pages", done, total)
    for page in pages:
        data = parts.part("practice", **page_view(page))
        yield Part(data, f"Writing pages: {page.number:,} of {number:,}", done + page.number, total)
    yield Part(parts.part("end"), "Saving the file", total, total)


def _rows(parts: _Parts, group: Group, named: bool) -> Iterator[tuple[bytes, int]]:
    """Yield a group's table in parts, and how many practices each has."""
    for start in range(0, len(group.lines), ROWS_AT_ONCE):
        lines = group.lines[start : start + ROWS_AT_ONCE]
        yield (
            parts.part(
                "rows",
                group=None if start else group_view(group, named),
                lines=[line_view(line, group.first + start + place) for place, line in enumerate(lines)],
                ends=start + len(lines) == len(group.lines),
            ),
            len(lines),
        )


class _Parts:
    """The page's template, read once, with what every part of it may name."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._template = template("portfolio.html")
        self._frame = frame_view(portfolio)

    def part(self, name: str, **values: Any) -> bytes:
        """Return one part of the page; lone surrogates, which no file can hold, become question marks."""
        return self._template.render(**{**self._frame, **values}, part=name).encode("utf-8", "replace")
