"""The preview says whether anything was printed from it, and why not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from migdesk.base.errors import EnvironmentFault
from migdesk.ui.printing.preview import NOT_PRINTED, new_printer, show_preview

Printing = Callable[[int], None]


@pytest.fixture
def said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What boxes said; the preview prints at once, or is closed where a test says so."""
    words: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: words.append(box.text()) or 0)
    monkeypatch.setattr(QPrintPreviewDialog, "exec", lambda dialog: dialog.paintRequested.emit(QPrinter()) or 1)
    return words


@pytest.mark.parametrize("sheets", [3, None])
def test_printing_from_it(said: list[str], sheets: int | None) -> None:
    assert show_preview(None, new_printer(), "Plan", lambda _: sheets)
    assert said == [] and QApplication.overrideCursor() is None


def test_closing_it_prints_nothing(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    monkeypatch.setattr(QPrintPreviewDialog, "exec", lambda dialog: titles.append(dialog.windowTitle()) or 0)
    assert not show_preview(None, new_printer(), "Plan", lambda _: 1)
    assert said == [] and titles == ["Print preview: Plan"]


def test_a_printer_that_does_not_take_it_is_said(said: list[str]) -> None:
    assert not show_preview(None, new_printer(), "Plan", lambda _: 0)
    assert said == [NOT_PRINTED]


def test_what_stands_in_the_way_is_said_in_its_words(said: list[str]) -> None:
    def fails(_printer: QPrinter) -> int:
        raise EnvironmentFault("The printer could not be started.")

    assert not show_preview(None, new_printer(), "Plan", fails)
    assert said == ["The printer could not be started."] and QApplication.overrideCursor() is None
