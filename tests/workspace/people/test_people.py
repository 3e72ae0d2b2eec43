"""Who is at the keyboard, who acts once, who is known, and who has a part in a practice's migration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.base.paths import IDENTITY_FILE, Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PARTNER, CountingIds, TickingClock

TASK = "kick-off.hold-meeting"
PATEL = Actor("Dr A. Patel", "lead-gp", "Made-up Surgery", "practice")


def opened(folder: Path) -> Workspace:
    return bootstrap(Paths(folder, folder / "cache", "test"), clock=TickingClock(), new_id=CountingIds())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace over the built-in guide, with a person at the keyboard."""
    workspace = opened(tmp_path)
    workspace.people.switch(MANAGER)
    yield workspace
    workspace.close()


@pytest.fixture
def practice(desk: Workspace) -> str:
    return desk.practices.add(PracticeDetails(name="Made-up Surgery"))


def test_who_is_here_comes_with_their_party(desk: Workspace, tmp_path: Path) -> None:
    desk.people.switch(Actor("Kim Example", "Delivery partners", "Made-up Partner"))
    assert desk.people.at_keyboard() == Actor("Kim Example", "Delivery partners", "Made-up Partner", "delivery-partner")
    desk.close()
    again = opened(tmp_path)
    assert again.actor == desk.actor
    assert again.people.known()[1] == MANAGER
    again.close()


def test_a_role_in_own_words_tells_no_party(desk: Workspace) -> None:
    desk.people.switch(Actor("Pat Example", "GP partner", "Made-up Surgery"))
    assert desk.actor == Actor("Pat Example", "GP partner", "Made-up Surgery", "")
    desk.people.switch(Actor("Pat Example", "Project Manager", "Made-up Partner", "Delivery partner"))
    assert desk.actor == Actor("Pat Example", "Project Manager", "Made-up Partner", "delivery-partner")


@pytest.mark.parametrize(("role", "party"), [("practice-manager", "practice"), ("Practice pharmacist", "")])
def test_the_person_of_0_1_0_goes_on_without_a_question(tmp_path: Path, role: str, party: str) -> None:
    opened(tmp_path).close()
    (tmp_path / IDENTITY_FILE).write_text(f'{{"name": "Alex Sample", "role": "{role}"}}')
    workspace = opened(tmp_path)
    assert workspace.actor == Actor("Alex Sample", role, "", party)
    practice = workspace.practices.add(PracticeDetails(name="Made-up Surgery"))
    (event,) = workspace.store.events(practice)
    assert event.body.get("party", "") == party
    assert workspace.people.known_here().before == ""
    workspace.close()


def test_what_is_recorded_says_the_party_and_is_read_again(desk: Workspace, practice: str, tmp_path: Path) -> None:
    desk.tasks.add_note(practice, TASK, "Agreed")
    (note,) = desk.practice(practice).standing_notes()
    assert note.actor == MANAGER
    assert all(event.body["party"] == "practice" for event in desk.store.events(practice))
    desk.close()
    again = opened(tmp_path)
    assert [event.actor for event in again.store.events(practice)] == [MANAGER] * 2
    again.close()


def test_once_and_then_back(desk: Workspace, practice: str) -> None:
    reference = desk.definitions.references[0].id
    desk.people.once(PATEL)
    assert (desk.actor, desk.people.at_keyboard(), desk.people.acting_once()) == (PATEL, MANAGER, PATEL)
    seen = []
    desk.subscribe(lambda _: seen.append(desk.actor))
    desk.references.acknowledge(practice, reference)
    assert (desk.actor, desk.people.acting_once()) == (MANAGER, None)
    assert seen == [MANAGER]  # whoever redraws shows who is here now
    desk.tasks.add_note(practice, TASK, "Mine again")
    (acknowledged,) = desk.practice(practice).acknowledgements_of(reference)
    assert acknowledged.actor == PATEL
    assert desk.practice(practice).standing_notes()[0].actor == MANAGER
    assert desk.people.known_here().people == (MANAGER, PATEL)


def test_once_stays_until_something_is_recorded_or_it_is_called_off(desk: Workspace, practice: str) -> None:
    desk.people.once(PATEL)
    with pytest.raises(UserError):
        desk.references.acknowledge(practice, "no-such-reference")
    assert desk.people.acting_once() == PATEL
    desk.people.once(PARTNER)
    assert desk.people.at_keyboard() == MANAGER
    desk.people.back()
    assert (desk.actor, desk.people.acting_once()) == (MANAGER, None)
    desk.people.once(PATEL)
    desk.undo()
    assert desk.actor == MANAGER
    desk.people.once(PATEL)
    desk.people.switch(PARTNER)
    assert (desk.actor, desk.people.at_keyboard(), desk.people.acting_once()) == (PARTNER, PARTNER, None)


def test_a_switch_is_asked_about_at_the_next_start(desk: Workspace) -> None:
    desk.people.switch(PATEL)
    known = desk.people.known_here()
    assert (known.at_keyboard, known.before, known.switched_on) == (PATEL, "Alex Sample", desk.today)
    desk.people.settle_switch()
    assert desk.people.known_here().before == ""


def test_known_are_those_of_the_keyboard_and_then_those_of_the_record(desk: Workspace, practice: str) -> None:
    desk.act_as(Actor("Robin Vale", "commissioner", "North Moor ICB"))
    desk.tasks.add_note(practice, TASK, "A note")
    desk.act_as(Actor("alex  sample", "trainer"))
    desk.tasks.add_note(practice, TASK, "Under a wrong role")
    robin = Actor("Robin Vale", "commissioner", "North Moor ICB", "commissioner")
    assert desk.people.known() == (MANAGER, robin)


def test_the_contacts_are_the_people_of_the_practice(desk: Workspace, practice: str) -> None:
    added = desk.people.add(practice, "Ann Example", "Lead GP", "Made-up Surgery")
    other = desk.people.add(practice, "Mo Link", "Third party", "Made-up Pathology", "third party")
    ann, mo = desk.people.of(practice)
    assert (ann.id, ann.name, ann.role, ann.role_title, ann.party, ann.status) == (
        added, "Ann Example", "lead-gp", "Lead GP", "practice", "proposed",
    )  # fmt: skip
    assert (mo.id, mo.party, mo.actor) == (
        other, "third-party", Actor("Mo Link", "third-party", "Made-up Pathology", "other"),
    )  # fmt: skip
    with pytest.raises(UserError, match="Part in the migration"):
        desk.people.add(practice, "Bo", "Wizard", "Made-up Surgery")


@pytest.mark.parametrize("take", ["switch", "once"])
def test_a_name_that_looks_like_a_patients_is_asked_about(take: str, desk: Workspace) -> None:
    with pytest.raises(PatientDataQuestion):
        getattr(desk.people, take)(Actor("Ann 943 476 5919", "lead-gp"))
    assert desk.actor == MANAGER
