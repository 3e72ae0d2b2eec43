import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from migdesk.practice.event import Actor
from migdesk.ui.dialogs import practice_dialog
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.ui.welcome.welcome_page import WelcomePage
from migdesk.workspace.practice_commands import PracticeDetails


@pytest.fixture
def page(qtbot: QtBot, session: Session, theme: Theme) -> WelcomePage:
    session.workspace.recorder.actor = None
    made = WelcomePage(session, theme)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def sign(page: WelcomePage) -> None:
    page.person.name.setText("Ari Stone")
    page.person.role.setEditText("Delivery partner")


def test_nobody_gets_in_without_name_and_role(qtbot: QtBot, page: WelcomePage, session: Session) -> None:
    page.person.organisation.setText("North Moor ICB")
    with qtbot.assertNotEmitted(page.finished):
        page.visits_door.click()
    assert "name is missing" in page.person.name_field.problem
    assert "role is missing" in page.person.role_field.problem
    assert page.person.organisation.text() == "North Moor ICB"
    assert session.workspace.actor is None


def test_visitors_go_to_the_board(qtbot: QtBot, page: WelcomePage, session: Session) -> None:
    sign(page)
    with qtbot.waitSignals([page.finished, session.actor_changed]):
        page.visits_door.click()
    assert session.workspace.actor == Actor("Ari Stone", "delivery-partner", "", "delivery-partner")


def test_a_role_may_be_in_ones_own_words(page: WelcomePage, session: Session) -> None:
    sign(page)
    page.person.role.setEditText("Practice pharmacist")
    page.visits_door.click()
    assert "for whom you speak" in page.person.party_field.problem
    assert session.workspace.actor is None
    page.person.party.setCurrentIndex(page.person.party.findText("Practice"))
    page.visits_door.click()
    assert session.workspace.actor == Actor("Ari Stone", "Practice pharmacist", "", "practice")


def test_staff_enter_their_practice_and_may_step_back(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, page: WelcomePage
) -> None:
    sign(page)
    monkeypatch.setattr(practice_dialog, "add_practice", lambda _session, _parent: "")
    with qtbot.assertNotEmitted(page.finished):
        page.own_door.click()
    monkeypatch.setattr(practice_dialog, "add_practice", lambda _session, _parent: "the-id")
    with qtbot.waitSignal(page.finished) as caught:
        page.own_door.click()
    assert caught.args == ["the-id"]


def test_looking_round_opens_a_sample(qtbot: QtBot, page: WelcomePage, session: Session) -> None:
    sign(page)
    with qtbot.waitSignal(page.finished) as caught:
        page.sample_door.click()
    assert session.workspace.store.state(caught.args[0]).sample


def test_enter_leads_through_the_fields_to_the_doors(qtbot: QtBot, page: WelcomePage) -> None:
    page.activateWindow()
    page.person.name.setFocus()
    qtbot.keyClick(page.person.name, Qt.Key.Key_Return)
    assert page.focusWidget() in (page.person.role, page.person.role_line)
    qtbot.keyClick(page.person.role_line, Qt.Key.Key_Return)
    assert page.focusWidget() is page.person.organisation
    qtbot.keyClick(page.person.organisation, Qt.Key.Key_Return)
    assert page.focusWidget() is page.own_door


def test_it_fits_a_small_laptop_at_150_percent(page: WelcomePage) -> None:
    """1366 by 768 at 150 % scaling leaves some 910 by 430 logical pixels beneath the header."""
    page.resize(910, 430)
    page.visits_door.click()  # with both problems shown
    page.grab()
    assert page.minimumSizeHint().width() <= 910
    bottom = page.sample_door.mapTo(page, page.sample_door.rect().bottomLeft()).y()
    assert bottom < page.height()


# a record that came from elsewhere


@pytest.fixture
def found(qtbot: QtBot, session: Session, theme: Theme) -> WelcomePage:
    """The page over a record with a practice, in a folder that knows no person."""
    session.workspace.practices.add(PracticeDetails("Made-up Surgery"))
    session.workspace.recorder.actor = None
    made = WelcomePage(session, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_record_that_was_found_is_greeted_as_such(qtbot: QtBot, found: WelcomePage, session: Session) -> None:
    said = [label.text() for label in found.findChildren(QLabel) if label.isVisible()]
    assert "A record of 1 practice was found here. Who are you?" in said
    (person,) = found.people.people
    found.people.setCurrentRow(0)
    (practice,) = session.workspace.names()
    with qtbot.waitSignal(found.finished) as finished:
        found.found_door.click()
    assert finished.args == [practice.id]
    assert session.workspace.actor == person


def test_somebody_else_may_open_it(qtbot: QtBot, found: WelcomePage, session: Session) -> None:
    sign(found)
    with qtbot.waitSignal(found.finished):
        found.found_door.click()
    assert session.workspace.actor == Actor("Ari Stone", "delivery-partner", "", "delivery-partner")
