"""The days of a made-up Cutover, and what the tests of re-entry hand to each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from migdesk.ui.re_entry.re_entry_screen import ReEntryScreen

IN_CUTOVER = datetime(2027, 1, 13, 12, tzinfo=UTC)
AFTER_GO_LIVE = datetime(2027, 1, 27, 12, tzinfo=UTC)
GO_LIVE = date(2027, 1, 18)
Log = Callable[..., None]
Show = Callable[[datetime], ReEntryScreen]


class Clock:
    """The time, which a test sets."""

    def __init__(self) -> None:
        self.now = IN_CUTOVER

    def __call__(self) -> datetime:
        return self.now
