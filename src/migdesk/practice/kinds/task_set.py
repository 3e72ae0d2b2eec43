"""Fields of a task are set: its status, owner and due date; of an own task also its title and whether it is removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from migdesk.base.date_words import long_date
from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds.fields import applied, reversed_body, stand
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.values import Check, has_fields, has_texts, is_day, is_mark, is_text, texts_in
from migdesk.practice.state import STATUS_WORDS, STATUSES, TO_DO, Fields, PracticeState

_NAME = "task-set"
_UNSET = {"status": [TO_DO, ""]}
"""What undoing sets a field to that was not set before; None for others."""


def draft(task: str, **fields: Any) -> Draft:
    """Return what sets fields of a task; a status is a list of status and reason."""
    return Draft(_NAME, {"task": task, "fields": fields})


def _is_status(value: Any) -> bool:
    """A status and its reason: a list as read back from the log, a tuple where a caller has just made it."""
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        return False
    status, reason = value
    return isinstance(status, str) and status in STATUSES and isinstance(reason, str)


_CHECKS: dict[str, Check] = {
    "status": _is_status,
    "owner": is_text,
    "due": is_day,
    "title": is_text,
    "removed": is_mark,
}


def _fits(body: Body) -> bool:
    return has_texts(body, "task") and has_fields(body, _CHECKS, {})


def _fields(event: Event, state: PracticeState) -> Fields:
    return state.tasks.get(event.body["task"], {})


def _apply(state: PracticeState, event: Event) -> PracticeState:
    return replace(state, tasks={**state.tasks, event.body["task"]: applied(_fields(event, state), event)})


def _tell(event: Event, before: PracticeState, _: Definitions) -> str:
    return "; ".join(filter(None, _lines(event, before)))


def _lines(event: Event, before: PracticeState) -> Iterator[str]:
    task = event.body["task"]
    for name, value in event.body["fields"].items():
        match name:
            case "status":
                status, reason = value
                because = f", because: {reason}" if reason else ""
                yield f"{STATUS_WORDS[status]}{because} (was {STATUS_WORDS[before.status(task)].lower()})"
            case "owner":
                was = before.owner(task)
                yield f"Owner: {value or 'nobody'}" + (f" (was {was})" if was else "")
            case "due":
                was_due = before.due_by_hand(task)
                shown = long_date(date.fromisoformat(value)) if value else "as planned"
                yield f"Due date: {shown}" + (f" (was {long_date(was_due)})" if was_due else "")
            case "title":
                own = before.own_tasks.get(task)
                yield f"Renamed: {value or (own.title if own else task)}"
            case "removed":
                yield "Removed from the checklist" if value else "Put back on the checklist"


def _reverse(event: Event, before: PracticeState) -> tuple[Draft, ...]:
    body = reversed_body(event, _fields(event, before), _UNSET)
    return (Draft(_NAME, {"task": event.body["task"], **body}),)


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: texts_in(body["fields"]),
    complete=lambda draft, _: draft.body,
    needs=lambda _: (),
    apply=_apply,
    item=lambda event, _: event.body["task"],
    tell=_tell,
    reverse=_reverse,
    stands=lambda event, now: stand(event, _fields(event, now)),
    changes_all=lambda event: "removed" in event.body["fields"],
)
