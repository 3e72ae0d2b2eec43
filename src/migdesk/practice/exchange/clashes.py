"""What taking in changes from elsewhere would bring into conflict: what stands here, and what comes."""

from __future__ import annotations

import msgspec

from migdesk.practice.conflicts import Conflict, ConflictValue
from migdesk.practice.removal import ARCHIVED, REMOVED
from migdesk.practice.state import PracticeState


class Clash(msgspec.Struct, frozen=True):
    """A conflict as it would be afterwards, the value that is shown here now, and the one that comes."""

    conflict: Conflict
    yours: ConflictValue
    theirs: ConflictValue


def clashes_between(before: PracticeState, after: PracticeState) -> tuple[Clash, ...]:
    """Return the conflicts of `after` that are none yet, or get another value, given both `with_folded_tasks`."""
    known = {(conflict.item, conflict.field): conflict.keys for conflict in before.conflicts()}
    here = {entry.key for entry in before.recorded()}
    return tuple(
        _clash(conflict, here)
        for conflict in after.conflicts()
        if known.get((conflict.item, conflict.field)) != conflict.keys
    )


def _clash(conflict: Conflict, here: set[str]) -> Clash:
    """Return a conflict by its sides. Where all of it comes from elsewhere, the earlier value is taken for ours."""
    ours = [value for value in conflict.values if value.key in here] or list(conflict.values[:1])
    theirs = [value for value in conflict.values if value.key not in here] or list(conflict.values[-1:])
    return Clash(conflict, ours[-1], theirs[-1])


def is_removal(conflict: Conflict) -> bool:
    """Tell whether a conflict is about a thing that was removed while somebody else changed it."""
    return conflict.field in {REMOVED, ARCHIVED}
