"""What is wrong with a record, or worth knowing of it: one line each, in words that people read."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from migdesk.base.date_words import date_with_weekday
from migdesk.practice.event import Event


class FindingKind(StrEnum):
    """`REMARK` is worth knowing and no fault; everything else says that the record is not as it was recorded.

    `STALE` is what is kept for quick reading and does not follow from the entries: it can be made anew from them.
    """

    CHANGED = "changed"
    MISSING = "missing"
    FORGED = "forged"
    UNREADABLE = "unreadable"
    STALE = "stale"
    REMARK = "remark"


LEFT_OUT = frozenset({FindingKind.FORGED, FindingKind.CHANGED, FindingKind.UNREADABLE})
"""What speaks against an event itself; where only what it follows is missing, it stays."""


class RecordFinding(msgspec.Struct, frozen=True):
    """One thing found. `practice_id` is empty where it is about the whole record."""

    kind: FindingKind
    practice_id: str
    text: str


def changed(event: Event | None, place: str, practice_id: str) -> RecordFinding:
    text = f"{named(event, place)} was changed after it was recorded. It is left out."
    return RecordFinding(FindingKind.CHANGED, practice_id, text)


def forged(event: Event | None, place: str, practice_id: str) -> RecordFinding:
    text = f"{named(event, place)} was put in by something other than migdesk. It is left out."
    return RecordFinding(FindingKind.FORGED, practice_id, text)


def unreadable(event: Event | None, place: str, practice_id: str) -> RecordFinding:
    return RecordFinding(FindingKind.UNREADABLE, practice_id, f"{named(event, place)} cannot be read. It is left out.")


def missing_before(event: Event | None, place: str, practice_id: str) -> RecordFinding:
    return RecordFinding(
        FindingKind.MISSING, practice_id, f"What was recorded before {_inside(event, place)} is missing."
    )


def latest_missing(practice_id: str) -> RecordFinding:
    text = "The latest entries that were recorded of this practice are missing, or were changed."
    return RecordFinding(FindingKind.MISSING, practice_id, text)


def nothing_of_it(practice_id: str) -> RecordFinding:
    text = "A practice is listed of which no entry can be found: the list, or the entries, were damaged."
    return RecordFinding(FindingKind.MISSING, practice_id, text)


def named(event: Event | None, place: str) -> str:
    """Name an event by its day, its kind and its place in the log: whose it is may be what was changed."""
    inside = _inside(event, place)
    return f"{inside[:1].upper()}{inside[1:]}"


def _inside(event: Event | None, place: str) -> str:
    if event is None:
        return f"an entry ({place})"
    return f"an entry dated {date_with_weekday(event.at.date())} ({event.kind}, {place})"
