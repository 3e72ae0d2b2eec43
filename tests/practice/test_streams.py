"""No place in a stream is ever given twice, whatever became of the folder in between."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from migdesk.base.ids import random_id
from migdesk.practice.event import Draft, Event
from migdesk.practice.store import Store
from migdesk.practice.store_opening import open_store
from support import MANAGER, PRACTICE, TickingClock, add_note, name_practice


def opened(folder: Path, computer: str = "this-computer") -> Store:
    return open_store(folder / "migdesk.db", TickingClock(), random_id, computer)


def private_note(store: Store, text: str = "for us") -> Event:
    draft = Draft("note-added", {"task": "t", "text": text}, private=True)
    return store.append(PRACTICE, MANAGER, lambda _: [draft])[0]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path)
    yield store
    store.close()


def all_events(*folders: Path) -> list[Event]:
    found = []
    for folder in folders:
        store = opened(folder)
        found += [event for practice in store.practice_ids() for event in store.events(practice)]
        store.close()
    return found


def assert_no_place_twice(events: list[Event]) -> None:
    by_place: dict[tuple[str, int], set[str]] = {}
    for event in events:
        by_place.setdefault((event.device_id, event.seq), set()).add(event.hash)
    assert {place: hashes for place, hashes in by_place.items() if len(hashes) > 1} == {}


# within one run


def test_a_run_numbers_its_events_and_chains_each_to_the_one_before(run: Store) -> None:
    first, second, third = (add_note(run, f"{number}") for number in range(3))
    assert (first.device_id, first.seq, first.follows) == (second.device_id, 1, ())
    assert (second.seq, second.follows) == (2, (first.hash,))
    assert (third.seq, third.follows) == (3, (second.hash,))
    assert run.tips(PRACTICE) == (third.hash,)
    assert run.events(PRACTICE) == (first, second, third)


def test_each_practice_has_a_stream_of_its_own(run: Store) -> None:
    one, other = add_note(run, practice_id="p1"), add_note(run, practice_id="p2")
    assert one.device_id != other.device_id
    assert (one.seq, other.seq) == (1, 1)
    assert add_note(run, practice_id="p1").seq == 2


def test_private_notes_stand_in_a_stream_that_no_shared_event_names(run: Store) -> None:
    shared = add_note(run)
    private = private_note(run)
    after = add_note(run)
    assert private.device_id != shared.device_id
    assert private.follows == (shared.hash,)
    assert after.follows == (shared.hash,)
    assert run.tips(PRACTICE) == (after.hash,)
    assert run.tips(PRACTICE, private=True) == (after.hash, private.hash)
    assert private_note(run).follows == (private.hash,)


def test_a_new_run_follows_what_it_found(run: Store, tmp_path: Path) -> None:
    window = add_note(run)
    hidden = private_note(run)
    command = opened(tmp_path)
    first = add_note(command)
    assert first.follows == (window.hash,)
    assert private_note(command).follows == tuple(sorted((hidden.hash, first.hash)))
    command.close()
    go_on = add_note(run)
    assert go_on.follows == (window.hash,)
    assert run.tips(PRACTICE) == tuple(sorted((first.hash, go_on.hash)))
    later = opened(tmp_path)
    assert add_note(later).follows == tuple(sorted((first.hash, go_on.hash)))
    later.close()


def test_what_came_to_nothing_takes_no_place(run: Store) -> None:
    first = add_note(run)
    with pytest.raises(AttributeError):
        run.append(PRACTICE, MANAGER, lambda _: [Draft("note-added", {}), Draft(None, {})])  # type: ignore[arg-type]
    second = add_note(run)
    assert (second.device_id, second.seq, second.follows) == (first.device_id, 2, (first.hash,))


def test_the_computer_is_noted_in_this_folder_alone(run: Store) -> None:
    event = add_note(run)
    computers = run._connection.execute("SELECT id, computer FROM device").fetchall()
    assert computers == [(event.device_id, "this-computer")]


# what happens to folders


def test_a_folder_copied_and_both_used_on_one_computer(tmp_path: Path) -> None:
    original, stick = tmp_path / "original", tmp_path / "stick"
    original.mkdir()
    store = opened(original)
    add_note(store)
    store.close()
    shutil.copytree(original, stick)
    for folder in (original, stick):
        store = opened(folder)
        add_note(store, f"in {folder.name}")
        store.close()
    assert_no_place_twice(all_events(original, stick))


def test_a_copy_put_back_by_hand(tmp_path: Path) -> None:
    store = opened(tmp_path)
    add_note(store)
    store.close()
    old = (tmp_path / "migdesk.db").read_bytes()
    store = opened(tmp_path)
    lost = add_note(store, "lost")
    store.close()
    (tmp_path / "migdesk.db").write_bytes(old)
    assert_no_place_twice([lost, *all_events(tmp_path)])
    store = opened(tmp_path)
    assert_no_place_twice([lost, add_note(store, "other")])
    store.close()


def test_a_computer_cloned_with_its_name_and_number(tmp_path: Path) -> None:
    first, clone = tmp_path / "first", tmp_path / "clone"
    first.mkdir()
    store = opened(first, "laptop/1")
    name_practice(store)
    store.close()
    shutil.copytree(first, clone)
    for folder in (first, clone):
        store = opened(folder, "laptop/1")
        add_note(store, folder.name)
        store.close()
    assert_no_place_twice(all_events(first, clone))


def test_a_record_that_went_back_under_a_run_is_gone_on_in_a_fresh_stream(run: Store) -> None:
    first = add_note(run)
    second = add_note(run)
    run._connection.execute("DROP TRIGGER event_is_never_deleted")
    run._connection.execute("DELETE FROM event WHERE seq = 2")  # as a machine rolled back leaves it
    run._connection.execute("DELETE FROM projection")
    third = add_note(run)
    assert third.device_id != second.device_id
    assert third.follows == (first.hash,)


def test_an_id_that_the_record_has_heard_of_is_not_taken(tmp_path: Path) -> None:
    used = iter(["one", "one", "two"])
    first = open_store(tmp_path / "migdesk.db", TickingClock(), lambda: next(used), "pc")
    add_note(first)
    second = open_store(tmp_path / "migdesk.db", TickingClock(), lambda: next(used), "pc")
    assert add_note(second).device_id == "two"
    first.close()
    second.close()
