"""Words beside shapes: never over one another."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from migdesk.ui.plan_pane.timeline.labels import GAP, LEAST, Stretch, lanes_of, merged, place_beside

WIDTH = 600.0
STRETCHES = st.lists(
    st.tuples(st.floats(0, 580), st.floats(1, 120)).map(lambda pair: Stretch(pair[0], min(WIDTH, sum(pair)))),
    min_size=1,
    max_size=6,
)


def overlap(one: Stretch, other: Stretch) -> bool:
    return one.left < other.right and other.left < one.right


@given(STRETCHES, st.integers(0, 5), st.floats(1, 300))
def test_words_cover_no_shape_and_stay_inside(taken: list[Stretch], which: int, needed: float) -> None:
    at = taken[which % len(taken)].left
    place = place_beside(at, needed, taken, WIDTH)
    if place:
        assert not any(overlap(place, one) for one in taken)
        assert 0 <= place.left <= place.right <= WIDTH
        assert min(needed, LEAST) - 1e-6 <= place.width <= needed + 1e-6


def test_words_go_to_the_right_where_they_fit() -> None:
    assert place_beside(105, 50, [Stretch(100, 110)], WIDTH) == Stretch(110 + GAP, 160 + GAP)


def test_words_go_to_the_left_at_the_end() -> None:
    assert place_beside(590, 50, [Stretch(585, 595)], WIDTH) == Stretch(585 - GAP - 50, 585 - GAP)


def test_words_stand_behind_a_shape_that_touches() -> None:
    place = place_beside(105, 50, [Stretch(100, 110), Stretch(108, 200)], WIDTH)
    assert place == Stretch(200 + GAP, 250 + GAP)


def test_words_that_fit_nowhere_are_cut_on_the_wider_side_or_left_out() -> None:
    crowded = [Stretch(0, 100), Stretch(160, 170), Stretch(240, 600)]
    assert place_beside(165, 200, crowded, WIDTH) == Stretch(170 + GAP, 240 - GAP)
    assert place_beside(165, 200, [Stretch(0, 155), Stretch(160, 170), Stretch(180, 600)], WIDTH) is None


@given(STRETCHES)
def test_stretches_that_touch_become_one(taken: list[Stretch]) -> None:
    joined = merged(taken)
    assert all(one.right < other.left for one, other in pairwise(joined))
    assert min(one.left for one in taken) == joined[0].left


@given(STRETCHES)
def test_nothing_overlaps_in_a_lane_but_the_last(taken: list[Stretch]) -> None:
    lanes = lanes_of(taken, 3)
    assert all(0 <= lane < 3 for lane in lanes)
    for lane in (0, 1):
        mine = [one for one, number in zip(taken, lanes, strict=True) if number == lane]
        assert not any(overlap(a, b) for index, a in enumerate(mine) for b in mine[index + 1 :])
