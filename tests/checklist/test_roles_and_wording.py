"""Roles as people type them, and the words that they put their name to."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from migdesk.checklist.roles import find_role, speaks_for_practice
from migdesk.checklist.wording import HASH_DIGITS, hash_of, wording_of
from support import small_definitions

DEFINITIONS = small_definitions()
GDPR = DEFINITIONS.reference_by_id["gdpr"]


@pytest.mark.parametrize("text", ["practice-manager", "Practice Manager", "practice  managers", "PRACTICE-MANAGER"])
def test_a_role_is_known_by_id_title_and_plural(text: str) -> None:
    role = find_role(text, DEFINITIONS.roles)
    assert role is not None
    assert role.id == "practice-manager"


@pytest.mark.parametrize(
    ("text", "speaks"),
    [("Lead GP", True), ("delivery-partner", False), ("Caldicott Guardian", True), ("", False), ("  ", False)],
)
def test_who_speaks_for_the_practice(text: str, speaks: bool) -> None:
    assert speaks_for_practice(text, DEFINITIONS.roles) is speaks


def test_the_wording_names_the_reference_where_it_is_and_why() -> None:
    assert wording_of(GDPR) == (
        "I know of UK GDPR (https://www.gov.uk/) and where to find it. "
        "It binds whoever holds data on people. "
        "The organisation that I speak for will keep to it, and to what has replaced it, in this migration."
    )


def test_white_space_does_not_change_the_hash() -> None:
    assert hash_of("one  two\n three ") == hash_of("one two three")
    assert len(hash_of("")) == HASH_DIGITS


@pytest.mark.parametrize("change", [{"name": "EU GDPR"}, {"why": "Another reason."}, {"addresses": ()}])
def test_other_words_have_another_hash(change: dict[str, object]) -> None:
    assert hash_of(wording_of(replace(GDPR, **change))) != hash_of(wording_of(GDPR))


def test_news_does_not_undo_a_sign_off() -> None:
    newer = replace(GDPR, changed="The Act of 2025 changed it.", notes="A note", year=2025)
    assert wording_of(newer) == wording_of(GDPR)


def test_the_hash_never_changes_between_versions() -> None:
    """Stored sign-offs are compared with it; changing the hash would ask everybody again."""
    assert hash_of("I have read UK GDPR.") == "b5b13eaf7a10dd53"


def test_tasks_folded_into_another_are_found_by_their_old_id() -> None:
    assert DEFINITIONS.task_by_id["kick-off.old-dates"].id == "kick-off.agree-dates"
    assert DEFINITIONS.role_title("lead-gp") == "Lead GP"
    assert DEFINITIONS.role_title("Caldicott Guardian") == "Caldicott Guardian"
