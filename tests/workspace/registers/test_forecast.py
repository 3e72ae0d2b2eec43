"""When all will be in: the rate of the last working days, what is needed a day, and the end of the old system."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from migdesk.workspace.registers.forecast import Forecast, Progress, forecast_of, working_days_on

MONDAY = date(2027, 1, 25)


def progress(left: int, done: dict[date, int], today: date = MONDAY, **more: date | None) -> Forecast:
    days = {"entering_from": date(2027, 1, 18), "planned": date(2027, 2, 1), "ends": date(2027, 3, 4)} | more
    logged = {date(2027, 1, 5): left + sum(done.values())}
    return forecast_of(Progress(today=today, left=left, logged=logged, done=done, **days))


def test_the_rate_is_that_of_the_last_five_working_days() -> None:
    done = {date(2027, 1, 18) + timedelta(days=day): 20 for day in range(5)}
    found = progress(62, done)
    assert (found.a_day, found.days) == (20, 5)
    assert found.all_in == date(2027, 1, 28)  # Monday to Thursday
    assert (found.days_late, found.days_to_spare) == (-4, 35)


def test_a_day_without_entries_slows_the_rate_and_today_counts_once_it_has_one() -> None:
    done = {date(2027, 1, 21): 30, date(2027, 1, 22): 0}
    assert (progress(62, done).a_day, progress(62, done).days) == (15, 2)
    assert progress(62, done | {MONDAY: 30}).a_day == 20


def test_nothing_entered_foretells_nothing_but_says_what_is_needed() -> None:
    found = progress(118, {}, today=date(2027, 1, 13))
    assert (found.a_day, found.all_in, found.days_to_spare) == (0, None, None)
    assert found.needed_a_day == 11  # 18 January to 1 February: 11 working days


def test_a_rate_that_has_stopped_foretells_nothing() -> None:
    assert progress(5, {date(2027, 1, 18): 30}, today=date(2027, 2, 15)).all_in is None


def test_all_in_is_since_the_last_entry() -> None:
    assert progress(0, {date(2027, 1, 21): 30}).all_in == date(2027, 1, 21)
    assert progress(0, {}).all_in is None


def test_the_curve_is_what_was_left_at_the_end_of_each_day() -> None:
    found = progress(62, {date(2027, 1, 18): 20, date(2027, 1, 20): 10})
    assert found.curve[0] == (date(2027, 1, 5), 92)
    assert dict(found.curve)[date(2027, 1, 19)] == 72
    assert found.curve[-1] == (MONDAY, 62)


@given(
    left=st.integers(0, 10**6),
    done=st.dictionaries(st.dates(date(2027, 1, 1), date(2027, 3, 1)), st.integers(-5, 999), max_size=20),
    today=st.dates(date(2027, 1, 1), date(2027, 3, 1)),
)
def test_a_forecast_is_never_before_today_while_something_is_left(
    left: int, done: dict[date, int], today: date
) -> None:
    found = progress(left, done, today=today)
    if left and found.all_in:
        assert found.all_in >= today
        assert found.a_day > 0
    assert all(left_then >= 0 for _, left_then in found.curve)


def test_working_days_are_counted_from_the_first_that_can_be() -> None:
    assert working_days_on(date(2027, 1, 23), 1) == MONDAY
    assert working_days_on(MONDAY, 5) == date(2027, 1, 29)
    assert working_days_on(MONDAY, 6) == date(2027, 2, 1)
