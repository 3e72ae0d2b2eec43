"""Two practices of a record are one, made in two places: recorded under the ids of both, and withdrawn under both."""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.checklist.definitions import Definitions
from migdesk.practice.entries import Pairing
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import withdrawn
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.values import has_texts
from migdesk.practice.state import PracticeState

_NAME = "paired"


def draft(pair: str, other: str) -> Draft:
    """Return what says that a practice is one with `other`; `pair` is the id that both entries of a pairing share."""
    return Draft(_NAME, {"pair": pair, "with": other})


def paired_with(event: Event) -> str:
    """Return the practice that an event says is the same as its own; empty for an event of another kind."""
    is_ours = event.kind == _NAME and isinstance(event.body, dict) and _fits(event.body)
    return str(event.body["with"]) if is_ours else ""


def _fits(body: Body) -> bool:
    return has_texts(body, "pair", "with") and bool(body["pair"]) and bool(body["with"])


def _apply(state: PracticeState, event: Event) -> PracticeState:
    new = Pairing(
        id=event.id,
        pair=event.body["pair"],
        other=event.body["with"],
        clock=event.clock,
        at=event.at,
        actor=event.actor,
        hash=event.hash,
    )
    return replace(state, pairings={**state.pairings, new.key: new})


def _tell(event: Event, _: PracticeState, __: Definitions) -> str:
    return "Made in two places: both entries are one practice from now on"


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda _: (),
    complete=lambda draft, _: draft.body,
    fields=lambda *_: {},
    needs=lambda _: (),
    apply=_apply,
    item=lambda *_: "",
    tell=_tell,
    reverse=lambda event, _: withdrawn.reversal(event),
    stands=withdrawn.is_not_withdrawn,
    changes_all=lambda _: True,
)
