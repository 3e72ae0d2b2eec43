"""Working days in England: bank holidays as gov.uk has them, and the laws of counting."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.checklist.working_days import (
    _WEEKDAYS_OFF,
    _weekdays_off,
    add_working_days,
    bank_holiday,
    bank_holidays,
    is_working_day,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
NUMBERS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("year", "days"),
    [  # gov.uk/bank-holidays, England and Wales
        (2022, ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
        (2023, ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]),
        (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
        (2027, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
    ],
)
def test_bank_holidays_on_weekdays_are_those_of_england(year: int, days: list[str]) -> None:
    weekdays = [f"{day:%m-%d}" for day in bank_holidays(year) if day.weekday() < 5]
    assert weekdays == days


def test_the_years_that_plans_are_made_for_are_those_of_the_library() -> None:
    for year in _WEEKDAYS_OFF:
        assert _weekdays_off(year) == {day for day in bank_holidays(year) if day.weekday() < 5}


def test_a_bank_holiday_has_its_english_name() -> None:
    assert bank_holiday(date(2027, 3, 26)) == "Good Friday"
    assert bank_holiday(date(2027, 3, 25)) == ""
    assert bank_holiday(date(2027, 3, 17)) == ""  # Saint Patrick's Day is Northern Ireland's


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2027, 3, 25), 1, date(2027, 3, 30)),  # over Easter
        (date(2027, 3, 30), -1, date(2027, 3, 25)),
        (date(2026, 12, 24), 2, date(2026, 12, 30)),  # over Christmas with its substitute day
        (date(2027, 3, 6), 1, date(2027, 3, 8)),  # from a Saturday
        (date(2027, 3, 6), 0, date(2027, 3, 6)),
    ],
)
def test_counting_goes_over_days_off(day: date, number: int, expected: date) -> None:
    assert add_working_days(day, number) == expected


@given(day=DAYS, number=st.integers(1, 60))
def test_counting_ends_on_a_working_day(day: date, number: int) -> None:
    assert is_working_day(add_working_days(day, number))
    assert is_working_day(add_working_days(day, -number))


@given(day=DAYS, first=NUMBERS, second=NUMBERS)
def test_counting_on_is_counting_at_once(day: date, first: int, second: int) -> None:
    assert add_working_days(add_working_days(day, first), second) == add_working_days(day, first + second)


@given(day=DAYS.filter(is_working_day), number=NUMBERS)
def test_from_a_working_day_and_back(day: date, number: int) -> None:
    assert add_working_days(add_working_days(day, number), -number) == day


@given(day=DAYS, later=st.integers(0, 30), number=st.integers(-30, 30).filter(bool))
def test_a_later_day_is_never_counted_to_an_earlier_one(day: date, later: int, number: int) -> None:
    assert add_working_days(day + timedelta(days=later), number) >= add_working_days(day, number)


def test_every_year_that_a_plan_can_lie_in_has_its_easter() -> None:
    for year in range(1999, 2101):
        assert {"Good Friday", "Easter Monday"} <= set(bank_holidays(year).values())


LAZY = """
import sys, tempfile
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from migdesk.base.paths import Paths
from migdesk.workspace.bootstrap import bootstrap
import migdesk.ui.start.app
folder = Path(tempfile.mkdtemp())
workspace = bootstrap(Paths(folder, folder / "cache", "test"))
practice = workspace.samples.add_riverside()
workspace.progress(practice), list(workspace.summaries()), workspace.plans.view(practice)
print(sorted({"holidays", "icalendar", "dateutil"} & set(sys.modules)))
workspace.plans.conflicts(practice)
print("holidays" in sys.modules, "icalendar" in sys.modules)
"""


def test_nothing_of_it_is_imported_before_a_date_is_checked() -> None:
    """Neither by the window's code, nor by opening a practice, nor by looking at its plan."""
    command = [sys.executable, "-c", LAZY, str(__file__)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    assert said[:2] == ["[]", "True False"]


def test_a_substitute_day_is_called_so() -> None:
    assert bank_holiday(date(2027, 12, 27)) == "Christmas Day (substitute day)"
