import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from migdesk.ui.widgets.column_titles import column_title
from migdesk.ui.widgets.row_table import RowTable


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with a table of three rows over a button, shown, and the keyboard in the table."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(RowTable(QStringListModel(["one", "two", "three"], window), "Numbers"))
    layout.addWidget(QPushButton("After it"))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    table_in(window).setFocus()
    qtbot.waitUntil(table_in(window).hasFocus)
    return window


def table_in(window: QWidget) -> RowTable:
    table = window.findChild(RowTable)
    assert table is not None
    return table


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot, window: QWidget) -> None:
    table = table_in(window)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 2
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0


def test_tab_leaves_the_table(qtbot: QtBot, window: QWidget) -> None:
    qtbot.keyClick(table_in(window), Qt.Key.Key_Tab)
    focused = window.focusWidget()
    assert isinstance(focused, QPushButton) and focused.text() == "After it"


def test_each_column_has_its_title() -> None:
    across, role = Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole
    assert [column_title(("File", "Line"), section, across, role) for section in range(3)] == ["File", "Line", None]
    assert column_title(("File",), 0, Qt.Orientation.Vertical, role) is None
