"""Where the printed pages end."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from migdesk.report.print_pages import Span, Strip, pages_of


def column(*heights: float) -> list[Span]:
    spans, top = [], 0.0
    for height in heights:
        spans.append(Span(top, top + height))
        top += height
    return spans


def test_strips_that_follow_one_another_are_one_piece() -> None:
    assert pages_of(map(Strip, column(10, 20, 30)), 100) == [(Span(0, 60),)]


def test_a_strip_that_does_not_fit_goes_over_whole() -> None:
    assert pages_of(map(Strip, column(60, 50)), 100) == [(Span(0, 60),), (Span(60, 110),)]


def test_a_heading_goes_with_what_it_heads() -> None:
    text, heading, body = column(60, 30, 30)
    strips = [Strip(text), Strip(heading, keep_with_next=True), Strip(body)]
    assert pages_of(strips, 100) == [(Span(0, 60),), (Span(60, 120),)]


def test_a_table_that_goes_on_repeats_its_head() -> None:
    head, first, second = column(10, 60, 60)
    strips = [Strip(head, keep_with_next=True), Strip(first, head=head), Strip(second, head=head)]
    assert pages_of(strips, 100) == [(Span(0, 70),), (Span(0, 10), Span(70, 130))]


def test_a_part_that_starts_a_page_does_so() -> None:
    one, two = column(10, 10)
    assert pages_of([Strip(one), Strip(two, starts_page=True)], 100) == [(Span(0, 10),), (Span(10, 20),)]


def test_a_strip_taller_than_a_page_is_cut_where_pages_end() -> None:
    assert pages_of(map(Strip, column(40, 150)), 100) == [(Span(0, 40),), (Span(40, 140),), (Span(140, 190),)]


@given(st.lists(st.tuples(st.integers(1, 250), st.booleans(), st.booleans()), max_size=30))
def test_nothing_is_lost_and_no_page_is_too_full(rows: list[tuple[int, bool, bool]]) -> None:
    spans = column(*(height for height, _, _ in rows))
    strips = [Strip(span, keep, starts) for span, (_, keep, starts) in zip(spans, rows, strict=True)]
    pages = pages_of(strips, 100)
    assert all(sum(piece.height for piece in page) <= 100 for page in pages)
    pieces = [piece for page in pages for piece in page]
    assert sum(piece.height for piece in pieces) == sum(span.height for span in spans)
    assert all(one.bottom == other.top for one, other in pairwise(pieces))
