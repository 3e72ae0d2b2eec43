from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.date_words import date_with_weekday, long_date
from migdesk.base.errors import UserError
from migdesk.ui.widgets.typed_date import read_date

DAY = date(2027, 3, 16)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "16 Mar 2027",
        "16 March 2027",
        "16th march 2027",
        "16/3/2027",
        "16/03/27",
        "16.3.2027",
        "16-03-2027",
        "2027-03-16",
        "Tue 16 Mar 2027",
        "Tuesday, 16 March 2027",
        "16-Mar-27",
        "  16   Mar 2027 ",
        "16Mar2027",
        "16 Mar",
        "16th march",
        "Tue 16 Mar",
        "16Mar",
        "16/3",
        "16 03",
    ],
)
def test_usual_forms_are_read(text: str) -> None:
    assert read_date(text, TODAY) == DAY


def test_nothing_is_no_date() -> None:
    assert read_date("  ", TODAY) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/2/2027", "no 31 February 2027"),
        ("16/13/2027", "month 13"),
        ("16 Mrz 2027", "no month"),
        ("31 Feb", "There is no 31 February."),
        ("16/13", "There is no month 13 in a year."),
        ("16 Mrz", "no month"),
        ("soon", "“soon” is no date"),
        ("2027", "is no date"),
    ],
)
def test_what_is_no_date_is_told_why(text: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read_date(text, TODAY)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_date_is_read_back_from_each_way_it_is_shown(day: date) -> None:
    for text in (date_with_weekday(day), long_date(day), day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        assert read_date(text, TODAY) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    try:
        read_date(text, TODAY)
    except UserError as error:
        assert str(error)


@given(st.dates(date(2000, 1, 1), date(2091, 12, 31)), st.dates(date(2000, 1, 1), date(2091, 12, 31)))
def test_a_day_without_a_year_is_the_nearest_to_come(day: date, today: date) -> None:
    found = read_date(f"{day.day}/{day.month}", today)
    assert found is not None
    assert found >= today
    assert (found.day, found.month) == (day.day, day.month)
    before = [year for year in range(today.year, found.year) if _exists(year, day)]
    assert all(date(year, day.month, day.day) < today for year in before)


def _exists(year: int, day: date) -> bool:
    try:
        date(year, day.month, day.day)
    except ValueError:
        return False
    return True


def test_today_without_its_year_is_today() -> None:
    assert read_date("22 Nov", TODAY) == TODAY
    assert read_date("21 Nov", TODAY) == date(2027, 11, 21)
    assert read_date("29 Feb", TODAY) == date(2028, 2, 29)
