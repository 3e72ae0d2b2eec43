"""Which warnings come first where there is no room for all: what cannot be right, then what touches Go-Live."""

from __future__ import annotations

from collections.abc import Iterable

from migdesk.checklist.plan.conflicts import Conflict
from migdesk.checklist.plan.dates import GO_LIVE

_CANNOT_BE_RIGHT = ("out-of-order", "go-live-not-marked", "past-not-marked", "rehearsal-too-late")


def by_importance(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return the warnings, the most important first; equals stay in the order in which they were found."""
    return tuple(sorted(conflicts, key=_rank))


def _rank(conflict: Conflict) -> int:
    if conflict.id.startswith(_CANNOT_BE_RIGHT):
        return 0
    return 1 if GO_LIVE in conflict.milestones else 2
