"""Tab, pressed, goes round every screen in every state, forwards and backwards, and every link is a stop.

Pressed, and not walked along Qt's chain: a box with a focus proxy leaves that whole, and yet Tab never gets past it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desk import Desk, named
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot
from walk import tab_faults

from migdesk.ui.main_window.right_pane import Tab


def _own_task(desk: Desk) -> None:
    practice = desk.work.session.practice_id
    own = desk.workspace.tasks.add_own(practice, "kick-off-meeting", "Tell the care home")
    desk.workspace.tasks.add_note(practice, own, "A note")
    desk.work.right.show_task(own)


def _phase(desk: Desk) -> None:
    desk.work.navigation.show_phase("kick-off-meeting")


def _ticked(desk: Desk) -> None:
    desk.key("Space")


def _section(desk: Desk) -> None:
    desk.work.navigation.show_section_tasks("/guide/kick-off", "")


def _references(desk: Desk) -> None:
    desk.workspace.references.acknowledge(desk.work.session.practice_id, "gdpr")
    desk.work.right.show_reference("gdpr")


def _plan_tab(desk: Desk) -> None:
    desk.work.navigation.show_tab(Tab.PLAN)


def _find(desk: Desk) -> None:
    desk.work.shell.guide.find_words()
    desk.work.banner.say("Not saved: the disk is full.", "Show the details")


def _board(desk: Desk) -> None:
    desk.work.navigation.show_board()
    board = desk.work.screens.board
    board.view.setCurrentIndex(board.model.index(0, 0))


def _plan(desk: Desk) -> None:
    desk.work.navigation.show_plan()


def _week(desk: Desk) -> None:
    desk.work.navigation.show_week()


def _nothing(desk: Desk) -> None:
    """The screen as it begins: a task in hand."""


STATES = (_nothing, _phase, _own_task, _ticked, _section, _references, _plan_tab, _find, _board, _plan, _week)


@pytest.mark.parametrize("state", STATES, ids=[state.__name__.strip("_") for state in STATES])
def test_tab_goes_round(desk: Desk, qtbot: QtBot, state: Callable[[Desk], None]) -> None:
    window = desk.start()
    desk.practice()
    desk.work.navigation.open_page("/improve-this-guide")
    desk.work.right.focus_current()
    state(desk)
    desk.key("F6")
    assert tab_faults(window) == []
    assert [label.text() for label in window.findChildren(QLabel) if "<a " in label.text()] == []
    named(window, QPlainTextEdit, "New note").clear() if state is _own_task else None


def test_tab_goes_round_without_a_practice_and_at_the_first_start(desk: Desk) -> None:
    window = desk.start(signed_in=False)
    assert tab_faults(window) == []
    desk.close()
    window = desk.start()
    desk.work.navigation.show_work()
    assert tab_faults(window) == []
