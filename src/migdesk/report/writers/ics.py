"""A calendar file (iCalendar, RFC 5545) written piece by piece: the calendar's head, each entry, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from migdesk.practice.state import PracticeState
from migdesk.report.calendar.entries import Entry
from migdesk.report.status.model import SAMPLE_NOTICE
from migdesk.report.typed_text import without_controls

_END = b"END:VCALENDAR\r\n"


def load() -> None:
    """Import what a calendar is written with, which takes a moment."""
    import icalendar  # noqa: F401 (only to have it ready)


class CalendarFile(msgspec.Struct, frozen=True):
    """What all entries of a file share. `version` is migdesk's own; `made_at` an aware datetime in UTC."""

    name: str
    made_at: datetime
    version: str

    def head(self) -> bytes:
        """Return what stands before the entries."""
        from icalendar import Calendar, vText

        calendar = Calendar()
        calendar.add("prodid", f"-//migdesk//migdesk {self.version}//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", vText(_one_line(self.name)))
        return bytes(calendar.to_ical()).removesuffix(_END)

    def end(self) -> bytes:
        """Return what stands behind the entries."""
        return _END

    def event(self, entry: Entry, practice: PracticeState) -> bytes:
        """Return an entry of a practice."""
        from icalendar import Event

        event = Event()
        event.add("uid", _one_line(entry.uid))
        event.add("dtstamp", self.made_at)
        event.add("sequence", entry.sequence)
        event.add("dtstart", entry.day)
        event.add("dtend", (entry.last or entry.day) + timedelta(days=1))
        # Many calendar programs show what is cancelled or tentative as if it were not, so its name says so.
        mark, status = _marks(entry)
        event.add("summary", _one_line(f"{calendar_title(practice)}: {mark}{entry.title}"))
        event.add("description", "\n".join(_lines(entry, practice)))
        event.add("categories", [entry.kind, *(["Sample"] if practice.sample else [])])
        event.add("status", status)
        event.add("transp", "TRANSPARENT")
        return bytes(event.to_ical())


def calendar_title(practice: PracticeState) -> str:
    """Return a practice's name as a calendar has it; a made-up one is marked."""
    name = practice.name or practice.id
    return f"Sample: {name}" if practice.sample else name


def _marks(entry: Entry) -> tuple[str, str]:
    """Return what stands before an entry's title, and its status (RFC 5545, 3.8.1.11)."""
    if entry.cancelled:
        return "Cancelled: ", "CANCELLED"
    return ("Provisional: ", "TENTATIVE") if entry.provisional else ("", "CONFIRMED")


def _lines(entry: Entry, practice: PracticeState) -> Iterator[str]:
    for line in (SAMPLE_NOTICE if practice.sample else "", *entry.about, "From migdesk."):
        if line:
            yield _one_line(line)


def _one_line(text: str) -> str:
    return " ".join(without_controls(text).split())
