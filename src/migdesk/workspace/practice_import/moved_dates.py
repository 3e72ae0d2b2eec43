"""What the plans of practices would move where a list changes their Go-Live."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import msgspec

from migdesk.base.errors import UserError
from migdesk.checklist.plan.dates import GO_LIVE
from migdesk.workspace.plan.change import PlanChange

if TYPE_CHECKING:
    from migdesk.workspace.practice_import.import_plan import ImportPlan
    from migdesk.workspace.workspace import Workspace


class MovedDates(msgspec.Struct, frozen=True):
    """How many dates of a practice would move, and what would speak against them then."""

    practice: str
    milestones: int
    tasks: int
    objections: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """The same in a sentence or more."""
        dates = f"{_count(self.milestones, 'milestone')} and {_count(self.tasks, 'open task')}"
        return " ".join((f"{self.practice}: {dates} would move.", *self.objections))


def moved_dates(workspace: Workspace, plan: ImportPlan, updating: Collection[str]) -> Iterator[MovedDates]:
    """Yield what an update would move, practice by practice; some 10 ms each."""
    for practice_id, values in plan.to_update(updating):
        day = values.get("go_live")
        if day is None:
            continue
        try:
            preview = workspace.plans.preview(practice_id, PlanChange(planned={GO_LIVE: day}))
        except UserError:  # said when it is recorded
            continue
        yield MovedDates(
            workspace.practice(practice_id).name,
            sum(move.moves for move in preview.milestones),
            sum(move.is_open for move in preview.tasks),
            tuple(f"{conflict.title}." for conflict in preview.new_conflicts),
        )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
