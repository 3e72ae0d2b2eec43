"""One line about a practice: what the board and `practice list` show of it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.roles import PARTY_TITLES
from migdesk.practice.details import DETAILS, PracticeDetails
from migdesk.practice.practice_line import PracticeLine
from migdesk.practice.progress import percent


class LastChange(msgspec.Struct, frozen=True):
    """Who changed a practice last; `role` as it was recorded, `role_title` as it is shown."""

    at: datetime
    by: str
    role: str
    role_title: str


class NextMilestone(msgspec.Struct, frozen=True):
    """The next milestone that has not happened, from a day on."""

    id: str
    title: str
    short_title: str
    date: date


class PracticeSummary(PracticeDetails, frozen=True, kw_only=True):
    """The keys are those that scripts rely on (README, Command line); `phase` is the id of the phase under way.
    `go_live` is the day on which the practice went live, else the planned one; `went_live` tells which.
    `re_entry_left` is what is left to enter of what was logged in Cutover, None where nothing was, and
    `re_entry_oldest` the day of the oldest. `rows_open` and `rows_overdue` are of registers that somebody has begun.
    `lead` is whoever looks after the practice here.
    `exchanged_with` is the place to which the record went, or from which it came, last; `changes_since` are the changes
    that it cannot have, None where nothing ever went.
    """

    id: str
    went_live: bool
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
    sign_offs_made: int = 0
    sign_offs_total: int = 0
    sign_offs_overdue: int = 0
    acknowledged_by_party: dict[str, int] = msgspec.field(default_factory=dict)
    to_settle: int = 0
    blocked: int = 0
    critical_open: int = 0
    next_milestone: NextMilestone | None = None
    rows_open: int = 0
    rows_overdue: int = 0
    re_entry_left: int | None = None
    re_entry_oldest: date | None = None
    last_visit: date | None = None
    lead: str = ""
    exchanged_with: str = ""
    sent: datetime | None = None
    taken_in: datetime | None = None
    changes_since: int | None = None


def summary_of(line: PracticeLine, definitions: Definitions, today: date, shared_events: int = 0) -> PracticeSummary:
    """Return what a practice's line says on a day; `shared_events` of it are here, which counts where it went away."""
    now, last = definitions.phase_by_id.get(line.phase or ""), line.last_change
    exchanged = line.exchanged
    return PracticeSummary(
        **{detail.id: getattr(line, detail.id) for detail in DETAILS},
        id=line.id,
        went_live=line.went_live,
        phase=line.phase,
        phase_title=f"{now.number} {now.short_title}" if now else "Finished",
        tasks_done=line.tasks_done,
        tasks_total=line.tasks_total,
        percent=percent(line.tasks_done, line.tasks_total),
        overdue=line.due_before(today),
        references_acknowledged=line.references_acknowledged,
        references_total=line.references_total,
        archived=line.archived,
        sample=line.sample,
        last_change=LastChange(last.at, last.by, last.role, definitions.role_title(last.role)) if last else None,
        made_by_newer_version=line.newer,
        to_settle=line.to_settle,
        blocked=line.blocked,
        critical_open=line.critical_open,
        next_milestone=_next_milestone(line, definitions, today),
        rows_open=line.rows_open,
        rows_overdue=line.rows_due_before(today),
        re_entry_left=line.re_entry_left,
        re_entry_oldest=line.re_entry_oldest,
        sign_offs_made=line.sign_offs_made,
        sign_offs_total=line.sign_offs_total,
        sign_offs_overdue=line.sign_offs_due_before(today),
        acknowledged_by_party={party: line.acknowledged_by_party.get(party, 0) for party in PARTY_TITLES},
        last_visit=line.last_visit,
        lead=line.lead,
        exchanged_with=exchanged.place if exchanged else "",
        sent=exchanged.sent if exchanged else None,
        taken_in=exchanged.taken_in if exchanged else None,
        changes_since=max(0, shared_events - exchanged.covered) if exchanged else None,
    )


def _next_milestone(line: PracticeLine, definitions: Definitions, today: date) -> NextMilestone | None:
    for name, day in line.ahead:
        milestone = definitions.milestone_by_id.get(name)
        if milestone and day >= today.toordinal():
            return NextMilestone(name, milestone.title, milestone.short_title, date.fromordinal(day))
    return None
