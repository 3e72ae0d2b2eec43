"""Changes of the plan in plain words, one line for each detail that an event sets."""

from __future__ import annotations

from datetime import date
from typing import Any

from migdesk.base.date_words import long_date
from migdesk.checklist.definitions import Definitions
from migdesk.practice.plan_record import (
    CUTOVER_REHEARSAL,
    HAPPENED,
    LEAVE,
    OLD_SYSTEM_ACCESS,
    PLANNED,
    leave_of,
)


def plan_line(name: str, value: Any, old: Any, definitions: Definitions) -> str:
    """Return what setting one detail of the plan from `old` to `value` means; empty for any other detail."""
    if name.startswith(PLANNED):
        title = _title(name.removeprefix(PLANNED), definitions)
        was = f" (was {_day(old)})" if old else ""
        return f"{title}: set by hand to {_day(value)}{was}" if value else f"{title}: by the plan’s rule again{was}"
    if name.startswith(HAPPENED):
        return _happened(_title(name.removeprefix(HAPPENED), definitions), value, old)
    if name.startswith(LEAVE):
        leave = leave_of("", value or old) if value or old else None
        what = f"{leave.name}, {long_date(leave.first)} to {long_date(leave.last)}" if leave else "an entry"
        return f"Leave entered: {what}" if value else f"Leave withdrawn: {what}"
    if name == OLD_SYSTEM_ACCESS:
        was = f" (was {_choice(old, definitions)})" if old else ""
        return f"Access to the old system: {_choice(value, definitions)}{was}"
    if name == CUTOVER_REHEARSAL:
        return f"Cutover rehearsal: {_day(value)}" + (f" (was {_day(old)})" if old else "")
    return ""


def is_of_plan(name: str) -> bool:
    """Tell whether a detail belongs to the plan; Go-Live's date is told as it always was."""
    return name in {OLD_SYSTEM_ACCESS, CUTOVER_REHEARSAL} or name.startswith((PLANNED, HAPPENED, LEAVE))


def _happened(title: str, value: Any, old: Any) -> str:
    if not value:
        return f"{title}: not marked as happened any more" + (f" (was {_day(old[0])})" if old else "")
    remarks = [f"planned for {_day(value[1])}"] if value[1] and value[1] != value[0] else []
    remarks += [f"was {_day(old[0])}"] if old and old[0] != value[0] else []
    return f"{title}: happened on {_day(value[0])}" + (f" ({', '.join(remarks)})" if remarks else "")


def _title(milestone: str, definitions: Definitions) -> str:
    known = definitions.milestone_by_id.get(milestone)
    return known.title if known else milestone


def _choice(choice: str | None, definitions: Definitions) -> str:
    if not choice:
        return "the guide’s standard"
    titles = {choice.id: choice.title for milestone in definitions.milestones for choice in milestone.choices}
    return titles.get(choice, choice)


def _day(value: str | None) -> str:
    return long_date(date.fromisoformat(value)) if value else "not set"
