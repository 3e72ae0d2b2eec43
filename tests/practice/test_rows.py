"""Rows of registers: set, removed, told, undone, noted on; and leave and own tasks read through the same view."""

from __future__ import annotations

from typing import Any

import pytest
from places import Place, all_events, three_places

from migdesk.practice.event import Draft
from migdesk.practice.fold import fold
from migdesk.practice.history import history, history_of
from migdesk.practice.kinds import note_added, own_task_added, practice_set, row_set, settle, task_set
from migdesk.practice.rows import Row, item_of_row, row_of_item
from migdesk.report.agenda.changes import changes_since
from migdesk.workspace.reversal import reversal_of
from support import PRACTICE, TODAY, event, small_definitions, state_of, texts

CONTACTS = "contacts"
DEFINITIONS = small_definitions()
ADDED = practice_set.draft({"name": "Made-up Surgery"})


def contact(row: str = "r1", **fields: Any) -> Draft:
    return row_set.draft(CONTACTS, row, fields)


def place_with(*drafts: Draft) -> Place:
    place = three_places()[0]
    for draft in drafts:
        place.record(draft)
    return place


def test_a_row_has_the_latest_value_of_each_field_and_stands_where_it_was_added() -> None:
    state = place_with(contact("r2", name="Ann"), contact("r1", name="Zoe"), contact("r2", told=True)).state
    assert state.rows(CONTACTS) == (
        Row(register=CONTACTS, id="r2", values={"name": "Ann", "told": True}),
        Row(register=CONTACTS, id="r1", values={"name": "Zoe"}),
    )
    assert state.rows("hazards") == ()


def test_a_row_that_is_removed_is_off_its_register_and_still_on_record() -> None:
    place = place_with(contact(name="Ann"), contact(removed=True))
    assert place.state.rows(CONTACTS) == ()
    (row,) = place.state.all_rows(CONTACTS)
    assert (row.removed, row.values) == (True, {"name": "Ann"})


def test_a_row_removed_beside_a_change_or_a_note_stays_in_sight() -> None:
    for beside in (contact(name="Zoe"), note_added.draft("contacts/r1", "Ring first")):
        one, other, _ = three_places()
        one.record(contact(name="Ann"))
        one.meet(other)
        one.record(contact(removed=True))
        other.record(beside)
        one.meet(other)
        assert len(one.state.rows(CONTACTS)) == 1
        (conflict,) = one.state.conflicts()
        assert (conflict.item, conflict.field) == ("contacts/r1", "removed")


def test_two_places_that_change_one_field_are_a_conflict_of_the_row() -> None:
    one, other, _ = three_places()
    one.record(contact(name="Ann"))
    other.record(contact(name="Zoe"))
    one.meet(other)
    (conflict,) = one.state.conflicts()
    assert (conflict.item, conflict.field) == ("contacts/r1", "name")
    one.record(settle(contact(name="Ann"), one.state))
    assert one.state.conflicts() == ()


def test_undoing_the_first_event_of_a_row_takes_the_row_back() -> None:
    place = place_with(ADDED)
    before = place.state
    added = place.record(contact(name="Ann"))
    (reversal,) = reversal_of([added], before)
    place.record(settle(reversal, place.state))
    assert place.state.rows(CONTACTS) == ()


def test_the_history_of_a_row_tells_what_was_set_and_what_it_was() -> None:
    place = place_with(
        ADDED,
        contact(name="Ann", told_on="2027-01-12"),
        contact(name="Zoe", told=True),
        note_added.draft("contacts/r1", "Ring first"),
        contact(removed=True),
        contact(removed=False),
    )
    told = history_of("contacts/r1", history(PRACTICE, all_events([place]), DEFINITIONS))
    assert texts(told) == [
        "Row added; Name: Ann; Told on: Tue 12 January 2027",
        "Name: Zoe (was Ann); Told: yes",
        "Note: Ring first",
        "Row removed",
        "Row put back",
    ]
    assert {entry.title for entry in told[1:]} == {"Zoe"}


def test_the_agenda_tells_what_changed_of_a_row() -> None:
    place = place_with(ADDED, contact(name="Ann"), note_added.draft("contacts/r1", "Ring first"))
    changes = changes_since(TODAY, all_events([place]), place.state, DEFINITIONS)
    assert [(change.title, change.text) for change in changes][1:] == [
        ("Ann", "Row added; Name: Ann; Note: “Ring first”")
    ]


def test_the_fields_of_an_archived_practices_rows_are_seen_by_archiving_it() -> None:
    one, other, _ = three_places()
    one.record(ADDED)
    one.record(contact(name="Ann"))
    one.meet(other)
    one.record(practice_set.draft({"archived": True}))
    assert one.state.archived
    other.record(contact(name="Zoe"))
    one.meet(other)
    assert not one.state.archived


UNREADABLE: list[dict[str, Any]] = [
    {"register": "", "row": "r1", "fields": {}},
    {"register": "contacts", "row": "", "fields": {}},
    {"register": "a/b", "row": "r1", "fields": {}},
    {"register": "leave", "row": "r1", "fields": {"name": "Ann"}},
    {"register": "own-tasks", "row": "r1", "fields": {"title": "Cake"}},
    {"register": "contacts", "row": "r1"},
    {"register": "contacts", "row": "r1", "fields": {"name": {"first": "Ann"}}},
    {"register": "contacts", "row": "r1", "fields": {"removed": "yes"}},
    {"register": "contacts", "row": "r1", "fields": {"name": [[[["deep"]]]]}},
    {"register": "contacts", "row": "r1", "fields": {"name": "Ann"}, "over": ["not by field"]},
    {"register": "contacts", "row": "r1", "fields": {"name": "Ann"}, "saw": [5]},
]


@pytest.mark.parametrize("body", UNREADABLE)
def test_a_row_that_makes_no_sense_is_kept_and_counted(body: dict[str, Any]) -> None:
    state = fold(PRACTICE, [event("row-set", body)])
    assert state.newer == {"a-1": "row-set"}
    assert state.registers == {}


def test_leave_that_was_ever_recorded_is_read_as_rows() -> None:
    entered = practice_set.draft({"leave.one": ["Ann", "2027-01-04", "2027-01-15"]})
    withdrawn = practice_set.draft({"leave.two": None})
    state = state_of([ADDED, entered, withdrawn])
    (row,) = state.rows("leave")
    assert (row.id, row.values) == ("one", {"name": "Ann", "first": "2027-01-04", "last": "2027-01-15"})
    assert {row.id: row.removed for row in state.all_rows("leave")} == {"one": False, "two": True}


def test_own_tasks_are_read_as_rows_in_the_order_in_which_they_were_added() -> None:
    state = state_of(
        [
            own_task_added.draft("own.2", "kick-off", "Order cake"),
            own_task_added.draft("own.1", "kick-off", "Book a room"),
            task_set.draft("own.2", title="Order two cakes", owner="Ann"),
            task_set.draft("own.1", removed=True),
        ]
    )
    (row,) = state.rows("own-tasks")
    assert (row.id, row.title) == ("own.2", "Order two cakes")
    assert row.values == {"phase": "kick-off", "title": "Order two cakes", "owner": "Ann"}
    assert [row.id for row in state.all_rows("own-tasks")] == ["own.2", "own.1"]


def test_the_item_of_a_row_names_no_task() -> None:
    assert row_of_item(item_of_row("re-entry", "referrals.2027-01-13")) == ("re-entry", "referrals.2027-01-13")
    assert row_of_item("kick-off.agree-dates") is None
