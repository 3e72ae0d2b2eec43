"""For whom somebody spoke: as they said, or as 0.1.0 took it; never guessed."""

from __future__ import annotations

import pytest

from migdesk.base.assets import content_folder
from migdesk.checklist.loading import load_definitions
from migdesk.practice.event import Actor
from migdesk.practice.parties import counted_party, is_same_speaker, speaker

ROLES = load_definitions(content_folder()).roles


@pytest.mark.parametrize(
    ("role", "party", "counted"),
    [
        ("practice-manager", "", "practice"),
        ("GP partner", "", "practice"),
        ("Project Manager", "", "practice"),
        ("IT lead", "", "practice"),
        ("delivery-partner", "", "delivery-partner"),
        ("Trainer", "", ""),
        ("", "", ""),
        ("Project Manager", "commissioner", "commissioner"),
        ("GP partner", "other", "other"),
        ("practice-manager", "new-supplier", "new-supplier"),
    ],
)
def test_what_was_not_asked_counts_as_under_0_1_0(role: str, party: str, counted: str) -> None:
    assert counted_party(Actor("Ann Example", role, "An ICB", party), ROLES) == counted


def test_somebody_is_told_with_role_organisation_and_party() -> None:
    assert speaker(Actor("Ann", "lead-gp", "A Surgery", "practice"), ROLES) == "Ann, Lead GP, A Surgery, practice"
    assert speaker(Actor("Kim", "commissioner", "An ICB", "commissioner"), ROLES) == "Kim, Commissioner, An ICB"
    assert speaker(Actor("Lee", "Cook"), ROLES) == "Lee, Cook"


def test_what_was_recorded_without_a_party_can_be_said_anew() -> None:
    now = Actor("Ann", "practice-manager", "", "practice")
    assert is_same_speaker(Actor("Ann", "practice-manager", "A Surgery", "practice"), now, ROLES)
    assert not is_same_speaker(Actor("Ann", "practice-manager", "A Surgery"), now, ROLES)
    assert not is_same_speaker(Actor("Ann", "practice-manager", "A Surgery", "practice"), Actor("Bo", "lead-gp"), ROLES)
