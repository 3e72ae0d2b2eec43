"""Records of one practice in several places that hand each other parts of what they have, in any order and again and
again, with clocks years apart: all must come to the same, and nothing that anybody recorded may be missing."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from campaign_tally import TakesTooLongError, Tally, cut_off

from migdesk.practice.event import Actor, Draft
from migdesk.practice.event_rows import EventRow
from migdesk.practice.exchange.event_file import event_bytes, read_events
from migdesk.practice.fold import fold
from migdesk.practice.kinds import note_added, own_task_added, practice_set, row_counted, row_set, settle, task_set
from migdesk.practice.schema import migrate
from migdesk.practice.store import Store
from migdesk.practice.streams import Streams

NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)
PRACTICE = "p1"
MOST_PLACES, MOST_STEPS = 5, 30
_DAYS_WRONG = (0, 0, 0, 1, 365, -365)
_NAMES = ("Ann", "Bob", "Zoe", "")
_STATUSES = (["done", ""], ["blocked", "No rota"], ["to-do", ""])
_TASKS = ("kick-off.agree-dates", "go-live.switch", "own.1")


class _Place:
    """A record in memory, on a computer whose clock may be wrong, with its person."""

    def __init__(self, name: str, chance: random.Random) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(self.connection)
        self._now = NOW + timedelta(days=chance.choice(_DAYS_WRONG))
        self._name, self._runs = name, 0
        self.actor = Actor(f"Person {name}", "practice-manager")
        self.new_run()

    def new_run(self) -> None:
        """Go on as another run of the program, with streams of its own."""
        self._runs += 1
        ids = (f"{self._name}{self._runs}-{number}" for number in range(1, 1_000_000))
        self.store = Store(self.connection, Streams(self.connection, lambda: next(ids), self._name), self._clock)

    def record(self, draft: Draft) -> None:
        self.store.append(PRACTICE, self.actor, lambda _: [draft])

    def handed_out(self) -> list[EventRow]:
        return list(read_events(event_bytes(PRACTICE, self.store.rows(PRACTICE))).rows)

    def _clock(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def merge_at_random(_folder: Path, goes_on: Callable[[], bool], chance: random.Random, most: int) -> Iterator[Tally]:
    """Build worlds of places and merge them until the time is over or `most` merges were made."""
    tally = Tally("merged in any order and part")
    world = 0
    while goes_on() and tally.tried < most:
        world += 1
        try:
            with cut_off():
                _one_world(chance, tally)
        except TakesTooLongError:
            tally.note("hangs", f"world {world}")
        except Exception as error:
            tally.note("tracebacks", f"world {world}: {error!r}")
    yield tally


def _one_world(chance: random.Random, tally: Tally) -> None:
    places = [_Place("abcde"[number], chance) for number in range(chance.randint(2, MOST_PLACES))]
    for _ in range(chance.randint(2, MOST_STEPS)):
        here = chance.choice(places)
        match chance.choice(("record", "record", "settle", "run", "merge", "merge", "merge")):
            case "record":
                here.record(_draft(chance))
            case "settle":
                here.record(settle(_draft(chance), here.store.state(PRACTICE)))
            case "run":
                here.new_run()
            case _:
                _merge(here, chance.choice(places).handed_out(), chance, tally)
    _meet(places, chance, tally)
    for place in places:
        place.connection.close()


def _merge(here: _Place, rows: list[EventRow], chance: random.Random, tally: Tally) -> None:
    part = chance.sample(rows, chance.randint(0, len(rows)))
    here.store.take([*part, *part[: chance.randint(0, 2)]])
    tally.tried += 1
    if here.store.state(PRACTICE) != fold(PRACTICE, here.store.events(PRACTICE)):
        tally.note("wrong", "a state is not what its events give")


def _meet(places: Sequence[_Place], chance: random.Random, tally: Tally) -> None:
    """Hand everything to everybody, each in an order and in parts of its own, and compare."""
    every = {row.hash: row for place in places for row in place.handed_out()}
    ends = set()
    for place in places:
        left = chance.sample(list(every.values()), len(every))
        while left:
            size = chance.randint(1, len(left))
            place.store.take(left[:size])
            left = left[size:]
            tally.tried += 1
        state = place.store.state(PRACTICE)
        here = {row.hash for row in place.store.rows(PRACTICE)}
        if not here >= every.keys() or place.store.count_waiting():
            tally.note("lost", "something that was recorded is not folded everywhere")
        if state != fold(PRACTICE, place.store.events(PRACTICE)):
            tally.note("wrong", "a state is not what its events give")
        ends.add((state.tips, repr(state.conflicts()), repr(sorted(state.details.items()))))
    if len(ends) > 1:
        tally.note("wrong", "two places ended differently")


def _draft(chance: random.Random) -> Draft:
    task, name = chance.choice(_TASKS), chance.choice(_NAMES)
    drafts = (
        lambda: practice_set.draft({"name": chance.choice(("Elm", "Ash")), "commissioner": name}),
        lambda: practice_set.draft({"go_live": chance.choice(("2027-04-12", "2027-05-03", None))}),
        lambda: practice_set.draft({"archived": chance.random() < 0.5}),
        lambda: task_set.draft(task, owner=name),
        lambda: task_set.draft(task, status=chance.choice(_STATUSES)),
        lambda: task_set.draft("own.1", removed=chance.random() < 0.5),
        lambda: own_task_added.draft("own.1", "kick-off", chance.choice(("Cake", "Tea"))),
        lambda: row_set.draft("contacts", "r1", {"name": name}),
        lambda: row_set.draft("contacts", "r1", {"removed": chance.random() < 0.5}),
        lambda: row_counted.draft("contacts", "r1", "calls", chance.choice((1, 8))),
        lambda: note_added.draft(task, "A note"),
    )
    return chance.choice(drafts)()
