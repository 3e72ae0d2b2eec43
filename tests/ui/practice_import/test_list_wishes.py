"""What can be chosen of a list in the window: columns and sheets, what is mended, what is updated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lists import workbook_of
from migdesk.practice.details import PracticeDetails
from migdesk.ui.look.theme import Theme
from migdesk.ui.practice_import import files
from migdesk.ui.practice_import.columns_dialog import ColumnsDialog
from migdesk.ui.practice_import.import_dialog import ImportDialog
from migdesk.ui.session.session import Session
from migdesk.workspace.practice_import.offers import Mend


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, theme: Theme) -> ImportDialog:
    made = ImportDialog(session, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def read(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    dialog.read(path)
    qtbot.waitUntil(dialog.choose_button.isEnabled)


def test_enter_presses_choose_a_file(dialog: ImportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(files, "list_to_read", lambda *_: asked.append(True))
    qtbot.waitExposed(dialog)
    dialog.choose_button.setFocus()
    QTest.keyClick(dialog.choose_button, Qt.Key.Key_Return)
    assert asked == [True]


def test_what_was_not_understood_is_settled_before_anything_is_added(
    dialog: ImportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Practice,National Code,Size\nAlder Lane,Z99101,8\n")
    read(qtbot, dialog, path)
    assert "“National Code” looks like ODS code" in dialog.wishes.doubts.text()
    assert not dialog.finish_button.isEnabled()
    assert "National Code" in dialog.finish_button.toolTip()
    dialog.wishes.leave_out.setChecked(True)
    assert dialog.finish_button.isEnabled()
    assert dialog._plan is not None
    columns = ColumnsDialog(dialog._plan, dialog)
    qtbot.addWidget(columns)
    assert columns.choice.columns == {"Practice": "name", "National Code": "ods_code", "Size": ""}
    assert not columns.sheets


def test_sheets_are_chosen(dialog: ImportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook_of(("Practice", "ODS"), ("Alder Lane", "Z99101"), title="One"))
    from openpyxl import load_workbook

    book = load_workbook(path)
    other = book.create_sheet("Two")
    other.append(("Practice", "ODS"))
    other.append(("Birch Road", "Z99102"))
    book.save(path)
    read(qtbot, dialog, path)
    assert dialog._plan is not None
    columns = ColumnsDialog(dialog._plan, dialog)
    qtbot.addWidget(columns)
    assert [box.text() for box in columns.sheets.values()] == ["One (1 row)", "Two (1 row)"]
    columns.sheets["One"].setChecked(False)
    assert columns.choice.sheets == ("Two",)
    columns.sheets["Two"].setChecked(False)
    assert not columns.read_button.isEnabled()


def test_numbers_are_taken_for_dates_on_a_tick(dialog: ImportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Practice,ODS,Go-Live\nAlder Lane,Z99101,46447\n")
    read(qtbot, dialog, path)
    assert not dialog.finish_button.isEnabled()
    dialog.wishes.mends[Mend.SERIAL_DATES].setChecked(True)
    qtbot.waitUntil(dialog.finish_button.isEnabled)
    assert dialog.wishes.mends[Mend.SERIAL_DATES].isChecked()
    assert dialog.finish_button.text() == "Add 1 practice"


def test_practices_that_are_there_are_updated_on_a_tick(
    dialog: ImportDialog, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    there = session.workspace.practices.add(PracticeDetails("Alder Lane", "Z99101", go_live=date(2027, 3, 16)))
    path = tmp_path / "list.csv"
    path.write_text("Practice,ODS,From,Go-Live\nAlder Lane,Z99101,EMIS Web,23/03/2027\n")
    read(qtbot, dialog, path)
    assert not dialog.finish_button.isEnabled()
    dialog.wishes.updates["go_live"].setChecked(True)
    assert dialog.finish_button.text() == "Update 1 practice"
    assert "would move" in dialog.notes.text()
    assert dialog.model.index(0, 0).data() == "Will be updated"
    dialog.finish_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    state = session.workspace.practice(there)
    assert (state.planned_go_live, state.text("from_system")) == (date(2027, 3, 23), "")
    session.workspace.undo()
    assert session.workspace.practice(there).planned_go_live == date(2027, 3, 16)
