"""A named person states that a reference is known to those for whom they speak, bound to the exact words shown."""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.practice.entries import Acknowledgement
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import withdrawn
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.links import with_known_removals
from migdesk.practice.kinds.values import has_links, has_texts
from migdesk.practice.state import PracticeState

_NAME = "acknowledged"


def draft(reference: str, wording: str, wording_hash: str, document: str = "") -> Draft:
    """Return a new acknowledgement of a reference, with the words that were shown, and their hash.

    `document` is what the person named in them, and not part of the hash.
    """
    named = {"document": document} if document else {}
    return Draft(_NAME, {"reference": reference, "wording": wording, "wording_hash": wording_hash, **named})


def _fits(body: Body) -> bool:
    return has_texts(body, "reference", "wording", "wording_hash", optional=("document",)) and has_links(body)


def _complete(draft: Draft, state: PracticeState) -> Body:
    return with_known_removals(draft.body, state)


def _apply(state: PracticeState, event: Event) -> PracticeState:
    body = event.body
    new = Acknowledgement(
        id=event.id,
        reference=body["reference"],
        wording=body["wording"],
        wording_hash=body["wording_hash"],
        clock=event.clock,
        at=event.at,
        actor=event.actor,
        hash=event.hash,
    )
    return replace(state, acknowledgements={**state.acknowledgements, new.key: new})


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: (body.get("document", ""),),  # the words are the guide's own
    complete=_complete,
    fields=lambda *_: {},
    needs=lambda _: (),
    apply=_apply,
    item=lambda event, _: event.body["reference"],
    tell=lambda event, *_: f"Acknowledged: “{event.body['wording']}”",
    reverse=lambda event, _: withdrawn.reversal(event),
    stands=withdrawn.is_not_withdrawn,
    changes_all=lambda _: False,
)
