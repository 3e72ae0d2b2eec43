"""Fields of a task are set: its status with the day it was done on, owner and due date; of an own task also its title
and whether it is removed."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday, long_date
from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft, Event
from migdesk.practice.heads import Field, Fields, Head, union, without
from migdesk.practice.kinds.fields import applied, completed, replaced, reversed_bodies, stand, with_seen
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.links import named_in_over, with_known_removals
from migdesk.practice.kinds.values import Check, has_fields, has_links, has_texts, is_day, is_mark, is_text, texts_in
from migdesk.practice.removal import REMOVED
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS, STATUSES, Status

ELSEWHERE = "signed_elsewhere"
"""The field of a task of the kind `sign-off` that was marked as done and not signed here: who signed, when, where."""

DONE_ON = "done_on"
"""The field of the day on which a task was done, as "2026-11-24": set with the status, so that both stand or fall."""

_NAME = "task-set"
_UNSET = {"status": [Status.TO_DO, ""]}
"""What undoing sets a field to that was not set before; None for others."""


def draft(task: str, *, same_as: tuple[str, ...] = (), **fields: Any) -> Draft:
    """Return what sets fields of a task; a status is a list of status and reason. See `Draft.same_as`."""
    return Draft(_NAME, {"task": task, "fields": fields}, same_as=same_as)


def value(task: str, name: str, state: PracticeState, same_as: tuple[str, ...] = ()) -> Any:
    """Return the value that is shown of a task's field; None where none stands. See `Draft.same_as`."""
    field = _fields({"task": task}, state, same_as).get(name)
    return field.value if field else None


def _is_elsewhere(value: Any) -> bool:
    """Who signed elsewhere, on which day and where: three texts, of which each may be empty."""
    if value is None:
        return True
    return isinstance(value, (list, tuple)) and len(value) == 3 and all(isinstance(part, str) for part in value)


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
    DONE_ON: is_day,
    "title": is_text,
    "removed": is_mark,
    ELSEWHERE: _is_elsewhere,
}


def _fits(body: Body) -> bool:
    return has_texts(body, "task") and has_fields(body, _CHECKS, {}) and has_links(body)


def _fields(body: Body, state: PracticeState, same_as: tuple[str, ...] = ()) -> Fields:
    """Return the fields of a task as they stand, those recorded under ids that were folded into it among them."""
    fields = state.tasks.get(body["task"], {})
    for other in same_as:
        folded = state.tasks.get(other, {})
        fields = {name: union(fields.get(name), folded.get(name)) for name in {**fields, **folded}}
    return fields


def _complete(draft: Draft, state: PracticeState) -> Body:
    task = draft.body["task"]
    body = with_seen(completed(draft, _fields(draft.body, state, draft.same_as)), state.recorded_on(task))
    return with_known_removals(body, state, state.task_field(task, REMOVED))


def _apply(state: PracticeState, event: Event) -> PracticeState:
    task, over = event.body["task"], event.body.get("over") or {}
    tasks = dict(state.tasks)
    for name, keys in over.items():
        here = {head.key for head in tasks.get(task, {}).get(name, Field()).heads}
        if not here.issuperset(keys):
            _drop_elsewhere(tasks, name, set(keys))
    tasks[task] = applied(tasks.get(task, {}), event)
    return replace(state, tasks=tasks)


def _drop_elsewhere(tasks: dict[str, Fields], name: str, keys: set[str]) -> None:
    """Drop heads under whatever id they were recorded: a value of a task that was folded since can be replaced."""
    for task, fields in tasks.items():
        if name in fields and any(head.key in keys for head in fields[name].heads):
            tasks[task] = {**fields, name: without(fields[name], keys)}


def _replaced(event: Event, before: PracticeState) -> dict[str, tuple[Head, ...]]:
    """Return the heads that an event replaced, of each of its fields; those of other tasks only where it names them."""
    own = before.tasks.get(event.body["task"], {})
    found = {name: replaced(event, name, [own.get(name, Field())]) for name in event.body["fields"]}
    for name, keys in (event.body.get("over") or {}).items():
        if len(found.get(name, ())) < len(keys):
            everywhere = [fields[name] for fields in before.tasks.values() if name in fields]
            found[name] = replaced(event, name, everywhere)
    return found


def _tell(event: Event, before: PracticeState, _: Definitions) -> str:
    old = {name: heads[0].value for name, heads in _replaced(event, before).items() if heads}
    lines = (_line(name, value, old.get(name), event, before) for name, value in event.body["fields"].items())
    return "; ".join(filter(None, lines))


def _line(name: str, value: Any, old: Any, event: Event, before: PracticeState) -> str:
    """Tell that a field was set to `value`, in place of `old`."""
    match name:
        case "status":
            status, reason = value
            because = f", because: {reason}" if reason else ""
            return f"{STATUS_WORDS[status]}{because} (was {STATUS_WORDS[old[0] if old else Status.TO_DO].lower()})"
        case "owner":
            return f"Owner: {value or 'nobody'}" + (f" (was {old})" if old else "")
        case "due":
            shown = _day(value) if value else "as planned"
            return f"Due date: {shown}" + (f" (was {_day(old)})" if old else "")
        case "title":
            own = before.own_tasks.get(event.body["task"])
            return f"Renamed: {value or (own.title if own else event.body['task'])}"
        case "removed":
            return "Removed from the checklist" if value else "Put back on the checklist"
        case _ if name == DONE_ON:
            return _done_on_line(value, old, event)
        case _ if name == ELSEWHERE:
            return elsewhere_in_words(*value) if value else ""
    return ""


def _done_on_line(value: Any, old: Any, event: Event) -> str:
    """Tell on which day it was done, where that is another than the one on which it was recorded."""
    if not value or ("status" in event.body["fields"] and not old and value == local_date(event.at).isoformat()):
        return ""
    was = f" (was {date_with_weekday(date.fromisoformat(old))})" if old and old != value else ""
    return f"Done on {date_with_weekday(date.fromisoformat(value))}{was}"


def elsewhere_in_words(by: str, on: str, where: str) -> str:
    """Return who signed elsewhere: "Signed elsewhere by Dr Jo Example on 3 May 2027 (letter to the ICB)"."""
    if not by:
        return "Signed elsewhere, not said by whom"
    day = f" on {_day(on)}" if is_day(on) and on else ""
    return f"Signed elsewhere by {by}{day}{f' ({where})' if where else ''}"


def _day(value: str) -> str:
    return long_date(date.fromisoformat(value))


def _reverse(event: Event, before: PracticeState) -> tuple[Draft, ...]:
    task = {"task": event.body["task"]}
    return tuple(Draft(_NAME, task | body) for body in reversed_bodies(event, _replaced(event, before), _UNSET))


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: texts_in(body["fields"]),
    complete=_complete,
    fields=_fields,
    needs=named_in_over,
    apply=_apply,
    item=lambda event, _: event.body["task"],
    tell=_tell,
    reverse=_reverse,
    stands=lambda event, now, own: stand(event, _fields(event.body, now), own),
    changes_all=lambda event: "removed" in event.body["fields"],
)
