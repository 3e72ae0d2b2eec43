"""The kinds of events, a file each. To add one is to write its file and to name it here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from migdesk.practice.event import Event
from migdesk.practice.kinds import acknowledged, note_added, own_task_added, practice_set, task_set, withdrawn
from migdesk.practice.kinds.kind import Kind

KINDS: dict[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (practice_set, task_set, own_task_added, note_added, acknowledged, withdrawn)
}


def kind_of(event: Event) -> Kind | None:
    """Return the kind of an event; None where this version does not know it, or cannot read the event's body."""
    kind = KINDS.get(event.kind)
    return kind if kind is not None and isinstance(event.body, dict) and kind.fits(event.body) else None


def fields_of(event: Event) -> Mapping[str, Any]:
    """Return the fields that an event sets, of whatever it is about; none where it sets none."""
    fields = event.body.get("fields") if kind_of(event) else None
    return fields if isinstance(fields, dict) else {}
