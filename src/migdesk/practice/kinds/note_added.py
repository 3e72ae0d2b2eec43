"""A note on a task, or on the practice. Notes only accumulate; taking one back is an event."""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import withdrawn
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.values import has_texts
from migdesk.practice.state import Note, PracticeState

_NAME = "note-added"


def draft(task: str, text: str) -> Draft:
    """Return a new note; `task` is empty for one on the practice."""
    return Draft(_NAME, {"task": task, "text": text})


def _fits(body: Body) -> bool:
    return has_texts(body, "text", optional=("task",))


def _apply(state: PracticeState, event: Event) -> PracticeState:
    note = Note(event.id, event.body.get("task", ""), event.body["text"], event.clock, event.at, event.actor)
    return replace(state, notes={**state.notes, note.id: note})


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: (body["text"],),
    complete=lambda draft, _: draft.body,
    needs=lambda _: (),
    apply=_apply,
    item=lambda event, _: event.body.get("task", ""),
    tell=lambda event, *_: f"Note: {event.body['text']}",
    reverse=withdrawn.reverse_by_withdrawing,
    stands=withdrawn.is_not_withdrawn,
    changes_all=lambda _: False,
)
