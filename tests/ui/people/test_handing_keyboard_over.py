"""The keyboard goes from hand to hand: the menu in the status shown, and the question at the next start."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from migdesk.practice.event import Actor
from migdesk.ui.main_window.person_button import PersonButton
from migdesk.ui.people import who_is_here
from migdesk.ui.people.person_menu import others_known, person_menu
from migdesk.ui.session.session import Session

DANA = Actor("Dana Field", "practice-manager", "Riverside Surgery", "practice")
PATEL = Actor("Dr A. Patel & Son", "lead-gp", "Riverside Surgery", "practice")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def two(session: Session) -> Session:
    """A session of two people who take turns; Dana is here now."""
    session.workspace.people.switch(PATEL)
    session.workspace.people.switch(DANA)
    session.workspace.people.settle_switch()
    return session


def choose(session: Session, parent: QWidget, *path: str) -> None:
    """Choose an entry of the menu, through its submenus."""
    menu = person_menu(session, others_known(session), lambda: None, parent)
    for words in path:
        found = {action.text().replace("&&", "&"): action for action in menu.actions()}
        assert words in found, sorted(found)
        submenu = found[words].menu()
        if isinstance(submenu, QMenu):
            menu = submenu
        else:
            found[words].trigger()


def button(qtbot: QtBot, session: Session) -> PersonButton:
    shown = PersonButton(session)
    qtbot.addWidget(shown)
    session.actor_changed.connect(shown.person_changed)
    return shown


def test_one_choice_switches(qtbot: QtBot, two: Session, parent: QWidget) -> None:
    shown = button(qtbot, two)
    choose(two, parent, "Dr A. Patel & Son, Lead GP")
    assert two.workspace.actor == PATEL
    assert shown.text() == "Dr A. Patel && Son, Lead GP ▾"
    assert shown.accessibleName() == "At the keyboard: Dr A. Patel & Son, Lead GP"


def test_once_is_in_sight_and_can_be_called_off(qtbot: QtBot, two: Session, parent: QWidget) -> None:
    shown = button(qtbot, two)
    choose(two, parent, "Only this once, then back to Dana Field", "Dr A. Patel & Son, Lead GP")
    assert two.workspace.actor == PATEL
    assert shown.text() == "Next entry: Dr A. Patel && Son, Lead GP · then Dana Field ▾"
    choose(two, parent, "Back to Dana Field now")
    assert two.workspace.actor == DANA
    assert shown.text() == "Dana Field, Practice Manager ▾"


def test_little_room_is_for_the_name(qtbot: QtBot, two: Session) -> None:
    shown = button(qtbot, two)
    character = shown.fontMetrics().averageCharWidth()
    texts = []
    for width in (200, 40, 12):
        shown.fit(width * character)
        texts.append(shown.text())
    assert texts[:2] == ["Dana Field, Practice Manager ▾", "Dana Field ▾"]
    assert texts[2].endswith("… ▾")
    assert shown.accessibleName() == "At the keyboard: Dana Field, Practice Manager"


def test_nobody_else_known_is_no_menu(session: Session) -> None:
    assert others_known(session) == ()


@pytest.mark.parametrize(
    ("answer", "here", "asks_again"),
    [
        (0, "Dr A. Patel & Son", False),
        (1, "Dana Field", False),
        (2, "Robin Vale", False),
        (3, "Dr A. Patel & Son", True),
    ],
)
def test_a_start_after_a_switch_asks_who_is_here(
    two: Session, parent: QWidget, monkeypatch: pytest.MonkeyPatch, answer: int, here: str, asks_again: bool
) -> None:
    questions: list[str] = []

    def ask(_parent: object, _title: str, question: str, about: str, answers: Sequence[str]) -> int:
        questions.append(f"{question} {about}")
        assert answers[:2] == ("I am Dr A. Patel & Son", "I am Dana Field")
        return answer

    def somebody_else(session: Session, _parent: object) -> bool:
        session.workspace.people.switch(Actor("Robin Vale", "commissioner"))
        return True

    monkeypatch.setattr(who_is_here, "ask", ask)
    monkeypatch.setattr(who_is_here, "ask_who_is_here", somebody_else)
    who_is_here.ask_after_switch(two, parent)
    assert questions == []  # nobody has come since
    two.workspace.people.switch(PATEL)
    who_is_here.ask_after_switch(two, parent)
    (question,) = questions
    assert "Dr A. Patel & Son, Lead GP, has been at the keyboard since Sun 22 November 2026." in question
    assert "Before, it was Dana Field, Practice Manager." in question
    assert two.workspace.actor is not None and two.workspace.actor.name == here
    assert bool(two.workspace.people.known_here().before) is asks_again
