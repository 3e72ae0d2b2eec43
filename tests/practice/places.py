"""Several places that record of one practice and meet now and then, for the laws of the record."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from migdesk.checklist.wording import hash_of
from migdesk.practice.attachment import Attached
from migdesk.practice.event import Actor, Draft, Event
from migdesk.practice.fold import apply, fold
from migdesk.practice.kinds import (
    attached,
    complete,
    needs_of,
    note_added,
    own_task_added,
    paired,
    practice_set,
    row_counted,
    row_set,
    task_set,
)
from migdesk.practice.state import PracticeState
from support import MANAGER, PARTNER, PRACTICE, START

DATES, OLD_DATES = "kick-off.agree-dates", "kick-off.old-dates"
NAMES = st.sampled_from(["Ann", "Zoe", "", None])
STATUSES = st.sampled_from([["done", ""], ["blocked", "No rota"], ["to-do", ""]])
DAYS = st.sampled_from(["2026-11-02", "2026-11-20"])
DRAFTS = st.one_of(
    st.builds(lambda name: practice_set.draft({"commissioner": name}), NAMES),
    st.builds(lambda day: practice_set.draft({"go_live": day}), st.sampled_from(["2027-04-12", None])),
    st.builds(lambda mark: practice_set.draft({"archived": mark}), st.booleans()),
    st.builds(
        lambda task, owner: task_set.draft(task, owner=owner), st.sampled_from([DATES, OLD_DATES, "own.1"]), NAMES
    ),
    st.builds(lambda owner: task_set.draft(DATES, same_as=(OLD_DATES,), owner=owner), NAMES),
    st.builds(lambda status, owner: task_set.draft(DATES, status=status, owner=owner), STATUSES, NAMES),
    st.builds(lambda day: task_set.draft(DATES, status=["done", ""], done_on=day), DAYS),
    st.builds(lambda mark: task_set.draft("own.1", removed=mark), st.booleans()),
    st.builds(lambda title: own_task_added.draft("own.1", "kick-off", title), st.sampled_from(["Cake", "Tea"])),
    st.builds(lambda name: row_set.draft("contacts", "r1", {"name": name, "told": True}), NAMES),
    st.builds(lambda mark: row_set.draft("contacts", "r1", {"removed": mark}), st.booleans()),
    st.builds(lambda n: row_counted.draft("contacts", "r1", "calls", n), st.sampled_from([1, 8])),
    st.builds(note_added.draft, st.sampled_from([DATES, OLD_DATES, "own.1", "contacts/r1", ""]), st.just("A note")),
    st.builds(lambda: note_added.draft("own.1", "For us", private=True)),
    st.just(Draft("acknowledged", {"reference": "gdpr", "wording": "Read.", "wording_hash": hash_of("Read.")})),
    st.just(
        Draft(
            "signed",
            {"sign_off": "so.data", "wording": "Good.", "wording_hash": hash_of("Good."), "by": ["Ann", "lead-gp"]},
        )
    ),
    st.builds(
        lambda item, name: attached.draft(Attached(item=item, name=name, sha256="0" * 64, size=3)),
        st.sampled_from([DATES, OLD_DATES, "own.1", "contacts/r1", "so.data"]),
        st.sampled_from(["minutes.pdf", "sheet.png"]),
    ),
    st.just(paired.draft("pair-1", "another-practice")),
    st.just(Draft("tea-drunk", {"cups": 3})),
)
"""What places record for the laws: something of every kind that others can have."""

_encode = msgspec.json.Encoder(order="deterministic").encode


def hashed(event: Event) -> Event:
    """Return an event with a hash over all that it says."""
    return replace(event, hash=hashlib.sha256(_encode(event)).hexdigest())


class Place:
    """A data folder with its person: what it knows, and streams of its own. `clock` may be years wrong."""

    def __init__(self, name: str, clock: int = 0, actor: Actor = MANAGER) -> None:
        self.name = name
        self.clock = clock
        self.actor = actor
        self.events: dict[str, Event] = {}
        self.state = PracticeState(PRACTICE)
        self._streams: dict[bool, tuple[int, str]] = {}

    def record(self, draft: Draft) -> Event:
        """Record a draft as this version does, on what is known here."""
        return self._add(draft.kind, complete(draft, self.state), draft.private)

    def record_as_before(self, draft: Draft) -> Event:
        """Record a draft as 0.1.0 did, which named nothing."""
        return self._add(draft.kind, draft.body, draft.private)

    def meet(self, other: Place) -> None:
        """Take in what another place knows, and hand it what is known here."""
        for place, events in ((self, dict(other.events)), (other, dict(self.events))):
            place.events |= events
            place.state = fold(PRACTICE, place.events.values())

    def _add(self, kind: str, body: dict[str, Any], private: bool) -> Event:
        seq, last = self._streams.get(private, (0, ""))
        self.clock += 1
        first = (*self.state.tips, *self.state.private_tips) if private else self.state.tips
        event = Event(
            device_id=f"{self.name}-private" if private else self.name,
            seq=seq + 1,
            practice_id=PRACTICE,
            clock=self.clock,
            at=START,
            actor=self.actor,
            kind=kind,
            body=body,
            private=private,
            follows=(last,) if last else first,
        )
        event = hashed(event)
        self._streams[private] = seq + 1, event.hash
        self.events[event.hash] = event
        self.state = apply(self.state, event)
        return event


def three_places(clocks: Sequence[int] = (0, 0, 0)) -> list[Place]:
    names, people = ("a", "b", "c"), (MANAGER, PARTNER, Actor("Pat Example", "lead-gp"))
    return [Place(name, clock, person) for name, clock, person in zip(names, clocks, people, strict=True)]


def all_events(places: Iterable[Place]) -> list[Event]:
    found: dict[str, Event] = {}
    for place in places:
        found |= place.events
    return list(found.values())


def in_some_order(events: Iterable[Event], chance: random.Random) -> list[Event]:
    """Return events in one of the orders in which each comes after those that it names."""
    left = {event.hash: event for event in events}
    known = set(left)
    done: list[Event] = []
    while left:
        free = [event for event in left.values() if not _named(event) & known & left.keys()]
        event = chance.choice(sorted(free, key=lambda one: one.hash))
        done.append(left.pop(event.hash))
    return done


def _named(event: Event) -> set[str]:
    return {*event.follows, *needs_of(event)}
