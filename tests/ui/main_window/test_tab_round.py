"""Tab, pressed, goes round every screen in every state, forwards and backwards, and every link is a stop.

Pressed, and not walked along Qt's chain: a box with a focus proxy leaves that whole, and yet Tab never gets past it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desk import Desk
from pixels import pixels_apart
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from walk import tab_faults

from migdesk.ui.look.theme import Choice
from migdesk.ui.main_window.right_pane import Tab
from migdesk.ui.widgets.focus_order import stops
from migdesk.workspace.registers.change import RowChange


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
    link = next(task.task.link for task in desk.work.session.progress.tasks if "#" in task.task.link)
    desk.work.navigation.show_section_tasks(*link.split("#"))


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


def _re_entry(desk: Desk) -> None:
    desk.work.navigation.show_re_entry()


def _registers_tab(desk: Desk) -> None:
    desk.work.navigation.show_tab(Tab.REGISTERS)


def _register(desk: Desk) -> None:
    """Two rows chosen, and the form of one that was filled from another register's screen."""
    practice, registers = desk.work.session.practice_id, desk.workspace.registers
    desk.work.navigation.show_register("risks")
    fields = {"name": "North Moor Pathology", "kind": "pathology"}
    registers.set_rows(practice, "third-parties", [RowChange(fields=fields), RowChange(fields=fields)])
    desk.work.navigation.show_register("third-parties")
    desk.work.screens.registers.table.selectAll()


def _empty_register(desk: Desk) -> None:
    desk.work.navigation.show_register("risks")


def _new_row(desk: Desk) -> None:
    desk.work.navigation.show_register("contacts")
    desk.work.screens.registers.add_row()


def _nothing(desk: Desk) -> None:
    """The screen as it begins: a task in hand."""


STATES = (
    _nothing,
    _phase,
    _own_task,
    _ticked,
    _section,
    _references,
    _plan_tab,
    _find,
    _board,
    _plan,
    _week,
    _re_entry,
    _registers_tab,
    _register,
    _empty_register,
    _new_row,
)


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


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=[state.__name__.strip("_") for state in STATES])
def test_focus_is_seen(desk: Desk, state: Callable[[Desk], None], colours: Choice) -> None:
    """What has the keyboard looks otherwise than it does without, by 3:1 over at least one of its edges."""
    window = desk.start()
    window.theme.choose(colours)
    desk.practice()
    state(desk)
    unseen = []
    every = [stop for stop in stops(window) if stop.isVisible() and stop.isEnabled() and not stop.size().isEmpty()]
    for stop, other in zip(every, [*every[1:], every[0]], strict=True):
        if stop.isVisible():
            shown = [_seen(window, stop, focused) for focused in (other, stop)]
            apart = pixels_apart(*shown, 3)
            if apart < min(stop.width(), stop.height()):
                unseen.append(f"{type(stop).__name__} “{stop.accessibleName()}”: {apart} pixels")
    assert not unseen, "\n".join(unseen)


def _seen(window: QWidget, stop: QWidget, focused: QWidget) -> QImage:
    focused.setFocus(Qt.FocusReason.ShortcutFocusReason)
    around: QWidget | None = stop
    while (around := around.parentWidget()) is not None:
        if isinstance(around, QScrollArea):  # Tab scrolls there by itself
            around.ensureWidgetVisible(stop)
    return window.grab(QRect(stop.mapTo(window, QPoint(0, 0)), stop.size())).toImage()


def test_tab_goes_round_without_a_practice_and_at_the_first_start(desk: Desk) -> None:
    window = desk.start(signed_in=False)
    assert tab_faults(window) == []
    desk.close()
    window = desk.start()
    desk.work.navigation.show_work()
    assert tab_faults(window) == []
