"""The table of the preview speaks each row, and fits its columns into any width."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from migdesk.practice.stored_lines import PracticeName
from migdesk.ui.look.theme import Theme
from migdesk.ui.practice_import.preview_model import Column, PreviewModel
from migdesk.ui.practice_import.preview_view import PreviewView
from migdesk.workspace.practice_import.import_plan import ImportPlan, plan_import

LIST = (
    "Practice,ODS,From,To,Commissioner,CSU,Go-Live\n"
    f"{'Long Name ' * 15},Z99001,EMIS Web,SystmOne,{'North Moor ' * 12},Made-up CSU,3/4/2027\n"
    ",Z1,,Vision,,,\nThere,Z99003,,,,,\nTwin,,,,,,\nTwin,,,,,,\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> ImportPlan:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return plan_import(path, [PracticeName("p1", "There", "Z99003", False, False)], date(2026, 11, 25))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, plan: ImportPlan) -> PreviewView:
    model = PreviewModel()
    view = PreviewView(model, theme)
    model.setParent(view)
    qtbot.addWidget(view)
    model.fill(plan)
    view.resize(800, 400)
    view.show()
    return view


def test_the_model_is_sound(qtmodeltester: ModelTester, plan: ImportPlan) -> None:
    model = PreviewModel()
    model.fill(plan)
    qtmodeltester.check(model)


def test_each_row_is_spoken_whole(plan: ImportPlan) -> None:
    model = PreviewModel()
    model.fill(plan)
    spoken = [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    assert spoken[0].startswith("Row 3, Fault: no name, Z1. Practice: The practice's name is missing. ODS: “Z1” is no")
    assert spoken[1].startswith("Row 5, Maybe a double: Twin. A practice of this name stands in row 6 too.")
    assert spoken[4] == "Row 4, There already: There, Z99003. Z99003 is There. Nothing is changed there."
    assert model.index(0, Column.SYSTEMS).data(Qt.ItemDataRole.AccessibleTextRole) == "From → to: not set → Vision"
    tip = str(model.index(3, Column.NAME).data(Qt.ItemDataRole.ToolTipRole))
    assert "\nNorth Moor" in tip and tip.endswith(" · Made-up CSU")
    assert model.index(3, Column.GO_LIVE).data() == "Sat 3 Apr 2027"


@pytest.mark.parametrize("width", [420, 640, 1100])
def test_columns_fill_the_width_and_no_more(view: PreviewView, width: int) -> None:
    view.resize(width, 300)
    widths = [view.columnWidth(column) for column in Column]
    assert min(widths) >= 40
    if width > 600:
        assert abs(sum(widths) - view.viewport().width()) <= len(widths)


def test_keys_go_round_the_rows_and_it_paints_in_every_theme(view: PreviewView, theme: Theme) -> None:
    view.select_first()
    assert view.current_row() is not None and view.current_row().row == 3
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_row().row == 4
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.current_row().row == 3
    light = view.grab().toImage()
    theme.choose("dark")
    assert view.grab().toImage() != light
    theme.choose("light")
