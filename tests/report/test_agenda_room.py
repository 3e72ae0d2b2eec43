"""The room on two sheets: every list gets its share, and what one leaves over goes to the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from migdesk.report.agenda.room import LINE_CHARACTERS, RULE, first_that_fit, lines_of, shared_out

LINES = st.floats(0, 100)


def test_a_row_is_as_tall_as_its_longest_cell() -> None:
    assert lines_of(("", 50), ("a word", 50)) == 1 + RULE
    assert lines_of(("x" * LINE_CHARACTERS, 50), ("a word", 50)) == 2 + RULE


def test_what_one_list_leaves_over_goes_to_the_first_that_needs_it() -> None:
    assert shared_out([30, 2, 30], [10, 10, 10], room=30) == [18, 2, 10]
    assert shared_out([3, 2, 1], [10, 10, 10], room=30) == [3, 2, 1]


def test_a_list_ends_before_the_first_item_that_does_not_fit() -> None:
    shown = first_that_fit([2, 2, 3, 1], 5, float)
    assert (shown.items, shown.more, shown.total) == ((2, 2), 2, 4)


@given(st.lists(st.tuples(LINES, LINES), min_size=1, max_size=6))
def test_no_list_gets_more_than_it_needs_and_all_together_no_more_than_there_is(
    lists: list[tuple[float, float]],
) -> None:
    needs, shares = [need for need, _ in lists], [share for _, share in lists]
    room = sum(shares)
    given_out = shared_out(needs, shares, room)
    assert all(got <= need + 1e-6 for got, need in zip(given_out, needs, strict=True))
    assert sum(given_out) <= room + 1e-6
    assert all(got >= min(need, share) for got, need, share in zip(given_out, needs, shares, strict=True))


@given(st.lists(st.integers(1, 9), max_size=30), st.integers(0, 40))
def test_nothing_is_lost_of_a_list(items: list[int], room: int) -> None:
    shown = first_that_fit(items, room, float)
    assert shown.total == len(items)
    assert list(shown.items) == items[: len(shown.items)]
    assert sum(shown.items) <= room
