"""The status report from the window: gathered and written behind it, and said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from migdesk.report.formats import FORMAT_BY_ID
from migdesk.ui.dialogs import file_ready
from migdesk.ui.dialogs.print_register_dialog import PrintRegisterDialog
from migdesk.ui.dialogs.report_dialog import ReportDialog
from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window import reports
from migdesk.ui.main_window.reports import preview_report, print_register, save_registers_report, save_report, write
from migdesk.ui.session.services import Services
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.reports.prepared import Prepared
from migdesk.workspace.reports.status import prepare_report


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def services(qtbot: QtBot, session: Session, theme: Theme, sample: str, said: list[str]) -> Services:
    parent = QWidget()
    qtbot.addWidget(parent)
    return Services(session=session, settings=Settings(), theme=theme, parent=parent, say=said.append, warn=said.append)


def gathering(services: Services, path: Path) -> Callable[[], Prepared]:
    return partial(prepare_report, services.session.workspace, services.session.practice_id, path)


def test_the_preview_opens_once_the_report_is_gathered(
    qtbot: QtBot, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []

    def look(preview: QPrintPreviewDialog) -> int:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "shown.pdf"))
        preview.paintRequested.emit(printer)
        titles.append(preview.windowTitle())
        return 0

    monkeypatch.setattr(QPrintPreviewDialog, "exec", look)
    preview_report(services)
    assert titles == []
    qtbot.waitUntil(lambda: bool(titles))
    assert titles[0].startswith("Print preview: ") and "Riverside Surgery" in titles[0]
    assert (tmp_path / "shown.pdf").read_bytes().startswith(b"%PDF-")


def test_a_report_is_written_behind_the_window(
    qtbot: QtBot, services: Services, said: list[str], tmp_path: Path
) -> None:
    done: list[Path] = []
    write(services, FORMAT_BY_ID["pdf"], gathering(services, tmp_path / "status.pdf"), done.append)
    assert said == ["Writing the report…"] and done == []
    qtbot.waitUntil(lambda: bool(done))
    assert done == [tmp_path / "status.pdf"] and said[-1] == f"Report written: {tmp_path / 'status.pdf'}"


def test_a_report_that_cannot_be_written_is_said(
    qtbot: QtBot, services: Services, said: list[str], tmp_path: Path
) -> None:
    write(services, FORMAT_BY_ID["html"], gathering(services, tmp_path / "nowhere" / "status.html"), said.append)
    qtbot.waitUntil(lambda: len(said) > 1)
    assert said[-1].startswith("The report was not written. There is no folder")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Where reports went: whoever asks is answered with a file in the test's own folder."""
    found: list[Path] = []

    def saved(_parent: QWidget, _title: str, name: str, *_: object, **__: object) -> Path:
        found.append(tmp_path / name)
        return found[-1]

    monkeypatch.setattr("migdesk.ui.dialogs.save_file.ask_where_to_save", saved)
    monkeypatch.setattr(file_ready, "ask", lambda *_, **__: 2)
    return found


def test_sections_are_chosen_and_remembered(
    qtbot: QtBot, services: Services, written: list[Path], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: ReportDialog) -> int:
        qtbot.addWidget(dialog)
        dialog.boxes["tasks"].setChecked(False)
        return 1

    monkeypatch.setattr(ReportDialog, "exec", choose)
    save_report(services)
    qtbot.waitUntil(lambda: said[-1].startswith("Report written"))
    assert services.settings.report_left_out == ["tasks"]
    assert 'id="tasks"' not in written[0].read_text("utf-8")

    def look(dialog: ReportDialog) -> int:
        qtbot.addWidget(dialog)
        assert not dialog.boxes["tasks"].isChecked() and dialog.boxes["dates"].isChecked()
        return 0

    monkeypatch.setattr(ReportDialog, "exec", look)
    save_report(services)


def test_nothing_can_be_saved_of_no_part(qtbot: QtBot) -> None:
    dialog = ReportDialog(None, "Registers", "registers", {"a": "A", "b": "B"}, ["a"])
    qtbot.addWidget(dialog)
    dialog.boxes["a"].setChecked(False)
    assert not dialog.save.isEnabled()
    dialog.boxes["b"].setChecked(True)
    assert dialog.save.isEnabled() and dialog.choice == ("html", ("b",))


def test_a_report_on_registers_is_on_the_one_shown(
    qtbot: QtBot, services: Services, written: list[Path], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = services.session.practice_id
    change = RowChange(fields={"risk": "Devices come late", "impact": "high"})
    services.session.workspace.registers.set_rows(practice, "risks", [change])
    monkeypatch.setattr(ReportDialog, "exec", lambda dialog: qtbot.addWidget(dialog) or 1)
    save_registers_report(services, "risks")
    qtbot.waitUntil(lambda: said[-1].startswith("Report written"))
    assert "Risks" in written[0].name
    assert "Devices come late" in written[0].read_text("utf-8")


def test_a_sheet_for_the_wall_is_previewed(qtbot: QtBot, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []

    def choose(dialog: PrintRegisterDialog) -> int:
        qtbot.addWidget(dialog)
        dialog.buttons_by_kind["wall"].setChecked(True)
        return 1

    monkeypatch.setattr(PrintRegisterDialog, "exec", choose)
    monkeypatch.setattr(reports, "_show", lambda _services, document: shown.append(document))
    print_register(services, "cutover-processes")
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0].one_sheet  # type: ignore[attr-defined]


def test_only_what_a_register_has_is_offered_to_print(qtbot: QtBot, services: Services) -> None:
    dialog = PrintRegisterDialog(None, services.session.workspace, services.session.practice_id, "re-entry")
    qtbot.addWidget(dialog)
    dialog.buttons_by_kind["log"].setChecked(True)
    assert dialog.kind == "log" and dialog.day_field.isVisibleTo(dialog)
    dialog.choice.setCurrentIndex(dialog.choice.findData("costs"))
    assert dialog.kind is None and not dialog.day_field.isVisibleTo(dialog)
    assert dialog.buttons_by_kind["wall"].isHidden()
