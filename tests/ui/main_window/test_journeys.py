"""The window as a person goes through it: from the first start to the report, and what is found again next time."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from desk import DANA, Answers, Desk, banner, click, escape, named, press
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from migdesk.cli.main import main
from migdesk.report.formats import FORMAT_BY_ID, formats_of
from migdesk.ui.dialogs.practice_dialog import PracticeDialog
from migdesk.ui.dialogs.reason_dialog import ReasonDialog
from migdesk.ui.main_window.panes import Side
from migdesk.ui.main_window.reports import write
from migdesk.ui.practices_board.board import PracticesBoard
from migdesk.ui.start.app import run
from migdesk.ui.start.single_window import SingleWindow
from migdesk.ui.welcome.welcome_page import WelcomePage
from migdesk.workspace.reports.prepared import Prepared
from migdesk.workspace.reports.status import prepare_report


def status_in_record(desk: Desk, task: str) -> str:
    return desk.workspace.store.state(desk.work.session.practice_id).status(task)


def task_in_hand(desk: Desk) -> str:
    return desk.work.right.checklist.chosen_task()


def note_field(desk: Desk) -> QPlainTextEdit:
    return named(desk.window, QPlainTextEdit, "New note")


def choose(box: QComboBox, text: str) -> None:
    """Choose an entry of a box as by the mouse."""
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def give_reason(text: str) -> Callable[[ReasonDialog], None]:
    def step(dialog: ReasonDialog) -> None:
        dialog.text.setPlainText(text)
        press(dialog.text, "Return")

    return step


def more_menu(desk: Desk) -> dict[str, QAction]:
    """Return the entries of the More menu as they read when it opens."""
    menu: QMenu = desk.work.header.more_menu
    menu.aboutToShow.emit()
    entries = {action.text().partition(":")[0]: action for action in menu.actions()}
    menu.aboutToHide.emit()
    return entries


def test_the_first_start_leads_from_a_name_to_the_checklist(desk: Desk, answers: Answers) -> None:
    window = desk.start(signed_in=False)
    assert not desk.work.header.isVisible()
    desk.type("Dana Field")
    desk.key("Return")
    desk.type("Practice Manager")
    desk.key("Return")
    desk.type("Riverside Surgery")
    desk.key("Return")

    def details(dialog: PracticeDialog) -> None:
        dialog.name.setText("Riverside Surgery")
        dialog.ods_code.setText("z99001")
        dialog.editors["from_system"].setEditText("EMIS Web")
        dialog.editors["to_system"].setEditText("SystmOne")
        dialog.editors["commissioner"].setText("North Moor ICB")
        dialog.editors["go_live"].line.setText("16/3/2027")
        press(dialog.editors["commissioner"], "Return")

    answers.expect(details)
    desk.key("Space")

    assert desk.work.header.isVisible() and desk.work.status.isVisible()
    assert window.findChild(WelcomePage) is None or not window.findChild(WelcomePage).isVisible()
    assert window.windowTitle() == "Riverside Surgery – migdesk"
    practice = desk.work.session.practice
    assert (practice.name, practice.ods_code, practice.go_live.isoformat()) == (
        "Riverside Surgery", "Z99001", "2027-03-16",
    )  # fmt: skip
    assert desk.workspace.actor.name == "Dana Field"
    assert named(window, QPushButton, "At the keyboard: Dana Field, Practice Manager")
    assert desk.work.right.checklist.view.hasFocus()
    assert task_in_hand(desk)


def test_nothing_leads_past_the_welcome_but_its_doors(desk: Desk) -> None:
    window = desk.start(signed_in=False)
    for keys in ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+K", "Ctrl+F", "F6"):
        desk.key(keys)
    assert window.findChild(WelcomePage).isVisible()
    assert window.findChild(WelcomePage).person.name.hasFocus()
    named(window, QPushButton, "I visit practices").click()
    window.findChild(WelcomePage).person.name.setText("Dana Field")
    window.findChild(WelcomePage).person.role.setEditText("Practice Manager")
    named(window, QPushButton, "I visit practices").click()
    desk.practice()
    desk.key("Ctrl+1")
    assert desk.work.screens.board.isVisible()


def test_a_tick_and_its_undo_and_redo_by_keys(desk: Desk) -> None:
    desk.start()
    desk.practice()
    task = task_in_hand(desk)
    title = desk.work.session.progress.task(task).title
    desk.key("Space")
    assert status_in_record(desk, task) == "done"
    assert f"Done: {title}"[:40] in desk.work.status._what.text()
    assert more_menu(desk)["Undo"].text().startswith(f"Undo: Done: {title}"[:40])
    assert not more_menu(desk)["Redo"].text().startswith("Redo:")
    desk.key("Ctrl+Z")
    assert status_in_record(desk, task) == "to-do"
    assert more_menu(desk)["Redo"].text().startswith(f"Redo: Done: {title}"[:40])
    desk.key("Ctrl+Shift+Z")
    assert status_in_record(desk, task) == "done"
    desk.key("Ctrl+Z")
    desk.key("Ctrl+Y")
    assert status_in_record(desk, task) == "done"
    assert task_in_hand(desk) == task


def test_a_note_and_a_blocked_task_with_its_reason(desk: Desk, answers: Answers) -> None:
    window = desk.start()
    desk.practice()
    task = task_in_hand(desk)
    note_field(desk).setFocus()
    desk.type("Spoke to the supplier.")
    desk.key("Ctrl+Return")
    assert [note.text for note in desk.work.session.progress.task(task).notes] == ["Spoke to the supplier."]
    status = named(window, QComboBox, "Status")
    answers.expect(escape, give_reason("No test criteria yet"))
    choose(status, "Blocked")
    assert (status_in_record(desk, task), status.currentText()) == ("to-do", "To do")
    choose(status, "Blocked")
    assert status_in_record(desk, task) == "blocked"
    assert desk.work.session.progress.task(task).reason == "No test criteria yet"


def test_a_reference_is_acknowledged_and_withdrawn_with_a_reason(desk: Desk, answers: Answers) -> None:
    window = desk.start()
    desk.practice()
    desk.key("Ctrl+3")
    desk.work.right.show_reference("nhs-data-dictionary")
    name = desk.work.session.progress.reference("nhs-data-dictionary").reference.name
    named(window, QPushButton, f"I have read this and acknowledge it: {name}").click()
    assert [one.actor for one in desk.work.session.progress.reference("nhs-data-dictionary").standing] == [DANA]
    answers.expect(give_reason("Signed for the wrong practice"))
    next(button for button in window.findChildren(QPushButton) if button.text() == "Withdraw…").click()
    one = desk.work.session.progress.reference("nhs-data-dictionary")
    assert not one.standing and len(one.withdrawn) == 1
    assert "by Dana Field" in answers.seen[0] or answers.seen == ["Withdraw an acknowledgement"]


def test_an_own_task_is_added_renamed_and_removed(desk: Desk, answers: Answers) -> None:
    window = desk.start()
    desk.practice()

    def title(text: str, button: str) -> Callable[[QWidget], None]:
        def step(dialog: QWidget) -> None:
            dialog.title.setText(text)
            click(button)(dialog)

        return step

    answers.expect(title("Tell the care home", "Add task"))
    desk.key("Ctrl+N")
    own = task_in_hand(desk)
    assert desk.work.session.progress.task(own).title == "Tell the care home"
    answers.expect(title("Tell both care homes", "Rename"))
    named(window, QPushButton, "Rename this task of your own").click()
    assert desk.work.session.progress.task(own).title == "Tell both care homes"
    named(window, QPushButton, "Remove this task of your own").click()
    assert desk.work.session.progress.task(own) is None
    desk.key("Ctrl+Z")
    assert desk.work.session.progress.task(own).title == "Tell both care homes"


def gathering(desk: Desk, file: str) -> Callable[[], Prepared]:
    session = desk.work.session
    return partial(prepare_report, session.workspace, session.practice_id, desk.paths.data / file)


def test_each_form_of_the_report_is_written(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    written: list[Path] = []
    desk.practice("Smith & Partners: “Riverside”")
    desk.key("Space")
    for form in formats_of("status"):
        write(desk.work.services, form, gathering(desk, f"status{form.suffix}"), written.append)
        qtbot.waitUntil(lambda: len(written) > 0)
        assert written == [desk.paths.data / f"status{form.suffix}"]
        assert written[0].stat().st_size > 500
        assert str(written.pop()) in desk.work.status._message.text()
    assert json.loads((desk.paths.data / "status.json").read_text())["practice"]["name"].startswith("Smith & Partners")
    assert banner(window) == ""
    nowhere = gathering(desk, "no-such-folder/status.html")
    write(desk.work.services, FORMAT_BY_ID["html"], nowhere, written.append)
    qtbot.waitUntil(lambda: banner(window) != "")
    assert not written
    assert banner(window).startswith("The report was not written.")


def test_everything_is_found_again_at_the_next_start(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    practice = desk.practice()
    desk.practice("Hillside Practice", "Z99002")
    desk.work.navigation.open_practice(practice)
    task = task_in_hand(desk)
    desk.key("Space")
    desk.workspace.tasks.add_note(practice, task, "Agreed by phone.")
    desk.work.navigation.open_page("/guide/kick-off")
    desk.key("Ctrl++")
    desk.key("Ctrl++")
    window.panes.setSizes([260, 560, 546])
    desk.work.right.checklist._split.setSizes([300, 300])
    desk.work.shell.panes.set_shown(Side.CONTENTS, False)
    window.resize(1300, 720)
    window.theme.choose("dark")
    qtbot.waitUntil(lambda: not window.panes.handle(1).isVisible())  # the hidden pane's, once all is laid out
    left = window.guide.view.zoom_percent, window.panes.sizes(), desk.work.right.checklist._split.sizes()
    assert desk.close()

    window = desk.start()
    assert desk.work.session.practice_id == practice
    assert window.windowTitle() == "Riverside Surgery – migdesk"
    assert desk.work.session.progress.task(task).status == "done"
    assert [note.text for note in desk.work.session.progress.task(task).notes] == ["Agreed by phone."]
    assert window.guide.permalink == "/guide/kick-off"
    assert (window.width(), window.height()) == (1300, 720)
    assert not desk.work.contents.isVisible()
    assert (window.guide.view.zoom_percent, window.panes.sizes(), desk.work.right.checklist._split.sizes()) == left
    desk.work.shell.panes.set_shown(Side.CONTENTS, True)
    qtbot.waitUntil(lambda: window.panes.sizes()[0] == 260)
    assert window.theme.choice == "dark"
    window.theme.choose("light")


def test_what_the_command_line_records_is_seen_within_a_second(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    practice = desk.practice()
    desk.keep_house()
    task = task_in_hand(desk)
    arguments = ["--data-dir", str(desk.paths.data), "task", "set", practice, task, "--status", "done"]
    assert main([*arguments, "--by", "Robin Vale", "--role", "Delivery partner"]) == 0
    assert desk.work.session.progress.task(task).status == "to-do"
    qtbot.waitUntil(lambda: desk.work.session.progress.task(task).status == "done", timeout=1000)
    assert named(window, QComboBox, "Status").currentText() == "Done"
    assert task_in_hand(desk) == task


def test_an_archived_practice_leaves_the_board_and_comes_back(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(PracticesBoard, "_may_archive", lambda *_: next(answers))
    desk.start()
    practice = desk.practice()
    other = desk.practice("Hillside Practice", "Z99002")
    desk.key("Ctrl+1")
    board = desk.work.screens.board
    qtbot.waitUntil(lambda: board.model.rowCount() == 2)
    board.view.choose(practice)
    named(board, QPushButton, "Archive: Riverside Surgery").click()
    assert not desk.workspace.store.state(practice).archived  # asked, and kept on the board
    named(board, QPushButton, "Archive: Riverside Surgery").click()
    assert [board.model.practice_at(row).id for row in range(board.model.rowCount())] == [other]
    board.show_archived.click()
    board.view.choose(practice)
    named(board, QPushButton, "Take out of archive: Riverside Surgery").click()
    board.view.choose(practice)
    board.view.setFocus()
    desk.key("Return")
    assert desk.work.session.practice_id == practice
    assert not desk.work.session.practice.archived
    assert desk.work.right.checklist.view.hasFocus()


def test_a_practice_archived_while_in_hand_is_not_opened_by_itself_next_time(desk: Desk) -> None:
    desk.start()
    practice = desk.practice()
    desk.workspace.practices.set_archived(practice, True)
    assert "Archived" in desk.work.header.practice_button.accessibleName()
    desk.close()
    desk.start()
    assert desk.work.session.practice_id == ""
    assert desk.work.screens.board.isVisible()


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_second_start_brings_the_first_window_to_the_front(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    first = SingleWindow(desk.paths.data)
    assert first.is_first()
    desk.keep_house(first)
    window.showMinimized()
    second = SingleWindow(desk.paths.data)
    assert not second.is_first()
    second.ask_first_to_show()
    qtbot.waitUntil(lambda: not window.isMinimized() and window.isActiveWindow(), timeout=1500)
    assert not first.was_asked()
    assert second.is_answered()
    first.close()
    third = SingleWindow(desk.paths.data)
    assert third.is_first()
    third.close()


def test_a_second_start_says_that_the_first_window_does_not_answer(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("migdesk.ui.start.single_window.ANSWER_WITHIN_SECONDS", 0.0)
    first = SingleWindow(desk.paths.data)
    assert first.is_first()
    assert run(desk.paths, ask=False) == 2
    assert "is open already and does not answer" in capsys.readouterr().err
    first.close()


def test_a_half_written_note_stays_with_its_practice_and_closing_asks(desk: Desk, answers: Answers) -> None:
    window = desk.start()
    first = desk.practice()
    task = task_in_hand(desk)
    note_field(desk).setFocus()
    desk.type("half a thou")
    second = desk.practice("Hillside Practice", "Z99002")
    desk.work.right.show_task(task)
    assert note_field(desk).toPlainText() == ""
    desk.work.navigation.open_practice(first)
    desk.work.right.show_task(task)
    assert note_field(desk).toPlainText() == "half a thou"
    desk.work.navigation.open_practice(second)

    answers.expect(click("Go back"))
    assert not desk.close()
    assert window.isVisible()
    answers.expect(click("Close without it"))
    assert desk.close()
    assert all("note that is not saved" in text for text in answers.seen)
    assert desk.record().store.state(first).notes == {}


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_another_practice_is_chosen_by_its_button(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    first = desk.practice("Smith & Partners")
    desk.practice("Hillside Practice", "Z99002")
    titles: list[str] = []

    def drive() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        titles.extend(action.text() for action in menu.actions() if action.text())
        menu.setActiveAction(next(action for action in menu.actions() if action.text().startswith("Smith")))
        press(menu, "Return")

    QTimer.singleShot(0, drive)
    desk.key("Ctrl+O")
    assert titles == [
        "Hillside Practice   Z99002",
        "Smith && Partners   Z99001",
        "Edit this practice's details…",
        "All practices",
    ]
    assert desk.work.session.practice_id == first
    assert window.focusWidget() is desk.work.right.checklist.view


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_half_typed_owner_never_reaches_another_practice(desk: Desk) -> None:
    window = desk.start()
    second = desk.practice("Hillside Practice", "Z99002")
    first = desk.practice()
    task = task_in_hand(desk)
    desk.work.session.choose_practice(second)
    desk.work.right.show_task(task)
    desk.work.session.choose_practice(first)
    desk.work.right.show_task(task)
    named(window, QComboBox, "Owner").lineEdit().setFocus()
    desk.type("Sam Example")

    def drive() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.setActiveAction(menu.actions()[0])
        press(menu, "Return")

    QTimer.singleShot(0, drive)
    desk.key("Ctrl+O")
    assert desk.work.session.practice_id == second
    desk.work.right.show_task(task)
    assert named(window, QComboBox, "Owner").currentText() == ""
    owners = {practice: desk.workspace.store.state(practice).owner(task) for practice in (first, second)}
    assert owners == {first: "Sam Example", second: ""}


def test_an_owner_or_date_being_typed_is_saved_when_the_window_closes(desk: Desk) -> None:
    window = desk.start()
    practice = desk.practice()
    task = task_in_hand(desk)
    named(window, QComboBox, "Owner").lineEdit().setFocus()
    desk.type("Sam Example")
    assert desk.close()
    assert desk.record().store.state(practice).owner(task) == "Sam Example"
    window = desk.start()
    desk.work.right.show_task(task)
    named(window, QLineEdit, "Due date").setFocus()
    named(window, QLineEdit, "Due date").selectAll()
    desk.type("3/12/2026")
    assert desk.close()
    assert str(desk.record().store.state(practice).due_by_hand(task)) == "2026-12-03"


@pytest.mark.parametrize(
    "left", ['{"panes": []}', '{"panes": [1, 2, 3, 4]}', '{"page": "/gone", "practice": "gone"}', "{"]
)
def test_settings_that_make_no_sense_are_passed_over(desk: Desk, left: str) -> None:
    desk.paths.data.mkdir()
    desk.paths.settings.write_text(left, encoding="utf-8")
    window = desk.start()
    desk.practice()
    desk.work.shell.panes.set_shown(Side.CONTENTS, False)
    assert window.guide.permalink == "/guide"
    assert desk.close()
