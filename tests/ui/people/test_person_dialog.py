"""Whoever is at the keyboard, chosen from those who are known, for good or for one entry."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from migdesk.practice.event import Actor
from migdesk.ui.people import hand_over
from migdesk.ui.people.person_dialog import PersonDialog
from migdesk.ui.session.session import Session
from migdesk.ui.sign_offs.paper_dialog import PaperDialog

DANA = Actor("Dana Field", "practice-manager", "Riverside Surgery", "practice")
PATEL = Actor("Dr A. Patel", "lead-gp", "Riverside Surgery", "practice")


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, sample: str) -> PersonDialog:
    people = session.workspace.people
    people.switch(PATEL)
    people.switch(DANA)
    people.add(sample, "Ann Example", "Commissioner", "North Moor ICB")
    made = PersonDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_known_are_offered_and_go_together(qtbot: QtBot, dialog: PersonDialog, session: Session) -> None:
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert rows == [
        "Dana Field, Practice Manager, Riverside Surgery (here now)",
        "Dr A. Patel, Lead GP, Riverside Surgery",
        "Ann Example, Commissioner, North Moor ICB",
        "Somebody else",
    ]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(session.actor_changed):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert session.workspace.actor == PATEL
    assert session.workspace.people.known_here().before == "Dana Field"


def test_somebody_else_begins_with_an_empty_form(dialog: PersonDialog) -> None:
    dialog.list.setCurrentRow(3)
    assert (dialog.form.name.text(), dialog.form.role.currentText(), dialog.form.party.currentData()) == ("", "", "")
    dialog.form.name.setText("dr a. patel")
    dialog.form.settle_name()
    assert dialog.list.currentRow() == 1


def test_only_for_the_next_entry(qtbot: QtBot, dialog: PersonDialog, session: Session, sample: str) -> None:
    dialog.list.setCurrentRow(1)
    assert dialog.only_once.text() == "Only this once, then back to Dana Field"
    dialog.only_once.setChecked(True)
    dialog.save_button.click()
    assert session.workspace.actor == PATEL
    task = session.workspace.definitions.tasks[20].id
    with qtbot.waitSignal(session.actor_changed):
        session.attempt(session.workspace.tasks.set_status, sample, task, "done")
    assert session.workspace.actor == DANA
    progress = session.progress and session.progress.task(task)
    assert progress and progress.status_set and progress.status_set.actor == PATEL


def test_another_role_than_until_now_is_asked_about(
    qtbot: QtBot, dialog: PersonDialog, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = [1, 0]

    def ask(_parent: object, _title: str, question: str, _about: str, _answers: Sequence[str]) -> int:
        asked.append(question)
        return answers.pop(0)

    monkeypatch.setattr(hand_over, "ask", ask)
    dialog.list.setCurrentRow(3)
    dialog.form.name.setText("Dr A. Patel")
    dialog.form.role.setEditText("Practice Managers")
    dialog.save_button.click()
    assert asked == ["Dr A. Patel was Lead GP until now. Is the role Practice Manager right?"]
    assert dialog.isVisible() and session.workspace.actor == DANA
    with qtbot.waitSignal(dialog.accepted):
        dialog.save_button.click()
    assert session.workspace.actor == Actor("Dr A. Patel", "practice-manager", "", "practice")


def test_at_a_signature_it_is_preset_to_once(qtbot: QtBot, session: Session) -> None:
    dialog = PersonDialog(session, once=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.only_once.isChecked()
    assert not dialog.list.isVisible()  # nobody else is known
    assert dialog.form.name.text() == "Dana Field"


@pytest.mark.parametrize("signed_on_paper", [False, True])
def test_it_comes_into_sight_as_high_as_it_stays(
    qtbot: QtBot, session: Session, sample: str, signed_on_paper: bool
) -> None:
    dialog = PaperDialog(session, None, PATEL, None) if signed_on_paper else PersonDialog(session)
    qtbot.addWidget(dialog)
    measured = dialog.height()
    with qtbot.waitExposed(dialog):
        dialog.show()
    QApplication.processEvents()
    assert dialog.height() == measured
