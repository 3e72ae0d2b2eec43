"""Who has signed follows from the signatures alone: in any order, wherever they were made, whatever was taken back."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from places import Place, all_events, in_some_order, three_places

from migdesk.checklist.definitions import Offset, Signer, SigningAgain, SignOffRule
from migdesk.practice.event import Actor, Draft
from migdesk.practice.fold import fold
from migdesk.practice.history import history
from migdesk.practice.kinds import KINDS, practice_set, signed, task_set, withdrawn
from migdesk.practice.progress import progress_of
from migdesk.practice.sign_off_progress import SignOffProgress, SignOffState
from migdesk.practice.signature import OpenPoint, Signed
from migdesk.practice.state import PracticeState
from support import PRACTICE, TODAY, small_definitions, task

LEAD = Actor("Dr Jo Example", "lead-gp", "Made-up Surgery", "practice")
MANAGER = Actor("Alex Sample", "practice-manager", "Made-up Surgery", "practice")
PARTNER = Actor("Kim Example", "delivery-partner", "Made-up Partner", "delivery-partner")
OWN_WORDS = Actor("Pat Example", "GP partner", "Made-up Surgery", "practice")
BOTH = SignOffRule(
    id="so.both",
    title="Both",
    short_title="Both",
    signers=(
        Signer(role="lead-gp", party="practice"),
        Signer(party="practice", title="Another"),
        Signer(party="delivery-partner"),
    ),
    due=Offset("go-live", -1),
    tasks=("go-live.sign",),
)
AGAIN = replace(BOTH, id="so.again", tasks=(), again=SigningAgain("kick-off", Offset("go-live", -3)))
BASE = small_definitions()
DEFINITIONS = msgspec.structs.replace(
    BASE,
    tasks=(*BASE.tasks, task("go-live.sign", "Sign", "go-live", "go-live", 0, kind="sign-off")),
    sign_offs=(BOTH, AGAIN),
)


def said(by: Actor, sign_off: str = "so.both", **more: Any) -> Draft:
    return signed.draft(Signed(sign_off=sign_off, wording="All is well.", wording_hash="h", by=by, **more))


def place_with(*drafts: Draft) -> Place:
    place = Place("a")
    place.record(practice_set.draft({"name": "Made-up Surgery", "go_live": "2027-04-12"}))
    for draft in drafts:
        place.record(draft)
    return place


def progress(state: PracticeState, sign_off: str = "so.both") -> SignOffProgress:
    found = progress_of(state, DEFINITIONS, TODAY).sign_off(sign_off)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("people", "count", "state"),
    [
        ([], 0, SignOffState.OPEN),
        ([LEAD], 1, SignOffState.PARTLY),
        ([OWN_WORDS, PARTNER], 2, SignOffState.PARTLY),
        ([LEAD, OWN_WORDS, PARTNER], 3, SignOffState.MADE),
        ([OWN_WORDS, LEAD, PARTNER], 3, SignOffState.MADE),
        ([LEAD, LEAD, PARTNER], 3, SignOffState.MADE),
        ([PARTNER, PARTNER], 1, SignOffState.PARTLY),
    ],
)
def test_each_signature_is_for_one_of_those_who_have_to_sign(
    people: list[Actor], count: int, state: SignOffState
) -> None:
    found = progress(place_with(*map(said, people)).state)
    assert (found.count, found.state, len(found.signed)) == (count, state, len(people))


def test_a_task_follows_its_sign_off_and_goes_back_with_it() -> None:
    place = place_with(*map(said, [LEAD, OWN_WORDS, PARTNER]))
    done = progress_of(place.state, DEFINITIONS, TODAY).task("go-live.sign")
    assert done is not None
    assert (done.status, done.status_set and done.status_set.actor) == ("done", PARTNER)
    last = place.state.signatures_of("so.both")[-1]
    place.record(withdrawn.draft(last, "Wrong week"))
    back = progress_of(place.state, DEFINITIONS, TODAY).task("go-live.sign")
    assert back is not None
    assert back.status == "to-do"
    found = progress(place.state)
    assert (found.state, found.withdrawn[0][0].by, found.withdrawn[0][1].reason) == ("partly", PARTNER, "Wrong week")


def test_all_taken_back_is_withdrawn_and_made_again_is_made() -> None:
    place = place_with(said(LEAD))
    place.record(withdrawn.draft(place.state.signatures_of("so.both")[0], "Too early"))
    assert progress(place.state).state is SignOffState.WITHDRAWN
    for by in (LEAD, OWN_WORDS, PARTNER):
        place.record(said(by))
    assert progress(place.state).state is SignOffState.MADE


def test_a_signature_made_before_the_second_time_is_kept_and_does_not_count() -> None:
    place = place_with(*(said(by, "so.again") for by in (LEAD, OWN_WORDS, PARTNER)))
    first = progress(place.state, "so.again")
    assert (first.state, first.due, first.is_again) == (SignOffState.MADE, date(2027, 4, 11), False)
    place.record(practice_set.draft({"happened.kick-off": [TODAY.isoformat(), ""]}))
    again = progress(place.state, "so.again")
    assert (again.state, again.due, len(again.earlier), again.is_again) == (
        SignOffState.OPEN,
        date(2027, 4, 9),
        3,
        True,
    )
    place.record(said(LEAD, "so.again", signed_on=date(2027, 1, 20), seen_by="Alex Sample"))
    assert progress(place.state, "so.again").count == 1


def test_what_is_done_without_a_signature_is_signed_elsewhere() -> None:
    place = place_with(task_set.draft("go-live.sign", status=["done", ""]))
    (found,) = progress(place.state).elsewhere
    assert (found.by, found.on, found.recorded_by.name) == ("", None, "Alex Sample")
    assert not progress(place.state).is_open
    place.record(task_set.draft("go-live.sign", status=["done", ""], signed_elsewhere=["Jo", "2027-01-04", "A letter"]))
    (found,) = progress(place.state).elsewhere
    assert (found.by, found.on, found.where) == ("Jo", date(2027, 1, 4), "A letter")
    told = history(PRACTICE, place.events.values(), DEFINITIONS)[-1].text
    assert "Signed elsewhere by Jo on Mon 4 January 2027 (A letter)" in told


def test_what_does_not_apply_is_not_due() -> None:
    place = place_with(task_set.draft("go-live.sign", status=["not-applicable", "No board here"]))
    found = progress(place.state)
    assert (found.applies, found.is_open, found.overdue) == (False, False, False)
    whole = progress_of(place.state, DEFINITIONS, TODAY)
    assert (whole.sign_offs_made, whole.sign_offs_total) == (0, 1)


def test_history_says_who_signed_for_whom_how_and_what_was_open() -> None:
    point = OpenPoint("data-issues", "Data issues", "Data issues that are not settled: 2")
    place = place_with(
        said(LEAD, open=(point,)), said(PARTNER, signed_on=date(2027, 1, 4), seen_by="Alex Sample", remark="No remark")
    )
    place.record(withdrawn.draft(place.state.signatures_of("so.both")[0], "Two reports were of the wrong week"))
    *_, first, second, third = history(PRACTICE, place.events.values(), DEFINITIONS)
    assert first.title == "Both"
    assert first.text == "Signed by Dr Jo Example, Lead GP, Made-up Surgery, practice: “All is well.” (1 still open)"
    assert second.text.startswith(
        "Signed on paper by Kim Example, Delivery partner, Made-up Partner, on Mon 4 January 2027"
    )
    assert "seen by Alex Sample" in second.text
    assert third.text == "Signature of Dr Jo Example withdrawn, because: Two reports were of the wrong week"
    assert third.item == "so.both"


@pytest.mark.parametrize(
    "body",
    [
        {"wording": 3},
        {"by": "Ann"},
        {"by": ["Ann"]},
        {"figures": {"n": "many"}},
        {"open": [["item", "title"]]},
        {"lists": [["title", "heads", []]]},
        {"signed_on": "soon"},
        {"sign_off": ""},
        {"filled": [1]},
        {"over": {"x": 1}},
    ],
)
def test_a_body_of_another_shape_is_kept_and_not_read(body: dict[str, Any]) -> None:
    whole = said(LEAD).body
    assert KINDS["signed"].fits(whole)
    assert not KINDS["signed"].fits(whole | body)


@given(
    moves=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["lead", "own", "partner", "take", "undo", "meet"])), max_size=12
    ),
    seed=st.integers(0, 9),
)
def test_signatures_made_in_several_places_come_together_in_any_order(moves: list[tuple[int, str]], seed: int) -> None:
    places = three_places()
    people = {"lead": LEAD, "own": OWN_WORDS, "partner": PARTNER}
    for number, move in moves:
        place = places[number]
        if move in people:
            place.record(said(people[move]))
        elif move == "meet":
            place.meet(places[(number + 1) % 3])
        elif place.state.signatures:
            entries = sorted(place.state.signatures.values(), key=lambda entry: entry.key)
            if move == "take":
                place.record(withdrawn.draft(entries[seed % len(entries)], "Wrong"))
            elif place.state.withdrawals:
                last = sorted(place.state.withdrawals.values(), key=lambda entry: entry.key)[0]
                place.record(Draft("withdrawn", {"target": last.id, "target_hash": last.hash, "reason": "Undone"}))
    events = all_events(places)
    expected = progress(fold(PRACTICE, events))
    for order in (random.Random(seed), random.Random(seed + 1)):
        assert progress(fold(PRACTICE, in_some_order(events, order))) == expected
    standing = [entry.by for entry in expected.signed]
    wanted = min(standing.count(LEAD) + standing.count(OWN_WORDS), 2 if LEAD in standing else 1)
    assert expected.count == wanted + min(standing.count(PARTNER), 1)
