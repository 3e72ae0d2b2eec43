"""Entries that a wrong clock dated: told where they are shown, and left as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from migdesk.base.date_words import date_with_weekday
from migdesk.practice.event import Event
from migdesk.practice.hybrid_clock import moment_of

_BELIEVED = timedelta(days=1)


def believed_until(now: datetime) -> datetime:
    """Return how far ahead a clock may be before it is not believed."""
    return now + _BELIEVED


def clock_remarks(events: Iterable[Event], came_in: Mapping[str, datetime], now: datetime) -> dict[str, str]:
    """Return what is to be said of each entry whose date cannot be right, by its key.

    `came_in` holds when entries from elsewhere were taken in, by their hashes.
    """
    every = list(events)
    readings = {event.hash: event.clock for event in every if event.hash}
    told = ((event.key, _remark(event, readings, came_in, now)) for event in every)
    return {key: remark for key, remark in told if remark}


def _remark(event: Event, readings: Mapping[str, int], came_in: Mapping[str, datetime], now: datetime) -> str:
    arrived = came_in.get(event.hash)
    if moment_of(event.clock) > believed_until(arrived or now):
        when = f"; it came in on {date_with_weekday(arrived.date())}" if arrived else ""
        return f"the clock of that computer was ahead{when}"
    followed = max((readings[own] for own in event.follows if own in readings), default=0)
    latest = max(moment_of(followed), moment_of(event.clock))
    if min(event.at, moment_of(event.clock)) < latest - _BELIEVED:
        entry = f"an entry of {date_with_weekday(latest.date())}"
        return f"the clock of that computer was behind: it was recorded after {entry}"
    return ""
