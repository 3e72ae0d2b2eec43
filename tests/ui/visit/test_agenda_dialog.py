"""The agenda for a visit: since when, in which form, and a visit that is recorded only when it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from migdesk.report.formats import formats_of
from migdesk.ui.background import end_background_work
from migdesk.ui.dialogs import report_dialog
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.visit import agenda_dialog
from migdesk.ui.visit.agenda_dialog import AgendaDialog, prepare_visit
from migdesk.ui.visit.past_date_field import PastDateField

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
TODAY = date(2026, 11, 22)
Opening = Callable[[], AgendaDialog]


@pytest.fixture
def opened(qtbot: QtBot, session: Session, theme: Theme, sample: str, tmp_path: Path) -> Opening:
    def opening() -> AgendaDialog:
        dialog = AgendaDialog(None, session, Settings(report_folder=str(tmp_path)))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opening


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """Have the person choose a file, and return what was suggested."""
    suggested: list[str] = []

    def choosing(_parent: QWidget, _title: str, suggestion: str, _kinds: str) -> tuple[str, str]:
        suggested.append(suggestion)
        return str(path or ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choosing)
    return suggested


def made(qtbot: QtBot, dialog: AgendaDialog, by: QAction | QPushButton) -> None:
    """Press a button or choose a format, and wait for what comes of it."""
    by.trigger() if isinstance(by, QAction) else by.click()
    assert dialog.progress.isVisible() and not dialog.save_button.isEnabled()
    qtbot.waitUntil(lambda: not dialog._work.is_running)


def visited(session: Session, sample: str) -> date | None:
    return session.workspace.visits.last(sample)


def shown(dialog: AgendaDialog) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_it_begins_two_weeks_back_where_no_visit_is_known(opened: Opening) -> None:
    dialog = opened()
    assert dialog.since.date() == date(2026, 11, 8)
    assert "Riverside Surgery" in shown(dialog)
    assert "No visit has been recorded yet" in shown(dialog)
    assert not dialog.record.isChecked()


def test_it_begins_at_the_last_visit(opened: Opening, session: Session, sample: str) -> None:
    session.workspace.visits.record(sample, date(2026, 11, 19))
    dialog = opened()
    assert dialog.since.date() == date(2026, 11, 19)
    assert "The last visit was on Thu 19 November 2026, 3 days ago." in shown(dialog)


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")]
)
def test_it_is_saved_where_the_person_says(
    qtbot: QtBot, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, begins: bytes
) -> None:
    suggested = choose(monkeypatch, tmp_path / "agenda")
    dialog = opened()
    made(qtbot, dialog, dialog.save_actions[form])
    assert suggested == [str(tmp_path / f"Riverside Surgery agenda 2026-11-22.{form}")]
    assert dialog.written == tmp_path / f"agenda.{form}"
    assert dialog.written.read_bytes().startswith(begins)
    assert not dialog.isVisible()


def test_it_is_offered_in_every_format_there_is(opened: Opening) -> None:
    actions = opened().save_actions
    assert list(actions) == [form.id for form in formats_of("agenda")]
    assert [action.text() for action in actions.values()][:2] == ["Web page…", "PDF…"]
    assert all(action.toolTip().endswith(".") for action in actions.values())


def test_stepping_back_from_the_file_leaves_the_dialog(opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, None)
    dialog = opened()
    dialog.save_actions["pdf"].trigger()
    assert dialog.isVisible()
    assert dialog.written is None


def test_a_visit_is_recorded_with_the_agenda_and_undone_alone(
    qtbot: QtBot, opened: Opening, session: Session, sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "a.html")
    first = opened()
    made(qtbot, first, first.save_actions["html"])
    assert visited(session, sample) is None
    dialog = opened()
    dialog.record.setChecked(True)
    made(qtbot, dialog, dialog.save_actions["html"])
    assert visited(session, sample) == TODAY
    session.undo()
    assert visited(session, sample) is None


def test_cancel_stops_the_making_and_then_closes(
    opened: Opening, session: Session, sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "a.html")
    dialog = opened()
    dialog.record.setChecked(True)
    dialog.save_actions["html"].trigger()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.save_button.isEnabled() and not dialog.progress.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    end_background_work()
    assert not dialog.isVisible() and dialog.written is None
    assert visited(session, sample) is None


def test_cancel_records_nothing(opened: Opening, session: Session, sample: str) -> None:
    dialog = opened()
    dialog.record.setChecked(True)
    dialog.reject()
    assert visited(session, sample) is None


def test_preview_shows_and_prints(
    qtbot: QtBot, opened: Opening, session: Session, sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []

    def look(preview: QPrintPreviewDialog) -> int:
        titles.append(preview.windowTitle())
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "shown.pdf"))
        preview.paintRequested.emit(printer)
        return len(titles) - 1  # the first time only looked at, the second printed

    monkeypatch.setattr(QPrintPreviewDialog, "exec", look)
    dialog = opened()
    dialog.record.setChecked(True)
    made(qtbot, dialog, dialog.preview_button)
    assert dialog.isVisible()
    assert visited(session, sample) is None
    made(qtbot, dialog, dialog.preview_button)
    assert not dialog.isVisible()
    assert dialog.written is None
    assert visited(session, sample) == TODAY
    assert titles == ["Print preview: Agenda for a visit, Riverside Surgery"] * 2
    assert (tmp_path / "shown.pdf").read_bytes().startswith(b"%PDF-")


def test_a_day_to_come_is_said_at_the_field(opened: Opening) -> None:
    dialog = opened()
    dialog.since.line.setText("Sat 1 Jan 2028")
    dialog.preview_button.click()
    assert dialog.isVisible()
    assert "that day is to come" in dialog.since.problem
    dialog.since.line.setText("soon")
    dialog.save_actions["html"].trigger()
    assert "no date" in dialog.since.problem


def test_a_file_that_cannot_be_written_is_said_and_nothing_recorded(
    qtbot: QtBot, opened: Opening, session: Session, sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "nowhere" / "a.html")
    dialog = opened()
    dialog.record.setChecked(True)
    made(qtbot, dialog, dialog.save_actions["html"])
    assert dialog.isVisible()
    assert "There is no folder" in dialog.trouble.text()
    assert not dialog.trouble.isHidden()
    assert visited(session, sample) is None


def test_without_a_practice_it_says_what_to_do(qtbot: QtBot, session: Session, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    with qtbot.waitSignal(session.refused) as refused:
        prepare_visit(parent, session, Settings())
    assert "Choose a practice first" in refused.args[0]


def test_what_was_saved_is_offered(
    qtbot: QtBot, session: Session, theme: Theme, sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "a.pdf")
    offered: list[Path] = []
    monkeypatch.setattr(report_dialog, "offer_to_open", lambda _parent, path, _about: offered.append(path))

    def save(dialog: QDialog) -> int:
        assert isinstance(dialog, AgendaDialog)
        dialog.show()
        made(qtbot, dialog, dialog.save_actions["pdf"])
        return dialog.result()

    monkeypatch.setattr(agenda_dialog.AgendaDialog, "exec", save)
    parent = QWidget()
    qtbot.addWidget(parent)
    settings = Settings()
    prepare_visit(parent, session, settings)
    assert offered == [tmp_path / "a.pdf"]
    assert settings.report_folder == str(tmp_path)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("16 Nov", date(2026, 11, 16)),
        ("22 Nov", TODAY),
        ("23 Nov", date(2025, 11, 23)),
        ("1/3", date(2026, 3, 1)),
        ("Fri 1 Mar 2024", date(2024, 3, 1)),
        ("", None),
    ],
)
def test_a_day_without_a_year_is_the_latest_that_has_been(
    qtbot: QtBot, theme: Theme, typed: str, day: datetime | None
) -> None:
    field = PastDateField("Since", today=TODAY)
    qtbot.addWidget(field)
    field.line.setText(typed)
    assert field.read() == day
