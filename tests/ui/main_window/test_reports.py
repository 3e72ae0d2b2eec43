"""The status report from the window: gathered and written behind it, and said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from migdesk.report.formats import FORMAT_BY_ID
from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.reports import preview_report, write
from migdesk.ui.session.services import Services
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def services(qtbot: QtBot, session: Session, theme: Theme, sample: str, said: list[str]) -> Services:
    parent = QWidget()
    qtbot.addWidget(parent)
    return Services(session=session, settings=Settings(), theme=theme, parent=parent, say=said.append, warn=said.append)


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
    write(services, tmp_path / "status.pdf", FORMAT_BY_ID["pdf"], done.append)
    assert said == ["Writing the report…"] and done == []
    qtbot.waitUntil(lambda: bool(done))
    assert done == [tmp_path / "status.pdf"] and said[-1] == f"Report written: {tmp_path / 'status.pdf'}"


def test_a_report_that_cannot_be_written_is_said(
    qtbot: QtBot, services: Services, said: list[str], tmp_path: Path
) -> None:
    write(services, tmp_path / "nowhere" / "status.html", FORMAT_BY_ID["html"], said.append)
    qtbot.waitUntil(lambda: len(said) > 1)
    assert said[-1].startswith("The report was not written. There is no folder")
