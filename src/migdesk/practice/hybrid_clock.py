"""Hybrid logical clock: time that never runs backwards, even where a laptop's clock does.

A reading is one whole number, milliseconds since 1970 shifted left by 16 bits, plus a counter. It sorts events of
several devices by time, and by cause where their clocks disagree (Kulkarni and others, "Logical Physical Clocks",
2014).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

COUNTER_BITS = 16


def reading_of(moment: datetime) -> int:
    """Return the first reading of the millisecond of `moment` (aware)."""
    return int(moment.timestamp() * 1000) << COUNTER_BITS


def moment_of(reading: int) -> datetime:
    """Return the moment of a reading, to the millisecond, in UTC."""
    return datetime.fromtimestamp((reading >> COUNTER_BITS) / 1000, UTC)


def furthest_reading(moment: datetime) -> int:
    """Return the latest reading that is believed at `moment`: a day ahead. One beyond it comes of a wrong clock."""
    return reading_of(moment + timedelta(days=1))


def next_reading(moment: datetime, latest: int) -> int:
    """Return a reading for an event at `moment` that is later than `latest`, the latest that is believed."""
    return max(reading_of(moment), latest + 1)
