"""A calendar file (iCalendar, RFC 5545) written piece by piece: the calendar's head, each entry, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

import icalendar

from migdesk.practice.state import PracticeState
from migdesk.report.calendar.entries import Entry
from migdesk.report.calendar.model import Calendar, calendar_title
from migdesk.report.part import Part
from migdesk.report.status.model import SAMPLE_NOTICE
from migdesk.report.typed_text import without_controls
from migdesk.report.words import count

ENTRIES_AT_ONCE = 20
_END = b"END:VCALENDAR\r\n"


def write(calendar: Calendar) -> Iterator[Part]:
    """Yield the calendar part by part: its head, some entries at a time, and its end."""
    yield _part(_head(calendar), 0, calendar)
    for done, of_practice in enumerate(calendar.practices):
        entries = iter(of_practice.entries)
        while some := list(islice(entries, ENTRIES_AT_ONCE)):
            yield _part(b"".join(_event(entry, of_practice.practice, calendar) for entry in some), done, calendar)
        yield _part(b"", done + 1, calendar)
    yield _part(_END, calendar.number, calendar)


def _part(data: bytes, done: int, calendar: Calendar) -> Part:
    return Part(data, f"Writing the calendar: {done:,} of {count(calendar.number, 'practice')}", done, calendar.number)


def _head(calendar: Calendar) -> bytes:
    """Return what stands before the entries."""
    head = icalendar.Calendar()
    head.add("prodid", f"-//migdesk//migdesk {calendar.version}//EN")
    head.add("version", "2.0")
    head.add("method", "PUBLISH")
    head.add("x-wr-calname", icalendar.vText(_one_line(calendar.name)))
    return bytes(head.to_ical()).removesuffix(_END)


def _event(entry: Entry, practice: PracticeState, calendar: Calendar) -> bytes:
    event = icalendar.Event()
    event.add("uid", _one_line(entry.uid))
    event.add("dtstamp", calendar.made_at)
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
