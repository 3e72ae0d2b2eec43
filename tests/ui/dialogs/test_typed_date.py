from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.date_words import date_with_year, long_date
from migdesk.base.errors import UserError
from migdesk.ui.dialogs.typed_date import read_date

DAY = date(2027, 3, 16)


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
    ],
)
def test_usual_forms_are_read(text: str) -> None:
    assert read_date(text) == DAY


def test_nothing_is_no_date() -> None:
    assert read_date("  ") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/2/2027", "no 31 February 2027"),
        ("16/13/2027", "month 13"),
        ("16 Mrz 2027", "no month"),
        ("16 Mar", "Add the year"),
        ("16/3", "Add the year"),
        ("soon", "“soon” is no date"),
        ("2027", "is no date"),
    ],
)
def test_what_is_no_date_is_told_why(text: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read_date(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_date_is_read_back_from_each_way_it_is_shown(day: date) -> None:
    for text in (date_with_year(day), long_date(day), day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        assert read_date(text) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    try:
        read_date(text)
    except UserError as error:
        assert str(error)
