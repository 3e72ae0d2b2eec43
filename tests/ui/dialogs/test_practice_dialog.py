from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from migdesk.base.errors import EnvironmentFault
from migdesk.practice.details import PracticeDetails, details_of
from migdesk.ui.dialogs.practice_dialog import PracticeDialog, adding_dialog, editing_dialog
from migdesk.ui.plan_pane.plan_change_dialog import PlanChangeDialog
from migdesk.ui.session.session import Session
from migdesk.workspace.plan.change import PlanChange


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> PracticeDialog:
    made = adding_dialog(session, None)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked about the plan; a `no` in the list is the person's answer from then on."""
    seen: list[str] = []

    def answer(dialog: PlanChangeDialog) -> int:
        seen.append(dialog.heading.text())
        return int("no" not in seen)

    monkeypatch.setattr(PlanChangeDialog, "exec", answer)
    return seen


def test_enter_adds_what_was_typed(qtbot: QtBot, session: Session, dialog: PracticeDialog) -> None:
    qtbot.keyClicks(dialog.name, "Elm Tree Practice")
    qtbot.keyClicks(dialog.ods_code, "z99002")
    qtbot.keyClicks(dialog.editors["to_system"].lineEdit(), "TestSystem")
    qtbot.keyClicks(dialog.editors["commissioner"], "North Moor ICB")
    qtbot.keyClicks(dialog.editors["go_live"].line, "Tue 16 Mar 2027")
    with qtbot.waitSignal(dialog.accepted), qtbot.waitSignal(session.saved):
        qtbot.keyClick(dialog.editors["commissioner"], Qt.Key.Key_Return)
    state = session.workspace.store.state(dialog.practice_id)
    assert details_of(state) == PracticeDetails(
        "Elm Tree Practice", "Z99002", "", "TestSystem", "North Moor ICB", "", date(2027, 3, 16)
    )


def test_everything_wrong_is_said_beside_its_field_and_nothing_is_lost(
    qtbot: QtBot, session: Session, dialog: PracticeDialog
) -> None:
    dialog.ods_code.setText("Z9")
    dialog.editors["go_live"].line.setText("31/2/2027")
    dialog.editors["commissioner"].setText("North Moor ICB")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert dialog.fields["name"].problem == "The practice's name is missing."
    assert "one letter and five digits" in dialog.fields["ods_code"].problem
    assert "no 31 February" in dialog.editors["go_live"].problem
    assert (dialog.ods_code.text(), dialog.editors["commissioner"].text()) == ("Z9", "North Moor ICB")
    assert dialog.name.hasFocus() or not dialog.isActiveWindow()
    assert not tuple(session.workspace.store.practice_ids())


@pytest.mark.parametrize(
    ("text", "wrong"), [("Z", False), ("Z99", False), ("Z99001", False), ("9", True), ("Z9A", True), ("Z990012", True)]
)
def test_an_ods_code_is_judged_while_it_is_typed(qtbot: QtBot, dialog: PracticeDialog, text: str, wrong: bool) -> None:
    qtbot.keyClicks(dialog.ods_code, text)
    assert bool(dialog.fields["ods_code"].problem) == wrong


def test_a_code_in_use_is_said_beside_the_code(session: Session, dialog: PracticeDialog, sample: str) -> None:
    dialog.name.setText("Another")
    dialog.ods_code.setText("Z99001")
    dialog.save_button.click()
    assert "belongs to Riverside Surgery already" in dialog.fields["ods_code"].problem
    assert dialog.isVisible()


def test_a_disk_fault_is_said_in_the_dialog(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, session: Session, dialog: PracticeDialog
) -> None:
    def full(*_: object) -> str:
        raise EnvironmentFault("Not saved: the disk is full.")

    monkeypatch.setattr(dialog, "_save", full)
    dialog.name.setText("Elm Tree Practice")
    dialog.save_button.click()
    assert dialog.problem.text() == "Not saved: the disk is full."
    assert dialog.problem.isVisible() and dialog.isVisible()


