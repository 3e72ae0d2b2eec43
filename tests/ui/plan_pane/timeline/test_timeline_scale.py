"""Days along a line of pixels."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from migdesk.ui.plan_pane.timeline.scale import (
    STEPS,
    WEEKS_FROM,
    Scale,
    fitting,
    kept_in_view,
    sized,
    zoomed,
)

FIRST = date(2026, 11, 3)
DAYS = st.integers(1, 900)
WIDTHS = st.floats(100, 3000)
PER_DAY = st.floats(0.1, 60)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    first = draw(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
    return Scale(first, first + timedelta(days=draw(DAYS) - 1), draw(PER_DAY))


@given(scales(), st.data())
def test_later_days_stand_further_right_and_all_of_them_inside(scale: Scale, data: st.DataObject) -> None:
    days = st.integers(0, scale.days - 1).map(lambda number: scale.first + timedelta(days=number))
    one, other = data.draw(days), data.draw(days)
    assert (one < other) == (scale.start_of(one) < scale.start_of(other))
    assert 0 <= scale.start_of(one) < scale.middle_of(one) < scale.end_of(one) <= scale.width + 1e-6


@given(scales(), st.data())
def test_place_of_a_day_leads_back_to_it(scale: Scale, data: st.DataObject) -> None:
    day = scale.first + timedelta(days=data.draw(st.integers(0, scale.days - 1)))
    assert scale.day_at(scale.start_of(day)) == day
    assert scale.day_at(scale.middle_of(day)) == day


@given(scales(), st.floats(-5000, 200_000))
def test_any_place_is_a_day_that_is_shown(scale: Scale, x: float) -> None:
    assert scale.holds(scale.day_at(x))


@given(st.integers(1, 900), WIDTHS)
def test_whole_plan_fits_exactly(days: int, width: float) -> None:
    scale = fitting(FIRST, FIRST + timedelta(days=days - 1), width)
    assert abs(scale.width - width) < 1e-6


@given(DAYS, WIDTHS)
def test_zoom_in_and_out_again_end_at_the_whole_plan(days: int, width: float) -> None:
    fit = fitting(FIRST, FIRST + timedelta(days=days - 1), width)
    scale, seen = fit, [fit.pixels_per_day]
    while (nearer := zoomed(scale, "in", width)) != scale:
        scale = nearer
        seen.append(scale.pixels_per_day)
    assert seen == sorted(seen) and len(seen) <= len(STEPS) + 1
    for _ in seen:
        scale = zoomed(scale, "out", width)
    assert scale == fit
    assert zoomed(Scale(fit.first, fit.last, 22.0), "fit", width) == fit


@given(DAYS, WIDTHS, st.sampled_from(STEPS))
def test_other_days_keep_the_zoom_but_never_leave_room_empty(days: int, width: float, zoom: float) -> None:
    scale = sized(Scale(FIRST, FIRST, zoom), FIRST, FIRST + timedelta(days=days - 1), width)
    assert scale.width >= width - 1e-6
    assert scale.pixels_per_day >= zoom


@given(DAYS, st.integers(0, 899), st.floats(0, 1), WIDTHS)
def test_day_in_view_stays_where_it_is_unless_an_end_is_near(days: int, at: int, share: float, room: float) -> None:
    last = FIRST + timedelta(days=days - 1)
    day = FIRST + timedelta(days=at % days)
    old = fitting(FIRST, last, room)
    new = zoomed(old, "in", room)
    scrolled = kept_in_view(old, new, day, 0, room)
    assert 0 <= scrolled <= max(0, new.width - room) + 1e-6
    assert -1e-6 <= new.middle_of(day) - scrolled <= room + 1e-6


def test_day_out_of_view_comes_to_its_middle() -> None:
    scale = Scale(FIRST, FIRST + timedelta(days=399), 10.0)
    day = FIRST + timedelta(days=200)
    assert kept_in_view(scale, scale, day, 0, 500) == scale.middle_of(day) - 250


def test_months_begin_with_what_is_shown() -> None:
    scale = Scale(date(2026, 11, 27), date(2027, 2, 1), 5.0)
    assert list(scale.month_starts()) == [
        date(2026, 11, 27),
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
    ]


def test_weeks_begin_on_mondays_and_end_with_the_weekend() -> None:
    scale = Scale(date(2026, 11, 1), date(2026, 11, 14), WEEKS_FROM)  # a Sunday to a Saturday
    assert scale.shows_weeks
    assert list(scale.mondays()) == [date(2026, 11, 2), date(2026, 11, 9)]
    assert list(scale.weekends()) == [
        (date(2026, 11, 1), date(2026, 11, 1)),
        (date(2026, 11, 7), date(2026, 11, 8)),
        (date(2026, 11, 14), date(2026, 11, 14)),
    ]
    assert not fitting(scale.first, scale.last, 50).shows_weeks
