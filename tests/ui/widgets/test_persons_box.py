"""One or more people in a field: ticked in a list, completed name by name, or anybody else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from migdesk.ui.widgets.persons_box import PersonsBox

PEOPLE = ("Ann Example", "Bo Sample", "Annette Link")


@pytest.fixture
def box(qtbot: QtBot) -> PersonsBox:
    return shown(qtbot, PersonsBox())


def shown(qtbot: QtBot, box: PersonsBox) -> PersonsBox:
    box.offer(PEOPLE)
    box.show_text("")
    qtbot.addWidget(box)
    box.show()
    return box


def opened(box: PersonsBox, name: str) -> None:
    """Open the list, with the keyboard at a name."""
    box.showPopup()
    box.view().setCurrentIndex(box.model().index(PEOPLE.index(name), 0))


def ticked(box: PersonsBox) -> list[str]:
    return [name for row, name in enumerate(PEOPLE) if box._item(row).checkState() is Qt.CheckState.Checked]


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_list_ticks_several_by_mouse_and_by_keys(qtbot: QtBot, box: PersonsBox) -> None:
    box.line.setText("bo sample; Zoe Vale")
    opened(box, "Annette Link")
    assert ticked(box) == ["Bo Sample"]
    qtbot.keyClick(box.view(), Qt.Key.Key_Space)
    assert box.view().isVisible()
    for name in ("Ann Example", "Bo Sample"):
        place = box.view().visualRect(box.model().index(PEOPLE.index(name), 0)).center()
        qtbot.mouseClick(box.view().viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert box.currentText() == "Zoe Vale; Annette Link; Ann Example"
    assert ticked(box) == ["Ann Example", "Annette Link"]
    with qtbot.waitSignal(box.people_chosen):
        box.hidePopup()


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_enter_ticks_and_closes_and_esc_leaves_it_as_it_was(qtbot: QtBot, box: PersonsBox) -> None:
    opened(box, "Bo Sample")
    with qtbot.waitSignal(box.people_chosen):
        qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert (box.currentText(), box.view().isVisible()) == ("Bo Sample", False)
    opened(box, "Ann Example")
    qtbot.keyClick(box.view(), Qt.Key.Key_Space)
    with qtbot.assertNotEmitted(box.people_chosen):
        qtbot.keyClick(box.view(), Qt.Key.Key_Escape)
    assert (box.currentText(), box.view().isVisible()) == ("Bo Sample", False)


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_where_one_can_stand_the_list_chooses_one(qtbot: QtBot) -> None:
    box = shown(qtbot, PersonsBox(several=False))
    for name in ("Ann Example", "Bo Sample"):
        opened(box, name)
        with qtbot.waitSignal(box.people_chosen):
            qtbot.keyClick(box.view(), Qt.Key.Key_Return)
        assert box.currentText() == name


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
