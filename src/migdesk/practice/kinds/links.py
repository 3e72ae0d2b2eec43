"""What an event's body says of other events: which it replaces, takes back, or knew of."""

from __future__ import annotations

from collections.abc import Iterator

from migdesk.practice.event import Event
from migdesk.practice.heads import Field
from migdesk.practice.kinds.kind import Body
from migdesk.practice.removal import ARCHIVED, removals_in
from migdesk.practice.state import PracticeState


def named_in_over(event: Event) -> Iterator[str]:
    """Return the keys of the events whose values an event replaces."""
    for keys in (event.body.get("over") or {}).values():
        yield from keys


def with_known_removals(body: Body, state: PracticeState, removal: Field | None = None) -> Body:
    """Return a body with the removals that its person knew of: of the practice into the archive, and of the thing that
    it is about, by the field that says so. What they recorded all the same is no conflict with those."""
    knew = removals_in(state.details.get(ARCHIVED)) + removals_in(removal)
    return {**body, "knew": knew} if knew else body
