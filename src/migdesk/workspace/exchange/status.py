"""What went between this place and others, by practice: when it was sent, when taken in, and what came since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from migdesk.practice.entries import Exchange, Way
from migdesk.practice.state import PracticeState


class PlaceExchange(msgspec.Struct, frozen=True, kw_only=True):
    """What went between one practice here and one place, named as people do; `place` is empty where nobody said.

    `changes_since` are the changes that the place cannot have by what was sent and taken in.
    """

    place: str
    sent: datetime | None
    taken_in: datetime | None
    changes_since: int

    @property
    def latest(self) -> datetime:
        return max(at for at in (self.sent, self.taken_in) if at)


class PracticeExchange(msgspec.Struct, frozen=True, kw_only=True):
    """How a practice stands between places; `waiting` changes name others that are not here, `conflicts` are open.
    `put_away`: it stands on no list on this computer.
    """

    id: str
    name: str
    ods_code: str
    looked_after_by: str
    waiting: int
    conflicts: int
    places: tuple[PlaceExchange, ...]
    put_away: bool = False


def places_of(state: PracticeState, shared_events: int) -> tuple[PlaceExchange, ...]:
    """Return what went between a practice and each place, the latest first; `shared_events` are here by now."""
    by_place: dict[str, list[Exchange]] = {}
    for exchange in sorted(state.exchanges.values(), key=lambda exchange: (exchange.clock, exchange.key)):
        by_place.setdefault(exchange.place, []).append(exchange)
    found = [_of_place(place, exchanges, shared_events) for place, exchanges in by_place.items()]
    return tuple(sorted(found, key=lambda place: (place.latest, place.place), reverse=True))


def latest_with(state: PracticeState, place: str) -> Exchange | None:
    """Return the latest exchange with a place."""
    with_it = (exchange for exchange in state.exchanges.values() if exchange.place == place)
    return max(with_it, key=lambda exchange: (exchange.clock, exchange.key), default=None)


def _of_place(place: str, exchanges: list[Exchange], shared_events: int) -> PlaceExchange:
    return PlaceExchange(
        place=place,
        sent=_latest(exchanges, Way.SENT),
        taken_in=_latest(exchanges, Way.TAKEN_IN),
        changes_since=max(0, shared_events - exchanges[-1].covered),
    )


def _latest(exchanges: Iterable[Exchange], way: Way) -> datetime | None:
    return max((exchange.at for exchange in exchanges if exchange.way == way), default=None)
