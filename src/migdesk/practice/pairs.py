"""Practices that were made twice, in two places, and are one: the fold over both, under the smallest of their ids.

Each keeps its own events, chain and tips. A pairing stands while the record of either says so and neither has it
withdrawn; what is recorded from then on goes under the smallest id. As long as only one of the two is here, it stands
by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from migdesk.practice.entries import Pairing
from migdesk.practice.event import Event
from migdesk.practice.fold import fold
from migdesk.practice.state import PracticeState


class Pairs:
    """Finds out which practices are one. `own_state` and `events` give what was recorded under one id alone."""

    def __init__(self, own_state: Callable[[str], PracticeState], events: Callable[[str], Iterable[Event]]) -> None:
        self._own_state = own_state
        self._events = events
        self._folded: dict[tuple[str, ...], tuple[tuple[str, ...], PracticeState]] = {}

    def family(self, own: PracticeState) -> tuple[str, ...]:
        """Return the ids of all practices that are one with a practice, its own among them, the smallest first."""
        if not own.pairings:
            return (own.id,)
        found = {own.id: own}
        to_do = [own]
        while to_do:
            here = to_do.pop()
            for pairing in here.pairings.values():
                there = found.get(pairing.other) or self._own_state(pairing.other)
                if there.last_change and there.id not in found and _stands(pairing.pair, here, there):
                    found[there.id] = there
                    to_do.append(there)
        return tuple(sorted(found))

    def seen(self, own: PracticeState) -> PracticeState:
        """Return the state that people see of a practice: its own or, of one made twice, the fold over all of it."""
        ids = self.family(own)
        if len(ids) == 1:
            return own
        tips = tuple(chain.from_iterable(self._tips(practice_id, own) for practice_id in ids))
        known = self._folded.get(ids)
        if known and known[0] == tips:
            return known[1]
        state = fold(ids[0], chain.from_iterable(map(self._events, ids)))
        self._folded[ids] = tips, state
        return state

    def listed(self, own: PracticeState) -> PracticeState:
        """Return the state by which a practice stands on lists: of one made twice it is under its smallest id alone."""
        ids = self.family(own)
        if ids[0] != own.id:
            return PracticeState(own.id)
        return self.seen(own)

    def _tips(self, practice_id: str, own: PracticeState) -> Iterator[str]:
        state = own if practice_id == own.id else self._own_state(practice_id)
        yield from (*state.tips, *state.private_tips, "")


def _stands(pair: str, here: PracticeState, there: PracticeState) -> bool:
    return not any(
        pairing.pair == pair and pairing.key in state.withdrawn()
        for state in (here, there)
        for pairing in state.pairings.values()
    )


def standing_pairings(state: PracticeState) -> tuple[Pairing, ...]:
    """Return the pairings of a practice's own record that nobody has withdrawn."""
    gone = state.withdrawn()
    return tuple(pairing for pairing in state.pairings.values() if pairing.key not in gone)
