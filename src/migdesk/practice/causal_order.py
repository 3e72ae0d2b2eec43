"""The order in which events are folded and told: each after what it follows, replaces and takes back.

Clocks only order what did not know of each other, so that a computer whose clock is years wrong turns nothing round.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from migdesk.practice.event import Event
from migdesk.practice.heads import order_of
from migdesk.practice.kinds import needs_of
from migdesk.practice.kinds.withdrawn import target_by_id


def causal_order(events: Iterable[Event]) -> list[Event]:
    """Return events without repetitions, each after those that it names, as far as these are among them."""
    unique = {(event.hash or index): event for index, event in enumerate(events)}
    in_time = _with_targets(sorted(unique.values(), key=order_of))
    places = {event.hash: place for place, event in enumerate(in_time) if event.hash}
    named = [_named_by(event, places) for event in in_time]
    if all(place < own for own, names in enumerate(named) for place in names):
        return in_time
    return [in_time[place] for place in _sorted_by_cause(named)]


def _named_by(event: Event, places: dict[str, int]) -> set[int]:
    names = {places[key] for key in (*event.follows, *needs_of(event)) if key in places}
    return names - {places.get(event.hash, -1)}


def _sorted_by_cause(named: list[set[int]]) -> list[int]:
    """Return places so that each comes after those it names, and as early as it can (Kahn, 1962)."""
    waits = [len(names) for names in named]
    followers = defaultdict(list)
    for own, names in enumerate(named):
        for place in names:
            followers[place].append(own)
    free = [own for own, count in enumerate(waits) if count == 0]
    done = []
    while free:
        place = heapq.heappop(free)
        done.append(place)
        for own in followers[place]:
            waits[own] -= 1
            if waits[own] == 0:
                heapq.heappush(free, own)
    left = set(range(len(named))) - set(done)  # none but where a hostile record names what names it
    return done + sorted(left)


def _with_targets(events: list[Event]) -> list[Event]:
    """Return events with the hash of what a withdrawal of 0.1.0 takes back, where two events got the id that it names.

    Then the folder was copied, and went on in two places: it means the one that came before it in its own.
    """
    by_id: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_id[event.id].append(event)
    if len(by_id) == len(events):
        return events
    by_hash = {event.hash: event for event in events if event.hash}
    forked = {own for own, found in by_id.items() if len(found) > 1}
    return [_with_target(event, by_hash) if target_by_id(event) in forked else event for event in events]


def _with_target(event: Event, by_hash: dict[str, Event]) -> Event:
    target, seen, before = target_by_id(event), set(), list(event.follows)
    while before:
        key = before.pop()
        earlier = by_hash.get(key)
        if earlier is None or key in seen:
            continue
        seen.add(key)
        if earlier.id == target:
            return replace(event, body={**event.body, "target_hash": earlier.hash})
        before.extend(earlier.follows)
    return event
