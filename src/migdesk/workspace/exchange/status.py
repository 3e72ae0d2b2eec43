"""What went between this place and others, by practice: when it was sent, when taken in, and what came since."""

from __future__ import annotations

from datetime import datetime

import msgspec

from migdesk.practice.entries import Exchange
from migdesk.practice.exchanged import exchanged_by_place
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
    return tuple(
        PlaceExchange(
            place=found.place,
            sent=found.sent,
            taken_in=found.taken_in,
            changes_since=max(0, shared_events - found.covered),
        )
        for found in exchanged_by_place(state)
    )


def latest_with(state: PracticeState, place: str) -> Exchange | None:
    """Return the latest exchange with a place."""
    with_it = (exchange for exchange in state.exchanges.values() if exchange.place == place)
    return max(with_it, key=lambda exchange: (exchange.clock, exchange.key), default=None)
