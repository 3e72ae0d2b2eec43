"""What undoes events: other events. Nothing is ever taken out of the record."""

from __future__ import annotations

from collections.abc import Sequence

from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import kind_of
from migdesk.practice.state import PracticeState


def reversal_of(events: Sequence[Event], before: PracticeState) -> tuple[Draft, ...]:
    """Return what takes back `events`, which one action recorded, given the state `before` them; the last one first."""
    kinds = [(event, kind_of(event)) for event in reversed(events)]
    return tuple(draft for event, kind in kinds if kind for draft in kind.reverse(event, before))


def still_stands(event: Event, now: PracticeState) -> bool:
    """Tell whether what `event` recorded is what stands now, so that taking it back loses nobody's work."""
    kind = kind_of(event)
    return kind is not None and kind.stands(event, now)
