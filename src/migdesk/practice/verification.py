"""Checks a whole record: each event against its hash and its chain, and everything kept beside the events against them.

What this proves: that nothing was changed since it was recorded, or since its fingerprint was handed out. It does not
prove who sat at the keyboard, nor that a computer's clock was right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import msgspec

from migdesk.checklist.wording import hash_of, unnamed
from migdesk.practice import record_findings
from migdesk.practice.clock_remarks import clock_remarks
from migdesk.practice.event import Event
from migdesk.practice.fold import fold
from migdesk.practice.kinds import acknowledged
from migdesk.practice.kinds.went_on_without import gone_without
from migdesk.practice.marker import Commit, Line, WentBack
from migdesk.practice.record_findings import FindingKind, RecordFinding
from migdesk.practice.store import Store

_ADDED = "Entries were added by something other than migdesk, or the chain between entries was cut."


class Noted(msgspec.Struct, frozen=True):
    """The tips of one practice that the marker names: all of them, and those before somebody went back to a copy."""

    every: frozenset[str] = frozenset()
    before_going_back: frozenset[str] = frozenset()


def verify_record(
    store: Store, lines: Iterable[Line], now: datetime, pause: Callable[[], None] = lambda: None
) -> Iterator[RecordFinding]:
    """Check all practices of an open record, one after the other: some 50 µs an event. `lines` are the marker's.

    `pause` is called after each and now and then at the end, for whoever must not take the processor from others.
    """
    noted = noted_tips(lines)
    for practice_id in sorted({*store.practice_ids_in_log(), *store.practice_ids(), *noted}):
        yield from verify_practice(store, practice_id, noted.get(practice_id, Noted()), now)
        pause()
    for practices in store.practices_of_events_outside():
        yield from (RecordFinding(FindingKind.FORGED, practice_id, _ADDED) for practice_id in sorted(practices))
        pause()
    yield from _old_holes(store)
    waiting = store.count_waiting()
    if waiting:
        yield _remark("", f"{waiting:,} entries from elsewhere wait for others that they name.")


def noted_tips(lines: Iterable[Line]) -> dict[str, Noted]:
    """Return what a marker's lines say of each practice."""
    every: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for line in lines:
        if isinstance(line, Commit) and line.tips:
            every.setdefault(line.practice, set()).update(line.tips)
        elif isinstance(line, WentBack):
            before = {practice: set(tips) for practice, tips in every.items()}
    return {practice: Noted(frozenset(tips), frozenset(before.get(practice, ()))) for practice, tips in every.items()}


def verify_practice(store: Store, practice_id: str, noted: Noted, now: datetime) -> Iterator[RecordFinding]:
    """Check one practice: its events, what is kept of it for quick reading, and what the marker knows of it."""
    log = store.log(practice_id)
    yield from log.findings
    yield from _cut(store, practice_id, noted)
    if not log.findings and not store.projections_follow_from(fold(practice_id, log.events)):
        text = "What is kept of this practice for quick reading was changed. Its entries are as they were."
        yield RecordFinding(FindingKind.STALE, practice_id, text)
    for event in log.events:
        yield from _wrong_words(event)
    told = clock_remarks(log.events, store.came_in(practice_id), now)
    for event in log.events:
        if event.key in told:
            yield _remark(practice_id, f"{record_findings.named(event, event.id)}: {told[event.key]}.")
    yield from _forks(practice_id, log.events)
    yield from _holes(practice_id, log.events)


def _cut(store: Store, practice_id: str, noted: Noted) -> Iterator[RecordFinding]:
    """Tell of tips that were there once, by the marker or by the stored state, and are not any more."""
    stored, here = store.stored_tips(practice_id), set(store.tips(practice_id, private=True))
    gone = {tip for tip in noted.every | {*(stored or ())} if not store.has_event(practice_id, tip)}
    if gone - noted.before_going_back:
        yield record_findings.latest_missing(practice_id)
    elif gone:
        yield _remark(practice_id, "Entries recorded before somebody went back to a copy are missing, as is right.")
    elif stored is not None and set(stored) != here:
        yield RecordFinding(FindingKind.FORGED, practice_id, _ADDED)


def _wrong_words(event: Event) -> Iterator[RecordFinding]:
    """Tell of an acknowledgement whose words are not those of its hash. What is signed has figures and fields in its
    words, which its hash is without: only the hash of the whole entry guards these."""
    body = event.body if isinstance(event.body, dict) else {}
    wording, recorded = body.get("wording"), body.get("wording_hash")
    if event.kind != acknowledged.KIND.name or not isinstance(wording, str):
        return
    if hash_of(unnamed(wording, str(body.get("document", "")))) != recorded:
        text = f"{record_findings.named(event, event.id)} holds other words than those that were acknowledged."
        yield RecordFinding(FindingKind.FORGED, event.practice_id, text)


def _forks(practice_id: str, events: Iterable[Event]) -> Iterator[RecordFinding]:
    places: set[tuple[str, int]] = set()
    for event in events:
        place = event.device_id, event.seq
        if place in places:
            yield _remark(practice_id, f"Two entries have the number {event.id}: the folder was copied. Both are kept.")
        places.add(place)


def _holes(practice_id: str, events: Iterable[Event]) -> Iterator[RecordFinding]:
    here = {event.hash for event in events}
    missing = {own for event in events for own in gone_without(event)} - here
    if missing:
        number = f"{len(missing)} {'entry' if len(missing) == 1 else 'entries'}"
        yield _remark(practice_id, f"{number} never came from elsewhere, and somebody said to go on without.")


def _old_holes(store: Store) -> Iterator[RecordFinding]:
    for device_id, missing in store.numbers_missing():
        text = (
            f"Of what version 0.1.0 recorded here, {missing:,} numbers are not in this record ({device_id}): "
            "entries of other practices, or some that were gone before this version checked them."
        )
        yield _remark("", text)


def _remark(practice_id: str, text: str) -> RecordFinding:
    return RecordFinding(FindingKind.REMARK, practice_id, text)
