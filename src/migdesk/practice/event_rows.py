"""Events as rows of the table `event`: which columns they have, and how they are written and read."""

from __future__ import annotations

from datetime import datetime

import msgspec

from migdesk.practice.event import Actor, Event

EVENT_COLUMNS = "device_id, seq, practice_id, clock, at, actor_name, actor_role, actor_organisation, kind, body"
EventRow = tuple[str, int, str, int, str, str, str, str, str, str]
"""The columns' values, in their order."""


def event_of_row(row: EventRow) -> Event:
    """Return an event from its row."""
    device_id, seq, practice_id, clock, at, name, role, organisation, kind, body = row
    return Event(
        device_id,
        seq,
        practice_id,
        clock,
        datetime.fromisoformat(at),
        Actor(name, role, organisation),
        kind,
        msgspec.json.decode(body),
    )


def row_of_event(event: Event) -> EventRow:
    """Return an event as its row."""
    actor = event.actor
    return (
        event.device_id,
        event.seq,
        event.practice_id,
        event.clock,
        event.at.isoformat(),
        actor.name,
        actor.role,
        actor.organisation,
        event.kind,
        msgspec.json.encode(event.body).decode(),
    )
