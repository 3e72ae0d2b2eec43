"""What went between a practice's record here and other places, by place: when it was sent and taken in last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from migdesk.practice.entries import Exchange, Way
from migdesk.practice.state import PracticeState


class Exchanged(msgspec.Struct, frozen=True, array_like=True):
    """What went between a practice and one place; `covered` is how many events the place has by what went last."""

    place: str
    sent: datetime | None
    taken_in: datetime | None
    covered: int

    @property
    def latest(self) -> datetime:
        return max(at for at in (self.sent, self.taken_in) if at)


def exchanged_by_place(state: PracticeState) -> tuple[Exchanged, ...]:
    """Return what went between a practice and each place, the latest first."""
    by_place: dict[str, list[Exchange]] = {}
    for exchange in sorted(state.exchanges.values(), key=lambda exchange: (exchange.clock, exchange.key)):
        by_place.setdefault(exchange.place, []).append(exchange)
    found = (
        Exchanged(place, _latest(exchanges, Way.SENT), _latest(exchanges, Way.TAKEN_IN), exchanges[-1].covered)
        for place, exchanges in by_place.items()
    )
    return tuple(sorted(found, key=lambda place: (place.latest, place.place), reverse=True))


def _latest(exchanges: Iterable[Exchange], way: Way) -> datetime | None:
    return max((exchange.at for exchange in exchanges if exchange.way == way), default=None)
