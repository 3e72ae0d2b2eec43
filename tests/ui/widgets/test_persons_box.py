"""One or more people in a field: chosen from a list, completed name by name, or anybody else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from migdesk.ui.widgets.persons_box import PersonsBox

PEOPLE = ("Ann Example", "Bo Sample", "Annette Link")


@pytest.fixture
def box(qtbot: QtBot) -> PersonsBox:
    made = PersonsBox()
    made.offer(PEOPLE)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(qtbot: QtBot, box: PersonsBox, name: str) -> None:
    """Open the list and choose a name, by keys."""
    box.showPopup()
    box.view().setCurrentIndex(box.model().index(PEOPLE.index(name), 0))
    with qtbot.waitSignal(box.textActivated):
        qtbot.keyClick(box.view(), Qt.Key.Key_Return)


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_list_chooses_one_and_after_a_semicolon_one_more(qtbot: QtBot, box: PersonsBox) -> None:
    assert box.currentText() == ""
    choose(qtbot, box, "Bo Sample")
    assert box.currentText() == "Bo Sample"
    choose(qtbot, box, "Ann Example")
    assert box.currentText() == "Ann Example"
    box.line.setText("Ann Example; ")
    choose(qtbot, box, "Bo Sample")
    assert box.currentText() == "Ann Example; Bo Sample"


def test_what_is_typed_is_completed_name_by_name(qtbot: QtBot, box: PersonsBox) -> None:
    box.line.setFocus()
    qtbot.keyClicks(box.line, "Zoe Vale;Bo")
    assert (box.currentText(), box.line.selectedText()) == ("Zoe Vale;Bo Sample", " Sample")
    qtbot.keyClick(box.line, Qt.Key.Key_End)
    qtbot.keyClicks(box.line, "; annet")
    assert (box.currentText(), box.line.selectedText()) == ("Zoe Vale;Bo Sample; annette Link", "te Link")
    qtbot.keyClicks(box.line, "a")
    assert box.currentText() == "Zoe Vale;Bo Sample; anneta"


def test_other_people_may_come_while_somebody_types(box: PersonsBox) -> None:
    box.line.setText("Zo")
    box.offer((*PEOPLE, "Zoe Vale"))
    assert box.currentText() == "Zo"
    assert [box.itemText(row) for row in range(box.count())] == [*PEOPLE, "Zoe Vale"]
