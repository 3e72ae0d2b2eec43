"""The dialog that opens a guide says why it could not, keeps what was typed, and hands over what it opened."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from migdesk.ui.another_guide.open_guide_dialog import OpenGuideDialog
from migdesk.ui.background import end_background_work

PAGE = "---\npermalink: /a\ntitle: A\n---\nHello.\n"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def dialog(qtbot: QtBot, parent: QWidget, tmp_path: Path) -> OpenGuideDialog:
    made = OpenGuideDialog(parent, tmp_path / "cache", lambda _guide, _report: None)
    made.show()
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "_config.yml").write_text("title: Another\n", encoding="utf-8")
    (tmp_path / "site" / "a.md").write_text(PAGE, encoding="utf-8")
    return tmp_path / "site"


def test_a_folder_is_opened(qtbot: QtBot, dialog: OpenGuideDialog, folder: Path) -> None:
    dialog.field.setText(str(folder))
    dialog.open_button.click()
    assert not dialog.field.isEnabled() and dialog.busy.isVisible()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.guide is not None and dialog.guide.title == "Another"
    assert dialog.place == str(folder)


def test_a_zip_is_opened(qtbot: QtBot, dialog: OpenGuideDialog, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("top/a.md", PAGE)
    dialog.field.setText(f'"{tmp_path / "a.zip"}"')  # as it is copied from Windows
    dialog.open_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.guide is not None and dialog.guide.pages[0].permalink == "/a"


def test_what_cannot_be_opened_is_said_and_what_was_typed_stays(
    qtbot: QtBot, dialog: OpenGuideDialog, tmp_path: Path
) -> None:
    dialog.open_button.click()
    assert dialog.problem.text() == "Choose a folder or a ZIP file first."
    dialog.field.setText(str(tmp_path / "nothing"))
    dialog.open_button.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "No guide found in" in dialog.problem.text()
    assert dialog.field.text() == str(tmp_path / "nothing")
    assert dialog.field.isEnabled() and dialog.isVisible()
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "_config.yml").write_text("title: T\n")
    dialog.field.setText(str(tmp_path / "empty"))
    dialog.open_button.click()
    qtbot.waitUntil(lambda: "has no pages" in dialog.problem.text())


def test_cancel_while_opening_hands_over_nothing(
    qtbot: QtBot, dialog: OpenGuideDialog, parent: QWidget, folder: Path
) -> None:
    dialog.field.setText(str(folder))
    dialog.open_button.click()
    dialog.reject()
    end_background_work()
    assert dialog.guide is None and not dialog.isVisible()


def test_choosing_with_the_systems_dialogs(
    dialog: OpenGuideDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.folder_button.click()
    assert dialog.field.text() == str(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    dialog.zip_button.click()
    assert dialog.field.text() == str(tmp_path)


def test_every_control_has_a_name(dialog: OpenGuideDialog) -> None:
    assert dialog.field.accessibleName() == "Folder or ZIP file"
    assert dialog.busy.accessibleName()
