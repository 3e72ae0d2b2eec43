"""Times of the year at which a practice should not go live: the end of the QOF year, Christmas and Easter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from migdesk.base.date_words import long_date

_QOF_YEAR_END = (3, 31)
_FORTNIGHT = timedelta(days=13)
_BEFORE_CHRISTMAS, _AFTER_NEW_YEAR = (12, 18), (1, 5)
_AROUND_EASTER = timedelta(days=3)


class SeasonConflict(msgspec.Struct, frozen=True):
    """A time of the year that a day falls into, and why that is a bad one."""

    id: str
    title: str
    text: str


def season_conflicts(go_live: date) -> Iterator[SeasonConflict]:
    """Yield the times of the year that speak against a Go-Live date.

    The guide says to stay clear of the busiest times and names none; the times are this program's own choice: the
    last fortnight of the QOF year (18 to 31 March), 18 December to 5 January, and three days either side of Easter.
    """
    year_end = date(go_live.year, *_QOF_YEAR_END)
    if year_end - _FORTNIGHT <= go_live <= year_end:
        yield SeasonConflict(
            "qof-year-end",
            "Go-Live falls in the last fortnight of the QOF year",
            f"Go-Live on {long_date(go_live)} falls in the last fortnight of the QOF year, which ends on 31 March. "
            "The guide advises against your busiest times.",
        )
    if (go_live.month, go_live.day) >= _BEFORE_CHRISTMAS or (go_live.month, go_live.day) <= _AFTER_NEW_YEAR:
        yield SeasonConflict(
            "christmas",
            "Go-Live falls around Christmas",
            f"Go-Live on {long_date(go_live)} falls around Christmas and New Year, when bank holidays, leave and "
            "winter pressure meet. The guide advises against your busiest times, and times when many staff are away.",
        )
    friday, monday = easter(go_live.year)
    if friday - _AROUND_EASTER <= go_live <= monday + _AROUND_EASTER:
        yield SeasonConflict(
            "easter",
            "Go-Live falls around Easter",
            f"Go-Live on {long_date(go_live)} falls around Easter ({long_date(friday)} to {long_date(monday)}), "
            "when bank holidays and leave meet. The guide advises against times when many staff are away.",
        )


def easter(year: int) -> tuple[date, date]:
    """Return Good Friday and Easter Monday of a year, as England's bank holidays have them."""
    from migdesk.checklist.working_days import bank_holidays

    days = {name: day for day, name in bank_holidays(year).items()}
    return days["Good Friday"], days["Easter Monday"]
