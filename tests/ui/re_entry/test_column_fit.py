"""Which columns have room: all, then the sign of the second check, then weeks, fewer sums, and one day at the last."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.ui.re_entry.column_fit import Fit, Wanted, fit
from migdesk.ui.re_entry.grid_rows import Part, columns_of

MONDAY = date(2027, 1, 4)
DAYS = tuple(MONDAY + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11))
COLUMNS = columns_of(DAYS)
WIDTHS = {Part.GROUP: 100, Part.CATEGORY: 190, Part.DAY: 50, Part.CHECK: 200}
WANTED = Wanted(columns=COLUMNS, widths=[WIDTHS.get(column.part, 60) for column in COLUMNS], narrow_check=30)
FIRST, LAST = 2, 11


def days(found: Fit) -> list[int]:
    return [number for number in found.widths if COLUMNS[number].day]


@pytest.mark.parametrize(
    ("room", "narrow", "shown"), [(1300, False, 10), (1100, True, 10), (850, True, 5), (600, True, 5), (340, True, 1)]
)
def test_less_and_less_has_room(room: int, narrow: bool, shown: int) -> None:
    found = fit(WANTED, room, LAST)
    assert (found.narrow_check, len(days(found)), found.all_days) == (narrow, shown, shown == 10)
    assert LAST in days(found)


def test_a_week_is_the_one_of_the_day_in_hand() -> None:
    assert days(fit(WANTED, 850, FIRST)) == [2, 3, 4, 5, 6]
    assert days(fit(WANTED, 850, LAST)) == [7, 8, 9, 10, 11]


@given(room=st.integers(0, 3000), at=st.integers(0, len(COLUMNS) - 1))
def test_whatever_the_room_something_can_be_counted(room: int, at: int) -> None:
    found = fit(WANTED, room, at)
    assert days(found)
    assert not FIRST <= at <= LAST or at in days(found)
    if room >= 330:
        assert sum(found.widths.values()) == room


def test_a_grid_without_days_has_its_names() -> None:
    columns = columns_of(())
    found = fit(Wanted(columns=columns, widths=[60] * len(columns), narrow_check=0), 200, 0)
    assert 1 in found.widths
