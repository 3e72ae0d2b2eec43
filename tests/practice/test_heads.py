"""What somebody wrote knowing the other's value stands; what nobody knew of stays in sight, in every order."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import DATES, DRAFTS, OLD_DATES, Place, all_events, hashed, in_some_order, three_places

from migdesk.practice.entries import Count, Note
from migdesk.practice.event import Draft, Event
from migdesk.practice.fold import apply, fold
from migdesk.practice.folded_tasks import with_folded_tasks
from migdesk.practice.heads import same_value
from migdesk.practice.history import history
from migdesk.practice.kinds import (
    note_added,
    own_task_added,
    practice_set,
    settle,
    task_set,
    withdrawn,
)
from migdesk.practice.progress import progress_of
from migdesk.practice.signature import Signature
from migdesk.practice.state import PracticeState
from migdesk.workspace.reversal import reversal_of, still_stands
from support import PRACTICE, START, event, small_definitions

DEFINITIONS = small_definitions()


@st.composite
def worlds(draw: Any) -> list[Place]:
    """Places that record, as this version does or as 0.1.0 did, withdraw, undo, and meet, with clocks years apart."""
    places = three_places([draw(st.sampled_from([0, 5, 10**12])) for _ in range(3)])
    for _ in range(draw(st.integers(0, 12))):
        place, other = draw(st.permutations(places))[:2]
        match draw(st.sampled_from(["record", "record", "record", "as-before", "withdraw", "undo", "settle", "meet"])):
            case "record":
                place.record(draw(DRAFTS))
            case "as-before":
                place.record_as_before(draw(DRAFTS))
            case "settle":
                place.record(settle(draw(DRAFTS), place.state))
            case "withdraw" if place.state.notes or place.state.counts or place.state.signatures:
                found = (place.state.notes, place.state.counts, place.state.signatures)
                entries = sorted((entry for kept in found for entry in kept.values()), key=_key)
                place.record(withdrawn.draft(draw(st.sampled_from(entries)), ""))
            case "undo" if place.events:
                last = list(place.events.values())[-1]
                before = fold(PRACTICE, [one for one in place.events.values() if one.hash != last.hash])
                if still_stands([last], place.state):
                    for draft in reversal_of([last], before):
                        place.record(settle(draft, place.state))
            case "meet":
                place.meet(other)
    return places


def _key(entry: Note | Count | Signature) -> str:
    return entry.key


# the laws


@given(places=worlds(), seed=st.integers(0, 9))
def test_the_order_of_arrival_makes_no_difference(places: list[Place], seed: int) -> None:
    events, chance = all_events(places), random.Random(seed)
    expected = fold(PRACTICE, events)
    state = PracticeState(PRACTICE)
    for one in in_some_order(events, chance):
        state = apply(state, one)
    assert state == expected
    assert fold(PRACTICE, chance.sample([*events, *events], 2 * len(events))) == expected


@given(places=worlds(), seed=st.integers(0, 9))
def test_places_that_met_agree_however_it_came_in_parts(places: list[Place], seed: int) -> None:
    events, chance = all_events(places), random.Random(seed)
    expected = fold(PRACTICE, events)
    for place in places:
        rest = [one for one in events if one.hash not in place.events]
        assert fold(PRACTICE, chance.sample(rest, len(rest)), place.state) == expected


@given(places=worlds())
def test_what_a_place_folded_as_it_recorded_is_what_its_log_gives(places: list[Place]) -> None:
    for place in places:
        assert place.state == fold(PRACTICE, place.events.values())


@given(places=worlds())
def test_a_state_with_heads_survives_being_stored(places: list[Place]) -> None:
    state = fold(PRACTICE, all_events(places))
    encoder = msgspec.json.Encoder(order="deterministic")
    stored = encoder.encode(state)
    assert encoder.encode(msgspec.json.decode(stored, type=PracticeState)) == stored


@given(places=worlds())
def test_what_stands_is_what_nothing_that_knew_of_it_replaced(places: list[Place]) -> None:
    """The heads of a field, found the slow way: from the events alone."""
    events = all_events(places)
    state = fold(PRACTICE, events)
    named = {key for one in events for key in _over(one).get("commissioner", ())}
    setting = [one for one in events if one.kind == "practice-set" and "commissioner" in one.body["fields"]]
    before = [one for one in setting if "over" not in one.body]
    latest = max(before, key=lambda one: (one.clock, one.device_id, one.seq), default=None)
    expected = {one.hash for one in setting if ("over" in one.body or one is latest) and one.hash not in named}
    heads = state.details["commissioner"].heads if setting else ()
    assert {head.key for head in heads} == expected


def _over(one: Event) -> dict[str, list[str]]:
    return one.body.get("over", {}) if one.kind == "practice-set" else {}


@given(places=worlds(), owner=st.sampled_from(["Kim", ""]))
def test_whoever_saw_what_is_shown_replaces_it_whatever_the_clocks_say(places: list[Place], owner: str) -> None:
    for place in places:
        place.record(settle(task_set.draft(DATES, owner=owner), place.state))
        assert place.state.owner(DATES) == owner
        assert len(place.state.tasks[DATES]["owner"].heads) == 1
    first, *others = places
    for other in others:
        first.meet(other)
    assert {head.value for head in first.state.tasks[DATES]["owner"].heads} == {owner}


@given(places=worlds(), private=st.booleans())
def test_tips_are_what_nothing_follows(places: list[Place], private: bool) -> None:
    events = [one for one in all_events(places) if one.private == private]
    state = fold(PRACTICE, all_events(places))
    followed = {key for one in events for key in one.follows}
    expected = sorted(one.hash for one in events if one.hash not in followed)
    assert list(state.private_tips if private else state.tips) == expected


@given(places=worlds())
def test_everything_that_stands_can_be_shown_and_told(places: list[Place]) -> None:
    events = all_events(places)
    state = fold(PRACTICE, events)
    assert 0 <= progress_of(state, DEFINITIONS, START.date()).percent <= 100
    assert len(history(PRACTICE, events, DEFINITIONS)) == len(events)
    for conflict in with_folded_tasks(state, DEFINITIONS).conflicts():
        assert len(conflict.values) > 1


@given(places=worlds())
def test_what_was_recorded_without_knowing_of_a_removal_keeps_the_thing_in_sight(places: list[Place]) -> None:
    state = fold(PRACTICE, all_events(places))
    removal = state.task_field("own.1", "removed")
    if removal and any(head.saw is None for head in removal.heads):
        return  # one of 0.1.0, which took everything with it
    if removal and len(removal.heads) == 1 and removal.value:
        (head,) = removal.heads
        unseen = [one for one in state.recorded_on("own.1") if one.key[:16] not in (head.saw or ())]
        assert state.removed("own.1") is all(head.key in one.knew or one.key == head.key for one in unseen)


# examples, in words


def meeting(*places: Place) -> PracticeState:
    first, *others = places
    for other in others:
        first.meet(other)
    return first.state


def owner(name: str) -> Draft:
    return task_set.draft(DATES, owner=name)


def test_a_change_that_knew_of_the_other_wins_though_its_clock_is_years_behind() -> None:
    ahead, behind, _ = three_places([10**12, 0, 0])
    ahead.record(owner("Ann"))
    ahead.meet(behind)
    behind.record(owner("Zoe"))
    state = meeting(ahead, behind)
    assert [head.value for head in state.tasks[DATES]["owner"].heads] == ["Zoe"]


def test_two_changes_that_did_not_know_of_each_other_both_stand_and_the_later_is_shown() -> None:
    one, other, _ = three_places([0, 5, 0])
    one.record(owner("Ann"))
    other.record(owner("Zoe"))
    state = meeting(one, other)
    assert state.owner(DATES) == "Zoe"
    (conflict,) = state.conflicts()
    assert (conflict.item, conflict.field) == (DATES, "owner")
    assert [(value.value, value.by.name) for value in conflict.values] == [
        ("Ann", "Alex Sample"),
        ("Zoe", "Kim Example"),
    ]


def test_the_same_value_set_twice_is_no_conflict_and_one_change_replaces_both() -> None:
    one, other, _ = three_places()
    one.record(owner("Ann"))
    other.record(owner("Ann"))
    one.meet(other)
    assert len(one.state.tasks[DATES]["owner"].heads) == 2
    assert one.state.conflicts() == ()
    one.record(owner("Kim"))
    assert [head.value for head in one.state.tasks[DATES]["owner"].heads] == ["Kim"]


def test_an_ordinary_change_leaves_a_value_standing_that_was_not_shown() -> None:
    one, other, _ = three_places([0, 5, 0])
    one.record(owner("Ann"))
    other.record(owner("Zoe"))
    one.meet(other)
    one.record(owner("Kim"))
    assert {head.value for head in one.state.tasks[DATES]["owner"].heads} == {"Ann", "Kim"}
    one.record(settle(owner("Pat"), one.state))
    assert [head.value for head in one.state.tasks[DATES]["owner"].heads] == ["Pat"]
    assert one.state.conflicts() == ()


def test_undoing_what_settled_a_conflict_brings_back_both_values() -> None:
    one, other, _ = three_places([0, 5, 0])
    one.record(owner("Ann"))
    other.record(owner("Zoe"))
    one.meet(other)
    before = one.state
    settling = one.record(settle(owner("Pat"), one.state))
    assert still_stands([settling], one.state)
    undone = [one.record(settle(draft, now)) for now in [one.state] for draft in reversal_of([settling], before)]
    assert {head.value for head in one.state.tasks[DATES]["owner"].heads} == {"Ann", "Zoe"}
    assert still_stands(undone, one.state)
    (again,) = reversal_of(undone, fold(PRACTICE, [each for each in one.events.values() if each not in undone]))
    one.record(settle(again, one.state))
    assert [head.value for head in one.state.tasks[DATES]["owner"].heads] == ["Pat"]
    assert still_stands([settling], one.state)


def test_undo_is_not_offered_where_somebody_else_set_the_same_value_since() -> None:
    one, other, _ = three_places()
    mine = one.record(owner("Ann"))
    one.meet(other)
    other.record(owner("Zoe"))
    other.record(owner("Ann"))
    assert meeting(one, other).owner(DATES) == "Ann"
    assert not still_stands([mine], one.state)


def test_an_old_event_that_comes_late_does_not_stand_again() -> None:
    old, new, _ = three_places([0, 10, 0])
    old.record_as_before(owner("Ann"))
    old.record_as_before(owner("Zoe"))
    new.meet(old)
    new.record(owner("Kim"))
    assert [head.value for head in new.state.tasks[DATES]["owner"].heads] == ["Kim"]
    late = hashed(event("task-set", owner("Eve").body, device="0", seq=1))
    again = list(old.events.values())[-1]
    for one in (late, again):
        assert [head.value for head in apply(new.state, one).tasks[DATES]["owner"].heads] == ["Kim"]


def test_a_later_old_event_that_nobody_knew_of_stands_beside() -> None:
    old, new, _ = three_places()
    old.record_as_before(owner("Ann"))
    new.meet(old)
    new.record(owner("Kim"))
    old.record_as_before(owner("Zoe"))
    assert {head.value for head in meeting(new, old).tasks[DATES]["owner"].heads} == {"Kim", "Zoe"}


def test_a_value_under_a_folded_id_is_the_tasks_and_is_replaced_with_it() -> None:
    one, other, _ = three_places()
    one.record(task_set.draft(OLD_DATES, owner="Ann"))
    one.meet(other)
    changed = other.record(task_set.draft(DATES, same_as=(OLD_DATES,), owner="Zoe"))
    state = with_folded_tasks(meeting(one, other), DEFINITIONS)
    assert [head.value for head in state.tasks[DATES]["owner"].heads] == ["Zoe"]
    before = fold(PRACTICE, [each for each in one.events.values() if each != changed])
    (back,) = reversal_of([changed], before)
    assert back.body["fields"] == {"owner": "Ann"}


@pytest.mark.parametrize("ids", [(DATES, OLD_DATES), (OLD_DATES, DATES)])
def test_of_old_events_under_both_ids_of_a_task_the_latest_stands_alone(ids: tuple[str, str]) -> None:
    place = three_places()[0]
    for task, name in zip(ids, ("Ann", "Zoe"), strict=True):
        place.record_as_before(task_set.draft(task, owner=name))
    state = with_folded_tasks(place.state, DEFINITIONS)
    assert [head.value for head in state.tasks[DATES]["owner"].heads] == ["Zoe"]
    changed = place.record(task_set.draft(DATES, same_as=(OLD_DATES,), owner="Kim"))
    state = with_folded_tasks(place.state, DEFINITIONS)
    assert [head.key for head in state.tasks[DATES]["owner"].heads] == [changed.hash]


def test_what_was_replaced_under_the_other_id_of_its_task_does_not_stand() -> None:
    place = three_places()[0]
    old = place.record(task_set.draft(OLD_DATES, owner="Ann"))
    place.record(task_set.draft(DATES, same_as=(OLD_DATES,), owner="Zoe"))
    assert not still_stands([old], place.state)


def test_undoing_two_changes_of_one_field_in_one_action_brings_back_what_was_before_both() -> None:
    place = three_places()[0]
    place.record(owner("Ann"))
    before = place.state
    action = [place.record(owner("Zoe")), place.record(owner("Kim"))]
    assert still_stands(action, place.state)
    (reversal,) = reversal_of(action, before)
    place.record(settle(reversal, place.state))
    assert [head.value for head in place.state.tasks[DATES]["owner"].heads] == ["Ann"]


def test_two_changes_under_both_ids_of_one_task_are_a_conflict() -> None:
    one, other, _ = three_places()
    one.record(task_set.draft(OLD_DATES, owner="Ann"))
    other.record(task_set.draft(DATES, same_as=(OLD_DATES,), owner="Zoe"))
    (conflict,) = with_folded_tasks(meeting(one, other), DEFINITIONS).conflicts()
    assert (conflict.item, conflict.field) == (DATES, "owner")


OWN = own_task_added.draft("own.1", "kick-off", "Order cake")


@pytest.mark.parametrize(
    ("beside", "what"),
    [(task_set.draft("own.1", owner="Zoe"), "owner"), (note_added.draft("own.1", "Still needed"), "note")],
)
def test_a_task_removed_beside_a_change_stays_in_sight(beside: Draft, what: str) -> None:
    one, other, _ = three_places()
    one.record(OWN)
    one.meet(other)
    one.record(task_set.draft("own.1", removed=True))
    other.record(beside)
    assert one.state.removed("own.1")
    state = meeting(one, other)
    assert not state.removed("own.1")
    (conflict,) = state.conflicts()
    assert (conflict.item, conflict.field, conflict.beside) == ("own.1", "removed", (what,))
    one.record(task_set.draft("own.1", removed=True))
    assert one.state.removed("own.1")
    assert one.state.conflicts() == ()


@pytest.mark.parametrize(
    "after", [note_added.draft("own.1", "It was the wrong cake"), task_set.draft("own.1", owner="Zoe")]
)
def test_what_is_recorded_knowing_of_the_removal_leaves_it_removed(after: Draft) -> None:
    one, other, _ = three_places()
    one.record(OWN)
    one.record(task_set.draft("own.1", removed=True))
    one.meet(other)
    other.record(after)
    state = meeting(one, other)
    assert state.removed("own.1")
    assert state.conflicts() == ()


def test_a_practice_archived_beside_a_change_stays_in_sight() -> None:
    one, other, _ = three_places()
    one.record(practice_set.draft({"name": "Made-up Surgery"}))
    one.meet(other)
    one.record(practice_set.draft({"archived": True}))
    assert one.state.archived
    other.record(task_set.draft(DATES, status=["done", ""]))
    state = meeting(one, other)
    assert not state.archived
    assert [(each.item, each.field, each.beside) for each in state.conflicts()] == [
        ("", "archived", (f"{DATES} status",))
    ]


@pytest.mark.parametrize("clocks", [(0, 5, 0), (5, 0, 0)])
def test_a_practice_whose_adding_was_undone_beside_a_new_name_has_that_name(clocks: tuple[int, int, int]) -> None:
    one, other, _ = three_places(clocks)
    added = one.record(practice_set.draft({"name": "Made-up Surgery"}))
    one.meet(other)
    for draft in reversal_of([added], PracticeState(PRACTICE)):
        one.record(settle(draft, one.state))
    assert one.state.taken_back
    other.record(practice_set.draft({"name": "New Surgery"}))
    state = meeting(one, other)
    assert (state.name, state.taken_back) == ("New Surgery", False)
    assert [conflict.field for conflict in state.conflicts()] == ["name"]


def test_removals_of_0_1_0_take_everything_with_them() -> None:
    one, other, _ = three_places()
    one.record_as_before(OWN)
    one.meet(other)
    one.record_as_before(task_set.draft("own.1", removed=True))
    other.record_as_before(task_set.draft("own.1", owner="Zoe"))
    state = meeting(one, other)
    assert state.removed("own.1")
    assert state.conflicts() == ()


@pytest.mark.parametrize("clocks", [(0, 10, 20), (0, 20, 10)])
def test_a_removal_and_putting_back_that_did_not_know_of_each_other_leave_it_in_sight(
    clocks: tuple[int, int, int],
) -> None:
    one, other, third = three_places(clocks)
    one.record(OWN)
    one.record(task_set.draft("own.1", removed=True))
    one.meet(other)
    one.meet(third)
    other.record(task_set.draft("own.1", removed=False))
    third.record(task_set.draft("own.1", removed=True))
    other.record(note_added.draft("own.1", "We do need it"))
    state = meeting(one, other, third)
    assert not state.removed("own.1")
    assert [(conflict.field, conflict.beside) for conflict in state.conflicts()] == [("removed", ())]


def forked() -> tuple[list[Event], Event, Event]:
    """A folder of 0.1.0 that was copied and used twice: two notes of one id, of which one was taken back."""
    base = hashed(event("practice-set", {"fields": {"name": "Made-up Surgery"}}, seq=1))
    mine = _after(base, "note-added", {"task": DATES, "text": "Mine"}, clock=2)
    theirs = _after(base, "note-added", {"task": DATES, "text": "Theirs"}, clock=2)
    between = _after(mine, "task-set", {"task": DATES, "fields": {"owner": "Ann"}}, clock=3)
    taken_back = _after(between, "withdrawn", {"target": "a-2", "reason": "Wrong"}, clock=4)
    their_owner = _after(theirs, "task-set", {"task": DATES, "fields": {"owner": "Zoe"}}, clock=3)
    return [base, mine, theirs, between, taken_back, their_owner], mine, theirs


def _after(before: Event, kind: str, body: dict[str, Any], clock: int) -> Event:
    new = event(kind, body, seq=before.seq + 1, clock=clock)
    return hashed(msgspec.structs.replace(new, follows=(before.hash,)))


@given(data=st.data())
def test_both_branches_of_a_copied_folder_are_kept_the_same_in_every_order(data: Any) -> None:
    events, mine, theirs = forked()
    assert mine.id == theirs.id
    state = fold(PRACTICE, data.draw(st.permutations(events)))
    assert state == fold(PRACTICE, events)
    assert {note.text for note in state.notes.values()} == {"Mine", "Theirs"}
    assert [note.text for note in state.standing_notes()] == ["Theirs"]
    assert len(state.tips) == 2


def test_a_private_note_is_named_by_nothing_that_is_shared() -> None:
    (place, _, __) = three_places()
    place.record(OWN)
    note = place.record(note_added.draft("own.1", "Only for us", private=True))
    removal = place.record(task_set.draft("own.1", removed=True))
    assert note.hash[:16] not in removal.body["saw"]
    assert note.hash not in removal.follows
    assert place.state.removed("own.1")


def test_history_is_told_in_the_order_of_causes_and_says_what_was_replaced() -> None:
    ahead, behind, _ = three_places([10**12, 0, 0])
    ahead.record(owner("Ann"))
    ahead.meet(behind)
    behind.record(owner("Zoe"))
    told = history(PRACTICE, all_events([ahead, behind]), DEFINITIONS)
    assert [entry.text for entry in told] == ["Owner: Ann", "Owner: Zoe (was Ann)"]


def test_history_says_where_somebody_did_not_know_of_the_other() -> None:
    one, other, _ = three_places([0, 5, 0])
    one.record(owner("Ann"))
    other.record(owner("Zoe"))
    told = history(PRACTICE, all_events([one, other]), DEFINITIONS)
    assert [entry.text for entry in told] == [
        "Owner: Ann",
        "Owner: Zoe (without knowing what Alex Sample recorded here)",
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("", None, True),
        ([], None, True),
        (("done", ""), ["done", ""], True),
        ("Ann", "Zoe", False),
        (False, None, True),
    ],
)
def test_values_that_say_the_same(one: Any, other: Any, same: bool) -> None:
    assert same_value(one, other) is same


def test_a_private_note_holds_up_no_removal_that_came_from_elsewhere() -> None:
    one, other, _ = three_places()
    one.record(OWN)
    one.meet(other)
    one.record(task_set.draft("own.1", removed=True))
    other.record(note_added.draft("own.1", "Only for us", private=True))
    state = meeting(one, other)
    assert state.removed("own.1")
    assert state.conflicts() == ()


def test_of_an_own_task_added_twice_at_one_time_the_same_stands_everywhere() -> None:
    one, other, _ = three_places()
    one.record(own_task_added.draft("own.1", "kick-off", "Tea"))
    other.record(own_task_added.draft("own.1", "kick-off", "Cake"))
    assert meeting(one, other).own_title("own.1") == "Cake"
    assert fold(PRACTICE, all_events([one, other])[::-1]) == one.state
