"""A document's values in words."""

from __future__ import annotations

from datetime import date, datetime

from migdesk.base.date_words import date_with_weekday, long_date, weekday_and_day
from migdesk.report import words
from migdesk.report.blocks import Amount, Kind, Percent, Share, Status, Value


def text_of(value: Value, kind: Kind, today: date, *, short: bool = False) -> str:
    """Return a value in words, as it stands in a column of some kind; in a `short` one no day is written out."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Percent(number):
            return f"{number}%"
        case Status(word=word):
            return word
        case Share(number, total):
            return f"{number:,} of {total:,}"
        case Amount(number, noun):
            return words.count(number, noun)
        case datetime():
            return words.moment(value)
        case date():
            if kind is Kind.NEAR_DAY:
                shown = weekday_and_day(value, today)  # a long one may be broken after its weekday
                return shown if value.year == today.year else shown.replace("\N{NO-BREAK SPACE}", " ", 1)
            return long_date(value) if kind is Kind.LONG_DAY and not short else date_with_weekday(value)
        case int():
            return f"{value:,}"
