"""The one remark over a register's rows: what is overdue, or what the next milestone still waits for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from migdesk.checklist.definitions import Milestone
from migdesk.practice.progress import MilestoneDate
from migdesk.ui.look.words import counted, weekday_date
from migdesk.workspace.registers.view import RegisterView, RowView

GATE_DAYS = 42
"""A milestone is spoken of when it is no further off than this."""


class Remark(msgspec.Struct, frozen=True):
    """A sentence, and the rows that it is about."""

    words: str
    rows: frozenset[str]


def remark_on(view: RegisterView, milestones: Iterable[MilestoneDate], today: date) -> Remark | None:
    """Return what a person should see first in a register; None for nothing."""
    overdue = [row for row in view.rows if row.overdue and row.due]
    if overdue:
        first = weekday_date(min(row.due for row in overdue if row.due), today)
        if len(overdue) == 1:
            return Remark(f"One row is overdue; it was due on {first}.", _ids(overdue))
        return Remark(f"{len(overdue):,} rows are overdue; the first was due on {first}.", _ids(overdue))
    ahead = [
        (planned.date, planned.milestone)
        for planned in milestones
        if planned.date and not planned.happened and 0 <= (planned.date - today).days <= GATE_DAYS
    ]
    for day, milestone in sorted(ahead, key=lambda pair: pair[0]):
        remark = _before(view, milestone, weekday_date(day, today))
        if remark:
            return remark
    return None


def _before(view: RegisterView, milestone: Milestone, day: str) -> Remark | None:
    for gate in view.register.gates:
        if gate.milestone != milestone.id or gate.wanted:
            continue
        rows = [row for row in view.rows if row.meets(gate.condition)]
        if rows:
            words = gate.words[:1].lower() + gate.words[1:]
            number = counted(len(rows), "row")
            return Remark(f"Before {milestone.title} on {day}: {words}, {number}.", _ids(rows))
    return None


def _ids(rows: Iterable[RowView]) -> frozenset[str]:
    return frozenset(row.id for row in rows)
