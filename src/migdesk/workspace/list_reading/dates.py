"""Dates as they stand in lists: day before month as in Britain, and never guessed."""

from __future__ import annotations

import re
from datetime import date

from migdesk.base.date_words import MONTHS
from migdesk.base.errors import UserError

NOT_YET = frozenset({"", "-", "–", "tbc", "tba", "tbd", "n/a", "na", "none", "unknown", "not known", "not set", "?"})
"""What people write where they do not know the day yet."""

_HINT = "Write it as 16/03/2027 or 16 Mar 2027."
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_TIME = re.compile(r"(?:T|,?\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[ap]m)?$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*([a-z]{3,9})\.?,?[\s\-/.]*(\d{4}|\d{2})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_NO_YEAR = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[\s/.\-]+(?:[a-z]{3,9}|\d{1,2})", re.IGNORECASE)


def date_in(text: str) -> date | None:
    """Return the day that `text` names, or None where it is not known yet. Raises UserError that says what is wrong.

    Two figures for the year mean this century: migrations are planned, not remembered.
    """
    tidy = " ".join(text.split())
    if tidy.casefold() in NOT_YET:
        return None
    year, month, day = _parts(_TIME.sub("", _WEEKDAY.sub("", tidy)), tidy)
    try:
        return date(year, month, day)
    except ValueError:
        named = f"{day} {MONTHS[month - 1]} {year}" if 1 <= month <= 12 else f"month {month}"
        raise UserError(f"There is no {named}. {_HINT}") from None


def _parts(text: str, whole: str) -> tuple[int, int, int]:
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _NUMBERS.fullmatch(text):
        return _day_first(int(match[1]), int(match[2]), _year(match[3]), whole)
    if match := _DAY_FIRST.fullmatch(text):
        return _year(match[3]), _month(match[2], whole), int(match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return _year(match[3]), _month(match[1], whole), int(match[2])
    if _NO_YEAR.fullmatch(text):
        raise UserError(f"The year is missing in “{whole}”. {_HINT}")
    if text.isdecimal():
        raise UserError(f"“{whole}” is a number and no date. Give its column the format of a date.")
    raise UserError(f"“{_short(whole)}” is no date. {_HINT}")


def _day_first(day: int, month: int, year: int, whole: str) -> tuple[int, int, int]:
    """Return year, month and day. Raises UserError for a date that could only be read month first, as in America."""
    if 1 <= day <= 12 < month <= 31:
        meant = f"{month} {MONTHS[day - 1]} {year}"
        raise UserError(f"There is no month {month} in “{whole}”: the day comes first. Write {meant} if that is meant.")
    return year, month, day


def _month(name: str, whole: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if month.casefold().startswith(name.casefold()) or (number == 9 and name.casefold() == "sept"):
            return number
    raise UserError(f"“{name}” in “{_short(whole)}” is no month. {_HINT}")


def _year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 2000 + int(figures)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
