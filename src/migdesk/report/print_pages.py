"""Where pages end: a long column of strips (paragraphs and table rows) is cut between strips, never through one.

QTextDocument's own pages cut rows in two, part a heading from its table and leave rules at the foot, so the document is
set as one endless column and cut here. Lengths are in the units of the printer, from the top of the column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec


class Span(msgspec.Struct, frozen=True):
    """A piece of the column from `top` to `bottom`."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Strip(msgspec.Struct, frozen=True):
    """One paragraph or row. `head` is the table head to repeat where the strip comes first on a page."""

    span: Span
    keep_with_next: bool = False
    starts_page: bool = False
    head: Span | None = None


Page = tuple[Span, ...]
"""The pieces of the column on one page, from top to bottom."""


def pages_of(strips: Iterable[Strip], height: float) -> list[Page]:
    """Distribute `strips` over pages of `height`. A strip taller than a page is cut where the page ends."""
    pages: list[list[Span]] = [[]]
    room = height
    for run in _runs(strips, height):
        needed = run[-1].span.bottom - run[0].span.top
        if pages[-1] and (run[0].starts_page or needed > room):
            pages.append([])
            room = height
        for strip in run:
            if not pages[-1] and strip.head and len(pages) > 1:
                pages[-1].append(strip.head)
                room -= strip.head.height
            for piece in _pieces(strip.span, room, height):
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
    """Group strips with those that they have to stay with; a group that fills half a page is let go."""
    run: list[Strip] = []
    for strip in strips:
        run.append(strip)
        if not strip.keep_with_next or strip.span.bottom - run[0].span.top > height / 2:
            yield run
            run = []
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
