"""Every control of the Plan, at 1366 by 768 and with large text: it has a name, and its text is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot
from walk import faults, large_font

from migdesk.practice.details import PracticeDetails
from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.plan_change_dialog import PlanChangeDialog
from migdesk.ui.plan_pane.plan_screen import PlanScreen
from migdesk.ui.plan_pane.plan_settings_dialog import PlanSettingsDialog
from migdesk.ui.session.session import Session
from migdesk.workspace.plan.change import NewLeave, PlanChange


@pytest.fixture(params=["as it is", "half as large again"])
def font(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = QApplication.font()
    if request.param != "as it is":
        large_font()
    yield request.param
    QApplication.setFont(before)


def look(qtbot: QtBot, screen: QWidget) -> list[str]:
    """Return what is wrong with a screen once it is laid out."""
    with suppress(TimeoutError):  # what is not well at once may still be on its way
        qtbot.waitUntil(lambda: not faults(screen), timeout=400)
    return faults(screen)


def test_the_plan(qtbot: QtBot, font: str, session: Session, theme: Theme, sample: str) -> None:
    leave = NewLeave("The whole team of the practice, on its long planned day out", date(2027, 3, 1), date(2027, 3, 30))
    change = PlanChange(planned={"go-live": date(2027, 3, 28)}, add_leave=(leave,), rehearsal=date(2027, 2, 20))
    session.workspace.plans.apply(sample, change)
    screen = PlanScreen(session, theme)
    qtbot.addWidget(screen)
    screen.resize(1366, 690)
    screen.show()
    qtbot.waitUntil(lambda: bool(screen.conflicts.boxes))
    assert look(qtbot, screen) == []
    for milestone in ("order", "go-live", "old-system-read-only-until"):
        screen.open_milestone(milestone)
        assert look(qtbot, screen) == []
    session.choose_practice(session.workspace.practices.add(PracticeDetails("Birch Lane Surgery")))
    assert look(qtbot, screen) == []
    session.choose_practice("")
    assert look(qtbot, screen) == []


def test_its_dialogs(qtbot: QtBot, font: str, session: Session, theme: Theme, sample: str) -> None:
    leave = NewLeave("The whole team of the practice, on its long planned day out", date(2027, 3, 1), date(2027, 3, 30))
    session.workspace.plans.apply(sample, PlanChange(add_leave=(leave,)))
    preview = session.workspace.plans.preview(sample, PlanChange(planned={"go-live": date(2027, 3, 28)}))
    for dialog in (
        PlanChangeDialog(None, "Move Go-Live to Sun 28 March 2027?", preview),
        PlanSettingsDialog(session, None),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        assert look(qtbot, dialog) == []
