"""One line about a practice: what the board and `practice list` show of it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.practice.progress import Progress
from migdesk.practice.state import Stamped


class LastChange(msgspec.Struct, frozen=True):
    """Who changed a practice last; `role` as it was recorded, `role_title` as it is shown."""

    at: datetime
    by: str
    role: str
    role_title: str


class PracticeSummary(msgspec.Struct, frozen=True):
    """The keys are those that scripts rely on (README, Command line); `phase` is the id of the phase under way."""

    id: str
    name: str
    ods_code: str
    from_system: str
    to_system: str
    commissioner: str
    delivery_partner: str
    go_live: date | None
    phase: str | None
    phase_title: str
    tasks_done: int
    tasks_total: int
    percent: int
    overdue: int
    references_acknowledged: int
    references_total: int
    archived: bool
    sample: bool
    last_change: LastChange | None
    made_by_newer_version: int


def summary_of(progress: Progress, definitions: Definitions) -> PracticeSummary:
    """Return the line for a practice, as of the day of `progress`."""
    state, now = progress.state, progress.phase_now
    last = state.last_change
    return PracticeSummary(
        id=state.id,
        name=state.name,
        ods_code=state.ods_code,
        from_system=state.text("from_system"),
        to_system=state.text("to_system"),
        commissioner=state.text("commissioner"),
        delivery_partner=state.text("delivery_partner"),
        go_live=state.go_live,
        phase=now.phase.id if now else None,
        phase_title=f"{now.phase.number} {now.phase.short_title}" if now else "Finished",
        tasks_done=progress.done,
        tasks_total=progress.total,
        percent=progress.percent,
        overdue=progress.overdue,
        references_acknowledged=progress.acknowledged,
        references_total=len(progress.references),
        archived=state.archived,
        sample=state.sample,
        last_change=_last_change(last, definitions) if last else None,
        made_by_newer_version=len(state.newer),
    )


def _last_change(last: Stamped, definitions: Definitions) -> LastChange:
    return LastChange(last.at, last.actor.name, last.actor.role, definitions.role_title(last.actor.role))
