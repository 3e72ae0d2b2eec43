"""The list of a guide's faults: found beside the window's work, told in words, and each leads to its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from migdesk.guide.model import Problem
from migdesk.ui.background import end_background_work
from migdesk.ui.guide_check.fault_model import FaultModel, kind_in_words
from migdesk.ui.guide_check.guide_check_dialog import GuideCheckDialog
from migdesk.ui.look.theme import Theme

PAGE = "---\npermalink: /a\ntitle: A\n---\n## Here\n[x](/no)\n{% wobble %}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "_data").mkdir()
    (tmp_path / "_config.yml").write_text("title: Another\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "_data" / "menu_navigation.yml").write_text("menu_items:\n  - url: /none\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def opened(qtbot: QtBot, folder: Path, theme: Theme, parent: QWidget) -> GuideCheckDialog:
    dialog = GuideCheckDialog(folder, "Another", theme, parent)
    dialog.show()
    qtbot.waitUntil(dialog.again_button.isEnabled)
    return dialog


def test_faults_are_listed_and_open_their_page(qtbot: QtBot, folder: Path, theme: Theme, parent: QWidget) -> None:
    dialog = opened(qtbot, folder, theme, parent)
    model = dialog.model
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert rows == [
        ["_data/menu_navigation.yml", "2", "Broken link"],
        ["a.md", "6", "Broken link"],
        ["a.md", "7", "Unknown tag"],
    ]
    assert dialog.state.text().startswith("3 faults in 2 files.")
    assert not dialog.progress.isVisible()
    asked = []
    dialog.fault_requested.connect(lambda fault, permalink: asked.append((fault.line, permalink)))
    assert not dialog.open_button.isEnabled()
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert asked == [] and "in your editor at line 2" in dialog.state.text()
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert dialog.open_button.isEnabled()
    dialog.open_button.click()
    dialog.view.doubleClicked.emit(model.index(2, 3))
    assert asked == [(6, "/a"), (6, "/a"), (7, "/a")]
    dialog.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3 and lines[1].startswith("a.md:6: broken-link: ")


def test_mended_files_are_found_right(qtbot: QtBot, folder: Path, theme: Theme, parent: QWidget) -> None:
    dialog = opened(qtbot, folder, theme, parent)
    (folder / "a.md").write_text(PAGE.partition("[x]")[0], encoding="utf-8")
    (folder / "_data" / "menu_navigation.yml").unlink()
    dialog.again_button.click()
    qtbot.waitUntil(dialog.again_button.isEnabled)
    assert dialog.state.text().startswith("No faults found.")
    assert dialog.model.rowCount() == 0
    assert not dialog.copy_button.isEnabled() and not dialog.open_button.isEnabled()


def test_cancel_says_that_nothing_is_known(qtbot: QtBot, folder: Path, theme: Theme, parent: QWidget) -> None:
    dialog = GuideCheckDialog(folder, "Another", theme, parent)
    dialog.show()
    assert dialog.progress.isVisible()
    dialog.cancel_button.click()
    assert "was stopped" in dialog.state.text()
    end_background_work()
    assert dialog.model.rowCount() == 0 and "was stopped" in dialog.state.text()


def test_closing_while_it_runs_is_safe(qtbot: QtBot, folder: Path, theme: Theme, parent: QWidget) -> None:
    dialog = GuideCheckDialog(folder, "Another", theme, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    end_background_work()


def test_a_guide_that_is_gone_is_said(qtbot: QtBot, tmp_path: Path, theme: Theme, parent: QWidget) -> None:
    dialog = opened(qtbot, tmp_path / "gone", theme, parent)
    assert dialog.state.text().startswith("The guide could not be checked. No guide found in")


def test_the_model_speaks_each_row(qtmodeltester: ModelTester) -> None:
    model = FaultModel()
    model.fill([Problem("a.md", 3, "missing-anchor", "the page /b has no anchor #c")])
    qtmodeltester.check(model)
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "a.md, line 3. Missing section: the page /b has no anchor #c"


def test_every_kind_has_words() -> None:
    from typing import get_args

    from migdesk.guide.model import ProblemKind

    assert all(kind_in_words(kind) for kind in get_args(ProblemKind))
