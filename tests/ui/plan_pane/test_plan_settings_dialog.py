"""Leave and the cutover rehearsal."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from migdesk.base.errors import EnvironmentFault
from migdesk.ui.plan_pane.plan_settings_dialog import PlanSettingsDialog
from migdesk.ui.session.session import Session


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, sample: str) -> PlanSettingsDialog:
    made = PlanSettingsDialog(session, None)
    qtbot.addWidget(made)
    made.show()
    return made


def leave(session: Session) -> list[tuple[str, date, date]]:
    return [(one.name, one.first, one.last) for one in session.workspace.plans.view(session.practice_id).leave]


def withdraw_buttons(dialog: PlanSettingsDialog) -> list[QPushButton]:
    return [one for one in dialog.list.findChildren(QPushButton) if one.isVisibleTo(dialog)]


def test_leave_is_added_by_enter_and_withdrawn_each_as_one_event(
    qtbot: QtBot, session: Session, dialog: PlanSettingsDialog
) -> None:
    events = session.workspace.store.counts().events
    qtbot.keyClicks(dialog.name, "Dr Example")
    qtbot.keyClicks(dialog.first.line, "1 Mar")
    qtbot.keyClicks(dialog.last.line, "12 Mar")
    with qtbot.waitSignal(session.saved):
        qtbot.keyClick(dialog.last.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert leave(session) == [("Dr Example", date(2027, 3, 1), date(2027, 3, 12))]
    assert (dialog.name.text(), dialog.first.line.text()) == ("", "")
    qtbot.waitUntil(lambda: bool(withdraw_buttons(dialog)))
    button = withdraw_buttons(dialog)[0]
    assert button.accessibleName() == "Withdraw leave: Dr Example: Mon 1 March 2027 to Fri 12 March 2027"
    button.click()
    assert leave(session) == []
    assert session.workspace.store.counts().events == events + 2


def test_one_day_of_leave_needs_one_date(session: Session, dialog: PlanSettingsDialog) -> None:
    dialog.name.setText("Training day")
    dialog.first.line.setText("Mon 1 Mar 2027")
    dialog.add_leave_button.click()
    assert leave(session) == [("Training day", date(2027, 3, 1), date(2027, 3, 1))]


def test_what_cannot_be_right_is_said_and_nothing_is_lost(session: Session, dialog: PlanSettingsDialog) -> None:
    dialog.add_leave_button.click()
    assert dialog.first.problem == "Enter the first day."
    dialog.first.line.setText("Fri 12 Mar 2027")
    dialog.last.line.setText("Mon 1 Mar 2027")
    dialog.add_leave_button.click()
    assert dialog.problem.text() == "Say whose leave it is, or what for."
    dialog.name.setText("Dr Example")
    dialog.add_leave_button.click()
    assert dialog.last.problem == "This is before the first day."
    assert dialog.last.line.hasFocus() and dialog.name.text() == "Dr Example"
    assert leave(session) == []


def test_leave_that_was_begun_is_dropped_only_by_a_second_esc(qtbot: QtBot, dialog: PlanSettingsDialog) -> None:
    dialog.first.line.setText("Fri 12 Mar 2027")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and "Esc again to drop it" in dialog.problem.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_rehearsal_is_planned_when_its_date_is_settled(
    qtbot: QtBot, session: Session, dialog: PlanSettingsDialog
) -> None:
    qtbot.keyClicks(dialog.rehearsal.line, "20 Feb")
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert session.workspace.plans.view(session.practice_id).rehearsal == date(2027, 2, 20)
    session.undo()
    assert session.workspace.plans.view(session.practice_id).rehearsal is None


def test_closing_takes_leave_that_was_typed_and_not_added(session: Session, dialog: PlanSettingsDialog) -> None:
    dialog.name.setText("Dr Example")
    dialog.close_button.click()
    assert dialog.isVisible() and dialog.first.problem
    dialog.first.line.setText("Mon 1 Mar 2027")
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert len(leave(session)) == 1


def test_what_stands_in_the_way_of_saving_is_said_in_the_dialog(
    session: Session, dialog: PlanSettingsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise EnvironmentFault("Not saved: the disk is full.")

    monkeypatch.setattr(session.workspace.plans, "apply", full)
    dialog.name.setText("Dr Example")
    dialog.first.line.setText("Mon 1 Mar 2027")
    dialog.add_leave_button.click()
    assert dialog.problem.text() == "Not saved: the disk is full."
    assert dialog.name.text() == "Dr Example"
