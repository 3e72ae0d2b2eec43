"""Looks in the log itself for what was handed out: the moment that a fingerprint stands for, and all that came before.

No list is asked, so that a folder that was moved or put back knows what was handed out before, and nothing that
somebody writes beside the record makes a fingerprint known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from migdesk.practice.chain import digest_of, digest_start, hashes_in
from migdesk.practice.event_rows import EventRow
from migdesk.practice.record_mark import RecordMark, mark_of
from migdesk.practice.recorded_events import RecordedEvents


class Kept(msgspec.Struct, frozen=True):
    """How much of what some tips stand for is in the log as it was recorded, in entries.

    `missing` counts those that others name; what came before these is not known any more.
    """

    whole: int
    changed: int
    missing: int

    @property
    def all_of_it(self) -> bool:
        return not self.changed and not self.missing


def find_mark(
    record: RecordedEvents, fingerprint: str, looked: Callable[[int, int], None] = lambda done, total: None
) -> RecordMark | None:
    """Return the moment of a practice's history that has this fingerprint; None where no practice ever had it.

    Most moments have one tip, and these are tried first, of all practices: 1 s for a million events. Then each practice
    is walked, for moments that had several: 10 µs an event. `looked` is told of how many, and how many there are.
    """
    start = digest_start(fingerprint)
    for practice_id, own in record.shared_hashes():
        if digest_of((own,)).startswith(start) and mark_of(practice_id, (own.hex(),)).fingerprint == fingerprint:
            return mark_of(practice_id, (own.hex(),))
    practice_ids = sorted(record.practice_ids_in_log())
    for done, practice_id in enumerate(practice_ids):
        looked(done, len(practice_ids))
        for tips in tips_over_time(record.raw_rows(practice_id)):
            if digest_of(tips).startswith(start):
                mark = mark_of(practice_id, (own.hex() for own in tips))
                if mark.fingerprint == fingerprint:
                    return mark
    return None


def tips_over_time(rows: Iterable[EventRow]) -> Iterator[frozenset[bytes]]:
    """Return the tips of a practice after each of its shared events, in the order of `rows`."""
    tips: frozenset[bytes] = frozenset()
    for row in rows:
        if row.hash and not row.is_private:
            tips = tips.difference(hashes_in(row.follows)) | {row.hash}
            yield tips


def what_is_kept(rows: Iterable[EventRow], tips: Iterable[str]) -> Kept:
    """Check all that some tips (hexadecimal) stand for: each event is there, as its hash says, and what it follows."""
    by_hash: dict[bytes, list[EventRow]] = defaultdict(list)
    for row in rows:
        by_hash[row.hash].append(row)
    left, seen = [bytes.fromhex(tip) for tip in tips], set[bytes]()
    whole = changed = missing = 0
    while left:
        own = left.pop()
        if own in seen:
            continue
        seen.add(own)
        here = by_hash.get(own, [])
        missing += not here or any(row.follows_unknown for row in here)
        changed += any(not row.is_as_hashed and not row.follows_unknown for row in here)
        whole += bool(here) and all(row.is_as_hashed for row in here)
        left.extend(before for row in here for before in hashes_in(row.follows))
    return Kept(whole, changed, missing)
