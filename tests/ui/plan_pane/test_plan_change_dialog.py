"""The question before a plan changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from migdesk.ui.plan_pane.change_words import asks_for_a_look, count_line, shift_words
from migdesk.ui.plan_pane.moves_model import Column, MovesModel
from migdesk.ui.plan_pane.plan_change_dialog import PlanChangeDialog, agrees_to_change
from migdesk.ui.session.session import Session
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.plan.commands import PlanPreview
from migdesk.workspace.registers.change import RowChange

GO_LIVE = date(2027, 3, 16)
WEEK = timedelta(days=7)


def preview(session: Session, change: PlanChange) -> PlanPreview:
    return session.workspace.plans.preview(session.practice_id, change)


@pytest.fixture
def a_week_later(session: Session, sample: str) -> PlanPreview:
    tasks = session.workspace.definitions.tasks
    session.workspace.tasks.set_due(sample, tasks[20].id, date(2027, 1, 8))
    return preview(session, PlanChange(planned={"go-live": GO_LIVE + WEEK}))


def test_it_says_how_much_moves_and_what_stays(a_week_later: PlanPreview) -> None:
    open_tasks = sum(one.is_open for one in a_week_later.tasks)
    assert count_line(a_week_later) == (
        f"12 milestones and {open_tasks} open tasks move. 1 task keeps the date that was set by hand."
    )


def test_first_and_last_dates_are_said_as_what_they_are(session: Session, sample: str) -> None:
    assert "lose their dates." in count_line(preview(session, PlanChange(planned={"go-live": None})))
    session.workspace.plans.apply(sample, PlanChange(planned={"go-live": None}))
    assert "get their dates." in count_line(preview(session, PlanChange(planned={"go-live": GO_LIVE})))


@pytest.mark.parametrize(
    ("days", "words"),
    [(7, "1 week later"), (-14, "2 weeks earlier"), (1, "1 day later"), (-8, "8 days earlier"), (0, "")],
)
def test_how_far_a_date_moves(days: int, words: str) -> None:
    assert shift_words(GO_LIVE, GO_LIVE + timedelta(days=days)) == words
    assert shift_words(None, GO_LIVE) == ""


def test_every_row_says_before_and_after_also_to_screen_readers(
    qtbot: QtBot, session: Session, a_week_later: PlanPreview
) -> None:
    model = MovesModel(a_week_later)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rows[0].title == "Milestones (12)"
    row = next(number for number, one in enumerate(model.rows) if one.title == "Go-Live" and one.move)
    assert [model.index(row, column).data() for column in range(4)] == [
        "Go-Live", "Tue 16 Mar 2027", "Tue 23 Mar 2027", "1 week later",
    ]  # fmt: skip
    spoken = model.index(row, Column.WHAT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Go-Live: from Tue 16 March 2027 to Tue 23 March 2027, 1 week later"
    assert model.index(row, Column.TO).data(Qt.ItemDataRole.AccessibleTextRole) == "To: Tue 23 Mar 2027"
    assert model.index(0, Column.BY).data() == ""


def test_words_find_rows_in_the_list(qtbot: QtBot, session: Session, a_week_later: PlanPreview) -> None:
    dialog = PlanChangeDialog(None, "Move Go-Live?", a_week_later)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.search, "go-live 23 march")
    titles = [row.title for row in dialog.model.rows]
    assert titles[:2] == ["Milestones (1)", "Go-Live"]
    dialog.search.setText("zzz")
    assert dialog.model.rowCount() == 0
    dialog.search.clear()
    assert dialog.model.rowCount() == len(MovesModel(a_week_later).rows)


def test_new_warnings_and_settled_ones_are_said(qtbot: QtBot, session: Session, sample: str) -> None:
    session.workspace.plans.apply(sample, PlanChange(planned={"go-live": date(2027, 3, 23)}))
    dialog = PlanChangeDialog(
        None, "Move Go-Live?", preview(session, PlanChange(planned={"go-live": date(2027, 4, 17)}))
    )
    qtbot.addWidget(dialog)
    box = dialog.findChild(QFrame, "warning")
    assert isinstance(box, QFrame)
    assert "Go-Live falls on Sat 17 April 2027" in box.accessibleName()
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    settled = next(text for text in texts if text.startswith("This settles "))
    assert "Go-Live falls in the last fortnight of the QOF year" in settled


def test_a_go_live_that_is_past_is_not_taken_without_a_word(qtbot: QtBot, session: Session, sample: str) -> None:
    shown = preview(session, PlanChange(planned={"go-live": date(2026, 3, 16)}))
    dialog = PlanChangeDialog(None, "Move Go-Live?", shown)
    qtbot.addWidget(dialog)
    box = dialog.findChild(QFrame, "warning")
    assert isinstance(box, QFrame)
    assert "Go-Live was planned for Mon 16 March 2026, which is past." in box.accessibleName()


def test_enter_changes_the_plan_and_escape_leaves_it(qtbot: QtBot, a_week_later: PlanPreview) -> None:
    for key, accepted in ((Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)):
        dialog = PlanChangeDialog(None, "Move Go-Live to Tue 23 March 2027?", a_week_later)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.keyClick(dialog, key)
        assert bool(dialog.result()) == accepted
        assert not dialog.isVisible()


def test_what_moves_nothing_is_not_asked_about(session: Session, sample: str) -> None:
    shown = preview(session, PlanChange(planned={"kick-off": preview_day(session, "kick-off")}))
    assert not asks_for_a_look(shown)
    assert agrees_to_change(None, "Keep it?", shown)


def preview_day(session: Session, milestone: str) -> date:
    day = session.workspace.plans.view(session.practice_id).milestone(milestone).date
    assert day is not None
    return day


def test_a_long_list_fits_a_small_screen(qtbot: QtBot, a_week_later: PlanPreview) -> None:
    dialog = PlanChangeDialog(None, "Move Go-Live?", a_week_later)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert dialog.view.horizontalScrollBar().maximum() == 0


def test_what_registers_hold_open_is_listed_with_a_way_to_each_row(qtbot: QtBot, session: Session, sample: str) -> None:
    registers = session.workspace.registers
    hazard = {"hazard": "A result is not seen", "harm": "Late care", "severity-before": "Major"}
    change = RowChange(fields=hazard | {"likelihood-before": "High"})
    rows = [registers.set_rows(sample, "hazards", [change])[0] for _ in range(6)]
    shown = preview(session, PlanChange(happened={"fdp": date(2026, 11, 20)}))
    assert asks_for_a_look(shown)
    dialog = PlanChangeDialog(None, "Final Data Production happened on Fri 20 November 2026?", shown)
    qtbot.addWidget(dialog)
    dialog.show()
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Hazards: Hazards of 3 or more whose controls are not in place: 6" in words
    links = {button.text(): button for button in dialog.findChildren(QPushButton)}
    assert "and 2 more ›" in links and dialog.change_button.text() == "Mark it as happened"
    with qtbot.waitSignal(dialog.row_requested) as asked:
        links["A result is not seen ›"].click()
    assert asked.args[0] == "hazards" and asked.args[1] in rows
    assert dialog.result() == 0


def test_where_registers_hold_nothing_open_nothing_is_said_of_them(session: Session, sample: str) -> None:
    assert not preview(session, PlanChange(happened={"order": date(2026, 11, 20)})).open_before
    session.workspace.plans.apply(sample, PlanChange(happened={"kick-off": date(2026, 11, 20)}))
    assert not preview(session, PlanChange(happened={"kick-off": date(2026, 11, 21)})).open_before  # marked before


def test_a_reason_is_asked_for_where_a_dated_milestone_moves(qtbot: QtBot, a_week_later: PlanPreview) -> None:
    asked = PlanChangeDialog(None, "Move Go-Live?", a_week_later, asks_why=True)
    qtbot.addWidget(asked)
    assert asked.content.indexOf(asked.why) >= 0
    plain = PlanChangeDialog(None, "Move Go-Live?", a_week_later)
    qtbot.addWidget(plain)
    assert plain.content.indexOf(plain.why) < 0
