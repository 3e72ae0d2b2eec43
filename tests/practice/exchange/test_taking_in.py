"""What a store foresees of events from elsewhere, what it notes of them, and going on without what never comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from migdesk.practice.entries import Way
from migdesk.practice.event import Actor, Channel, Draft
from migdesk.practice.event_rows import EventRow
from migdesk.practice.intake import by_practice
from migdesk.practice.kinds import exchanged
from migdesk.practice.record_findings import FindingKind
from migdesk.practice.store import NoteTaken, Store
from migdesk.practice.verification import verify_record
from support import MANAGER, PARTNER, PRACTICE, START, folded, new_store, task_set


def store_in(tmp_path: Path, name: str) -> Store:
    folder = tmp_path / name
    folder.mkdir()
    return new_store(folder, name)


def record(store: Store, *drafts: Draft, actor: Actor = PARTNER) -> None:
    for draft in drafts:
        store.append(PRACTICE, actor, lambda _, draft=draft: [draft])


def owners(*names: str) -> list[Draft]:
    return [task_set("t", owner=name) for name in names]


@pytest.fixture
def there(tmp_path: Path) -> Store:
    store = store_in(tmp_path, "there")
    record(store, *owners("Ann", "Bob", "Zoe"))
    return store


@pytest.fixture
def here(tmp_path: Path) -> Store:
    return store_in(tmp_path, "here")


def faults_of(store: Store) -> list[str]:
    return [finding.text for finding in verify_record(store, (), START) if finding.kind != FindingKind.REMARK]


def test_what_is_foreseen_comes_to_be_and_nothing_is_written_before(there: Store, here: Store) -> None:
    rows = there.rows(PRACTICE)
    record(here, *owners("Sam"), actor=MANAGER)
    (foreseen,) = here.preview(by_practice(rows)[0]).values()
    assert (len(foreseen.new), foreseen.waiting, foreseen.before) == (3, 0, here.state(PRACTICE))
    assert here.counts().events == 1
    here.take(rows)
    assert here.state(PRACTICE) == foreseen.after == folded(here)
    assert here.preview(by_practice(rows)[0])[PRACTICE].new == ()


def test_what_waits_is_foreseen(there: Store, here: Store) -> None:
    first, second, third = there.rows(PRACTICE)
    assert here.preview(by_practice([second, third])[0])[PRACTICE].waiting == 2
    here.take([third])
    foreseen = here.preview(by_practice([first])[0])[PRACTICE]
    assert (len(foreseen.new), foreseen.waiting) == (1, 1)


def note_of(rows: list[EventRow]) -> NoteTaken:
    return NoteTaken(
        MANAGER, lambda state, new: [exchanged.draft(Way.TAKEN_IN, "Kim Example", len(new), state.tips, len(rows))]
    )


def test_what_was_taken_in_is_noted_here_and_goes_nowhere(there: Store, here: Store) -> None:
    rows = list(there.rows(PRACTICE))
    here.take(rows, note_of(rows))
    (noted,) = here.state(PRACTICE).exchanges.values()
    assert (noted.way, noted.place, noted.changes, noted.known) == (
        Way.TAKEN_IN,
        "Kim Example",
        3,
        there.tips(PRACTICE),
    )
    assert here.tips(PRACTICE) == there.tips(PRACTICE)
    assert {row.hash for row in here.rows(PRACTICE)} == {row.hash for row in rows}
    assert here.state(PRACTICE).last_change == there.state(PRACTICE).last_change
    assert here.state(PRACTICE) == folded(here)
    assert noted.hash not in here.came_in(PRACTICE)
    assert here.take(rows, note_of(rows)).new == {}
    assert len(here.state(PRACTICE).exchanges) == 1
    assert faults_of(here) == []


# going on without


def test_what_nobody_has_is_gone_on_without_in_every_place(tmp_path: Path, there: Store, here: Store) -> None:
    first, second, third = there.rows(PRACTICE)
    here.take([first, third])
    assert here.count_waiting() == 1
    went = here.wait_no_longer(PRACTICE, MANAGER, Channel.WINDOW)
    assert [event.kind for event in went] == ["went-on-without", "task-set"]
    assert here.count_waiting() == 0
    assert here.state(PRACTICE).owner("t") == "Zoe"
    assert here.state(PRACTICE) == folded(here)
    assert faults_of(here) == []
    remarks = [finding.text for finding in verify_record(here, (), START)]
    assert any("never came from elsewhere" in text for text in remarks)
    # another place that has what is missing, and one that lacks it too
    third_place = store_in(tmp_path, "third")
    for store in (there, third_place):
        store.take(here.rows(PRACTICE))
        assert store.count_waiting() == 0
        assert store.state(PRACTICE) == folded(store)
        assert store.state(PRACTICE).owner("t") == "Zoe"
        assert faults_of(store) == []
    # it comes after all
    for store in (here, third_place):
        store.take([second])
        assert store.state(PRACTICE) == folded(store) == there.state(PRACTICE)


def test_nothing_is_said_where_nothing_waits(there: Store) -> None:
    assert there.wait_no_longer(PRACTICE, MANAGER, Channel.WINDOW) == ()
    assert there.counts().events == 3
