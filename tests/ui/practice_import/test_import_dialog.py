"""Importing a list: it is read beside the window's work, every row is shown, and only then are practices added."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.ui.background import end_background_work
from migdesk.ui.look.theme import Theme
from migdesk.ui.practice_import.import_dialog import ImportDialog, import_practices
from migdesk.ui.practice_import.preview_model import Column
from migdesk.ui.session.session import Session

LIST = (
    "Surgery,ODS,From,To,ICB,Go-Live,Telephone\n"
    "Good One,Z99002,EMIS Web,SystmOne,North Moor ICB,16/03/2027,01\n"
    "Riverside Surgery,Z99001,,,,,\n"
    "Bad One,Z9,,,,04/23/2027,\n"
    "Twin,,,,,,\n"
    "Twin,,,,,,\n"
)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, theme: Theme, parent: QWidget) -> ImportDialog:
    session.workspace.practices.add(PracticeDetails("Riverside Surgery", "Z99001"))
    made = ImportDialog(session, theme, parent)
    made.show()
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "north moor.csv"
    made.write_text(LIST, encoding="utf-8")
    return made


def read(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    dialog.read(path)
    qtbot.waitUntil(dialog.choose_button.isEnabled)


def results(dialog: ImportDialog) -> list[tuple[str, str]]:
    model = dialog.model
    return [
        (str(model.index(row, Column.ROW).data()), str(model.index(row, Column.RESULT).data()))
        for row in range(model.rowCount())
    ]


def names(session: Session) -> list[str]:
    return [one.name for one in session.workspace.store.names()]


def test_at_first_it_says_what_a_list_should_hold(dialog: ImportDialog) -> None:
    assert dialog.wanted.isVisible() and not dialog.view.isVisible()
    assert not dialog.progress.isVisible() and not dialog.stop_button.isVisible()
    assert not dialog.finish_button.isEnabled()
    assert dialog.finish_button.toolTip() == "Choose a list first."
    assert dialog.choose_button.hasFocus()


def test_the_worst_rows_stand_first_and_the_counts_are_in_words(
    qtbot: QtBot, dialog: ImportDialog, path: Path, session: Session
) -> None:
    read(qtbot, dialog, path)
    assert results(dialog) == [
        ("4", "Fault"),
        ("5", "Maybe a double"),
        ("6", "Maybe a double"),
        ("2", "Will be added"),
        ("3", "There already"),
    ]
    assert dialog.state.text() == ("north moor.csv: 3 practices will be added, 1 is there already, 1 row has a fault.")
    assert dialog.notes.text() == "Left out: the column “Telephone”."
    assert dialog.finish_button.text() == "Add 3 practices" and dialog.finish_button.isEnabled()
    assert dialog.view.hasFocus()  # something is wrong, so Enter must not add at once
    assert dialog.remarks.text().startswith("Row 4. ODS: “Z9” is no ODS code.")
    assert "There is no month 23" in dialog.remarks.text()
    assert names(session) == ["Riverside Surgery"]


def test_only_what_is_wrong(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    read(qtbot, dialog, path)
    assert dialog.only_wrong.text() == "Show only what is or may be wrong (3)"
    dialog.only_wrong.click()
    assert [row for row, _ in results(dialog)] == ["4", "5", "6"]
    read(qtbot, dialog, path)
    assert not dialog.only_wrong.isChecked() and len(results(dialog)) == 5


def test_adding_is_one_action_and_one_undo(qtbot: QtBot, dialog: ImportDialog, path: Path, session: Session) -> None:
    saved: list[str] = []
    session.saved.connect(saved.append)
    read(qtbot, dialog, path)
    dialog.finish_button.click()
    qtbot.waitUntil(lambda: len(dialog.added) == 3)
    assert names(session) == ["Riverside Surgery", "Good One", "Twin", "Twin"]
    assert saved == ["Add 3 practices"]
    session.undo()
    assert names(session) == ["Riverside Surgery"]


def test_possible_doubles_can_be_left_out(qtbot: QtBot, dialog: ImportDialog, path: Path, session: Session) -> None:
    read(qtbot, dialog, path)
    assert dialog.skip_doubles.text() == "Leave out what may be a double (2)"
    dialog.skip_doubles.click()
    assert dialog.finish_button.text() == "Add 1 practice"
    assert "2 left out as possible doubles" in dialog.state.text()
    dialog.finish_button.click()
    qtbot.waitUntil(lambda: bool(dialog.added))
    assert names(session) == ["Riverside Surgery", "Good One"]


def test_rows_with_faults_stay_when_the_others_are_added(
    qtbot: QtBot, dialog: ImportDialog, path: Path, session: Session
) -> None:
    read(qtbot, dialog, path)
    dialog.finish_button.click()
    qtbot.waitUntil(lambda: bool(dialog.added))
    said = "3 practices were added, 1 was there already. 1 row has a fault and was not added."
    assert dialog.isVisible() and dialog.state.text() == said
    assert results(dialog) == [("4", "Fault")]
    assert dialog.remarks.text().startswith("Row 4. ODS: “Z9” is no ODS code.")
    assert not any(one.isVisible() for one in (dialog.finish_button, dialog.only_wrong, dialog.skip_doubles))
    assert dialog.save_button.text() == "Save these rows…" and dialog.save_button.hasFocus()
    assert dialog.cancel_button.text() == "Close"
    dialog.cancel_button.click()
    assert not dialog.isVisible() and len(dialog.added) == 3


def test_rows_with_faults_are_saved_mended_and_added(
    qtbot: QtBot, dialog: ImportDialog, path: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(qtbot, dialog, path)
    dialog.finish_button.click()
    qtbot.waitUntil(lambda: bool(dialog.added))
    asked: list[str] = []
    chosen = path.with_name("mine.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asking: asked.append(asking[2]) or (str(chosen), ""))
    dialog.save_button.click()
    assert asked == [str(path.with_name("north moor with faults.csv"))]
    assert dialog.state.text().startswith(f"Rows saved: {chosen}. Correct them there")
    saved = chosen.read_text(encoding="utf-8-sig")
    assert saved.startswith("Surgery,ODS,From,To,ICB,Go-Live,Telephone,What is wrong")
    chosen.write_text(saved.replace("Z9,", "Z99009,").replace("04/23", "23/04"), encoding="utf-8")
    read(qtbot, dialog, chosen)
    assert dialog.finish_button.isVisible() and not dialog.save_button.isVisible()
    assert dialog.state.text() == "mine.csv: 1 practice will be added."
    dialog.finish_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert len(dialog.added) == 4 and names(session)[-1] == "Bad One"


def test_a_place_that_cannot_be_written_is_said(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    read(qtbot, dialog, path)
    dialog.save_faulty_rows(path.parent / "gone" / "rows.csv")
    assert dialog.state.text().startswith("The rows were not saved.") and dialog.state.property("wrong")


def test_a_list_of_faults_alone_can_be_saved_too(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    path.write_text("Practice,ODS\nBad One,X\n", encoding="utf-8")
    read(qtbot, dialog, path)
    assert dialog.save_button.isVisible() and dialog.save_button.text() == "Save rows with faults…"
    assert not dialog.finish_button.isEnabled() and dialog.cancel_button.text() == "Cancel"


def test_what_may_be_a_slip_is_marked_and_shown_with_what_is_wrong(
    qtbot: QtBot, dialog: ImportDialog, path: Path
) -> None:
    path.write_text("Practice,Go-Live\nA,16/03/2027\nB,TBC\nC,03/04/2027\n", encoding="utf-8")
    read(qtbot, dialog, path)
    assert results(dialog) == [("3", "Add, but check"), ("4", "Add, but check"), ("2", "Will be added")]
    assert dialog.state.text() == "north moor.csv: 3 practices will be added (check 2 of them)."
    assert dialog.remarks.text() == "Row 3. “TBC” is taken as no date."
    assert dialog.view.hasFocus()
    dialog.only_wrong.click()
    assert [row for row, _ in results(dialog)] == ["3", "4"]


def test_with_nothing_wrong_enter_adds(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, session: Session) -> None:
    path = tmp_path / "good.csv"
    path.write_text("Practice\nA\nB\n", encoding="utf-8")
    read(qtbot, dialog, path)
    assert dialog.finish_button.hasFocus()
    assert not dialog.only_wrong.isVisible() and not dialog.skip_doubles.isVisible() and not dialog.remarks.isVisible()
    QTest.keyClick(dialog.finish_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert names(session) == ["Riverside Surgery", "A", "B"]


def test_nothing_to_add_says_why(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("Practice,ODS\nRiverside,Z99001\n", encoding="utf-8")
    read(qtbot, dialog, path)
    assert not dialog.finish_button.isEnabled()
    assert dialog.finish_button.toolTip() == "old.csv: Nothing to add: 1 is there already (1 differs)."


def test_what_is_no_list_is_said_and_another_can_be_chosen(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, path: Path
) -> None:
    read(qtbot, dialog, path)
    other = tmp_path / "picture.png"
    other.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    read(qtbot, dialog, other)
    assert dialog.state.text().startswith("picture.png was not read. It is no table.")
    assert dialog.state.property("wrong")
    assert dialog.model.rowCount() == 0 and not dialog.finish_button.isEnabled() and dialog.wanted.isVisible()
    read(qtbot, dialog, path)
    assert not dialog.state.property("wrong") and dialog.model.rowCount() == 5


def test_someone_else_adding_a_practice_meanwhile_is_said(
    qtbot: QtBot, dialog: ImportDialog, path: Path, session: Session
) -> None:
    read(qtbot, dialog, path)
    session.workspace.practices.add(PracticeDetails("Sooner", "Z99002"))
    dialog.finish_button.click()
    qtbot.waitUntil(lambda: dialog.state.text().startswith("Nothing was added."))
    assert "Z99002 belongs to Sooner already" in dialog.state.text()
    assert dialog.isVisible() and dialog.added == ()
    assert names(session) == ["Riverside Surgery", "Sooner"]


def test_a_file_can_be_dropped(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, no_keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, buttons, no_keys)
    dialog.dragEnterEvent(entering)
    assert entering.isAccepted()
    dialog.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, no_keys))
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 5)
    two = QMimeData()
    two.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile("other.csv")])
    entering = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, two, buttons, no_keys)
    entering.setAccepted(False)
    dialog.dragEnterEvent(entering)
    assert not entering.isAccepted()


def test_reading_can_be_stopped(qtbot: QtBot, dialog: ImportDialog, path: Path, parent: QWidget) -> None:
    dialog.read(path)
    assert dialog.progress.isVisible() and dialog.stop_button.hasFocus()
    dialog.stop_button.click()
    assert dialog.state.text() == "north moor.csv was not read to its end. Nothing was added."
    end_background_work()
    assert dialog.model.rowCount() == 0 and not dialog.progress.isVisible()


def test_closing_while_it_reads_is_safe(qtbot: QtBot, dialog: ImportDialog, path: Path, parent: QWidget) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.read(path)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    end_background_work()


def test_a_list_and_a_template_are_chosen_in_the_systems_own_dialogs(
    qtbot: QtBot, dialog: ImportDialog, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    dialog.choose_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 5)
    chosen = [(str(tmp_path / "mine"), "CSV file (*.csv)"), (str(tmp_path / "mine.xlsx"), ""), ("", "")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen.pop(0))
    dialog.template_button.click()
    assert (tmp_path / "mine.csv").read_bytes().startswith(b"\xef\xbb\xbfPractice name,ODS code")
    assert dialog.state.text().startswith(f"Template saved: {tmp_path / 'mine.csv'}.")
    dialog.template_button.click()
    assert (tmp_path / "mine.xlsx").read_bytes().startswith(b"PK")
    dialog.template_button.click()
    dialog.save_template(tmp_path / "mine.doc")
    assert dialog.state.text().startswith("The template was not saved.") and dialog.state.property("wrong")


def test_it_returns_the_ids_and_nothing_after_cancel(
    qtbot: QtBot, session: Session, theme: Theme, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImportDialog, "exec", lambda self: self.reject())
    assert import_practices(session, theme, parent) == ()
