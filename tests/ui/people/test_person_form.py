"""The form that asks who somebody is: name, role, party and organisation move together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from migdesk.base.errors import UserError
from migdesk.practice.event import Actor
from migdesk.ui.people.person_form import PersonForm
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.labelled_field import LabelledField

DANA = Actor("Dana Field", "practice-manager", "Riverside Surgery", "practice")
PATEL = Actor("Dr A. Patel", "lead-gp", "Riverside Surgery", "practice")


@pytest.fixture
def form(qtbot: QtBot, session: Session) -> PersonForm:
    made = PersonForm(session.workspace.definitions, PATEL, known=(DANA, PATEL))
    qtbot.addWidget(made)
    made.show()
    return made


def retype(qtbot: QtBot, form: PersonForm, name: str) -> None:
    """Type a name over the one that is there, and press Enter."""
    form.name.selectAll()
    qtbot.keyClicks(form.name, name)
    qtbot.keyClick(form.name, Qt.Key.Key_Return)


def test_a_known_name_brings_role_party_and_organisation(qtbot: QtBot, form: PersonForm) -> None:
    with qtbot.waitSignal(form.person_matched) as matched:
        retype(qtbot, form, "dana field")
    assert matched.args == [DANA]
    assert form.read() == DANA


def test_a_strangers_name_takes_away_what_somebody_else_left(qtbot: QtBot, form: PersonForm) -> None:
    with qtbot.waitSignal(form.person_matched) as matched:
        retype(qtbot, form, "Robin Vale")
    assert matched.args == [None]
    with pytest.raises(UserError):
        form.read()
    assert "role is missing" in form.role_field.problem
    assert form.name.text() == "Robin Vale"


def test_without_leaving_the_field_it_is_the_same(form: PersonForm) -> None:
    form.name.setText("Dana Field")
    assert form.read() == DANA


def test_what_was_changed_by_hand_beside_the_name_stays(qtbot: QtBot, form: PersonForm) -> None:
    form.role.setEditText("Commissioner")
    form.organisation.setText("North Moor ICB")
    retype(qtbot, form, "Robin Vale")
    assert form.read() == Actor("Robin Vale", "commissioner", "North Moor ICB", "commissioner")


def test_a_role_tells_the_party_or_it_is_asked(form: PersonForm) -> None:
    form.role.setEditText("new suppliers")
    assert form.party.currentData() == "new-supplier"
    form.role.setEditText("Migration lead")
    assert form.party.currentData() == ""
    with pytest.raises(UserError):
        form.read()
    assert "for whom you speak" in form.party_field.problem
    form.party.setCurrentIndex(form.party.findText("Other"))
    assert not form.party_field.problem
    assert form.read() == Actor("Dr A. Patel", "Migration lead", "Riverside Surgery", "other")


def test_the_party_of_0_1_0s_person_is_found_by_the_role(form: PersonForm) -> None:
    form.fill(Actor("Dana Field", "practice-manager"))
    assert form.read() == Actor("Dana Field", "practice-manager", "", "practice")


@pytest.mark.parametrize(("characters", "rows"), [(120, 1), (70, 2), (32, 4)])
def test_narrow_it_stands_in_rows(qtbot: QtBot, session: Session, characters: int, rows: int) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(around.fontMetrics().averageCharWidth() * characters, 500)
    QVBoxLayout(around).addWidget(PersonForm(session.workspace.definitions, DANA))
    around.show()
    qtbot.waitUntil(lambda: len({field.y() for field in around.findChildren(LabelledField)}) == rows)
    assert around.width() == around.fontMetrics().averageCharWidth() * characters
