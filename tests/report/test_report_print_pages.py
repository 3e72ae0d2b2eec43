"""Where the printed pages end."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from migdesk.report.writers.pdf.pages import LONGEST_RUN, TALLEST_STRIP, Span, Strip, pages_of


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


def test_the_blank_above_a_heading_is_left_out_at_the_top_of_a_page() -> None:
    text, heading, body = column(90, 30, 30)
    strips = [Strip(text), Strip(heading, keep_with_next=True, lead=8), Strip(body)]
    assert pages_of(strips, 100) == [(Span(0, 90),), (Span(98, 150),)]


def test_what_has_to_stay_together_is_let_go_where_it_would_leave_a_page_near_empty() -> None:
    strips = [Strip(span, keep_with_next=True) for span in column(20, 30, 30, 30)]
    assert pages_of(strips, 100) == [(Span(0, 50),), (Span(50, 110),)]


def test_a_strip_taller_than_a_page_is_cut_where_pages_end() -> None:
    assert pages_of(map(Strip, column(40, 150)), 100) == [(Span(0, 40),), (Span(40, 140),), (Span(140, 190),)]


@given(st.lists(st.tuples(st.integers(1, 250), st.booleans()), max_size=30))
def test_nothing_is_lost_and_no_page_is_too_full(rows: list[tuple[int, bool]]) -> None:
    spans = column(*(height for height, _ in rows))
    strips = [Strip(span, keep) for span, (_, keep) in zip(spans, rows, strict=True)]
    pages = pages_of(strips, 100)
    assert all(sum(piece.height for piece in page) <= 100 for page in pages)
    pieces = [piece for page in pages for piece in page]
    assert sum(piece.height for piece in pieces) == sum(span.height for span in spans)
    assert all(one.bottom == other.top for one, other in pairwise(pieces))


@given(st.lists(st.tuples(st.integers(1, int(100 * TALLEST_STRIP)), st.booleans()), min_size=1, max_size=60))
def test_no_strip_is_cut_and_every_page_but_the_last_is_well_filled(rows: list[tuple[int, bool]]) -> None:
    spans = column(*(height for height, _ in rows))
    pages = pages_of([Strip(span, keep) for span, (_, keep) in zip(spans, rows, strict=True)], 100)
    edges = {0.0, *(span.bottom for span in spans)}
    assert {edge for page in pages for piece in page for edge in (piece.top, piece.bottom)} <= edges
    assert all(sum(piece.height for piece in page) >= 100 * (1 - LONGEST_RUN) for page in pages[:-1])
