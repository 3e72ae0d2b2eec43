from __future__ import annotations

from datetime import UTC, datetime

from migdesk.practice.event import Actor, Event
from migdesk.practice.event_rows import EVENT_COLUMNS, event_of_row, row_of_event


def test_an_event_comes_back_from_its_row_as_it_was() -> None:
    actor = Actor("Dana Field", "practice-manager", "Elm Tree Practice")
    event = Event("laptop", 7, "p1", 99, datetime(2026, 11, 25, 9, 12, tzinfo=UTC), actor, "note-added", {"text": "Ä"})
    row = row_of_event(event)
    assert len(row) == len(EVENT_COLUMNS.split(", "))
    assert event_of_row(row) == event
