"""A note on a task, on a row of a register, or on the practice. Notes only accumulate; taking one back is an event."""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.practice.entries import Note
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import withdrawn
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.links import with_known_removals
from migdesk.practice.kinds.values import has_links, has_texts
from migdesk.practice.removal import REMOVED
from migdesk.practice.state import PracticeState

_NAME = "note-added"


def draft(task: str, text: str, *, private: bool = False) -> Draft:
    """Return a new note; `task` is a row's item for one on a row, and empty for one on the practice. A private one
    stays on this computer."""
    return Draft(_NAME, {"task": task, "text": text}, private)


def _fits(body: Body) -> bool:
    return has_texts(body, "text", optional=("task",)) and has_links(body)


def _complete(draft: Draft, state: PracticeState) -> Body:
    return with_known_removals(draft.body, state, state.fields_of(draft.body.get("task", "")).get(REMOVED))


def _apply(state: PracticeState, event: Event) -> PracticeState:
    body = event.body
    note = Note(
        id=event.id,
        task=body.get("task", ""),
        text=body["text"],
        clock=event.clock,
        at=event.at,
        actor=event.actor,
        hash=event.hash,
        private=event.private,
        knew=tuple(body.get("knew", ())),
    )
    return replace(state, notes={**state.notes, note.key: note})


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: (body["text"],),
    complete=_complete,
    fields=lambda *_: {},
    needs=lambda _: (),
    apply=_apply,
    item=lambda event, _: event.body.get("task", ""),
    tell=lambda event, *_: f"Note{' (only for us)' if event.private else ''}: {event.body['text']}",
    reverse=lambda event, _: withdrawn.reversal(event),
    stands=withdrawn.is_not_withdrawn,
    changes_all=lambda _: False,
)
