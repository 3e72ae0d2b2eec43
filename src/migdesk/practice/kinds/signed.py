"""Somebody signed a sign-off: the exact words, with the figures, fields and lists as they stood.

What the body says is `entries.Signed`. Nothing is counted anew afterwards; taking a signature back is an event, as for
an acknowledgement.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from migdesk.base.date_words import long_date
from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import withdrawn
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.links import with_known_removals
from migdesk.practice.kinds.values import has_links, texts_in
from migdesk.practice.parties import speaker
from migdesk.practice.signature import Signature, Signed
from migdesk.practice.state import PracticeState

_NAME = "signed"


def draft(said: Signed) -> Draft:
    """Return a new signature."""
    return Draft(_NAME, msgspec.to_builtins(said))


def _said(body: Body) -> Signed:
    return msgspec.convert(body, Signed)


def _fits(body: Body) -> bool:
    try:
        return bool(_said(body).sign_off) and has_links(body)
    except msgspec.ValidationError:
        return False


def _typed(body: Body) -> Iterator[str]:
    said = _said(body)
    yield from texts_in(list(said.filled.values()))
    yield said.remark
    if said.signed_on:  # who is at the keyboard was looked at before
        yield from (said.by.name, said.by.role, said.by.organisation, said.seen_by)


def _complete(draft: Draft, state: PracticeState) -> Body:
    return with_known_removals(draft.body, state)


def _apply(state: PracticeState, event: Event) -> PracticeState:
    new = Signature(
        id=event.id, said=_said(event.body), clock=event.clock, at=event.at, actor=event.actor, hash=event.hash
    )
    return replace(state, signatures={**state.signatures, new.key: new})


def _tell(event: Event, _: PracticeState, definitions: Definitions) -> str:
    said = _said(event.body)
    who = speaker(said.by, definitions.roles)
    how = f"Signed on paper by {who}, on {long_date(said.signed_on)}" if said.signed_on else f"Signed by {who}"
    seen = f", seen by {said.seen_by}" if said.seen_by else ""
    left = f" ({len(said.open)} still open)" if said.open else ""
    return f"{how}{seen}: “{said.wording}”{left}"


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=_typed,
    complete=_complete,
    fields=lambda *_: {},
    needs=lambda _: (),
    apply=_apply,
    item=lambda event, _: str(event.body["sign_off"]),
    tell=_tell,
    reverse=lambda event, _: withdrawn.reversal(event),
    stands=withdrawn.is_not_withdrawn,
    changes_all=lambda _: True,  # tasks follow it
)
