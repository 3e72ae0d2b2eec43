"""The time of day, handed in wherever it is needed so that tests can fix it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]
"""Returns the time now, aware, in UTC."""


def system_clock() -> datetime:
    """Return the computer's time in UTC."""
    return datetime.now(UTC)


def local_date(moment: datetime) -> date:
    """Return the calendar day of `moment` where this computer stands: "today" for a person is never UTC's day."""
    return moment.astimezone().date()
