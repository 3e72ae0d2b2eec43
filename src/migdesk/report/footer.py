"""The line at the foot of every page of a report."""

from __future__ import annotations

from datetime import date

from migdesk.base.date_words import date_with_weekday


def footer_of(day: date, about: str, *, sample: bool) -> str:
    """Return of which day a page is, about what, and whether that is made up."""
    return f"{'Made-up sample. ' if sample else ''}{date_with_weekday(day)}, {about}"
