"""The people at this keyboard, remembered between starts."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.base.paths import IDENTITY_FILE, PEOPLE_FILE
from migdesk.practice.event import Actor
from migdesk.workspace.people.checked_actor import MOST_CHARACTERS
from migdesk.workspace.people.known_people import MOST_KEPT, KnownPeople, load_people, save_people
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PARTNER, TODAY

ANN = Actor("Ann Example", "GP partner", "Made-up Surgery", "practice")


def test_who_was_here_is_remembered_with_all_that_was_said(tmp_path: Path) -> None:
    assert load_people(tmp_path) == KnownPeople()
    known = KnownPeople((MANAGER, ANN), "Ann Example", date(2027, 1, 8))
    save_people(tmp_path, known)
    assert load_people(tmp_path) == known


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    save_people(tmp_path / "data", KnownPeople((MANAGER,)))
    assert (tmp_path / "data" / PEOPLE_FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", [PEOPLE_FILE, IDENTITY_FILE])
@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b'{"name": 1}', b'{"name": "", "role": ""}', b'{"name": "Ann", "role": " "}'],
)
def test_a_file_that_is_no_use_asks_again(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert load_people(tmp_path) == KnownPeople()


def test_the_person_of_0_1_0_is_read_and_has_no_party_yet(tmp_path: Path) -> None:
    (tmp_path / IDENTITY_FILE).write_text('{"name": "Alex Sample", "role": "GP partner"}')
    assert load_people(tmp_path).people == (Actor("Alex Sample", "GP partner"),)
    (tmp_path / PEOPLE_FILE).write_bytes(b"damaged")
    assert load_people(tmp_path).people == (Actor("Alex Sample", "GP partner"),)


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        (Actor(" ", "lead-gp"), "Your name is missing"),
        (Actor("Ann", ""), "Your role is missing"),
        (Actor("x" * (MOST_CHARACTERS + 1), "lead-gp"), "at most 120 characters"),
        (Actor("Ann", "lead-gp", "x" * (MOST_CHARACTERS + 1)), "at most 120 characters"),
        (Actor("Ren\udce9", "lead-gp"), "characters that cannot be saved"),
        (Actor("Ann", "lead-gp", "", "nobody"), "“nobody” is no party"),
    ],
)
@pytest.mark.parametrize("remember", [True, False])
def test_somebody_who_cannot_be_named_is_not_signed_in(
    actor: Actor, words: str, remember: bool, workspace: Workspace
) -> None:
    with pytest.raises(UserError, match=words):
        workspace.people.switch(actor, remember=remember)
    assert workspace.actor == MANAGER
    assert load_people(workspace.paths.data) == KnownPeople()


def test_a_person_who_is_not_to_be_remembered_is_not(workspace: Workspace) -> None:
    workspace.people.switch(Actor(" Ann  Example", "lead-gp", party="practice"), remember=False)
    assert workspace.actor == Actor("Ann Example", "lead-gp", "", "practice")
    assert load_people(workspace.paths.data) == KnownPeople()
    workspace.sign_in(MANAGER)
    assert load_people(workspace.paths.data).at_keyboard == MANAGER


def test_a_switch_notes_who_was_here_before_until_somebody_says_that_it_is_right() -> None:
    known = KnownPeople().switched(MANAGER, TODAY)
    assert (known.before, known.switched_on) == ("", None)
    known = known.switched(MANAGER, TODAY)
    assert known == KnownPeople((MANAGER,))
    known = known.switched(ANN, TODAY)
    assert known == KnownPeople((ANN, MANAGER), "Alex Sample", TODAY)
    corrected = Actor("ann  example", "lead-gp", "", "practice")
    assert known.switched(corrected, TODAY).people == (corrected, MANAGER)
    assert known.switched(corrected, TODAY).before == "Alex Sample"
    assert known.settled() == KnownPeople((ANN, MANAGER))


def test_a_name_stands_once_and_those_of_long_ago_are_forgotten(tmp_path: Path) -> None:
    people = tuple(Actor(f"Person {number}", "trainer", "", "other") for number in range(MOST_KEPT + 5))
    save_people(tmp_path, KnownPeople(people))
    assert load_people(tmp_path).people == people[:MOST_KEPT]
    saved = json.loads((tmp_path / PEOPLE_FILE).read_text(encoding="utf-8"))
    saved["people"] = [saved["people"][1], saved["people"][0], saved["people"][1]]
    (tmp_path / PEOPLE_FILE).write_text(json.dumps(saved), encoding="utf-8")
    assert load_people(tmp_path).people == (people[1], people[0])


def test_somebody_who_acts_once_is_known_but_not_at_the_keyboard() -> None:
    known = KnownPeople((MANAGER,)).with_person(PARTNER)
    assert known == KnownPeople((MANAGER, PARTNER))
    assert known.named(" kim  EXAMPLE ") == PARTNER
    assert known.named("Kim") is None
