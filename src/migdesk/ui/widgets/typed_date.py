"""Dates as people type and paste them, day before month as in Britain."""

from __future__ import annotations

import re
from datetime import date

from migdesk.base.date_words import MONTHS
from migdesk.base.errors import UserError

EXAMPLE = "16 Mar 2027"

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(\d{4}|\d{2})"
_NAMED = re.compile(rf"{_DAY}[\s\-/.]*([a-z]{{3,9}})\.?,?[\s\-/.]*{_YEAR}", re.IGNORECASE)
_NUMBERS = re.compile(rf"{_DAY}\s*[/.\-\s]\s*(\d{{1,2}})\s*[/.\-\s]\s*{_YEAR}", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NO_YEAR = re.compile(rf"{_DAY}[\s/.\-]*(?:([a-z]{{3,9}})\.?|(?<=[\s/.\-])(\d{{1,2}}))", re.IGNORECASE)
_LEAP_DAYS_APART = 8
"""Years; 29 February is never further away than this, as 2096 and 2104 have one and 2100 has none."""


def read_date(text: str, today: date) -> date | None:
    """Return the day that `text` names, or None where it is empty. Raises UserError that says why it is no date.

    Two figures for the year mean this century: migrations are planned, not remembered. For the same reason a day
    without a year is the next such day from `today`, which counts itself.
    """
    tidy = " ".join(text.split())
    if not tidy:
        return None
    year, month, day = _parts(tidy)
    if year is None:
        return _next(day, month, today)
    try:
        return date(year, month, day)
    except ValueError:
        raise UserError(f"There is no {_spoken(day, month, year)}. {_hint()}") from None


def _next(day: int, month: int, today: date) -> date:
    for year in range(today.year, today.year + _LEAP_DAYS_APART + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise UserError(f"There is no {_spoken(day, month)}. {_hint()}")


def _parts(text: str) -> tuple[int | None, int, int]:
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _NUMBERS.fullmatch(text):
        return _year(match[3]), int(match[2]), int(match[1])
    if match := _NAMED.fullmatch(text):
        return _year(match[3]), _month(match[2], text), int(match[1])
    if match := _NO_YEAR.fullmatch(text):
        return None, int(match[3]) if match[3] else _month(match[2], text), int(match[1])
    raise UserError(f"“{text}” is no date. {_hint()}")


def _month(name: str, text: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if month.casefold().startswith(name.casefold()) or (number == 9 and name.casefold() == "sept"):
            return number
    raise UserError(f"“{name}” in “{text}” is no month. {_hint()}")


def _year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 2000 + int(figures)


def _spoken(day: int, month: int, year: int | None = None) -> str:
    if not 1 <= month <= 12:
        return f"month {month} in a year"
    return f"{day} {MONTHS[month - 1]} {year or ''}".rstrip()


def _hint() -> str:
    return f"Write it as {EXAMPLE} or 16/3/2027."
