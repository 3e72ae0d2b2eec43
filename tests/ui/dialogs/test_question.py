"""A question in a box: Esc is its last answer, and so is Enter unless it says otherwise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from migdesk.ui.dialogs.question import ask, is_agreed, tell

KEYS = {"Enter": Qt.Key.Key_Return, "Esc": Qt.Key.Key_Escape}


def press(answer: str) -> None:
    """Press a key or a button of the box that comes next."""

    def pressing() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        if answer in KEYS:
            QTest.keyClick(box, KEYS[answer])
        else:
            next(button for button in box.buttons() if button.text() == answer).click()

    QTimer.singleShot(0, pressing)


@pytest.mark.parametrize(("answer", "number"), [("Open", 0), ("Folder", 1), ("Close", 2), ("Esc", 2), ("Enter", 2)])
def test_each_answer_has_its_number(qtbot: QtBot, answer: str, number: int) -> None:
    press(answer)
    assert ask(None, "Ready", "The report is ready.", "", ("Open", "Folder", "Close")) == number


def test_enter_may_press_another(qtbot: QtBot) -> None:
    press("Enter")
    assert ask(None, "Ready", "The report is ready.", "", ("Open", "Folder", "Close"), enter=0) == 0


@pytest.mark.parametrize(
    ("answer", "agreed"), [("Archive", True), ("Keep it", False), ("Enter", False), ("Esc", False)]
)
def test_only_the_button_itself_means_yes(qtbot: QtBot, answer: str, agreed: bool) -> None:
    press(answer)
    assert is_agreed(None, "Archive", "Move it?", "It can come back.", yes="Archive", no="Keep it") is agreed


@pytest.mark.parametrize("answer", ["Close", "Enter", "Esc"])
def test_what_is_told_can_be_closed(qtbot: QtBot, answer: str) -> None:
    press(answer)
    tell(None, "Print", "The printer did not take it.")


def test_what_people_typed_is_shown_as_it_is(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    boxes: list[QMessageBox] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box) or 0)
    ask(None, "Archive", "Move <b>Elm</b> to the archive?", "", ("Archive", "Keep it"))
    assert boxes[0].textFormat() is Qt.TextFormat.PlainText
