"""What the kinds that set fields have in common: the latest value of each wins, and what was before can come back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from migdesk.practice.event import Event
from migdesk.practice.state import Fields, Stamped


def applied(fields: Fields, event: Event) -> Fields:
    """Return `fields` with the event's values wherever the event is the later one."""
    merged = dict(fields)
    for name, value in event.body["fields"].items():
        stamped = Stamped(value, event.clock, event.device_id, event.at, event.actor)
        if stamped.beats(merged.get(name)):
            merged[name] = stamped
    return merged


def reversed_body(event: Event, before: Fields, unset: Mapping[str, Any]) -> dict[str, Any]:
    """Return what sets an event's fields to what they were `before`; those that were not set to `unset`, or None."""
    fields = {name: before[name].value if name in before else unset.get(name) for name in event.body["fields"]}
    return {"fields": fields, "undoes": event.id}


def stand(event: Event, now: Fields) -> bool:
    """Tell whether an event's values are what stands now.

    Values are compared, not events: after an undo it is another event that says what this one said.
    """
    return all(name in now and now[name].value == value for name, value in event.body["fields"].items())
