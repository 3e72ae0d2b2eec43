"""Where pages end: a long column of strips (paragraphs and table rows) is cut between strips, never through one.

QTextDocument's own pages cut rows in two, part a heading from its table and leave rules at the foot, so the document is
set as one endless column and cut here. Lengths are in the units of the printer, from the top of the column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

TALLEST_STRIP = 0.4
"""Of a page. Whoever makes the strips cuts taller ones between lines of text, so that the next page can take one in."""
LONGEST_RUN = 0.6
"""Of a page. What has to stay together is let go above this, so that every page but the last is at least 0.4 full."""


class Span(msgspec.Struct, frozen=True):
    """A piece of the column from `top` to `bottom`."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Strip(msgspec.Struct, frozen=True):
    """One paragraph or row, or some lines of one.

    `head` is the table head to repeat where the strip comes first on a page; `lead` is the height of the blank at its
    top, which is left out there. `new_page` lets it begin one.
    """

    span: Span
    keep_with_next: bool = False
    head: Span | None = None
    lead: float = 0.0
    new_page: bool = False


Page = tuple[Span, ...]
"""The pieces of the column on one page, from top to bottom."""


def pages_of(strips: Iterable[Strip], height: float) -> list[Page]:
    """Distribute `strips` over pages of `height`. A strip taller than a page is cut where the page ends."""
    pages: list[list[Span]] = [[]]
    room = height
    for run in _runs(strips, height):
        if pages[-1] and (run[0].new_page or run[-1].span.bottom - run[0].span.top > room):
            pages.append([])
            room = height
        for strip in run:
            span = strip.span
            if not pages[-1]:
                span = Span(span.top + strip.lead, span.bottom)
                if strip.head and len(pages) > 1:
                    pages[-1].append(strip.head)
                    room -= strip.head.height
            for piece in _pieces(span, room, height):
                if piece.height > room:
                    pages.append([])
                    room = height
                pages[-1].append(piece)
                room -= piece.height
    return [tuple(_joined(page)) for page in pages]


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Join pieces that follow one another, so that a page is painted in a few strokes."""
    whole: Span | None = None
    for span in spans:
        if whole and span.top == whole.bottom:
            whole = Span(whole.top, span.bottom)
            continue
        if whole:
            yield whole
        whole = span
    if whole:
        yield whole


def _runs(strips: Iterable[Strip], height: float) -> Iterator[list[Strip]]:
    """Group strips with those that they have to stay with, up to `LONGEST_RUN`."""
    run: list[Strip] = []
    for strip in strips:
        too_long = bool(run) and strip.span.bottom - run[0].span.top > height * LONGEST_RUN
        if run and (too_long or strip.new_page or not run[-1].keep_with_next):
            yield run
            run = []
        run.append(strip)
    if run:
        yield run


def _pieces(span: Span, room: float, height: float) -> Iterator[Span]:
    """Cut what is taller than a page: first what still fits, then page by page."""
    top = span.top
    fits = height if span.height <= height else room
    while span.bottom - top > fits:
        yield Span(top, top + fits)
        top += fits
        fits = height
    yield Span(top, span.bottom)
