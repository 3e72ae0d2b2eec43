"""A package in the whole window: opened from the menu, by a double click, and in a window that is open already."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import Desk
from pytestqt.qtbot import QtBot

from migdesk.ui.start.single_window import SingleWindow
from support import PARTNER, TickingClock, add_practice, new_workspace

TASK = "kick-off.agree-dates"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of a practice that this computer has not heard of."""
    (tmp_path / "there").mkdir()
    there = new_workspace(tmp_path / "there", "there", TickingClock())
    there.recorder.actor = PARTNER
    practice = add_practice(there, "Riverside Surgery", ods_code="Z99001")
    path = tmp_path / "Z99001.migdesk"
    there.exchange.send([practice], path, passphrase=None, sender=PARTNER)
    there.close()
    return path


def shown(desk: Desk) -> bool:
    screen = desk.work.screens.take_in
    return screen is not None and screen.isVisible()


def test_a_package_is_shown_taken_in_and_its_practice_opened(desk: Desk, qtbot: QtBot, package: Path) -> None:
    desk.start()
    desk.work.open_package(package)
    qtbot.waitUntil(lambda: shown(desk), timeout=5_000)
    assert desk.workspace.names() == ()
    screen = desk.work.screens.take_in
    assert screen is not None
    screen.take_button.click()
    practice = desk.work.session.practice
    assert practice is not None and practice.name == "Riverside Surgery"
    assert desk.work.screens.take_in is None
    assert desk.work.shell.panes.isVisible()


def test_leaving_goes_back_to_where_one_was(desk: Desk, qtbot: QtBot, package: Path) -> None:
    desk.start()
    desk.work.open_package(package)
    qtbot.waitUntil(lambda: shown(desk), timeout=5_000)
    desk.key("Esc")
    assert desk.work.screens.take_in is None
    assert desk.work.screens.shown_board is not None
    assert desk.workspace.names() == ()


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_second_start_with_a_package_shows_it_in_the_first_window(desk: Desk, qtbot: QtBot, package: Path) -> None:
    desk.start()
    first = SingleWindow(desk.paths.data)
    desk.keep_house(first)
    second = SingleWindow(desk.paths.data)
    assert not second.is_first()
    second.ask_first_to_show(package)
    qtbot.waitUntil(lambda: shown(desk), timeout=5_000)
    assert second.is_answered()
    first.close()


def test_at_a_first_start_it_waits_until_somebody_has_said_who_they_are(
    desk: Desk, qtbot: QtBot, package: Path
) -> None:
    desk.start(signed_in=False)
    desk.work.open_package(package)
    assert not shown(desk)
    desk.workspace.sign_in(PARTNER)
    desk.work.welcoming.emit(False)
    qtbot.waitUntil(lambda: shown(desk), timeout=5_000)
