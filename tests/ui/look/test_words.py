from datetime import UTC, date, datetime

import pytest

from migdesk.base.date_words import long_date
from migdesk.ui.look.words import counted, day_of, days_from, moment, short_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 3, 16), "in 114 days"),
        (date(2026, 11, 23), "tomorrow"),
        (TODAY, "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 5), "17 days ago"),
    ],
)
def test_days_from(day: date, said: str) -> None:
    assert days_from(day, TODAY) == said


def test_dates_carry_their_year_only_where_it_is_another() -> None:
    assert short_date(date(2026, 3, 6), TODAY) == "Fri 6 Mar"
    assert short_date(date(2027, 3, 16), TODAY) == "Tue 16 Mar 2027"
    assert long_date(date(2027, 3, 16)) == "Tue 16 March 2027"


def test_moments_are_told_by_this_computers_clock() -> None:
    at = datetime(2026, 11, 22, 12, 30).astimezone()
    assert moment(at.astimezone(UTC), TODAY) == "today 12:30"
    assert moment(at, date(2026, 11, 23)) == "yesterday 12:30"
    assert moment(at, date(2026, 12, 1)) == "Sun 22 November 2026, 12:30"
    assert day_of(at, TODAY) == "today"
    assert day_of(at, date(2026, 12, 1)) == "Sun 22 Nov"


def test_a_moment_after_today_is_never_called_tomorrow() -> None:
    """Another laptop's clock may be ahead."""
    at = datetime(2026, 11, 23, 12, 30).astimezone()
    assert moment(at, TODAY) == "Mon 23 November 2026, 12:30"
    assert day_of(at, TODAY) == "Mon 23 Nov"


def test_counted() -> None:
    assert (counted(1, "entry", "entries"), counted(1204, "task")) == ("1 entry", "1,204 tasks")
