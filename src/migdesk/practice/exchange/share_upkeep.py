"""Which parts of a share are put together, which are withdrawn, and how long one waits for a part that is gone."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from migdesk.practice.exchange.carriers.carrier import Part
from migdesk.practice.exchange.segment_names import is_own_name
from migdesk.practice.exchange.share_ledger import Seen

MOST_PARTS_OF_ONE = 8
"""How many small segments of one practice a place leaves lying there before it puts them together."""

_SENDERS_AT_ONCE = 4
_OUTWEIGHS = 2


def patience(part: Part, own_place: str, places: Collection[str]) -> int:
    """Return in how many looks running a part must be lacking before what it held is looked for and sent again.

    Whose it was does so at once. The others take turns, a few each look, so that hundreds do not all send the same.
    """
    if part.place == own_place:
        return 0
    turn = sorted(places, key=lambda place: hashlib.sha256(f"{part.name} {place}".encode()).digest())
    return 1 + turn.index(own_place) // _SENDERS_AT_ONCE


def replaced_by(larger: Part, names: Iterable[str], seen: Mapping[Part, Seen]) -> dict[Part, Seen]:
    """Return the notes of the parts that a larger one says to replace; it can speak of parts of its own place alone."""
    smaller = frozenset(names) - {larger.name}
    return {
        part: replace(note, replaced_by=larger.name)
        for part, note in seen.items()
        if part.place == larger.place and part.name in smaller
    }


def to_replace(own: Mapping[Part, Seen]) -> dict[str, list[Part]]:
    """Return, by practice, the parts of one's own place that are to be put together.

    One that is much larger than all before it stays out, so that it is not written again for each few changes.
    """
    by_practice: dict[str, list[Part]] = defaultdict(list)
    for part, note in own.items():
        if is_own_name(part.name) and not note.replaced_by:
            by_practice[note.practice_id].append(part)
    alike = {practice: _alike(sorted(parts, key=_size)) for practice, parts in by_practice.items()}
    return {practice: parts for practice, parts in alike.items() if len(parts) > MOST_PARTS_OF_ONE}


def to_withdraw(own: Mapping[Part, Seen], listed: Collection[Part]) -> list[Part]:
    """Return the parts of one's own place that can go: the larger one lies there since an earlier look."""
    there = {(part.place, part.name) for part in own if part in listed}
    return [
        part
        for part, note in own.items()
        if part in listed and note.replaced_by and (part.place, note.replaced_by) in there
    ]


def _alike(parts: list[Part]) -> list[Part]:
    found: list[Part] = []
    weight = 0
    for part in parts:
        if len(found) > MOST_PARTS_OF_ONE and _size(part) > _OUTWEIGHS * weight:
            break
        found.append(part)
        weight += _size(part)
    return found


def _size(part: Part) -> int:
    return int(part.version) if part.version.isdigit() else 0
