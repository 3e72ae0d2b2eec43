"""Dates in lists are read day first, and what cannot be meant says why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.date_words import date_with_weekday, long_date
from migdesk.base.errors import UserError
from migdesk.workspace.list_reading.dates import date_in


@pytest.mark.parametrize(
    "text",
    [
        "16/03/2027", "16/3/27", "16.03.2027", "16-03-2027", "16 3 2027", "2027-03-16", "2027/03/16", "16 Mar 2027",
        "16-Mar-27", "16th March 2027", "Tuesday 16 March 2027", "Tue, 16 Mar 2027", "March 16, 2027",
        "2027-03-16 00:00:00", "2027-03-16T09:30:00Z", "16/03/2027 09:00", "  16 / 03 / 2027 ",
    ],
)  # fmt: skip
def test_the_ways_in_which_a_day_is_written(text: str) -> None:
    assert date_in(text) == date(2027, 3, 16)


def test_an_ambiguous_date_is_read_day_first() -> None:
    assert date_in("03/04/2027") == date(2027, 4, 3)


@pytest.mark.parametrize("text", ["", "  ", "-", "TBC", "n/a", "tba"])
def test_not_known_yet(text: str) -> None:
    assert date_in(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("04/23/2027", "There is no month 23 in “04/23/2027”: the day comes first. Write 23 April 2027 if"),
        ("31/02/2027", "There is no 31 February 2027"),
        ("31 Feb 2027", "There is no 31 February 2027"),
        ("40/40/2027", "There is no month 40"),
        ("0/3/2027", "There is no 0 March 2027"),
        ("2027-13-01", "There is no month 13"),
        ("16 Mar", "The year is missing in “16 Mar”"),
        ("16 Foo 2027", "“Foo” in “16 Foo 2027” is no month"),
        ("46097", "“46097” is a number and no date"),
        ("soon", "“soon” is no date. Write it as 16/03/2027 or 16 Mar 2027."),
        ("x" * 500, "…” is no date"),
    ],
)
def test_what_is_no_date_says_why(text: str, why: str) -> None:
    with pytest.raises(UserError) as told:
        date_in(text)
    assert why in str(told.value) and len(str(told.value)) < 200


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    for written in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", date_with_weekday(day), long_date(day)):
        assert date_in(written) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_none_or_told_plainly(text: str) -> None:
    try:
        date_in(text)
    except UserError as error:
        assert str(error).endswith(".")
