"""What a practice's record says of visits: the day of the last one is a detail of the practice, as its name is."""

from __future__ import annotations

from datetime import date
from typing import Any

from migdesk.base.date_words import long_date
from migdesk.practice.state import PracticeState

LAST_VISIT = "last_visit"
"""The detail that holds the day of the last visit, as an ISO date."""


def last_visit(state: PracticeState) -> date | None:
    """Return the day on which somebody last visited the practice, as far as it was recorded."""
    value = state.detail(LAST_VISIT)
    return date.fromisoformat(value) if value else None


def visit_line(value: Any, old: Any) -> str:
    """Return in words what setting the last visit from `old` to `value` means."""
    if value and (not old or value > old):
        return f"Visit on {_day(value)}"
    return f"Last visit: {_day(value)}" + (f" (was {_day(old)})" if old else "")


def _day(value: Any) -> str:
    return long_date(date.fromisoformat(value)) if value else "not set"
