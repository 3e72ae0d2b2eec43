"""The register screen over a real record: every change is one action with one undo, and nothing typed is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from migdesk.base.paths import Paths
from migdesk.practice.event import Actor
from migdesk.practice.exchange.package import Package, read_package
from migdesk.ui.look.theme import Theme
from migdesk.ui.register_import.preview_dialog import PreviewDialog
from migdesk.ui.registers.registers_screen import RegistersScreen
from migdesk.ui.registers.row_model import NAME
from migdesk.ui.session.services import Services
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.registers.view import RowView
from migdesk.workspace.workspace import Workspace

PARTIES = ("Moorside Cytology", "Harbour Eye Screening", "Three Valleys", "North Moor Pathology")
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def screen(qtbot: QtBot, session: Session, theme: Theme, sample: str, said: list[str]) -> RegistersScreen:
    window = QWidget()
    qtbot.addWidget(window)
    services = Services(
        session=session, settings=Settings(), theme=theme, parent=window, say=said.append, warn=said.append
    )
    made = RegistersScreen(services, window)
    for widget in (window, made):
        widget.resize(1366, 640)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


@pytest.fixture
def parties(session: Session, sample: str) -> tuple[str, ...]:
    changes = [RowChange(fields={"name": name, "kind": "screening", "told-by": "practice"}) for name in PARTIES]
    return session.workspace.registers.set_rows(sample, "third-parties", changes)


def row(screen: RegistersScreen, row_id: str, register: str = "third-parties") -> RowView:
    session = screen._session
    found = session.workspace.registers.view(session.practice_id, register).row(row_id)
    assert found is not None
    return found


def names(screen: RegistersScreen) -> list[str]:
    return [shown.name for shown in screen.model.rows]


def field(screen: RegistersScreen, column: str) -> Any:
    assert screen.form._fields is not None
    return screen.form._fields.lines[column].field.first_field()


def enter(screen: RegistersScreen, column: str, text: str) -> None:
    """Type into a field of the form and leave it by Tab."""
    widget = field(screen, column)
    widget.setFocus()
    widget.clear()
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Tab)


def problem(screen: RegistersScreen, column: str) -> str:
    assert screen.form._fields is not None
    return screen.form._fields.lines[column].problem


def choose(screen: RegistersScreen, *places: int) -> None:
    """Choose rows by their places, as Ctrl and a click do."""
    select = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    screen.table.clearSelection()
    for place in places:
        screen.table.selectionModel().select(screen.model.index(place, NAME), select)


def test_rows_stand_in_a_model_that_keeps_qts_rules(screen: RegistersScreen, parties: tuple[str, ...]) -> None:
    QAbstractItemModelTester(screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    screen.show_register("third-parties")
    screen.filters.words.setText("moor")
    screen.filters.words.searched.emit()
    assert names(screen) == ["Moorside Cytology", "North Moor Pathology"]
    screen.filters.clear()
    screen.model.sort_by("name", descending=True)
    assert names(screen) == sorted(PARTIES, reverse=True)


def test_a_row_is_spoken_with_the_titles_of_its_columns(screen: RegistersScreen, parties: tuple[str, ...]) -> None:
    screen.show_register("third-parties")
    spoken = screen.model.index(0, NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Moorside Cytology, To tell, Kind: Screening, Who tells them: Practice")
    assert "Due: " in spoken
    status = screen.model.index(0, screen.model.columnCount() - 1)
    assert status.data(Qt.ItemDataRole.AccessibleTextRole) == "Status: To tell"


def test_a_field_is_saved_when_it_is_left_and_undo_takes_it_back(
    screen: RegistersScreen, session: Session, parties: tuple[str, ...]
) -> None:
    screen.show_register("third-parties", parties[1])
    enter(screen, "notice-given", "4/12/2026")
    assert row(screen, parties[1]).fields["notice-given"] == "2026-12-04"
    assert field(screen, "notice-given").text() == "Fri 4 Dec 2026"
    enter(screen, "owner", "Dana Field; Jo Specimen")
    assert row(screen, parties[1]).owners == ("Dana Field", "Jo Specimen")
    session.undo()
    assert row(screen, parties[1]).owners == ()
    assert field(screen, "owner").text() == ""


def test_what_is_wrong_stays_in_its_field_with_the_reason(screen: RegistersScreen, parties: tuple[str, ...]) -> None:
    screen.show_register("third-parties", parties[0])
    recorded = screen._session.workspace.actions_recorded
    enter(screen, "notice-given", "the other day")
    enter(screen, "name", "")
    assert "is no date" in problem(screen, "notice-given")
    assert problem(screen, "name") == "Name is missing."
    assert screen._session.workspace.actions_recorded == recorded
    screen.table.take_in_hand(parties[1])
    assert field(screen, "notice-given").text() == ""
    screen.table.take_in_hand(parties[0])
    assert field(screen, "notice-given").text() == "the other day"
    assert screen.has_unsaved_text()


def test_a_due_date_counts_from_a_milestone_and_moves_with_it(
    screen: RegistersScreen, session: Session, parties: tuple[str, ...]
) -> None:
    screen.show_register("third-parties", parties[0])
    enter(screen, "due", "2 weeks before Go-Live")
    assert row(screen, parties[0]).due == date(2027, 3, 2)
    assert field(screen, "due").text() == "2 weeks before Go-Live"
    session.workspace.plans.apply(session.practice_id, PlanChange(planned={"go-live": date(2027, 3, 23)}))
    assert row(screen, parties[0]).due == date(2027, 3, 9)


def test_many_rows_are_changed_at_once_and_undone_at_once(
    screen: RegistersScreen, session: Session, parties: tuple[str, ...]
) -> None:
    screen.show_register("third-parties")
    QTest.keyClick(screen.table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(screen.table, Qt.Key.Key_Down, SHIFT)
    assert screen.table.chosen_ids() == parties[:3]
    screen.middle.many.status_requested.emit("told")
    assert [row(screen, party).status.id for party in parties] == ["told", "told", "told", "to-tell"]
    assert screen.table.chosen_ids() == parties[:3], "what was chosen stays chosen"
    session.undo()
    assert {row(screen, party).status.id for party in parties} == {"to-tell"}


def test_space_takes_one_more_row_and_escape_leaves_one(screen: RegistersScreen, parties: tuple[str, ...]) -> None:
    screen.show_register("third-parties")
    QTest.keyClick(screen.table, Qt.Key.Key_Down, CTRL)
    QTest.keyClick(screen.table, Qt.Key.Key_Down, CTRL)
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    assert screen.table.chosen_ids() == (parties[0], parties[2])
    QTest.keyClick(screen.table, Qt.Key.Key_Escape)
    assert screen.table.chosen_ids() == (parties[2],)
    QTest.keyClick(screen.table, Qt.Key.Key_A, CTRL)
    assert screen.table.chosen_ids() == parties
    QTest.keyClick(screen.table, Qt.Key.Key_Home)
    QTest.keyClick(screen.table, Qt.Key.Key_End, SHIFT)
    assert screen.table.chosen_ids() == parties


def test_a_row_does_not_vanish_under_the_hand_that_works_on_it(
    screen: RegistersScreen, parties: tuple[str, ...]
) -> None:
    screen.show_register("third-parties")
    screen.filters._statuses["to-tell"].setChecked(True)
    screen.table.take_in_hand(parties[1])
    screen.middle.many.status_requested.emit("told")
    assert names(screen) == list(PARTIES)
    assert screen.form.row_id == parties[1]


def test_a_row_is_added_once_all_that_it_needs_is_there(screen: RegistersScreen, session: Session) -> None:
    screen.show_register("contacts")
    screen.add_row()
    screen.form.save_new()
    assert problem(screen, "name") == "Name is missing."
    for column, text in (("name", "Jo Specimen"), ("organisation", "Riverside Surgery")):
        enter(screen, column, text)
    box = field(screen, "role")
    box.setCurrentIndex(box.findData("lead-gp"))
    screen.form.save_new()
    (added,) = session.workspace.registers.view(session.practice_id, "contacts").rows
    assert (added.name, added.fields["role"]) == ("Jo Specimen", "lead-gp")
    assert screen.form.row_id == added.id and not screen.has_unsaved_text()


def test_what_was_begun_for_a_new_row_is_kept(screen: RegistersScreen, parties: tuple[str, ...]) -> None:
    screen.show_register("third-parties")
    screen.add_row()
    enter(screen, "name", "Half a na")
    QTest.keyClick(screen.form, Qt.Key.Key_Escape)
    assert screen.form.row_id == parties[0] and screen.has_unsaved_text()
    screen.add_row()
    assert field(screen, "name").text() == "Half a na"


def test_removing_asks_first_and_can_be_undone(
    screen: RegistersScreen, session: Session, parties: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.show_register("third-parties")
    asked: list[str] = []

    def agree(box: QMessageBox) -> int:
        asked.append(box.text())
        next(button for button in box.buttons() if button.text() == "Remove").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", agree)
    choose(screen, 0, 3)
    QTest.keyClick(screen.table, Qt.Key.Key_Delete)
    assert asked == ["Remove 2 rows from Third parties and links?"]
    assert names(screen) == list(PARTIES[1:3])
    session.undo()
    assert sorted(names(screen)) == sorted(PARTIES)


def test_an_empty_register_says_what_it_is_for_and_offers_rows(screen: RegistersScreen, session: Session) -> None:
    screen.show_register("risks")
    empty = screen.middle.empty
    assert empty.isVisible()
    offered = list(empty.seeds._boxes)
    empty.seeds._boxes[offered[0]].setChecked(False)
    empty.seeds.take.click()
    taken = session.workspace.registers.view(session.practice_id, "risks").rows
    assert [found.id for found in taken] == [f"risks.{seed}" for seed in offered[1:]]
    assert screen.table.isVisible() and not empty.isVisible()


def test_chosen_rows_are_copied_with_their_titles(
    screen: RegistersScreen, parties: tuple[str, ...], said: list[str]
) -> None:
    screen.show_register("third-parties")
    choose(screen, 1, 2)
    QTest.keyClick(screen.table, Qt.Key.Key_C, CTRL)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["Name", "Kind", "Who tells them"]
    assert [line.split("\t")[0] for line in lines[1:]] == list(PARTIES[1:3])
    assert "<td>Harbour Eye Screening</td>" in QApplication.clipboard().mimeData().html()
    assert said == ["2 rows copied, with the titles of the columns"]


def test_columns_and_order_are_remembered(screen: RegistersScreen, parties: tuple[str, ...], qtbot: QtBot) -> None:
    screen.show_register("third-parties")
    screen._remembered.columns["third-parties"] = ["fee", "status"]
    screen.table.sorted_by.emit("name", True)
    again = RegistersScreen(screen._services)
    qtbot.addWidget(again)
    again.show_register()
    assert [column.id for column in again.model.columns] == ["name", "fee", "status"]
    assert names(again) == sorted(PARTIES, reverse=True)


def test_of_five_hundred_rows_those_in_sight_are_painted(
    screen: RegistersScreen, session: Session, sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = [RowChange(fields={"name": f"Party {n:03}", "kind": "screening"}) for n in range(500)]
    session.workspace.registers.set_rows(sample, "third-parties", changes)
    screen.show_register("third-parties")
    asked: set[int] = set()
    data = screen.model.data

    def watched(index: Any, role: int = 0) -> Any:
        asked.add(index.row())
        return data(index, role)

    monkeypatch.setattr(screen.model, "data", watched)
    screen.table.viewport().repaint()
    assert screen.model.rowCount() == 500
    assert 0 < len(asked) < 40


def paste(screen: RegistersScreen, text: str, monkeypatch: pytest.MonkeyPatch, *, agree: bool = True) -> list[str]:
    """Paste into the table; return what the preview says, its summary first."""
    said: list[str] = []

    def look(dialog: PreviewDialog) -> bool:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        model = dialog.table.model()
        said.extend(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount()))
        return agree

    monkeypatch.setattr(PreviewDialog, "exec", look)
    QApplication.clipboard().setText(text)
    QTest.keyClick(screen.table, Qt.Key.Key_V, CTRL)
    return said


def test_rows_are_pasted_from_a_spreadsheet_by_their_key(
    screen: RegistersScreen, session: Session, parties: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.show_register("third-parties")
    text = "Name\tKind\tStatus\nThree Valleys\tHospital letters\ttold\nNew Lab\tPathology\t\nOdd\tnot a kind\t"
    said = paste(screen, text, monkeypatch)
    assert "1 row will be added, 1 changed, 1 row has a fault." in said
    assert any("Odd" in line and "not a kind" in line for line in said)
    assert names(screen) == [*PARTIES, "New Lab"]
    assert row(screen, parties[2]).status.id == "told"
    session.undo()
    assert names(screen) == list(PARTIES) and row(screen, parties[2]).status.id == "to-tell"


def test_what_was_copied_says_nothing_new_when_it_is_pasted(
    screen: RegistersScreen, parties: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.show_register("third-parties", parties[0])
    enter(screen, "due", "2 weeks before Go-Live")
    enter(screen, "notice-given", "4/12/2026")
    screen.table.selectAll()
    QTest.keyClick(screen.table, Qt.Key.Key_C, CTRL)
    said = paste(screen, QApplication.clipboard().text(), monkeypatch)
    assert "Nothing new: all of it stands here already." in said


def test_cells_without_titles_stand_under_the_columns_shown(
    screen: RegistersScreen, sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.show_register("templates")
    screen._remembered.columns["templates"] = ["kind"]
    screen.look.show_columns(screen._view.register)
    said = paste(screen, "Recall letter\tLetter\nFlu search\tSearch or report", monkeypatch)
    assert "2 rows will be added." in said
    assert names(screen) == ["Recall letter", "Flu search"]


def test_mine_is_what_whoever_is_here_owns_alone_or_with_others(
    screen: RegistersScreen, session: Session, sample: str
) -> None:
    owned = {"The supplier slips": "Robin Vale", "Staff are ill": "Robin Vale; dana field", "The line fails": ""}
    changes = [RowChange(fields={"risk": risk, "owner": owner}) for risk, owner in owned.items()]
    session.workspace.registers.set_rows(sample, "risks", changes)
    screen.show_register("risks")
    screen.filters._mine.click()
    assert names(screen) == ["Staff are ill"]
    session.workspace.people.once(Actor("Robin Vale", "commissioner", "North Moor ICB"))
    session.actor_changed.emit()
    assert names(screen) == ["Staff are ill"]  # only the next entry is Robin's
    session.workspace.people.switch(Actor("Robin Vale", "commissioner", "North Moor ICB"))
    session.actor_changed.emit()
    assert sorted(names(screen)) == ["Staff are ill", "The supplier slips"]


def test_what_two_computers_changed_is_told_in_the_form_until_it_is_settled(
    screen: RegistersScreen, session: Session, parties: tuple[str, ...], tmp_path: Path, warm_cache: Path
) -> None:
    ours, practice = session.workspace, session.practice_id
    theirs = bootstrap(Paths(tmp_path / "theirs", warm_cache, ""), clock=lambda: ours.now)
    theirs.sign_in(Actor("Kim Example", "project-manager", "Delivery Partner"))

    def sent(workspace: Workspace, name: str) -> Package:
        file = tmp_path / name
        workspace.exchange.send([practice], file, passphrase=None, sender=workspace.actor)
        return read_package(file)

    theirs.exchange.take_in(sent(ours, "ours.migdesk"))
    for workspace, status in ((ours, "told"), (theirs, "ends")):
        change = RowChange(row=parties[0], fields={"status": status})
        workspace.registers.set_rows(practice, "third-parties", [change])
    screen.show_register("third-parties")
    assert not screen.form.conflicts.isVisible()
    ours.exchange.take_in(sent(theirs, "theirs.migdesk"))
    assert screen.form.conflicts.isVisible()
    assert "Kim Example" in screen.form.conflicts.text.text() and "Told" in screen.form.conflicts.text.text()
    assert "changed in two places" in screen.model.spoken(row(screen, parties[0]))
    (conflict,) = ours.exchange.conflicts(practice)
    ours.exchange.settle(conflict, conflict.values[0].key)
    assert not screen.form.conflicts.isVisible()
    theirs.close()


@pytest.mark.parametrize(
    ("width", "has_list", "has_form"), [(1366, True, True), (1200, True, False), (1000, False, False)]
)
def test_a_narrow_screen_gives_its_room_to_the_table(
    screen: RegistersScreen, parties: tuple[str, ...], width: int, has_list: bool, has_form: bool
) -> None:
    character = screen.fontMetrics().averageCharWidth()
    screen.resize(width * character // 6, 640)  # the widths are meant for a text in its usual size
    screen.show_register("third-parties")
    assert screen.list.isVisible() == has_list and screen.head.box.isVisible() != has_list
    assert screen.form.isVisible() == has_form
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert screen.form.isVisible() and screen.form.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(screen.form, Qt.Key.Key_Escape)
    assert screen.form.isVisible() == has_form and QApplication.focusWidget() is screen.table
