"""The report on several practices from the window: what is chosen is what is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.report import formats
from migdesk.ui import background
from migdesk.ui.look.theme import Theme
from migdesk.ui.portfolio import portfolio_dialog
from migdesk.ui.portfolio.portfolio_dialog import PortfolioDialog, save_portfolio
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings


class Opening(Protocol):
    def __call__(self, shown: Sequence[str] | None = None) -> PortfolioDialog: ...


@pytest.fixture
def ids(session: Session) -> list[str]:
    names = ("Ash Grove", "Elm Tree", "Old Mill")
    return [session.workspace.practices.add(PracticeDetails(name, commissioner="North ICB")) for name in names]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(report_folder=str(tmp_path))


@pytest.fixture
def opened(qtbot: QtBot, session: Session, settings: Settings, theme: Theme, ids: list[str]) -> Opening:
    def opening(shown: Sequence[str] | None = None) -> PortfolioDialog:
        dialog = PortfolioDialog(None, session, settings, shown)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opening


def written(qtbot: QtBot, dialog: PortfolioDialog, path: Path) -> str:
    dialog.write(path)
    qtbot.waitUntil(lambda: dialog.written is not None)
    assert not dialog.isVisible()
    return path.read_text(encoding="utf-8-sig")


def test_all_practices_as_a_web_page_with_their_pages(opened: Opening, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened()
    assert dialog.shown_practices.isHidden() and dialog.all_practices.isHidden()
    html = written(qtbot, dialog, tmp_path / "report.html")
    assert '<h1 dir="auto">All practices</h1>' in html
    assert html.count("Back to the board") == 3


def test_those_that_the_board_shows(opened: Opening, qtbot: QtBot, ids: list[str], tmp_path: Path) -> None:
    dialog = opened([ids[2], ids[0]])
    assert dialog.shown_practices.isChecked()
    dialog.pages.setChecked(False)
    html = written(qtbot, dialog, tmp_path / "report.html")
    assert '<h1 dir="auto">2 practices chosen on the board</h1>' in html
    assert html.index("Old Mill") < html.index("Ash Grove")
    assert "Elm Tree" not in html and "Back to the board" not in html


def test_or_all_of_them_after_all(opened: Opening, qtbot: QtBot, ids: list[str], tmp_path: Path) -> None:
    dialog = opened(ids[:1])
    dialog.all_practices.setChecked(True)
    dialog.forms["csv"].setChecked(True)
    assert written(qtbot, dialog, tmp_path / "report.csv").count("\n") == 4


def test_a_board_that_shows_all_asks_nothing(opened: Opening, ids: list[str]) -> None:
    assert opened(list(reversed(ids))).shown_practices.isHidden()
    assert opened([]).shown_practices.isHidden()


def test_a_pdf_can_be_made_in_the_window(opened: Opening, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened()
    dialog.forms["pdf"].setChecked(True)
    dialog.write(tmp_path / "report.pdf")
    qtbot.waitUntil(lambda: dialog.written is not None)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_pages_are_offered_only_where_there_can_be_any(opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened()
    assert dialog.pages.isEnabled()
    dialog.forms["csv"].setChecked(True)
    assert not dialog.pages.isEnabled()
    assert "one row for each practice" in dialog.about_pages.text()
    few = [replace(form, most_pages=2) if form.id == "pdf" else form for form in formats.FORMATS]
    monkeypatch.setattr(formats, "FORMATS", tuple(few))
    dialog.forms["pdf"].setChecked(True)
    assert not dialog.pages.isEnabled()
    assert dialog.about_pages.text().endswith("these are 3.")


def test_cancel_stops_the_writing_and_then_closes(
    opened: Opening, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "LOOK_EVERY_MS", 60_000)
    dialog = opened()
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    dialog.write(path)
    assert dialog.progress.isVisible() and not dialog.save_button.isEnabled()
    assert dialog.focusWidget() is dialog.cancel_button
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not dialog.progress.isVisible()
    assert dialog.said.text() == "Stopped. Nothing was written."
    assert path.read_text(encoding="utf-8") == "old"
    assert dialog.save_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and dialog.written is None


def test_what_stands_in_the_way_is_said(opened: Opening, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened()
    dialog.write(tmp_path / "nowhere" / "report.html")
    assert dialog.said.text().startswith("The report was not written. There is no folder")
    assert dialog.isVisible() and dialog.save_button.isEnabled()
    dialog.forms["pdf"].setChecked(True)
    assert dialog.said.isHidden()


def test_long_work_is_said_beforehand(opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = [replace(form, seconds_a_page=5.0) if form.id == "pdf" else form for form in formats.FORMATS]
    monkeypatch.setattr(formats, "FORMATS", tuple(slow))
    dialog = opened()
    assert "minute" not in dialog.about_pages.text()
    dialog.forms["pdf"].setChecked(True)
    assert dialog.about_pages.text().endswith("They take up to a minute to write.")


def test_without_practices_there_is_nothing_to_save(
    qtbot: QtBot, session: Session, settings: Settings, theme: Theme
) -> None:
    dialog = PortfolioDialog(None, session, settings)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.said.isVisible() and "no practices" in dialog.said.text()
    assert not dialog.save_button.isEnabled()


def test_saving_asks_for_the_place_and_offers_to_open(
    session: Session,
    settings: Settings,
    theme: Theme,
    ids: list[str],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    offered: list[object] = []

    def choose(_parent: object, _title: str, suggestion: str, _kinds: str) -> tuple[str, str]:
        asked.append(suggestion)
        return str(tmp_path / "mine"), ""

    def run(dialog: PortfolioDialog) -> int:
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.save_button.click()
        qtbot.waitUntil(lambda: dialog.written is not None)
        return dialog.result()

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(PortfolioDialog, "exec", run)
    monkeypatch.setattr(portfolio_dialog, "offer_to_open", lambda _parent, path, _about: offered.append(path))
    save_portfolio(None, session, settings)  # type: ignore[arg-type]
    assert asked == [str(tmp_path / "Migrations 2026-11-22.html")]
    assert offered == [tmp_path / "mine.html"]
    assert (tmp_path / "mine.html").exists()
    assert settings.report_folder == str(tmp_path)
