"""Thinning out: a day goes when enough others stay, whatever any clock says."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from migdesk.practice.copy_retention import KEEP_DAYS, day_to_drop

START = date(2027, 1, 11)
JUMPS = st.lists(st.integers(1, 3) | st.integers(-3650, 3650), max_size=120)


def days_after(jumps: list[int]) -> list[date]:
    """Return the days with copies, in the order in which they were made last, with nothing thinned out."""
    days = {START: None}
    day = START
    for jump in jumps:
        day += timedelta(days=jump)
        days.pop(day, None)
        days[day] = None
    return list(days)


def worked_through(jumps: list[int]) -> tuple[list[date], list[date]]:
    """Return the days that are left after a life of jumps, and the last ones of that life."""
    days = [START]
    day = START
    for jump in jumps:
        day += timedelta(days=jump)
        days = [*(one for one in days if one != day), day]
        outdated = day_to_drop(days)
        assert outdated != day
        days = [one for one in days if one != outdated]
    return days, days_after(jumps)[-KEEP_DAYS:]


@given(jumps=JUMPS)
def test_the_last_fortnight_of_work_stays_whatever_the_clock_says(jumps: list[int]) -> None:
    left, latest = worked_through(jumps)
    assert set(latest) <= set(left)


@given(jumps=JUMPS, to=st.integers(-3650, 3650))
def test_one_wrong_clock_drops_no_more_than_a_day(jumps: list[int], to: int) -> None:
    left, _ = worked_through(jumps)
    after = [*left, left[-1] + timedelta(days=to)]
    assert len(set(left)) - len({one for one in left if one != day_to_drop(after)}) <= 1


def test_a_life_of_every_day_keeps_weeks_and_months() -> None:
    days: list[date] = []
    for number in range(1100):
        days.append(START + timedelta(days=number))
        outdated = day_to_drop(days)
        days = [one for one in days if one != outdated]
        assert len(days) <= 40
    latest = days[-1]
    ages = {(latest - day).days for day in days}
    assert ages >= set(range(KEEP_DAYS))
    weeks = {(day.isocalendar()[0], day.isocalendar()[1]) for day in days}
    months = {(day.year, day.month) for day in days}
    assert len([age for age in ages if KEEP_DAYS <= age < 70]) >= 8
    assert len(weeks) >= 10
    assert len(months) == 13


def test_fourteen_days_and_fewer_all_stay() -> None:
    assert day_to_drop([START + timedelta(days=400 * number) for number in range(KEEP_DAYS)]) is None
    assert day_to_drop([]) is None


@given(missed=st.sets(st.integers(0, 700)), start=st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_days_off_do_not_make_the_copies_grow(missed: set[int], start: date) -> None:
    days: list[date] = []
    for number in range(700):
        if number in missed:
            continue
        days.append(start + timedelta(days=number))
        outdated = day_to_drop(days)
        days = [one for one in days if one != outdated]
        assert len(days) <= 40
