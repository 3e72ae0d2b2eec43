"""Somebody attached a file, or the address of one, to a task, a row or a sign-off.

The record holds the file's name, size and hash; the file itself lies in the folder of attachments, or is not here yet.
Taking one off is an event, as for a note: neither the record nor the file goes.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from migdesk.checklist.definitions import Definitions
from migdesk.practice.attachment import Attached, Attachment
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import withdrawn
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.links import with_known_removals
from migdesk.practice.kinds.values import has_links
from migdesk.practice.removal import REMOVED
from migdesk.practice.state import PracticeState

_NAME = "attached"


def draft(attached: Attached) -> Draft:
    """Return what attaches a file or an address."""
    return Draft(_NAME, msgspec.to_builtins(attached))


def said_in(event: Event) -> Attached | None:
    """Return what an event attaches; None for an event of another kind."""
    is_ours = event.kind == _NAME and isinstance(event.body, dict) and _fits(event.body)
    return _said(event.body) if is_ours else None


def _said(body: Body) -> Attached:
    return msgspec.convert(body, Attached)


def _fits(body: Body) -> bool:
    try:
        said = _said(body)
    except msgspec.ValidationError:
        return False
    return bool(said.sha256) != bool(said.address) and has_links(body)


def _complete(draft: Draft, state: PracticeState) -> Body:
    return with_known_removals(draft.body, state, state.fields_of(draft.body["item"]).get(REMOVED))


def _apply(state: PracticeState, event: Event) -> PracticeState:
    new = Attachment(
        id=event.id,
        said=_said(event.body),
        clock=event.clock,
        at=event.at,
        actor=event.actor,
        hash=event.hash,
        knew=tuple(event.body.get("knew", ())),
    )
    return replace(state, attachments={**state.attachments, new.key: new})


def _tell(event: Event, *_: PracticeState | Definitions) -> str:
    said = _said(event.body)
    if said.is_file:
        return f"Attached: {said.name} (SHA-256 {said.sha256[:16]})"
    return f"Attached: {said.name}" + (f", to be found at {said.address}" if said.address != said.name else "")


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: (_said(body).name, _said(body).address),
    complete=_complete,
    fields=lambda *_: {},
    needs=lambda _: (),
    apply=_apply,
    item=lambda event, _: str(event.body["item"]),
    tell=_tell,
    reverse=lambda event, _: withdrawn.reversal(event),
    stands=withdrawn.is_not_withdrawn,
    changes_all=lambda _: False,
)
