"""Looks at a shared folder: whatever becomes of the files between places, all end the same and nothing is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migdesk.practice.event import Actor, Draft
from migdesk.practice.exchange.carriers.carrier import CarrierAway
from migdesk.practice.exchange.folder_key import FolderKey
from migdesk.practice.exchange.segment import read_segment
from migdesk.practice.exchange.segment_names import SUFFIX
from migdesk.practice.exchange.share_upkeep import MOST_PARTS_OF_ONE
from practice.exchange.desks import Desk, Engine
from support import MANAGER, PARTNER, PRACTICE, practice_set, task_set

DEPUTY = Actor("Pat Example", "practice-manager", "Made-up Surgery")
PEOPLE = (MANAGER, PARTNER, DEPUTY)


def parts_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob(f"*{SUFFIX}"))


def two_desks(folder: Path) -> tuple[Desk, Desk]:
    joan, kim = Desk("joan", folder, MANAGER), Desk("kim", folder, PARTNER, practices=())
    joan.record(practice_set(name="Elm"))
    return joan, kim


def test_what_one_records_the_other_gets(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    joan.record(task_set("t", owner="Ann"))
    assert joan.look().sent == 2
    looked = kim.look()
    assert (looked.taken, looked.sent, looked.practices) == (2, 0, (PRACTICE,))
    assert looked.last is not None
    assert looked.last.by == MANAGER.name
    kim.record(task_set("t", owner="Bob"))
    assert (kim.look().sent, joan.look().taken) == (1, 1)
    assert joan.store.state(PRACTICE) == kim.store.state(PRACTICE)
    assert (joan.look().taken, kim.look().sent) == (0, 0)


def test_private_notes_stay_at_home(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    joan.record(Draft("note-added", {"task": "t", "text": "for us"}, private=True))
    joan.look()
    kim.look()
    sent = [row for path in parts_in(tmp_path) for row in read_segment(path.read_bytes(), None).events.rows]
    assert len(sent) == 1
    assert not any(b"for us" in row.columns[-1] for row in sent)
    assert kim.store.state(PRACTICE).standing_notes() == ()


def test_joining_sends_only_what_is_held_there_or_named(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    for practice in (PRACTICE, "p2", "p3"):
        kim.record(practice_set(name="Ours"), practice)
    joan.look()
    kim.look()
    assert {path.name.partition(".")[0] for path in parts_in(tmp_path / "kim")} == {PRACTICE}


def test_a_copy_is_made_before_the_first_change_alone(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    joan.look()
    kim.look()
    kim.look()
    assert (joan.copies_made, kim.copies_made) == (0, 1)


def test_what_a_share_lacks_is_sent_again(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    joan.look()
    kim.look()
    for path in parts_in(tmp_path):
        path.unlink()
    kim.look()
    assert kim.look().sent == 1  # after a look in which its sender could have done so
    pat = Desk("pat", tmp_path, DEPUTY)
    assert pat.look().taken == 1
    assert pat.rows().keys() == joan.rows().keys()


def test_whose_part_is_gone_sends_it_at_once(tmp_path: Path) -> None:
    joan, _ = two_desks(tmp_path)
    joan.look()
    for path in parts_in(tmp_path):
        path.unlink()
    assert joan.look().sent == 1


def test_a_part_that_was_cut_short_is_mended(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    joan.look()
    (part,) = parts_in(tmp_path)
    whole = part.read_bytes()
    part.write_bytes(whole[:-9])
    looked = kim.look()
    assert (looked.taken, looked.not_arrived, looked.refused) == (0, 1, ())
    joan.look()
    assert part.read_bytes() == whole
    assert kim.look().taken == 1


@pytest.mark.parametrize("kept", [(0, 0), (5, 0), (14, 0), (200, 0), (0, 200)])
def test_a_part_of_which_only_some_has_come_is_waited_for(tmp_path: Path, kept: tuple[int, int]) -> None:
    """As where room was made for it first, and its pieces come in any order."""
    joan, kim = two_desks(tmp_path)
    joan.look()
    (part,) = parts_in(tmp_path)
    whole = part.read_bytes()
    beginning, end = kept
    part.write_bytes(whole[:beginning] + bytes(len(whole) - beginning - end) + whole[len(whole) - end :])
    looked = kim.look()
    assert (looked.not_arrived, looked.taken, looked.refused) == (1, 0, ())
    part.write_bytes(whole)
    assert kim.look().taken == 1


def test_an_empty_part_is_waited_for(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    joan.look()
    parts_in(tmp_path)[0].write_bytes(b"")
    assert (kim.look().not_arrived, kim.look().taken) == (1, 0)


def test_foreign_and_hostile_files_are_named_and_do_no_harm(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    joan.look()
    (tmp_path / "joan" / f"notes{SUFFIX}").write_bytes(b"Dear all, ...")
    (tmp_path / "joan" / "Thumbs.db").write_bytes(b"?")
    (tmp_path / "Minutes.docx").write_bytes(b"?")
    (tmp_path / "joan" / f"link{SUFFIX}").symlink_to("/etc/passwd")
    looked = kim.look()
    assert looked.taken == 1
    assert [line for line in looked.refused if "notes" in line and "no part of a migdesk record" in line]
    assert len(looked.refused) == 1


def test_a_conflict_copy_is_judged_by_its_content(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    joan.look()
    (part,) = parts_in(tmp_path)
    part.rename(part.with_name(f"{part.stem}-LAPTOP7{SUFFIX}"))
    assert kim.look().taken == 1
    assert kim.look().taken == 0


def test_an_emptied_folder_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    joan, _ = two_desks(folder)
    joan.look()
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(CarrierAway, match="cannot be used just now"):
        joan.look()
    folder.mkdir()
    with pytest.raises(CarrierAway, match="is empty, though it held parts"):
        joan.look()
    assert len(joan.rows()) == 1
    assert list(folder.iterdir()) == []


def test_a_restored_computer_gets_its_tail_back(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    copy = joan.copy_of_record()
    joan.record(task_set("t", owner="Ann"))
    joan.look()
    kim.look()
    joan.go_back_to(copy)
    assert len(joan.rows()) == 1
    joan.look()
    assert joan.rows().keys() == kim.rows().keys()
    joan.record(task_set("t", owner="Cath"))
    joan.look()
    kim.look()
    assert kim.store.state(PRACTICE).owner("t") == "Cath"
    assert kim.store.state(PRACTICE).conflicts() == ()


def test_small_parts_are_put_together_before_they_go(tmp_path: Path) -> None:
    joan, kim = two_desks(tmp_path)
    for number in range(3 * MOST_PARTS_OF_ONE):
        joan.record(task_set("t", owner=f"Ann {number}"))
        joan.look()
        assert len(parts_in(tmp_path)) <= 2 * MOST_PARTS_OF_ONE + 4
        if number % 5 == 0:
            kim.look()
    kim.look()
    kim.look()
    assert kim.rows().keys() == joan.rows().keys()
    assert not (tmp_path / "kim").exists()  # what a larger part replaced is not missed
    assert len(parts_in(tmp_path)) <= MOST_PARTS_OF_ONE + 2


def test_a_share_with_a_key_is_read_by_those_who_have_it_alone(tmp_path: Path) -> None:
    key = new_key()
    joan = Desk("joan", tmp_path, key=key)
    joan.record(practice_set(name="Elm"))
    joan.look()
    (part,) = parts_in(tmp_path)
    assert b"age-encryption.org" in part.read_bytes()
    with_key, without, with_another = (
        Desk("kim", tmp_path, key=key),
        Desk("pat", tmp_path),
        Desk("lee", tmp_path, key=new_key()),
    )
    assert with_key.look().taken == 1
    for desk in (without, with_another):
        looked = desk.look()
        assert (looked.taken, len(looked.refused)) == (0, 1)
        assert "locked" in looked.refused[0]


def new_key() -> FolderKey:
    import pyrage

    return FolderKey((str(pyrage.x25519.Identity.generate()),))


def test_many_places_do_not_all_send_what_is_lost(tmp_path: Path) -> None:
    desks = [Desk(f"place{number:02}", tmp_path, PEOPLE[number % 3]) for number in range(24)]
    desks[0].record(practice_set(name="Elm"))
    for desk in desks:
        desk.record(task_set("t", owner=desk.name))
        desk.look()
    for desk in desks:
        desk.look()
    assert {len(desk.rows()) for desk in desks} == {25}
    lost = next(iter(parts_in(tmp_path / "place00")))
    lost.unlink()
    before = len(parts_in(tmp_path))
    others = desks[1:]  # whose it was is on leave
    for _ in range(6):
        for desk in others:
            desk.look()
    assert 1 <= len(parts_in(tmp_path)) - before <= 4
    newcomer = Desk("late", tmp_path)
    newcomer.look()
    assert newcomer.rows().keys() == desks[0].rows().keys()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["record", "look", "carry", "carry", "take away", "cut short", "restart", "copy", "go back"]),
        st.integers(0, 2),
    ),
    min_size=5,
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, seed=st.integers(0, 2**32), ahead=st.sampled_from([0, 400, -400]))
def test_all_places_end_the_same_whatever_the_service_does(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]], seed: int, ahead: int
) -> None:
    chance = random.Random(seed)
    folders = [tmp_path_factory.mktemp("computer") / "share" for _ in PEOPLE]
    engine = Engine(folders, chance)
    desks = [
        Desk(name, folder, person, days_ahead=days)
        for name, folder, person, days in zip("abc", folders, PEOPLE, (0, ahead, 0), strict=True)
    ]
    copies = [desk.copy_of_record() for desk in desks]
    for number, (step, at) in enumerate(steps):
        desk = desks[at]
        match step:
            case "record":
                desk.record(practice_set(name=f"Elm {number}") if number % 3 else task_set("t", owner=f"Ann {number}"))
            case "look":
                try_to_look(desk)
            case "carry":
                engine.carry(at)
            case "take away":
                engine.take_away()
            case "cut short":
                engine.cut_short()
            case "restart":
                desk.begin_again()
            case "copy":
                copies[at] = desk.copy_of_record()
            case "go back":
                desk.go_back_to(copies[at])
    held = {own for desk in desks for own in desk.rows()}
    for _ in range(12):
        for at, desk in enumerate(desks):
            engine.carry(at, badly=False)
            try_to_look(desk)
            engine.carry(at, badly=False)
    for desk in desks:
        assert held <= desk.rows().keys()
        assert desk.rows().keys() == desks[0].rows().keys()
        assert desk.store.state(PRACTICE) == desks[0].store.state(PRACTICE)
        assert desk.store.count_waiting() == 0


def try_to_look(desk: Desk) -> None:
    """Look; where the folder is empty, join it again as a person would."""
    try:
        desk.look()
    except CarrierAway:
        desk.store.shares.forget("share")
        desk.look()
