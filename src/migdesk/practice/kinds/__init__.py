"""The kinds of events, a file each. To add one is to write its file and to name it here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import (
    acknowledged,
    attached,
    exchanged,
    note_added,
    own_task_added,
    paired,
    practice_set,
    row_counted,
    row_set,
    signed,
    task_set,
    went_on_without,
    withdrawn,
)
from migdesk.practice.kinds.fields import settled
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.state import PracticeState

KINDS: dict[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (
        practice_set,
        task_set,
        own_task_added,
        row_set,
        row_counted,
        note_added,
        acknowledged,
        signed,
        attached,
        withdrawn,
        exchanged,
        paired,
        went_on_without,
    )
}


def kind_of(event: Event) -> Kind | None:
    """Return the kind of an event; None where this version does not know it, or cannot read the event's body."""
    kind = KINDS.get(event.kind)
    return kind if kind is not None and isinstance(event.body, dict) and kind.fits(event.body) else None


def complete(draft: Draft, state: PracticeState) -> Body:
    """Return the body to record of a draft on a state: with what it replaces there, and what its person knew of."""
    kind = KINDS.get(draft.kind)
    return kind.complete(draft, state) if kind else draft.body


def settle(draft: Draft, state: PracticeState) -> Draft:
    """Return a draft that replaces every value that stands of its fields: what undo does, and whoever was shown all."""
    if "fields" not in draft.body:
        return draft
    fields = KINDS[draft.kind].fields(draft.body, state, draft.same_as)
    return replace(draft, body=settled(draft, fields))


def needs_of(event: Event) -> tuple[str, ...]:
    """Return the hashes of the events that must be here before this one can be applied, beside those it follows."""
    kind = kind_of(event)
    return tuple(kind.needs(event)) if kind else ()


def fields_of(event: Event) -> Mapping[str, Any]:
    """Return the fields that an event sets, of whatever it is about; none where it sets none."""
    fields = event.body.get("fields") if kind_of(event) else None
    return fields if isinstance(fields, dict) else {}
