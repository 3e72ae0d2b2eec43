"""The record told in plain words: one line for each thing that happened, oldest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from migdesk.base.date_words import long_date
from migdesk.checklist.definitions import Definitions
from migdesk.practice import event as kinds
from migdesk.practice.bodies import is_readable
from migdesk.practice.details import DETAIL_BY_ID
from migdesk.practice.event import Actor, Event
from migdesk.practice.fold import apply
from migdesk.practice.state import STATUS_WORDS, Fields, PracticeState


class Entry(msgspec.Struct, frozen=True):
    """One line of history. `item` is the task or reference it is about, `title` its name; empty for the practice."""

    at: datetime
    actor: Actor
    item: str
    title: str
    text: str


def history(practice_id: str, events: Iterable[Event], definitions: Definitions) -> tuple[Entry, ...]:
    """Tell all events of a practice (given oldest first) in plain words."""
    return tuple(_tell_all(practice_id, events, definitions))


def history_of(item: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return what happened to one task or reference."""
    return tuple(entry for entry in entries if entry.item == item)


def _tell_all(practice_id: str, events: Iterable[Event], definitions: Definitions) -> Iterator[Entry]:
    state = PracticeState(practice_id)
    for event in events:
        item = item_of(event, state)
        after = apply(state, event)
        text = _text_of(event, state, definitions)
        if is_readable(event) and event.body.get("undoes"):
            text = f"Undone. {text}"
        yield Entry(event.at, event.actor, item, title_of(item, after, definitions), text)
        state = after


def item_of(event: Event, state: PracticeState) -> str:
    """Return the task or reference that an event is about, through withdrawals; empty for the practice itself."""
    target = str(event.body["target"]) if event.kind == kinds.WITHDRAWN and is_readable(event) else ""
    seen: set[str] = set()
    while target in state.withdrawals and target not in seen:  # a hostile file could have two name each other
        seen.add(target)
        target = state.withdrawals[target].target
    if target in state.notes:
        return state.notes[target].task
    if target in state.acknowledgements:
        return state.acknowledgements[target].reference
    return event.item


def title_of(item: str, state: PracticeState, definitions: Definitions) -> str:
    """Return the name of a task or reference, own tasks by their latest title; the id itself where it is unknown."""
    if item in definitions.task_by_id:
        return definitions.task_by_id[item].title
    if item in definitions.reference_by_id:
        return definitions.reference_by_id[item].name
    return state.own_title(item) or item


def _text_of(event: Event, before: PracticeState, definitions: Definitions) -> str:
    if not is_readable(event):
        return f"Something that a newer version of migdesk recorded ({event.kind})"
    return _known_text(event, before, definitions) or "Something that a newer version of migdesk recorded"


def _known_text(event: Event, before: PracticeState, definitions: Definitions) -> str:
    body = event.body
    match event.kind:
        case kinds.PRACTICE_SET:
            return "; ".join(detail_lines(body["fields"], before.details, definitions))
        case kinds.TASK_SET:
            lines = (_task_field_text(name, value, before, body["task"]) for name, value in body["fields"].items())
            return "; ".join(line for line in lines if line)
        case kinds.OWN_TASK_ADDED:
            return f"Task added: {body['title']}"
        case kinds.NOTE_ADDED:
            return f"Note: {body['text']}"
        case kinds.ACKNOWLEDGED:
            return f"Acknowledged: “{body['wording']}”"
        case kinds.WITHDRAWN:
            return _withdrawn_text(body["target"], body.get("reason", ""), before)
    return ""


def detail_lines(fields: Mapping[str, Any], before: Fields, definitions: Definitions) -> Iterator[str]:
    """Tell what setting these details means, one line for each; `before` is what they were."""
    if not before:
        yield f"Practice added: {fields.get('name') or 'not named yet'}"
        return
    from migdesk.practice.plan_history import is_of_plan, plan_line
    from migdesk.practice.visit_record import LAST_VISIT, visit_line

    for name, value in fields.items():
        old = before[name].value if name in before else None
        if name == "archived":
            yield "Moved to the archive" if value else "Taken out of the archive"
        elif name == LAST_VISIT:
            yield visit_line(value, old)
        elif name in DETAIL_BY_ID:
            yield f"{DETAIL_BY_ID[name].title}: {_shown(value)}" + (f" (was {_shown(old)})" if old else "")
        elif is_of_plan(name):
            yield plan_line(name, value, old, definitions)


def _task_field_text(name: str, value: Any, before: PracticeState, task: str) -> str:
    match name:
        case "status":
            status, reason = value
            because = f", because: {reason}" if reason else ""
            return f"{STATUS_WORDS[status]}{because} (was {STATUS_WORDS[before.status(task)].lower()})"
        case "owner":
            was = before.owner(task)
            return f"Owner: {value or 'nobody'}" + (f" (was {was})" if was else "")
        case "due":
            was_due = before.due_by_hand(task)
            shown = _shown(value) if value else "as planned"
            return f"Due date: {shown}" + (f" (was {long_date(was_due)})" if was_due else "")
        case "title":
            own = before.own_tasks.get(task)
            return f"Renamed: {value or (own.title if own else task)}"
        case "removed":
            return "Removed from the checklist" if value else "Put back on the checklist"
    return ""


def _withdrawn_text(target: str, reason: str, before: PracticeState) -> str:
    because = f", because: {reason}" if reason and reason != "Undone" else ""
    if target in before.notes:
        return f"Note removed{because}: {before.notes[target].text}"
    if target in before.acknowledgements:
        one = before.acknowledgements[target]
        return f"Acknowledgement of {one.actor.name} withdrawn{because}"
    if target in before.withdrawals:
        return "What was withdrawn stands again"
    return f"Something withdrawn{because} that is not in this record yet"


def _shown(value: Any) -> str:
    """Return a detail as people read it: dates written out, nothing as “not set”."""
    if not value:
        return "not set"
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
