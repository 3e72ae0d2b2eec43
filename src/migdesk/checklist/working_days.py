"""Working days in England: Monday to Friday, without bank holidays.

The bank holidays come from the `holidays` library, which knows how substitute days fall. It is imported when a day is
first asked about: that takes about 0.15 s and 19 MB, which nobody should pay who only opens the window.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """Return England's bank holidays of a year, each with its name, in order."""
    from holidays.countries.united_kingdom import UnitedKingdom

    found = UnitedKingdom(subdiv="ENG", years=year, expand=False, language="en_GB")  # type: ignore[no-untyped-call]
    return dict(sorted(found.items()))


def bank_holiday(day: date) -> str:
    """Return the name of the bank holiday that a day is in England; empty for any other day."""
    return bank_holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Tell whether people in England work on a day: not at weekends and not on bank holidays."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


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
