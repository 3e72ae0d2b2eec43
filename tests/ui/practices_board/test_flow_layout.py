"""Widgets go on in the next row where there is no room for one."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from migdesk.ui.widgets.flow_layout import FlowLayout


@pytest.fixture
def flow(qtbot: QtBot) -> QWidget:
    """Three labels of 100 by 20 pixels and, standing apart, one of 100 by 40."""
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget, 5, 30)
    for place in range(4):
        label = QLabel()
        label.setFixedSize(100, 20 if place < 3 else 40)
        (layout.addWidget if place < 3 else layout.add_apart)(label)
    return widget


def places(flow: QWidget, width: int) -> list[tuple[int, int]]:
    flow.show()
    flow.resize(width, 200)
    flow.layout().activate()
    return [(one.x(), one.y()) for one in flow.findChildren(QLabel) if one.isVisible()]


def test_where_there_is_room_all_stand_in_one_row_and_centred_across_it(flow: QWidget) -> None:
    assert flow.layout().sizeHint().width() == 440 and flow.layout().sizeHint().height() == 40
    assert places(flow, 440) == [(0, 10), (105, 10), (210, 10), (340, 0)]


def test_else_they_go_on_in_the_next(flow: QWidget) -> None:
    assert places(flow, 439) == [(0, 0), (105, 0), (210, 0), (0, 25)]
    assert flow.layout().heightForWidth(439) == 65
    assert flow.layout().heightForWidth(150) == 20 * 3 + 40 + 3 * 5
    assert flow.layout().minimumSize().width() == 100


def test_what_is_hidden_takes_no_room(flow: QWidget) -> None:
    flow.show()
    flow.findChildren(QLabel)[1].hide()
    assert places(flow, 340) == [(0, 10), (105, 10), (235, 0)]
    assert flow.layout().count() == 4 and flow.layout().itemAt(9) is None and flow.layout().takeAt(9) is None


def test_one_that_is_taken_out_leaves_no_gap(flow: QWidget) -> None:
    taken = flow.layout().takeAt(0)
    assert taken is not None
    taken.widget().hide()
    assert places(flow, 400)[0] == (0, 10)
