"""The laws that let two laptops meet: the same events give the same state in any order, any number of times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.practice.event import Event
from migdesk.practice.fold import fold
from migdesk.practice.history import history
from migdesk.practice.progress import progress_of
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUSES
from support import MANAGER, PARTNER, PRACTICE, START, event, small_definitions

TASKS = st.sampled_from(["t1", "t2", "own.1", "kick-off.agree-dates"])
WORDS = st.text(max_size=5)
DEVICES = ("a", "b", "c")
EVENT_IDS = st.builds(lambda device, seq: f"{device}-{seq}", st.sampled_from(DEVICES), st.integers(1, 6))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)

PRACTICE_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "name": WORDS,
        "go_live": st.sampled_from(["2027-04-12", None]),
        "archived": st.booleans(),
        "planned.kick-off": st.sampled_from(["2027-01-01", None]),
        "happened.order": st.sampled_from([["2027-01-01", "2027-01-02"], ["2027-01-03", None], None]),
        "leave.one": st.sampled_from([["Ann", "2027-01-01", "2027-01-02"], None]),
        "leave.two": st.sampled_from([["Zoe", "2027-01-01", "2027-01-02"], None]),
        "old_system_access": st.sampled_from(["90-days", None]),
        "cutover_rehearsal": st.sampled_from(["2027-03-01", None]),
    },
)
TASK_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.tuples(st.sampled_from(STATUSES), WORDS).map(list),
        "owner": WORDS,
        "due": st.sampled_from(["2027-01-01", "2027-02-01", None]),
        "title": WORDS | st.none(),
        "removed": st.booleans(),
        "of_a_newer_version": ANYTHING,
    },
)
KNOWN = st.one_of(
    st.tuples(st.just("practice-set"), st.fixed_dictionaries({"fields": PRACTICE_FIELDS})),
    st.tuples(st.just("task-set"), st.fixed_dictionaries({"task": TASKS, "fields": TASK_FIELDS})),
    st.tuples(st.just("own-task-added"), st.fixed_dictionaries({"task": TASKS, "phase": WORDS, "title": WORDS})),
    st.tuples(
        st.just("row-counted"),
        st.fixed_dictionaries({"register": WORDS, "row": WORDS, "measure": WORDS, "n": st.integers(-9, 9)}),
    ),
    st.tuples(st.just("note-added"), st.fixed_dictionaries({"task": TASKS, "text": WORDS})),
    st.tuples(
        st.just("acknowledged"),
        st.fixed_dictionaries({"reference": st.just("gdpr"), "wording": WORDS, "wording_hash": WORDS}),
    ),
    st.tuples(st.just("withdrawn"), st.fixed_dictionaries({"target": EVENT_IDS, "reason": WORDS})),
)
KINDS = (
    "practice-set", "task-set", "own-task-added", "row-set", "row-counted", "note-added", "acknowledged", "withdrawn",
    "tea-drunk",
)  # fmt: skip
LINKS = st.dictionaries(
    st.sampled_from(["over", "restores", "saw", "knew", "target_hash"]),
    ANYTHING | st.lists(WORDS, max_size=2) | st.dictionaries(st.sampled_from(["owner", "name"]), st.lists(WORDS)),
)
FIELD_NAMES = (
    "name", "go_live", "archived", "status", "owner", "due", "title", "removed", "planned.kick-off", "happened.order",
    "leave.one", "old_system_access", "cutover_rehearsal",
)  # fmt: skip
MALFORMED = st.tuples(
    st.sampled_from(KINDS),
    ANYTHING
    | st.dictionaries(st.sampled_from(["task", "fields", "target", "text", "reference", "title", "phase"]), ANYTHING)
    | st.fixed_dictionaries({"task": st.just("t1"), "fields": st.dictionaries(st.sampled_from(FIELD_NAMES), ANYTHING)})
    | st.builds(lambda known, links: {"register": "r", "row": "1"} | known[1] | links, KNOWN, LINKS),
)


@st.composite
def logs(draw: Any, bodies: st.SearchStrategy[tuple[str, Any]] = KNOWN | MALFORMED) -> list[Event]:
    """Events of up to three devices; each device numbers its own and never repeats a clock reading."""
    events = []
    for device in DEVICES:
        clock = 0
        for seq, (kind, body) in enumerate(draw(st.lists(bodies, max_size=6)), 1):
            clock += draw(st.integers(1, 3))
            actor = MANAGER if device == "a" else PARTNER
            events.append(
                Event(
                    device_id=device,
                    seq=seq,
                    practice_id=PRACTICE,
                    clock=clock,
                    at=START,
                    actor=actor,
                    kind=kind,
                    body=body,
                )
            )
    return events


@given(log=logs(), data=st.data())
def test_the_order_makes_no_difference(log: list[Event], data: Any) -> None:
    assert fold(PRACTICE, data.draw(st.permutations(log))) == fold(PRACTICE, log)


@given(log=logs(), data=st.data())
def test_applying_events_again_changes_nothing(log: list[Event], data: Any) -> None:
    again = data.draw(st.lists(st.sampled_from(log), max_size=10)) if log else []
    assert fold(PRACTICE, [*log, *again]) == fold(PRACTICE, log)


@given(log=logs(), data=st.data())
def test_two_laptops_that_meet_agree(log: list[Event], data: Any) -> None:
    where = data.draw(st.lists(st.sampled_from(["first", "second", "both"]), min_size=len(log), max_size=len(log)))
    first = [one for one, here in zip(log, where, strict=True) if here != "second"]
    second = [one for one, here in zip(log, where, strict=True) if here != "first"]
    merged_on_first = fold(PRACTICE, second, fold(PRACTICE, first))
    merged_on_second = fold(PRACTICE, first, fold(PRACTICE, second))
    assert merged_on_first == merged_on_second == fold(PRACTICE, log)


@given(log=logs())
def test_a_state_survives_being_stored(log: list[Event]) -> None:
    state = fold(PRACTICE, log)
    encoder = msgspec.json.Encoder(order="deterministic")
    stored = encoder.encode(state)
    read = msgspec.json.decode(stored, type=PracticeState)
    assert encoder.encode(read) == stored
    assert encoder.encode(fold(PRACTICE, reversed(log))) == stored


@given(log=logs(MALFORMED | KNOWN))
def test_whatever_is_in_the_log_can_be_shown(log: list[Event]) -> None:
    """Bodies that make no sense are kept as unknown and counted; nothing trips over them later."""
    state = fold(PRACTICE, log)
    progress = progress_of(state, small_definitions(), START.date())
    assert 0 <= progress.percent <= 100
    assert len(history(PRACTICE, log, small_definitions())) == len(log)
    assert all(isinstance(title, str) for title in (state.name, state.own_title("own.1")))


@given(log=logs())
def test_every_event_leaves_a_trace(log: list[Event]) -> None:
    state = fold(PRACTICE, log)
    understood = {*state.notes, *state.acknowledgements, *state.withdrawals}
    unknown = {one.id for one in log if one.kind == "tea-drunk"}
    assert unknown <= set(state.newer)
    assert not understood & set(state.newer)
    if log:
        latest = max(log, key=lambda one: (one.clock, one.device_id))
        assert state.last_change is not None
        assert state.last_change.order[:2] == (latest.clock, latest.device_id)


def owners(*events: Event) -> set[str]:
    return {fold(PRACTICE, order).owner("t1") for order in (events, events[::-1])}


def owner_event(owner: str, clock: int, device: str, seq: int = 1) -> Event:
    return event("task-set", {"task": "t1", "fields": {"owner": owner}}, clock=clock, device=device, seq=seq)


def test_the_later_clock_wins_whatever_the_device() -> None:
    assert owners(owner_event("Ann", 2, "a"), owner_event("Zoe", 1, "z")) == {"Ann"}


def test_of_equal_clocks_the_greater_device_wins() -> None:
    assert owners(owner_event("Ann", 5, "a"), owner_event("Zoe", 5, "z")) == {"Zoe"}


def test_fields_of_one_task_are_settled_one_by_one() -> None:
    events = [
        event("task-set", {"task": "t1", "fields": {"owner": "Ann", "due": "2027-01-01"}}, clock=1, device="a"),
        event("task-set", {"task": "t1", "fields": {"owner": "Zoe"}}, clock=2, device="b"),
    ]
    state = fold(PRACTICE, events)
    assert (state.owner("t1"), str(state.due_by_hand("t1"))) == ("Zoe", "2027-01-01")


def withdrawal(target: str, seq: int) -> Event:
    return event("withdrawn", {"target": target, "reason": "so"}, seq=seq)


NOTE = event("note-added", {"task": "t1", "text": "Ring the supplier"}, seq=1)


@pytest.mark.parametrize("depth", range(6))
def test_withdrawing_a_withdrawal_brings_the_note_back(depth: int) -> None:
    chain = [NOTE] + [withdrawal(f"a-{seq - 1}", seq) for seq in range(2, 2 + depth)]
    for order in (chain, chain[::-1]):
        state = fold(PRACTICE, order)
        assert bool(state.standing_notes()) is (depth % 2 == 0)
        assert len(state.notes) == 1


def test_withdrawing_twice_and_taking_one_back_leaves_it_withdrawn() -> None:
    state = fold(PRACTICE, [NOTE, withdrawal("a-1", 2), withdrawal("a-1", 3), withdrawal("a-2", 4)])
    assert state.standing_notes() == ()
    assert state.withdrawn()["a-1"].id == "a-3"


def test_of_two_withdrawals_that_stand_the_earlier_is_told() -> None:
    for order in (
        [NOTE, withdrawal("a-1", 2), withdrawal("a-1", 3)],
        [withdrawal("a-1", 3), withdrawal("a-1", 2), NOTE],
    ):
        assert fold(PRACTICE, order).withdrawn()["a-1"].id == "a-2"


def test_withdrawals_that_name_each_other_do_not_hang() -> None:
    log = [withdrawal("a-2", 1), withdrawal("a-1", 2), withdrawal("a-3", 3)]
    state = fold(PRACTICE, log)
    assert set(state.withdrawn()) == {"a-1", "a-3"}
    assert len(history(PRACTICE, [*log, *log], small_definitions())) == 6


def test_an_own_task_added_twice_is_the_same_whichever_came_first() -> None:
    first = event("own-task-added", {"task": "own.1", "phase": "kick-off", "title": "One"}, clock=1, device="a")
    other = event("own-task-added", {"task": "own.1", "phase": "go-live", "title": "Two"}, clock=2, device="b")
    assert {fold(PRACTICE, order).own_tasks["own.1"].title for order in ([first, other], [other, first])} == {"One"}


UNREADABLE: Sequence[tuple[str, Any]] = [
    ("tea-drunk", {"cups": 3}),
    ("note-added", {"task": "t1"}),
    ("note-added", {"task": 5, "text": "five"}),
    ("note-added", "a text"),
    ("task-set", {"task": ["t1"], "fields": {"owner": "Ann"}}),
    ("task-set", {"task": "t1", "fields": {"status": "done"}}),
    ("task-set", {"task": "t1", "fields": {"status": ["paused", ""]}}),
    ("task-set", {"task": "t1", "fields": {"due": "soon"}}),
    ("task-set", {"task": "t1", "fields": [1]}),
    ("task-set", {"task": "t1", "fields": {"owner": "Ann", "removed": "yes"}}),
    ("practice-set", {"fields": {"go_live": "2027-02-30"}}),
    ("practice-set", {"fields": {"name": 7}}),
    ("own-task-added", {"task": "own.1", "phase": "kick-off"}),
    ("own-task-added", {"task": 1, "phase": "kick-off", "title": "One"}),
    ("acknowledged", {"reference": "gdpr"}),
    ("withdrawn", {}),
    ("withdrawn", None),
]


@pytest.mark.parametrize(("kind", "body"), UNREADABLE)
def test_what_cannot_be_read_is_kept_and_counted_and_changes_nothing_else(kind: str, body: Any) -> None:
    state = fold(PRACTICE, [event(kind, body)])
    assert state.newer == {"a-1": kind}
    assert state == msgspec.structs.replace(PracticeState(PRACTICE), newer=state.newer, last_change=state.last_change)
    (entry,) = history(PRACTICE, [event(kind, body)], small_definitions())
    assert entry.text == f"Something that a newer version of migdesk recorded ({kind})"


def test_fields_of_a_newer_version_are_kept_beside_the_known_ones() -> None:
    state = fold(PRACTICE, [event("task-set", {"task": "t1", "fields": {"owner": "Ann", "mood": {"now": "good"}}})])
    assert state.owner("t1") == "Ann"
    assert state.task_field("t1", "mood") is not None
    assert state.newer == {}
