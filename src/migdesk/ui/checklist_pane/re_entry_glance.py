"""Re-entry in one glance, over the checklist: from the first day of Cutover until nothing is left to enter."""

from __future__ import annotations

from datetime import date

from migdesk.base.date_words import weekday_and_day
from migdesk.practice.progress import Progress
from migdesk.practice.re_entry import left_to_enter

_FIRST, _LAST = "cutover-start", "go-live"


def re_entry_at_a_glance(progress: Progress) -> str:
    """Return "62 left to enter, oldest from Tue 5 Jan"; empty outside of these days."""
    left = left_to_enter(progress.state)
    if left and left.left:
        oldest = f", oldest from {weekday_and_day(left.oldest, progress.today)}" if left.oldest else ""
        return f"{left.left:,} left to enter{oldest}"
    days: dict[str, date | None] = {milestone.milestone.id: milestone.date for milestone in progress.milestones}
    first, last = days.get(_FIRST), days.get(_LAST)
    in_cutover = first is not None and last is not None and first <= progress.today < last
    return "Count what is logged in Cutover" if in_cutover else ""
