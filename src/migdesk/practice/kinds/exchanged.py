"""A practice's record was sent to another place, or taken in from one. It is noted here alone, and never handed on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from migdesk.checklist.definitions import Definitions
from migdesk.practice.entries import Exchange, Way
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.values import has_texts
from migdesk.practice.state import PracticeState

_NAME = "exchanged"


def draft(way: Way, place: str, changes: int, known: Iterable[str], covered: int) -> Draft:
    """Return what notes an exchange of `changes` events with a place, named as people do; empty for one not named.

    `known` are the tips (hexadecimal) of all that the place has by now, `covered` is how many events these stand for.
    """
    body = {"way": way.value, "place": place, "changes": changes, "known": list(known), "covered": covered}
    return Draft(_NAME, body, private=True)


def _fits(body: Body) -> bool:
    return (
        has_texts(body, "way", optional=("place",))
        and body["way"] in {way.value for way in Way}
        and all(_is_count(body.get(name)) for name in ("changes", "covered"))
        and isinstance(body.get("known"), list)
        and all(isinstance(tip, str) for tip in body["known"])
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _apply(state: PracticeState, event: Event) -> PracticeState:
    if not event.private:  # nobody else can say what came here
        return state
    body = event.body
    new = Exchange(
        id=event.id,
        way=Way(body["way"]),
        place=body.get("place", ""),
        changes=body["changes"],
        known=tuple(body["known"]),
        covered=body["covered"],
        clock=event.clock,
        at=event.at,
        actor=event.actor,
        hash=event.hash,
    )
    return replace(state, exchanges={**state.exchanges, new.key: new})


def _tell(event: Event, _: PracticeState, __: Definitions) -> str:
    place, changes = event.body.get("place", ""), event.body["changes"]
    number = f"{changes:,} change{'' if changes == 1 else 's'}"
    if event.body["way"] == Way.TAKEN_IN:
        return f"Taken in{f' from {place}' if place else ''}: {number}"
    return f"Sent {f'to {place}' if place else 'to another computer'}: {number} in all"


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: (body.get("place", ""),),
    complete=lambda draft, _: draft.body,
    fields=lambda *_: {},
    needs=lambda _: (),
    apply=_apply,
    item=lambda *_: "",
    tell=_tell,
    reverse=lambda *_: (),  # what somebody has had cannot be taken back
    stands=lambda *_: False,
    changes_all=lambda _: False,
)
