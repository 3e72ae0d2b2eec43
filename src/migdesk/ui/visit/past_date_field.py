"""A date that has been: what is typed without a year is the latest such day."""

from __future__ import annotations

from datetime import date, timedelta

from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.typed_date import read_date

_A_YEAR = timedelta(days=364)
"""Counting today, so that every day and month lies in it once; on 29 February in leap years alone."""


class PastDateField(DateField):
    """As DateField, which takes "16 Mar" for the next one."""

    def _typed(self) -> date | None:
        return read_date(self.line.text(), self._day_now() - _A_YEAR)