def test_editing_starts_from_what_is_known_and_saves_what_differs(
    qtbot: QtBot, session: Session, sample: str, asked: list[str]
) -> None:
    dialog = editing_dialog(session, sample, None)
    qtbot.addWidget(dialog)
    assert dialog.read() == details_of(session.workspace.store.state(sample))
    dialog.editors["go_live"].set_date(None)
    dialog.accept()
    assert asked == ["Take the date of Go-Live away?"]
    assert session.workspace.store.state(sample).go_live is None


def test_saving_nothing_new_records_nothing(qtbot: QtBot, session: Session, sample: str) -> None:
    before = len(session.workspace.store.events(sample))
    dialog = editing_dialog(session, sample, None)
    qtbot.addWidget(dialog)
    with qtbot.assertNotEmitted(session.saved):
        dialog.accept()
    assert dialog.result()
    assert len(session.workspace.store.events(sample)) == before


def test_every_field_has_a_name_for_screen_readers(dialog: PracticeDialog) -> None:
    for field in dialog.fields.values():
        assert field.editor.accessibleName() or field.editor.focusProxy().accessibleName()


def test_another_go_live_is_asked_about_as_in_the_plan(
    qtbot: QtBot, session: Session, sample: str, asked: list[str]
) -> None:
    events = len(session.workspace.store.events(sample))
    dialog = editing_dialog(session, sample, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.editors["go_live"].line.setText("23 Mar")
    asked.append("no")
    dialog.save_button.click()
    assert asked[1:] == ["Move Go-Live to Tue 23 March 2027?"]
    assert dialog.isVisible() and dialog.editors["go_live"].line.text() == "Tue 23 Mar 2027"
    asked.clear()
    dialog.save_button.click()
    assert not dialog.isVisible()
    assert session.workspace.store.state(sample).go_live == date(2027, 3, 23)
    assert len(session.workspace.store.events(sample)) == events + 1


def test_other_details_are_saved_without_a_question(
    qtbot: QtBot, session: Session, sample: str, asked: list[str]
) -> None:
    dialog = editing_dialog(session, sample, None)
    qtbot.addWidget(dialog)
    dialog.editors["commissioner"].setText("South Moor ICB")
    dialog.accept()
    assert asked == []
    assert session.workspace.store.state(sample).text("commissioner") == "South Moor ICB"


def test_a_go_live_that_has_happened_is_not_planned_anew(
    qtbot: QtBot, session: Session, sample: str, asked: list[str]
) -> None:
    session.workspace.plans.apply(sample, PlanChange(happened={"go-live": date(2026, 11, 20)}))
    dialog = editing_dialog(session, sample, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.editors["go_live"].line.setText("Tue 23 Mar 2027")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "marked as having happened on Fri 20 November 2026" in dialog.editors["go_live"].problem


def test_a_new_practice_with_a_past_go_live_is_taken_at_the_second_press(
    session: Session, dialog: PracticeDialog
) -> None:
    dialog.name.setText("Elm Tree Practice")
    dialog.editors["go_live"].line.setText("2/11/2026")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert (
        dialog.editors["go_live"].problem
        == "Mon 2 November 2026 is past. If that is right, press “Add practice” again."
    )
    dialog.save_button.click()
    assert not dialog.isVisible()
    assert session.workspace.store.state(dialog.practice_id).go_live == date(2026, 11, 2)


def test_esc_asks_before_what_was_typed_is_lost(
    qtbot: QtBot, dialog: PracticeDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    monkeypatch.setattr("migdesk.ui.dialogs.practice_dialog.is_agreed", lambda *_, **__: answers.pop(0))
    qtbot.keyClicks(dialog.editors["go_live"].line, "16 Ma")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.editors["go_live"].line.text() == "16 Ma"
    qtbot.keyClick(dialog.name, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and not answers


def test_esc_closes_a_form_in_which_nothing_was_typed(
    qtbot: QtBot, dialog: PracticeDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("migdesk.ui.dialogs.practice_dialog.is_agreed", lambda *_, **__: pytest.fail("asked"))
    qtbot.keyClick(dialog.name, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
