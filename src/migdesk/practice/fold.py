"""The fold: events in, state out. The same events give the same state in any order and any number of times."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from migdesk.practice.causal_order import causal_order
from migdesk.practice.event import Event
from migdesk.practice.heads import order_of
from migdesk.practice.kinds import exchanged, kind_of
from migdesk.practice.state import LastChange, PracticeState


def fold(practice_id: str, events: Iterable[Event], state: PracticeState | None = None) -> PracticeState:
    """Return the state of a practice after `events` (of that practice), starting from `state` or from nothing.

    Events that come in any order, or twice, are put in order first; none of them may be in `state` already. What they
    name must be among them or in `state`: an event whose value was replaced before it came would stand again.
    """
    state = state or PracticeState(practice_id)
    for event in causal_order(events):
        state = apply(state, event)
    return state


def apply(state: PracticeState, event: Event) -> PracticeState:
    """Return `state` with one more event, after all those that it follows and names.

    An event that this version does not know, or cannot read, is kept by its key.
    """
    kind = kind_of(event)
    changed = kind.apply(state, event) if kind else replace(state, newer={**state.newer, event.key: event.kind})
    last = _last_change(state.last_change, event)
    if event.private:
        return replace(changed, last_change=last, private_tips=_with_tip(state.private_tips, event))
    return replace(changed, last_change=last, tips=_with_tip(state.tips, event))


def _last_change(known: LastChange | None, event: Event) -> LastChange | None:
    """Return the latest change of a practice; sending its record somewhere changes nothing in it."""
    if event.kind == exchanged.KIND.name or (known is not None and known.order >= order_of(event)):
        return known
    return LastChange(order_of(event), event.at, event.actor)


def _with_tip(tips: tuple[str, ...], event: Event) -> tuple[str, ...]:
    """Return the tips after an event: those that it does not follow, and itself."""
    return tuple(sorted({*tips} - {*event.follows} | {event.hash})) if event.hash else tips
