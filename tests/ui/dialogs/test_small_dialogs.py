from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from migdesk.base import log
from migdesk.practice.event import Actor
from migdesk.practice.history import Entry
from migdesk.practice.patient_data import Finding
from migdesk.ui.dialogs.about_dialog import AboutDialog, guide_line
from migdesk.ui.dialogs.details_dialog import DetailsDialog
from migdesk.ui.dialogs.history_dialog import HistoryDialog
from migdesk.ui.dialogs.keys_dialog import KeysDialog
from migdesk.ui.dialogs.outside_link import OutsideLinkDialog
from migdesk.ui.dialogs.patient_question import PatientQuestionDialog
from migdesk.ui.dialogs.reason_dialog import ReasonDialog
from migdesk.ui.people.person_dialog import PersonDialog
from migdesk.ui.session.session import Session
from migdesk.workspace.free_text import PatientDataQuestion

TODAY = date(2026, 11, 22)


def test_a_reason_is_asked_until_there_is_one(qtbot: QtBot) -> None:
    dialog = ReasonDialog(None, "Blocked", "What blocks this task?", "Mark as blocked")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.below.text().startswith("Say why")
    qtbot.keyClicks(dialog.text, "No date yet")
    assert "record" in dialog.below.text()
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(dialog.text, "from the supplier")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.reason() == "No date yet\nfrom the supplier"


def test_a_reason_that_is_too_long_says_so_and_stays(qtbot: QtBot) -> None:
    dialog = ReasonDialog(None, "Blocked", "What blocks this task?", "Mark as blocked", "x" * 501)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible() and "501" in dialog.below.text()


def test_patient_question_goes_back_unless_told_otherwise(qtbot: QtBot) -> None:
    question = PatientDataQuestion((Finding("an NHS number", "943 476 5919"),))
    dialog = PatientQuestionDialog(None, question)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.back_button.isDefault() and not dialog.save_button.isDefault()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.accepted):
        dialog.save_button.click()


def test_an_outside_address_is_shown_whole_and_can_be_copied(qtbot: QtBot) -> None:
    address = "https://www.example.org/" + "long/" * 60
    dialog = OutsideLinkDialog(None, address)
    qtbot.addWidget(dialog)
    assert dialog.shown.toPlainText() == address
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == address
    assert dialog.open_button.isDefault()


def test_history_is_newest_first_in_plain_words_with_nothing_taken_for_markup(qtbot: QtBot, session: Session) -> None:
    noon = datetime(2026, 11, 22, 12, 0).astimezone().astimezone(UTC)
    who = Actor("Dana Field", "practice-manager", "Riverside Surgery")
    entries = (
        Entry(noon - timedelta(days=40), who, "a", "First task", "Note: <b>not bold</b>"),
        Entry(noon, who, "a", "First task", "Done (was to do)"),
    )
    dialog = HistoryDialog(None, "First task", entries, session.workspace.definitions, today=TODAY)
    qtbot.addWidget(dialog)
    lines = dialog.text.toPlainText().replace("\u2028", "\n").splitlines()
    assert lines == [
        "today 12:00 · Dana Field (Riverside Surgery), Practice Manager",
        "Done (was to do)",
        "Tue 13 October 2026, 12:00 · Dana Field (Riverside Surgery), Practice Manager"
        if datetime(2026, 10, 13).astimezone().utcoffset() == noon.astimezone().utcoffset()
        else lines[2],
        "Note: <b>not bold</b>",
    ]


def test_history_of_several_items_names_each(qtbot: QtBot, session: Session) -> None:
    who = Actor("Dana Field", "Caldicott Guardian")
    at = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    entries = (Entry(at, who, "a", "First task", "Done"), Entry(at, who, "b", "Second task", "Done"))
    dialog = HistoryDialog(None, "Riverside Surgery", entries, session.workspace.definitions, today=TODAY)
    qtbot.addWidget(dialog)
    text = dialog.text.toPlainText()
    assert text.index("Second task") < text.index("First task")
    assert "Caldicott Guardian" in text


def test_changing_who_is_here(qtbot: QtBot, session: Session) -> None:
    dialog = PersonDialog(session)
    qtbot.addWidget(dialog)
    assert dialog.form.name.text() == "Dana Field"
    dialog.form.name.setText("Ari Stone")
    dialog.form.role.setEditText("delivery partner")
    with qtbot.waitSignal(session.actor_changed):
        dialog.save_button.click()
    assert session.workspace.actor == Actor("Ari Stone", "delivery-partner", "Riverside Surgery", "delivery-partner")


def test_a_person_without_name_and_role_is_told_both(qtbot: QtBot, session: Session) -> None:
    dialog = PersonDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.name.clear()
    dialog.form.role.setEditText("")
    with qtbot.assertNotEmitted(session.actor_changed):
        dialog.save_button.click()
    assert dialog.isVisible()
    assert "name is missing" in dialog.form.name_field.problem
    assert "role is missing" in dialog.form.role_field.problem


def test_about_tells_what_the_telephone_asks_for(qtbot: QtBot, session: Session) -> None:
    dialog = AboutDialog(session)
    qtbot.addWidget(dialog)
    assert dialog.folder.text() == str(session.workspace.paths.data)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == dialog.folder.text()
    assert "LGPL" in dialog.licences.toPlainText()


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [("2026-11", "Guide 1.0, as of November 2026"), ("last spring", "Guide 1.0, as of last spring"), ("", "Guide 1.0")],
)
def test_guide_line(as_of: str, shown: str) -> None:
    assert guide_line("Guide", "1.0", as_of) == shown


def test_escape_closes_the_keys(qtbot: QtBot) -> None:
    dialog = KeysDialog(None, [("Space", "Tick the task in hand"), ("F1", "Help")])
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_log_is_offered_with_what_the_program_is(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(DetailsDialog, "exec", lambda dialog: shown.append(dialog.details.toPlainText()))
    session.workspace.log.note(log.Entry.RECORDED, kinds="task-set")
    session.workspace.log.open()
    dialog = AboutDialog(session)
    qtbot.addWidget(dialog)
    qtbot.mouseClick(dialog.log_button, Qt.MouseButton.LeftButton)
    assert len(shown) == 1
    assert shown[0].rstrip().endswith("recorded kinds=task-set")
