"""The record told in plain words: what a person reads when they ask who did this, and why."""

from __future__ import annotations

from typing import Any

import pytest

from migdesk.practice.event import Draft, Event
from migdesk.practice.history import Entry, history, history_of
from support import MANAGER, PRACTICE, event, practice_set, small_definitions, task_set, texts

DEFINITIONS = small_definitions()
DATES = "kick-off.agree-dates"
OWN = Draft("own-task-added", {"task": "own.1", "phase": "kick-off", "title": "Order cake"})
NOTE = Draft("note-added", {"task": DATES, "text": "Ring the supplier"})
ACKNOWLEDGED = Draft("acknowledged", {"reference": "gdpr", "wording": "I have read UK GDPR.", "wording_hash": "h"})
ADDED = practice_set(name="Made-up Surgery")


def told(*drafts: Draft) -> tuple[Entry, ...]:
    events: list[Event] = [event(one.kind, one.body, seq=number) for number, one in enumerate(drafts, 1)]
    return history(PRACTICE, events, DEFINITIONS)


def withdrawn(target: str, reason: str = "", **more: Any) -> Draft:
    return Draft("withdrawn", {"target": target, "reason": reason, **more})


LINES: list[tuple[list[Draft], str]] = [
    ([ADDED], "Practice added: Made-up Surgery"),
    ([practice_set(ods_code="Z99001")], "Practice added: not named yet"),
    ([ADDED, practice_set(name="New Surgery")], "Name: New Surgery (was Made-up Surgery)"),
    ([ADDED, practice_set(go_live="2027-04-12")], "Go-Live: Mon 12 April 2027"),
    (
        [ADDED, practice_set(go_live="2027-04-12"), practice_set(go_live=None)],
        "Go-Live: not set (was Mon 12 April 2027)",
    ),
    (
        [ADDED, practice_set(from_system="Old", to_system="New", commissioner="An ICB", delivery_partner="Us")],
        "Current system: Old; New system: New; Commissioner: An ICB; Delivery partner: Us",
    ),
    ([ADDED, practice_set(archived=True)], "Moved to the archive"),
    ([ADDED, practice_set(archived=True), practice_set(archived=False)], "Taken out of the archive"),
    ([ADDED, practice_set(last_visit="2026-12-03")], "Visit on Thu 3 December 2026"),
    (
        [ADDED, practice_set(last_visit="2026-12-03"), practice_set(last_visit="2026-12-17")],
        "Visit on Thu 17 December 2026",
    ),
    (
        [ADDED, practice_set(last_visit="2026-12-17"), practice_set(last_visit="2026-12-03")],
        "Last visit: Thu 3 December 2026 (was Thu 17 December 2026)",
    ),
    (
        [ADDED, practice_set(last_visit="2026-12-17"), practice_set(last_visit=None)],
        "Last visit: not set (was Thu 17 December 2026)",
    ),
    ([task_set(DATES, status=["done", ""])], "Done (was to do)"),
    (
        [task_set(DATES, status=["done", ""]), task_set(DATES, status=["blocked", "No rota yet"])],
        "Blocked, because: No rota yet (was done)",
    ),
    ([task_set(DATES, owner="Ann")], "Owner: Ann"),
    ([task_set(DATES, owner="Ann"), task_set(DATES, owner="")], "Owner: nobody (was Ann)"),
    ([task_set(DATES, due="2027-02-01")], "Due date: Mon 1 February 2027"),
    (
        [task_set(DATES, due="2027-02-01"), task_set(DATES, due=None)],
        "Due date: as planned (was Mon 1 February 2027)",
    ),
    ([task_set(DATES, status=["in-progress", ""], owner="Ann")], "In progress (was to do); Owner: Ann"),
    ([OWN], "Task added: Order cake"),
    ([OWN, task_set("own.1", title="Order two cakes")], "Renamed: Order two cakes"),
    ([OWN, task_set("own.1", title="Two"), task_set("own.1", title=None)], "Renamed: Order cake"),
    ([OWN, task_set("own.1", removed=True)], "Removed from the checklist"),
    ([OWN, task_set("own.1", removed=None)], "Put back on the checklist"),
    ([NOTE], "Note: Ring the supplier"),
    ([NOTE, withdrawn("a-1", "Wrong task")], "Note removed, because: Wrong task: Ring the supplier"),
    ([NOTE, withdrawn("a-1", "Undone", undoes="a-1")], "Undone. Note removed: Ring the supplier"),
    ([ACKNOWLEDGED], "Acknowledged: “I have read UK GDPR.”"),
    ([ACKNOWLEDGED, withdrawn("a-1", "Too early")], "Acknowledgement of Alex Sample withdrawn, because: Too early"),
    ([NOTE, withdrawn("a-1"), withdrawn("a-2")], "What was withdrawn stands again"),
    ([withdrawn("z-9", "so")], "Something withdrawn, because: so that is not in this record yet"),
    ([Draft("tea-drunk", {})], "Something that a newer version of migdesk recorded (tea-drunk)"),
    ([task_set(DATES, mood="good")], "Something that a newer version of migdesk recorded"),
    (
        [Draft("task-set", {"task": DATES, "fields": {"owner": "Ann"}, "undoes": "a-7"})],
        "Undone. Owner: Ann",
    ),
]


@pytest.mark.parametrize(("drafts", "line"), LINES, ids=[line for _, line in LINES])
def test_each_thing_that_can_happen_has_its_line(drafts: list[Draft], line: str) -> None:
    entries = told(*drafts)
    assert len(entries) == len(drafts)
    assert entries[-1].text == line
    assert entries[-1].actor == MANAGER


@pytest.mark.parametrize(
    ("drafts", "item", "title"),
    [
        ([ADDED], "", ""),
        ([NOTE], DATES, "Agree the dates"),
        ([NOTE, withdrawn("a-1")], DATES, "Agree the dates"),
        ([NOTE, withdrawn("a-1"), withdrawn("a-2"), withdrawn("a-3")], DATES, "Agree the dates"),
        ([ACKNOWLEDGED, withdrawn("a-1")], "gdpr", "UK GDPR"),
        ([OWN, task_set("own.1", title="Order two cakes")], "own.1", "Order two cakes"),
        ([OWN, task_set("own.1", title="Two"), task_set("own.1", title=None)], "own.1", "Order cake"),
        ([task_set("gone.task", owner="Ann")], "gone.task", "gone.task"),
    ],
)
def test_each_line_names_what_it_is_about(drafts: list[Draft], item: str, title: str) -> None:
    entry = told(*drafts)[-1]
    assert (entry.item, entry.title) == (item, title)


def test_the_history_of_one_task_leaves_out_the_others() -> None:
    entries = told(ADDED, NOTE, ACKNOWLEDGED, withdrawn("a-2", "Wrong"))
    assert texts(history_of(DATES, entries)) == [
        "Note: Ring the supplier",
        "Note removed, because: Wrong: Ring the supplier",
    ]
    assert len(history_of("", entries)) == 1
