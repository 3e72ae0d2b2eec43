"""How a person left the list of what is due: how far ahead it looked, how it was grouped, and whose tasks it had."""

from __future__ import annotations

from typing import Literal

import msgspec

Ahead = Literal["week", "14 days", "28 days"]
Grouping = Literal["date", "practice", "role"]


class WeekSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Remembered between starts. Empty or False means "any"; all that are set must hold."""

    ahead: Ahead = "week"
    grouping: Grouping = "date"
    mine: bool = True
    critical: bool = False
    role: str = ""
    no_samples: bool = False
