"""What undoes events: other events. Nothing is ever taken out of the record."""

from __future__ import annotations

from collections.abc import Sequence

from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import kind_of
from migdesk.practice.kinds.fields import own_keys, without_repetitions
from migdesk.practice.state import PracticeState


def reversal_of(events: Sequence[Event], before: PracticeState) -> tuple[Draft, ...]:
    """Return what takes back `events`, which one action recorded, given the state `before` them; the last one first.

    What replaced several values brings back each of them.
    """
    kinds = [(event, kind_of(event)) for event in reversed(events)]
    return without_repetitions(draft for event, kind in kinds if kind for draft in kind.reverse(event, before))


def still_stands(events: Sequence[Event], now: PracticeState) -> bool:
    """Tell whether what `events` of one action recorded is all that stands, so that taking it back loses nobody's work.

    Where two of them set one field to different values, as an undo can, both stand together.
    """
    own = own_keys(events)
    return all((kind := kind_of(event)) is not None and kind.stands(event, now, own) for event in events)
