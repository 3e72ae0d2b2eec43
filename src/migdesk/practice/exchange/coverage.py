"""How much of a practice's record another place has, by the tips that it had."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from migdesk.practice.chain import hashes_in
from migdesk.practice.event_rows import EventRow


class Coverage(msgspec.Struct, frozen=True):
    """The tips (hexadecimal, in order) of what a place has, those left out that others stand for, and its count."""

    tips: tuple[str, ...]
    events: int


def coverage_of(rows: Iterable[EventRow], tips: Iterable[str]) -> Coverage:
    """Return what some tips stand for among the shared events of a practice; what is not here is not counted."""
    follows = {row.hash: hashes_in(row.follows) for row in rows if not row.is_private}
    wanted = {own for own in map(bytes.fromhex, tips) if own in follows}
    left, covered, followed = list(wanted), set[bytes](), set[bytes]()
    while left:
        own = left.pop()
        if own in covered:
            continue
        covered.add(own)
        for before in follows[own]:
            followed.add(before)
            if before in follows:
                left.append(before)
    return Coverage(tuple(sorted(own.hex() for own in wanted - followed)), len(covered))
