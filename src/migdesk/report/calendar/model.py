"""A calendar file before it is written: what its entries share, and the practices whose entries they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from migdesk.practice.state import PracticeState
from migdesk.report.calendar.entries import Entry


class PracticeEntries(msgspec.Struct, frozen=True):
    """A practice and its entries, which are made while they are written."""

    practice: PracticeState
    entries: Iterable[Entry]


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """`version` is migdesk's own; `made_at` an aware datetime in UTC; `number` is how many practices there are."""

    name: str
    made_at: datetime
    version: str
    number: int
    practices: Iterable[PracticeEntries]


def calendar_title(practice: PracticeState) -> str:
    """Return a practice's name as a calendar has it; a made-up one is marked."""
    name = practice.name or practice.id
    return f"Sample: {name}" if practice.sample else name
