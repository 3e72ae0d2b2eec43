"""What a practice's record says of its plan: which details hold it, and what the plan engine takes from them.

All of it is details of the practice, so that a change of several dates is one event, and the latest value of each
wins. Go-Live's planned date is the detail `go_live`, as it always was.

| detail | value |
|---|---|
| `go_live`, `planned.MILESTONE` | the day fixed by hand |
| `happened.MILESTONE` | the day on which it happened, and the one that was planned for it or None |
| `leave.ID` | name, first and last day; None once withdrawn |
| `old_system_access` | the id of the figure chosen, where the guide has several |
| `cutover_rehearsal` | a day |
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from migdesk.checklist.plan.dates import GO_LIVE, Leave, PlanInputs
from migdesk.practice import rows
from migdesk.practice.rows import Row
from migdesk.practice.state import PracticeState

PLANNED, HAPPENED, LEAVE = "planned.", "happened.", rows.LEAVE_DETAIL
GO_LIVE_PLANNED = "go_live"
OLD_SYSTEM_ACCESS = "old_system_access"
CUTOVER_REHEARSAL = "cutover_rehearsal"


def planned_field(milestone: str) -> str:
    """Return the detail that holds a milestone's day as fixed by hand."""
    return GO_LIVE_PLANNED if milestone == GO_LIVE else f"{PLANNED}{milestone}"


def happened_field(milestone: str) -> str:
    """Return the detail that holds the day on which a milestone happened."""
    return f"{HAPPENED}{milestone}"


def plan_inputs(state: PracticeState) -> PlanInputs:
    """Return what a practice has settled of its plan."""
    rehearsal = state.detail(CUTOVER_REHEARSAL)
    return replace(
        dating_inputs({name: field.value for name, field in state.details.items()}),
        leave=tuple(sorted(map(_leave_of_row, state.rows(rows.LEAVE)), key=_by_days)),
        rehearsal=date.fromisoformat(rehearsal) if rehearsal else None,
    )


def dating_inputs(details: Mapping[str, Any]) -> PlanInputs:
    """Return what dates milestones of the values of a practice's details: no leave, no rehearsal."""
    planned: dict[str, date] = {}
    happened: dict[str, date] = {}
    was_planned: dict[str, date] = {}
    for name, value in details.items():
        if not value:
            continue
        if name == GO_LIVE_PLANNED:
            planned[GO_LIVE] = date.fromisoformat(value)
        elif name.startswith(PLANNED):
            planned[name.removeprefix(PLANNED)] = date.fromisoformat(value)
        elif name.startswith(HAPPENED):
            milestone = name.removeprefix(HAPPENED)
            happened[milestone] = date.fromisoformat(value[0])
            if value[1]:
                was_planned[milestone] = date.fromisoformat(value[1])
    return PlanInputs(
        planned=planned,
        happened=happened,
        was_planned=was_planned,
        choice=str(details.get(OLD_SYSTEM_ACCESS) or ""),
    )


def _by_days(leave: Leave) -> tuple[date, date, str]:
    return (leave.first, leave.last, leave.id)


def _leave_of_row(row: Row) -> Leave:
    return leave_of(row.id, [row.values[name] for name in ("name", "first", "last")])


def leave_of(leave_id: str, value: Any) -> Leave:
    """Return a leave as it is kept: name, first and last day."""
    name, first, last = value
    return Leave(leave_id, name, date.fromisoformat(first), date.fromisoformat(last))
