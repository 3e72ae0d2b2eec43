"""The fold: events in, state out. The same events give the same state in any order and any number of times."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from migdesk.practice.event import Event
from migdesk.practice.kinds import kind_of
from migdesk.practice.state import PracticeState, Stamped


def fold(practice_id: str, events: Iterable[Event], state: PracticeState | None = None) -> PracticeState:
    """Return the state of a practice after `events` (of that practice), starting from `state` or from nothing."""
    state = state or PracticeState(practice_id)
    for event in events:
        state = apply(state, event)
    return state


def apply(state: PracticeState, event: Event) -> PracticeState:
    """Return `state` with one more event. An event that this version does not know, or cannot read, is kept by id."""
    kind = kind_of(event)
    changed = kind.apply(state, event) if kind else replace(state, newer={**state.newer, event.id: event.kind})
    stamp = Stamped(event.kind, event.clock, event.device_id, event.at, event.actor)
    return replace(changed, last_change=stamp) if stamp.beats(state.last_change) else changed
