"""Rows of registers in the list of what is due: shown, opened and followed, but not ticked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.week.week_model import is_settled
from migdesk.ui.week.week_screen import WeekScreen
from migdesk.workspace.registers.change import RowChange


@pytest.fixture
def practice(session: Session) -> str:
    workspace = session.workspace
    found = workspace.practices.add(PracticeDetails(name="Made-up Surgery"))
    workspace.sign_in(Actor("Ann", "practice-manager", "Made-up Surgery"))
    fields = {"risk": "Devices come late", "due": workspace.today.isoformat(), "owner": "Ann"}
    workspace.registers.set_rows(found, "risks", [RowChange(fields=fields)])
    return found


@pytest.fixture
def week(qtbot: QtBot, session: Session, theme: Theme, practice: str) -> WeekScreen:
    screen = WeekScreen(session, theme, Settings())
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: not screen.is_reading)
    return screen


def test_a_row_is_in_the_list_and_is_opened_not_ticked(
    qtbot: QtBot, week: WeekScreen, practice: str, session: Session
) -> None:
    opened: list[tuple[str, str]] = []
    week.task_opened.connect(lambda *what: opened.append(what))
    (row,) = [task for task in week.model.tasks if task.is_row]
    assert (row.title, row.phase_title, row.owner) == ("Devices come late", "Risks", "Ann")
    qtbot.waitUntil(lambda: week.count.text() == "1 item in 1 practice")
    week.view.choose((practice, row.task))
    recorded = session.workspace.actions_recorded
    QTest.keyClick(week.view, Qt.Key.Key_Space)
    QTest.keyClick(week.view, Qt.Key.Key_Return)
    assert opened == [(practice, row.task)] * 2
    assert session.workspace.actions_recorded == recorded


def test_a_row_that_is_closed_stays_struck_through(week: WeekScreen, practice: str, session: Session) -> None:
    (row,) = [task for task in week.model.tasks if task.is_row]
    change = RowChange(row=row.task.partition("/")[2], fields={"status": "closed"})
    session.attempt(session.workspace.registers.set_rows, practice, "risks", [change])
    (now,) = [task for task in week.model.tasks if task.is_row]
    assert is_settled(now) and now.status_word == "Closed"
    session.undo()
    (back,) = [task for task in week.model.tasks if task.is_row]
    assert not is_settled(back)


def test_a_row_that_comes_is_read(qtbot: QtBot, week: WeekScreen, practice: str, session: Session) -> None:
    fields = {"risk": "A trainer is ill", "due": session.workspace.today.isoformat()}
    session.attempt(session.workspace.registers.set_rows, practice, "risks", [RowChange(fields=fields)])
    qtbot.waitUntil(lambda: len([task for task in week.model.tasks if task.is_row]) == 2)
