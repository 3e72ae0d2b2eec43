"""Small wordings that several screens share: dates and moments as people say them, and counts."""

from __future__ import annotations

from datetime import date, datetime

from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday, long_date
from migdesk.checklist.definitions import Basis

BASIS_WORDS: dict[Basis, str] = {
    "guide": "the guide’s figure",
    "newer-guide": "the newer guide’s figure",
    "derived": "worked out from the guide’s figures",
}


_YEAR_IS_PLAIN = 300
"""Days; nearer than this, a day of the month is meant of one year alone."""


def short_date(day: date, today: date) -> str:
    """Return a date as "Tue 16 Mar", with its year unless that is this year's."""
    return date_with_weekday(day).removesuffix(f" {today.year}")


def weekday_date(day: date, today: date) -> str:
    """Return a date as "Fri 4 Dec", with its year where that is not plain from today."""
    text = date_with_weekday(day)
    return text if abs((day - today).days) > _YEAR_IS_PLAIN else text.removesuffix(f" {day.year}")


def days_from(day: date, today: date) -> str:
    """Return how far a day is from today: "in 114 days", "tomorrow", "today", "yesterday", "17 days ago"."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    return near or (f"in {days:,} days" if days > 0 else f"{-days:,} days ago")


def day_of(at: datetime, today: date) -> str:
    """Return the day of a past moment: "today", "yesterday", else as `short_date`."""
    day = local_date(at)
    return days_from(day, today) if -1 <= (day - today).days <= 0 else short_date(day, today)


def moment(at: datetime, today: date) -> str:
    """Return a past moment by this computer's clock: "today 09:12", "Fri 20 November 2026, 09:12"."""
    local = at.astimezone()
    time = f"{local.hour:02}:{local.minute:02}"
    if -1 <= (local.date() - today).days <= 0:
        return f"{days_from(local.date(), today)} {time}"
    return f"{long_date(local.date())}, {time}"


def counted(number: int, noun: str, many: str = "") -> str:
    """Return a number with its noun: "1 task", "1,204 tasks"; `many` where the plural is not `one` with an s."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


LONGEST_WORD = 24
"""Characters; a longer word, such as an address in a note, may be broken anywhere: it must not push a pane wider."""


def breakable(text: str) -> str:
    """Return `text` with invisible places to break a line inside words that are longer than `LONGEST_WORD`."""
    return " ".join(word if len(word) <= LONGEST_WORD else "\u200b".join(word) for word in text.split(" "))


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
