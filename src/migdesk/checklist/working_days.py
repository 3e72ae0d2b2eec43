"""Working days in England: Monday to Friday, without bank holidays.

The bank holidays come from the `holidays` library, which knows how substitute days fall. It is imported when a day is
first asked about: that takes about 0.15 s and 19 MB, which nobody should pay who only opens the window.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

_WEEKDAYS_OFF = {
    2025: "0101 0418 0421 0505 0526 0825 1225 1226",
    2026: "0101 0403 0406 0504 0525 0831 1225 1228",
    2027: "0101 0326 0329 0503 0531 0830 1227 1228",
    2028: "0103 0414 0417 0501 0529 0828 1225 1226",
    2029: "0101 0330 0402 0507 0528 0827 1225 1226",
    2030: "0101 0419 0422 0506 0527 0826 1225 1226",
}
"""Bank holidays on weekdays, as month and day, in the years that plans are made for: to date a plan needs no library.

The tests hold them against it, so that a bank holiday that is proclaimed comes in with its next version.
"""
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """Return England's bank holidays of a year, each with its name, in order; a substitute day is called so as on
    GOV.UK."""
    from holidays.countries.united_kingdom import UnitedKingdom

    found = UnitedKingdom(subdiv="ENG", years=year, expand=False, language="en_GB")  # type: ignore[no-untyped-call]
    return {day: name.replace("(observed)", "(substitute day)") for day, name in sorted(found.items())}


def bank_holiday(day: date) -> str:
    """Return the name of the bank holiday that a day is in England; empty for any other day."""
    return bank_holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Tell whether people in England work on a day: not at weekends and not on bank holidays."""
    return day.weekday() < _SATURDAY and day not in _weekdays_off(day.year)


@cache
def _weekdays_off(year: int) -> frozenset[date]:
    if year not in _WEEKDAYS_OFF:
        return frozenset(bank_holidays(year))
    return frozenset(date(year, int(day[:2]), int(day[2:])) for day in _WEEKDAYS_OFF[year].split())


def add_working_days(day: date, number: int) -> date:
    """Return the working day that is `number` working days after `day`, before it where negative; itself for 0.

    `day` need not be a working day: the first working day after a Saturday is the Monday.
    """
    step = _ONE_DAY if number > 0 else -_ONE_DAY
    for _ in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day
