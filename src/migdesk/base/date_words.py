"""Dates in British English, whatever the computer's language is.

`strftime` will not do: it follows the process's locale, which Qt sets to the computer's own.
"""

from __future__ import annotations

from datetime import date

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def date_with_weekday(day: date) -> str:
    """Return a date as "Tue 16 Mar 2027"."""
    return _with_weekday(day, MONTHS[day.month - 1][:3])


def long_date(day: date) -> str:
    """Return a date as "Tue 16 March 2027"."""
    return _with_weekday(day, MONTHS[day.month - 1])


def _with_weekday(day: date, month: str) -> str:
    """Return a date in words: people plan by weekdays, so that none is shown without its own."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {month} {day.year}"


def weekday_and_day(day: date, today: date) -> str:
    """Return a date as "Tue 5 Jan" in one piece, with the year where it is not today's."""
    return date_with_weekday(day).removesuffix(f" {today.year}").replace(" ", "\N{NO-BREAK SPACE}")


def month_in_words(month: str) -> str:
    """Return "2026-11" as "November 2026"; anything else as it is."""
    year, _, number = month.partition("-")
    if year.isdigit() and number.isdigit() and 1 <= int(number) <= len(MONTHS):
        return f"{MONTHS[int(number) - 1]} {year}"
    return month
