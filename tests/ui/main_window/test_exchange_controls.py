"""The screens and dialogs between computers: every control has a name, no text is cut, and Tab goes round."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from desk import DANA, Desk
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot
from walk import faults, large_font, tab_faults

from migdesk.base.paths import Paths
from migdesk.practice.exchange.package import read_package
from migdesk.ui.exchange.hand_over_dialog import HandOverDialog
from migdesk.ui.exchange.passphrase_dialog import PassphraseDialog
from migdesk.ui.exchange.put_away_dialog import PutAwayDialog
from migdesk.ui.exchange.send_dialog import SendDialog
from migdesk.ui.exchange.settle_dialog import SettleDialog
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.plan.change import PlanChange
from support import PARTNER

TASK = "kick-off.agree-dates"
LONG = "The Very Long Name of a Surgery at the Far End of the County"


@pytest.fixture(params=["as it is", "half as large again"], autouse=True)
def font(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = QApplication.font()
    if request.param != "as it is":
        large_font()
    yield request.param
    QApplication.setFont(before)


@pytest.fixture
def package(desk: Desk, tmp_path: Path) -> Path:
    """A package of the practice in hand in which much clashes with what is here, and much is new."""
    desk.start()
    practice = desk.practice(LONG)
    path = tmp_path / "The Very Long Name of a Surgery 2026-11-22.migdesk"
    desk.workspace.exchange.send([practice], path, passphrase=None, sender=DANA)
    there = bootstrap(Paths(tmp_path / "there", desk.paths.cache, "test"), clock=desk.clock)
    there.act_as(PARTNER)
    there.exchange.take_in(read_package(path))
    for workspace, reason, day in ((desk.workspace, "No answer " * 12, 12), (there, "Nobody is there " * 8, 19)):
        workspace.tasks.set_status(practice, TASK, "blocked", reason)
        workspace.tasks.set_owner(practice, TASK, workspace.actor.name if workspace.actor else "")
        workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 4, day)}))
    for number in range(12):
        there.tasks.add_note(practice, TASK, f"A note of some length, number {number}, with more than one line " * 3)
    there.exchange.send([practice], path, passphrase=None, sender=PARTNER)
    there.close()
    return path


def test_the_preview(desk: Desk, qtbot: QtBot, package: Path) -> None:
    desk.work.navigation.show_take_in(read_package(package), package.name, 48_000)
    screen = desk.work.screens.take_in
    assert screen is not None
    for width in (1366, 900):
        desk.window.resize(width, 700)
        with suppress(TimeoutError):  # what is not well at once may still be on its way
            qtbot.waitUntil(lambda: not faults(screen), timeout=1_000)
        assert faults(screen) == []
    assert passed_by(desk.window, qtbot) == []


def test_the_dialogs(desk: Desk, qtbot: QtBot, package: Path) -> None:
    session = desk.work.session
    practice = session.practice_id
    desk.workspace.exchange.take_in(read_package(package))
    wrong = []
    for make in (
        lambda: SettleDialog(session, desk.workspace.exchange.conflicts(practice), desk.window),
        lambda: SendDialog(desk.work.services),
        lambda: PassphraseDialog(package, desk.window),
        lambda: HandOverDialog(session, desk.window),
    ):
        wrong += looked_over(make(), qtbot)
    desk.workspace.exchange.put_away(practice)
    wrong += looked_over(PutAwayDialog(session, desk.window), qtbot)
    assert wrong == []


def passed_by(screen: QWidget, qtbot: QtBot) -> list[str]:
    """Return what Tab passes by; within a choice arrows go from button to button, and Tab to the pressed one alone."""
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return [fault for fault in tab_faults(screen) if "passes by QRadioButton" not in fault]


def looked_over(dialog: QDialog, qtbot: QtBot) -> list[str]:
    with qtbot.waitExposed(dialog):
        dialog.show()
    found = [f"{type(dialog).__name__}: {fault}" for fault in (*faults(dialog), *passed_by(dialog, qtbot))]
    dialog.close()
    return found


def test_what_clashes_is_said_where_it_is(desk: Desk, qtbot: QtBot, package: Path) -> None:
    desk.workspace.exchange.take_in(read_package(package))
    desk.work.navigation.open_task(desk.work.session.practice_id, TASK)
    qtbot.waitUntil(lambda: not faults(desk.work.right.checklist), timeout=1_000)
    assert passed_by(desk.window, qtbot) == []
    desk.work.navigation.show_plan()
    plan = desk.work.screens.plan
    assert plan is not None and plan.settle.isVisible()
    qtbot.waitUntil(lambda: not faults(plan), timeout=1_000)
