"""A calendar file from the window: of this practice or all, milestones or tasks too, with progress and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.ui.calendar_export import calendar_dialog
from migdesk.ui.calendar_export.calendar_dialog import CalendarDialog, offer_calendar, save_calendar
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings

Opening = Callable[[], CalendarDialog]


@pytest.fixture
def opened(qtbot: QtBot, session: Session, theme: Theme, tmp_path: Path) -> Opening:
    def opening() -> CalendarDialog:
        dialog = CalendarDialog(None, session, Settings(report_folder=str(tmp_path)))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opening


def written(dialog: CalendarDialog, qtbot: QtBot, path: Path) -> str:
    dialog.write(path)
    qtbot.waitUntil(lambda: dialog.written is not None)
    assert not dialog.isVisible()
    return path.read_text("utf-8")


def test_the_practice_in_hand_with_its_milestones_is_chosen(
    opened: Opening, qtbot: QtBot, sample: str, tmp_path: Path
) -> None:
    dialog = opened()
    assert dialog.this_practice.isChecked()
    assert dialog.milestones.isChecked()
    assert dialog.role.isHidden()
    text = written(dialog, qtbot, tmp_path / "a.ics")
    assert f"UID:{sample}.go-live@migdesk" in text
    assert "CATEGORIES:Task" not in text


def test_tasks_of_one_role_of_all_practices(
    opened: Opening, qtbot: QtBot, session: Session, sample: str, tmp_path: Path
) -> None:
    other = session.workspace.practices.add(PracticeDetails("Hillside Surgery"))
    archived = session.workspace.practices.add(PracticeDetails("Lakeside Surgery"))
    session.workspace.practices.set_archived(archived, True)
    session.workspace.practices.edit(
        other, PracticeDetails("Hillside Surgery", go_live=session.workspace.today.replace(year=2027))
    )
    dialog = opened()
    assert dialog.all_practices.text() == "All practices (2)"
    dialog.all_practices.setChecked(True)
    dialog.tasks.setChecked(True)
    assert dialog.role.isVisible()
    dialog.role.setCurrentIndex(dialog.role.findData("trainer"))
    text = written(dialog, qtbot, tmp_path / "a.ics")
    assert sample in text
    assert other in text
    tasks = session.workspace.definitions.tasks
    of_others = [task.id for task in tasks if task.roles and "trainer" not in task.roles]
    assert not any(f"{sample}.{task}@" in text for task in of_others)
    assert any(f"{sample}.{task.id}@" in text for task in tasks if "trainer" in task.roles)


def test_without_a_practice_there_are_only_all(opened: Opening) -> None:
    dialog = opened()
    assert dialog.this_practice.isHidden()
    assert dialog.all_practices.isChecked()


def test_tasks_of_too_many_practices_are_not_offered(
    opened: Opening, sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_dialog, "MOST_WITH_TASKS", 0)
    dialog = opened()
    dialog.tasks.setChecked(True)
    dialog.all_practices.setChecked(True)
    assert dialog.milestones.isChecked()
    assert not dialog.tasks.isEnabled()
    assert not dialog.why_no_tasks.isHidden()
    dialog.this_practice.setChecked(True)
    assert dialog.tasks.isEnabled()
    assert dialog.why_no_tasks.isHidden()


def test_where_nothing_has_a_date_it_says_so_and_stays(
    opened: Opening, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    session.choose_practice(session.workspace.practices.add(PracticeDetails("Hillside Surgery")))
    dialog = opened()
    dialog.write(tmp_path / "a.ics")
    qtbot.waitUntil(lambda: dialog.progress.isHidden())
    assert "nothing has a date yet" in dialog.said.text()
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    assert list(tmp_path.glob("*.ics")) == []


def test_a_place_that_is_none_is_said(opened: Opening, sample: str, tmp_path: Path) -> None:
    dialog = opened()
    dialog.write(tmp_path / "nowhere" / "a.ics")
    assert "There is no folder" in dialog.said.text()
    assert dialog.save_button.isEnabled()


def test_cancel_stops_and_leaves_nothing(opened: Opening, sample: str, tmp_path: Path) -> None:
    dialog = opened()
    dialog.tasks.setChecked(True)
    dialog.write(tmp_path / "a.ics")
    assert dialog.progress.isVisible()
    assert not dialog.save_button.isEnabled()
    assert dialog.cancel_button.hasFocus() or not dialog.isActiveWindow()
    dialog.cancel_button.click()
    assert dialog.isVisible()
    assert dialog.said.text() == "Stopped. Nothing was written."
    assert dialog.save_button.isEnabled()
    assert [file for file in tmp_path.iterdir() if "ics" in file.name] == []
    dialog.cancel_button.click()
    assert not dialog.isVisible()


def test_the_file_is_asked_for_and_offered(
    qtbot: QtBot, session: Session, theme: Theme, sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested: list[str] = []

    def choose(_parent: QWidget, _title: str, suggestion: str, _kinds: str) -> tuple[str, str]:
        suggested.append(suggestion)
        return str(tmp_path / "dates"), ""

    def save(dialog: QDialog) -> int:
        assert isinstance(dialog, CalendarDialog)
        dialog.show()
        dialog.save_button.click()
        qtbot.waitUntil(lambda: dialog.written is not None)
        return dialog.result()

    offered: list[Path] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(CalendarDialog, "exec", save)
    monkeypatch.setattr(calendar_dialog, "offer_calendar", lambda _parent, path: offered.append(path))
    parent, settings = QWidget(), Settings(report_folder=str(tmp_path))
    qtbot.addWidget(parent)
    save_calendar(parent, session, settings)
    assert suggested == [str(tmp_path / "Riverside Surgery calendar.ics")]
    assert offered == [tmp_path / "dates.ics"]


def test_the_offer_names_the_file(qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()) or 0)
    parent = QWidget()
    qtbot.addWidget(parent)
    offer_calendar(parent, tmp_path / "a.ics")
    assert str(tmp_path / "a.ics") in said[0]


def test_it_can_be_of_the_practices_that_the_board_shows(
    qtbot: QtBot, session: Session, theme: Theme, sample: str, tmp_path: Path
) -> None:
    other = session.workspace.practices.add(PracticeDetails("Alder Lane"))
    dialog = CalendarDialog(None, session, Settings(report_folder=str(tmp_path)), [sample])
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.shown_practices.isChecked()
    assert dialog.shown_practices.text() == "The 1 practice chosen on the board"
    assert other not in written(dialog, qtbot, tmp_path / "board.ics")
    every = CalendarDialog(None, session, Settings(), [sample, other])
    qtbot.addWidget(every)
    assert every.shown_practices.isHidden()
