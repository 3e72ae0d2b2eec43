"""Each kind of event stands in one file that says all there is to know of it."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

import pytest
from msgspec.structs import replace

from migdesk.practice import kinds
from migdesk.practice.entries import Way
from migdesk.practice.event import Draft, Event
from migdesk.practice.fold import apply, fold
from migdesk.practice.kinds import KINDS, exchanged, kind_of, paired, went_on_without
from migdesk.practice.kinds.fields import own_keys
from migdesk.practice.kinds.kind import Kind
from migdesk.practice.state import PracticeState
from support import PRACTICE, event, practice_set, small_definitions, task_set

DATES = "kick-off.agree-dates"
NOTE = Draft("note-added", {"task": DATES, "text": "Ring the supplier"})
BEFORE = (practice_set(name="Made-up Surgery"), NOTE)
EXAMPLES: dict[str, tuple[Draft, str]] = {
    "practice-set": (practice_set(commissioner="An ICB"), ""),
    "task-set": (task_set(DATES, status=["done", ""], owner="Ann"), DATES),
    "own-task-added": (Draft("own-task-added", {"task": "own.1", "phase": "kick-off", "title": "Cake"}), "own.1"),
    "row-set": (Draft("row-set", {"register": "contacts", "row": "r1", "fields": {"name": "Ann"}}), "contacts/r1"),
    "row-counted": (
        Draft("row-counted", {"register": "re-entry", "row": "r1", "measure": "logged", "n": 8}),
        "re-entry/r1",
    ),
    "note-added": (NOTE, DATES),
    "acknowledged": (Draft("acknowledged", {"reference": "gdpr", "wording": "Read.", "wording_hash": "h"}), "gdpr"),
    "signed": (
        Draft("signed", {"sign_off": "so.data", "wording": "Checked.", "wording_hash": "h", "by": ["Ann", "lead-gp"]}),
        "so.data",
    ),
    "attached": (
        Draft("attached", {"item": DATES, "name": "minutes.pdf", "sha256": "0" * 64, "size": 3}),
        DATES,
    ),
    "withdrawn": (Draft("withdrawn", {"target": "a-2", "reason": "Wrong"}), DATES),
    "paired": (paired.draft("pair-1", "p2"), ""),
    "exchanged": (exchanged.draft(Way.SENT, "Kim Example", 2, ["00" * 32], 2), ""),
    "went-on-without": (went_on_without.draft(["00" * 32]), ""),
}
"""For each kind something to record, and what it is about. A new kind needs a line here."""
FOR_GOOD = {"exchanged", "went-on-without"}
"""Kinds that nothing takes back: what somebody has had they have, what was folded stays folded."""


def state_before() -> PracticeState:
    return fold(PRACTICE, [event(one.kind, one.body, seq=seq) for seq, one in enumerate(BEFORE, 1)])


def recorded(draft: Draft, state: PracticeState, seq: int) -> tuple[Event, PracticeState]:
    """Return an event as the store would record it, and the state after it."""
    new = replace(event(draft.kind, KINDS[draft.kind].complete(draft, state), seq=seq), private=draft.private)
    return new, apply(state, new)


def test_every_file_of_a_kind_is_in_the_table_and_has_an_example() -> None:
    modules = [import_module(f"{kinds.__name__}.{found.name}") for found in pkgutil.iter_modules(kinds.__path__)]
    in_files = {module.KIND for module in modules if hasattr(module, "KIND")}
    assert in_files == set(KINDS.values())
    assert set(EXAMPLES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_kind_lacks_no_part(kind: Kind) -> None:
    parts = {name: getattr(kind, name) for name in Kind.__struct_fields__}
    assert parts.pop("name") in KINDS
    assert all(isinstance(part, Callable) for part in parts.values())  # type: ignore[arg-type]


def test_a_kind_cannot_be_made_without_one_of_its_parts() -> None:
    with pytest.raises(TypeError, match="Missing required argument"):
        Kind(name="tea-drunk", fits=lambda _: True)  # type: ignore[call-arg]


@pytest.mark.parametrize("name", KINDS)
def test_what_is_recorded_is_read_applied_told_and_about_something(name: str) -> None:
    draft, item = EXAMPLES[name]
    before = state_before()
    new, after = recorded(draft, before, 3)
    kind = kind_of(new)
    assert kind is not None
    assert kind.item(new, after) == item
    assert kind.tell(new, before, small_definitions())
    assert after != apply(before, event("tea-drunk", {}, seq=3))
    assert set(kind.needs(new)) <= {"a-1", "a-2"}


@pytest.mark.parametrize("name", sorted(FOR_GOOD))
def test_what_nothing_takes_back(name: str) -> None:
    new, state = recorded(EXAMPLES[name][0], state_before(), 3)
    assert KINDS[name].reverse(new, state_before()) == ()
    assert not KINDS[name].stands(new, state, own_keys([new]))


@pytest.mark.parametrize("name", sorted(KINDS.keys() - FOR_GOOD))
def test_what_is_recorded_stands_until_it_is_reversed_and_again_after_that(name: str) -> None:
    new, state = recorded(EXAMPLES[name][0], state_before(), 3)
    kind = KINDS[name]
    assert kind.stands(new, state, own_keys([new]))
    (reversal,) = kind.reverse(new, state_before())
    back, undone = recorded(reversal, state, 4)
    assert not kind.stands(new, undone, own_keys([new]))
    assert back.body["undoes"] == new.id
    (again,) = KINDS[reversal.kind].reverse(back, state)
    assert kind.stands(new, recorded(again, undone, 5)[1], own_keys([new]))
