"""The statuses of a task."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a task stands, as it is recorded. The order is the one in which they are offered."""

    TO_DO = "to-do"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    BLOCKED = "blocked"
    NOT_APPLICABLE = "not-applicable"


STATUSES = tuple(Status)
STATUS_WORDS: dict[str, str] = {status: status.replace("-", " ").capitalize() for status in Status}
STATUSES_WITH_REASON = frozenset({Status.BLOCKED, Status.NOT_APPLICABLE})
OPEN_STATUSES = frozenset({Status.TO_DO, Status.IN_PROGRESS, Status.BLOCKED})
