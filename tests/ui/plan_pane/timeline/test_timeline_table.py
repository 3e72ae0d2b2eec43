"""The table: the whole plan in words, for the keyboard and for screen readers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from timeline_plans import AWAY, JANUARY, milestone, some_plan

from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.timeline.rows import Item
from migdesk.ui.plan_pane.timeline.table import TimelineTable
from migdesk.ui.plan_pane.timeline.table_model import Column, TimelineTableModel

GO_LIVE = Item("milestone", "go-live")
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def model(qapp: QApplication) -> TimelineTableModel:
    made = TimelineTableModel()
    made.show_plan(some_plan())
    return made


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> TimelineTable:
    made = TimelineTable(theme)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show_plan(some_plan())
    made.show()
    return made


def row(model: TimelineTableModel, number: int) -> list[str]:
    return [model.index(number, column).data() for column in Column]


def test_model_keeps_qts_rules(model: TimelineTableModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.show_plan(some_plan(leave=(AWAY,)))
    model.show_plan(some_plan())


def test_rows_are_in_order_of_date(model: TimelineTableModel) -> None:
    assert [row(model, number)[0] for number in range(model.rowCount())] == [
        "1 Order",
        "Order placed",
        "2 Checking",
        "Sign-off",
        "3 Go-Live",
        "Go-Live",
    ]
    assert row(model, 1) == [
        "Order placed", "Sat 9 Jan 2027", "", "happened, 4 days late", "marked as happened, planned for Tue 5 Jan 2027"
    ]  # fmt: skip
    assert row(model, 2) == [
        "2 Checking",
        "Sun 10 Jan 2027",
        "Mon 25 Jan 2027",
        "under way, 1 of 4 done",
        "the guide’s figure",
    ]


def test_every_cell_speaks(model: TimelineTableModel) -> None:
    spoken = model.index(5, Column.WHAT).data(SPOKEN)
    assert spoken == "Go-Live, Fri 29 January 2027, in 9 days, planned, set by hand"
    assert model.index(5, Column.LAST).data(SPOKEN) == "Until: none"
    assert model.index(5, Column.STATE).data(SPOKEN) == "State: planned"
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert heads == list(Column.titles())


def test_date_that_moves_only_repaints_if_the_order_stays(model: TimelineTableModel) -> None:
    told: list[tuple[int, int]] = []
    resets: list[int] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    model.modelReset.connect(lambda: resets.append(1))
    view = some_plan()
    later = replace(view.milestones[2], date=JANUARY[30])
    model.show_plan(replace(view, milestones=(*view.milestones[:2], later)))
    assert (told, resets) == ([(0, 5)], [])
    assert row(model, 5)[1] == "Sun 31 Jan 2027"
    earlier = milestone("Sign-off", JANUARY[2])
    model.show_plan(replace(view, milestones=(view.milestones[0], earlier, view.milestones[2])))
    assert resets == [1]


def test_enter_and_double_click_open(qtbot: QtBot, table: TimelineTable) -> None:
    table.choose(GO_LIVE)
    with qtbot.waitSignal(table.item_opened) as caught:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == [GO_LIVE]
    place = table.visualRect(table.model_shown.index(0, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.item_opened) as caught:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == [Item("phase", "phase-1")]


def test_keys_go_through_the_rows(qtbot: QtBot, table: TimelineTable) -> None:
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.current_item() == Item("phase", "phase-1")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current_item() == Item("milestone", "order placed")
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_item() == GO_LIVE
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.current_item() == Item("phase", "phase-1")


def test_row_in_hand_follows_its_item(table: TimelineTable) -> None:
    table.choose(GO_LIVE)
    view = some_plan()
    first = replace(view.milestones[2], date=JANUARY[0])
    table.show_plan(replace(view, milestones=(*view.milestones[:2], first)))
    assert (table.currentIndex().row(), table.current_item()) == (0, GO_LIVE)
    table.show_plan(replace(view, milestones=view.milestones[:2]))
    assert table.current_item() is None


@pytest.mark.parametrize("width", [420, 900, 1300])
def test_columns_fill_the_width_and_dates_are_whole(table: TimelineTable, width: int) -> None:
    table.resize(width, 300)
    dates = table.fontMetrics().horizontalAdvance("Sun 30 May 2027")
    assert table.columnWidth(Column.FIRST) > dates < table.columnWidth(Column.LAST)
    assert table.horizontalHeader().length() >= table.viewport().width()
