"""What speaks against the dates of a plan, as a report lists it."""

from __future__ import annotations

from collections.abc import Iterable

from migdesk.checklist.plan.conflict_order import by_importance
from migdesk.checklist.plan.conflicts import Conflict
from migdesk.report.status.model import DateWarning

TITLE = "Check these dates"


def date_warnings(conflicts: Iterable[Conflict]) -> tuple[DateWarning, ...]:
    """Return the warnings, the most important first, since a short list shows only the first."""
    ordered = by_importance(conflicts)
    return tuple(DateWarning(found.id, found.title, found.text, found.source) for found in ordered)
