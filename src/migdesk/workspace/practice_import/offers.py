"""What an import can mend by itself where somebody says so: "46447 is 1 Mar 2027 in Excel. Use it."."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from migdesk.workspace.practice_import.system_names import nearly

_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of Excel's calendar for every date since March 1900."""
_SERIAL = re.compile(r"[34567]\d{4}")
"""From the year 1982 to 2119: no year and no other number that stands for a date."""
_SPACES = re.compile(r"[\s.\-–]+")


class Mend(StrEnum):
    """The kinds of things that can be mended in all rows at once."""

    SERIAL_DATES = "serial-dates"
    SPACED_CODES = "spaced-codes"
    SYSTEM_NAMES = "system-names"
    SAME_ROWS = "same-rows"


class Offer(msgspec.Struct, frozen=True):
    """What can be mended, in a sentence, and in how many rows."""

    mend: Mend
    words: str
    rows: int


def serial_day(text: str) -> date | None:
    """Return the day that a number is in Excel; None for anything else."""
    return _FIRST_DAY + timedelta(days=int(text)) if _SERIAL.fullmatch(text.strip()) else None


def without_spaces(code: str) -> str:
    """Return a code without the spaces, dots and dashes within it."""
    return _SPACES.sub("", code)


def one_system_name(name: str) -> str:
    """Return the name of the system that is meant, as its maker writes it; the name itself where that is not known."""
    return nearly(name) or name
