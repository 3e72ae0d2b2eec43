"""What undoes an event: another event. Nothing is ever taken out of the record."""

from __future__ import annotations

from migdesk.practice import event as kinds
from migdesk.practice.event import Draft, Event
from migdesk.practice.state import TO_DO, Fields, PracticeState

_UNSET_STATUS = [TO_DO, ""]


def reversal_of(event: Event, before: PracticeState) -> Draft:
    """Return the event that takes back `event`, given the state `before` it.

    Fields go back to what they were; notes, acknowledgements and withdrawals are withdrawn; an own task is removed.
    """
    if event.kind in {kinds.PRACTICE_SET, kinds.TASK_SET}:
        old = before.details if event.kind == kinds.PRACTICE_SET else before.tasks.get(event.body["task"], {})
        return _with_fields(event, {name: _value_in(old, name) for name in event.body["fields"]})
    if event.kind == kinds.OWN_TASK_ADDED:
        return Draft(kinds.TASK_SET, {"task": event.body["task"], "fields": {"removed": True}, "undoes": event.id})
    return Draft(kinds.WITHDRAWN, {"target": event.id, "reason": "Undone", "undoes": event.id})


def still_stands(event: Event, now: PracticeState) -> bool:
    """Tell whether what `event` set is what stands now, so that taking it back loses nobody's work.

    Values are compared, not events: after an undo it is another event that says what this one said.
    """
    if event.kind in {kinds.PRACTICE_SET, kinds.TASK_SET}:
        fields = now.details if event.kind == kinds.PRACTICE_SET else now.tasks.get(event.body["task"], {})
        return all(name in fields and fields[name].value == value for name, value in event.body["fields"].items())
    if event.kind == kinds.OWN_TASK_ADDED:
        return not now.removed(event.body["task"])
    return event.id not in now.withdrawn()


def _with_fields(event: Event, fields: dict[str, object]) -> Draft:
    body: dict[str, object] = {"fields": fields, "undoes": event.id}
    return Draft(event.kind, {"task": event.body["task"], **body} if event.kind == kinds.TASK_SET else body)


def _value_in(fields: Fields, name: str) -> object:
    if name in fields:
        return fields[name].value
    return _UNSET_STATUS if name == "status" else None
