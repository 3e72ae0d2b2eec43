"""What to print: this page to begin with; the choice is shown first, or goes to the printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from pytestqt.qtbot import QtBot

from migdesk.base.errors import UserError
from migdesk.ui.look.theme import Theme
from migdesk.ui.printing import print_dialog
from migdesk.ui.printing.print_dialog import PrintDialog
from migdesk.ui.session.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
Opening = Callable[[], PrintDialog]


@pytest.fixture
def opened(qtbot: QtBot, session: Session, theme: Theme) -> Opening:
    def opening(page: str = "/guide/pre-migration-tasks") -> PrintDialog:
        guide = session.workspace.guide
        dialog = PrintDialog(None, guide, guide.render(page), session)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opening


def test_page_being_read_is_chosen(opened: Opening, session: Session) -> None:
    dialog = opened()
    assert dialog.this_page.isChecked()
    assert dialog.chosen().title == "Pre-migration tasks"
    dialog.whole.setChecked(True)
    assert dialog.chosen().title == session.workspace.guide.title


def test_phase_of_the_page_is_offered_for_the_practice_in_hand(opened: Opening, sample: str) -> None:
    dialog = opened()
    assert not dialog.phases.isEnabled()
    dialog.phase.setChecked(True)
    assert dialog.phases.isEnabled()
    assert dialog.phases.currentText() == "5. Pre-migration tasks"
    assert dialog.chosen().title == "Pre-migration tasks, Riverside Surgery"
    dialog.so_far.setChecked(False)
    assert dialog.chosen().title == "Pre-migration tasks"


def test_without_a_practice_the_sheet_is_blank(opened: Opening) -> None:
    dialog = opened()
    dialog.phase.setChecked(True)
    assert dialog.so_far.isHidden()
    assert dialog.chosen().title == "Pre-migration tasks"


def test_preview_shows_and_prints(
    opened: Opening, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def look(preview: QPrintPreviewDialog) -> int:
        shown.append(preview.windowTitle())
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "shown.pdf"))
        preview.paintRequested.emit(printer)
        return len(shown) - 1  # the first time only looked at, the second printed

    monkeypatch.setattr(QPrintPreviewDialog, "exec", look)
    dialog = opened()
    dialog.whole.setChecked(True)
    dialog.preview_button.click()
    assert not dialog.preview_button.isEnabled() and not dialog.progress.isHidden()
    qtbot.waitUntil(lambda: dialog.preview_button.isEnabled())
    assert dialog.isVisible() and not dialog.printed
    dialog.preview_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.printed in shown[0] == shown[1]


def test_printing_says_what_was_printed(opened: Opening, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: 1)
    answers = iter((0, 3))
    monkeypatch.setattr(print_dialog, "paint_sheets", lambda *_: next(answers))
    dialog = opened()
    dialog.print_button.click()
    qtbot.waitUntil(lambda: not dialog.trouble.isHidden())
    assert "printer did not take it" in dialog.trouble.text()
    dialog.print_button.click()
    qtbot.waitUntil(lambda: dialog.printed == "Pre-migration tasks")


def test_page_that_is_gone_is_said(
    opened: Opening, qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_permalink: str) -> None:
        raise UserError("The page is gone. Open the guide again.")

    dialog = opened()
    monkeypatch.setattr(session.workspace.guide, "render", gone)
    dialog.whole.setChecked(True)
    dialog.preview_button.click()
    qtbot.waitUntil(lambda: not dialog.trouble.isHidden())
    assert "Open the guide again" in dialog.trouble.text()
    assert dialog.preview_button.isEnabled()


def test_closing_stops_the_work(opened: Opening, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.whole.setChecked(True)
    dialog.print_button.click()
    dialog.reject()
    assert not dialog._layout_work.is_running
    assert not dialog.printed
