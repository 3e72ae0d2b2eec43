"""The drawing under the hand: keys, pointer, zoom, scrolling."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from timeline_plans import AWAY, JANUARY, milestone, phase, plan, some_plan

from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.timeline.rows import Item
from migdesk.ui.plan_pane.timeline.view import TimelineView

ORDER, GO_LIVE = Item("milestone", "order placed"), Item("milestone", "go-live")
CTRL, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def drawing(qtbot: QtBot, theme: Theme) -> TimelineView:
    made = TimelineView(theme)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show_plan(some_plan(leave=(AWAY,), rehearsal=JANUARY[17]))
    made.show()
    return made


def place_of(drawing: TimelineView, item: Item) -> QPoint:
    layout = drawing.layout_shown
    assert layout is not None
    rect = layout.rect_of(item)
    assert rect is not None
    x = layout.title_width + rect.center().x() - drawing.horizontalScrollBar().value()
    return QPointF(x, layout.head_height + rect.center().y() - drawing.verticalScrollBar().value()).toPoint()


def turn(drawing: TimelineView, degrees: int, keys: Qt.KeyboardModifier, at: QPoint) -> None:
    """Turn the wheel; 15 degrees are a click."""
    event = QWheelEvent(
        QPointF(at), QPointF(drawing.mapToGlobal(at)), QPoint(), QPoint(0, degrees * 8), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(drawing.viewport(), event)


def test_click_chooses_and_double_click_opens(qtbot: QtBot, drawing: TimelineView) -> None:
    place = place_of(drawing, GO_LIVE)
    with qtbot.waitSignal(drawing.item_chosen) as caught:
        qtbot.mouseClick(drawing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == [GO_LIVE]
    with qtbot.waitSignal(drawing.item_opened) as caught:
        qtbot.mouseDClick(drawing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == [GO_LIVE]


def test_title_and_name_of_leave_can_be_pointed_at(drawing: TimelineView) -> None:
    layout = drawing.layout_shown
    assert layout is not None
    middle = round(layout.head_height + layout.row_height * 1.5)
    assert drawing.item_at(QPoint(20, middle)) == Item("phase", "phase-2")
    band = layout.bands[0]
    name = QPointF(layout.title_width + band.name_left + 3, layout.lane_top(band.lane) + 5).toPoint()
    assert drawing.item_at(name) == Item("leave", "l1")
    assert drawing.item_at(QPoint(20, 5)) is None


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_pointer_at_rest_tells_dates_and_rule(qtbot: QtBot, drawing: TimelineView) -> None:
    place = place_of(drawing, GO_LIVE)
    event = QHelpEvent(QEvent.Type.ToolTip, place, drawing.viewport().mapToGlobal(place))
    QApplication.sendEvent(drawing.viewport(), event)
    assert "Fri 29 January 2027, in 9 days" in QToolTip.text()
    assert "Set by hand" in QToolTip.text()
    empty = QPoint(drawing.viewport().width() - 3, 5)
    QApplication.sendEvent(drawing.viewport(), QHelpEvent(QEvent.Type.ToolTip, empty, empty))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_keys_go_through_the_plan_by_date_and_open(qtbot: QtBot, drawing: TimelineView) -> None:
    chosen: list[Item] = []
    drawing.item_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(drawing, key)
    first = Item("phase", "phase-1")
    assert chosen == [first, ORDER, first, first, GO_LIVE, first]
    with qtbot.waitSignal(drawing.item_opened) as caught:
        qtbot.keyClick(drawing, Qt.Key.Key_Return)
    assert caught.args == [first]


def test_what_is_chosen_is_told_to_screen_readers(qtbot: QtBot, drawing: TimelineView) -> None:
    assert drawing.accessibleDescription().startswith("3 phases. Up and Down go through")
    qtbot.keyClick(drawing, Qt.Key.Key_End)
    assert drawing.accessibleDescription() == "Go-Live, Fri 29 January 2027, in 9 days, planned, set by hand"


def test_whole_plan_fits_at_any_width(drawing: TimelineView) -> None:
    for width in (1314, 500):
        drawing.resize(width, 300)
        layout = drawing.layout_shown
        assert layout is not None
        assert abs(layout.width - drawing.viewport().width()) < 0.01
        assert not drawing.horizontalScrollBar().isVisible()


def test_chosen_item_or_today_stays_in_view_while_zooming(drawing: TimelineView) -> None:
    before = place_of(drawing, ORDER).x()
    drawing.choose(ORDER)
    while drawing.can_zoom_in:
        drawing.zoom("in")
        layout = drawing.layout_shown
        assert layout is not None
        assert layout.title_width < place_of(drawing, ORDER).x() < drawing.viewport().width()
    assert abs(place_of(drawing, ORDER).x() - before) < 40 or drawing.horizontalScrollBar().value() == 0
    drawing.zoom("fit")
    assert not drawing.can_zoom_out and drawing.can_zoom_in


def test_zoom_survives_a_change_of_the_plan(drawing: TimelineView) -> None:
    drawing.zoom("in")
    layout = drawing.layout_shown
    assert layout is not None
    zoom = layout.scale.pixels_per_day
    drawing.show_plan(some_plan())
    layout = drawing.layout_shown
    assert layout is not None and layout.scale.pixels_per_day == zoom


def test_wheel_with_ctrl_zooms_at_the_pointer(drawing: TimelineView) -> None:
    at = place_of(drawing, GO_LIVE)
    turn(drawing, 8, CTRL, at)
    assert not drawing.can_zoom_out, "half a click is too little"
    turn(drawing, 8, CTRL, at)
    assert drawing.can_zoom_out
    assert abs(place_of(drawing, GO_LIVE).x() - at.x()) < drawing.viewport().width() / 4
    turn(drawing, -15, CTRL, at)
    assert not drawing.can_zoom_out


def test_wheel_with_shift_scrolls_sideways(drawing: TimelineView) -> None:
    drawing.zoom("in")
    drawing.zoom("in")
    bar = drawing.horizontalScrollBar()
    bar.setValue(0)
    turn(drawing, -15, SHIFT, QPoint(400, 100))
    assert bar.value() > 0


def test_zoom_keys_are_its_own_while_it_has_the_keyboard(qtbot: QtBot, drawing: TimelineView) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Plus, CTRL, "+")
    override.ignore()
    QApplication.sendEvent(drawing, override)
    assert override.isAccepted()
    qtbot.keyClick(drawing, Qt.Key.Key_Plus, CTRL)
    assert drawing.can_zoom_out
    qtbot.keyClick(drawing, Qt.Key.Key_0, CTRL)
    assert not drawing.can_zoom_out


def test_rows_scroll_where_there_are_more_than_fit(qtbot: QtBot, theme: Theme) -> None:
    drawing = TimelineView(theme)
    qtbot.addWidget(drawing)
    drawing.resize(700, 160)
    drawing.show_plan(
        plan([phase(number, f"Phase {number}", JANUARY[number], JANUARY[number + 3]) for number in range(1, 21)], [])
    )
    drawing.show()
    assert drawing.verticalScrollBar().maximum() > 0
    drawing.choose(Item("phase", "phase-20"))
    foot = drawing.viewport().height()
    assert 0 < place_of(drawing, Item("phase", "phase-20")).y() < foot
    drawing.choose(Item("phase", "phase-1"))
    assert drawing.verticalScrollBar().value() == 0
    assert drawing.item_at(place_of(drawing, Item("phase", "phase-1"))) == Item("phase", "phase-1")


def test_escape_is_left_to_the_screen(qtbot: QtBot, drawing: TimelineView) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, PLAIN)
    QApplication.sendEvent(drawing, event)
    assert not event.isAccepted()


def test_what_is_gone_is_no_longer_chosen(drawing: TimelineView) -> None:
    drawing.choose(Item("leave", "l1"))
    drawing.show_plan(some_plan())
    assert drawing.chosen is None


def test_plan_without_dates_paints_nothing_and_takes_keys(qtbot: QtBot, drawing: TimelineView) -> None:
    drawing.show_plan(plan([phase(1, "Order", None, None)], [milestone("Go-Live", None)]))
    drawing.grab()
    qtbot.keyClick(drawing, Qt.Key.Key_Down)
    drawing.zoom("in")
    assert drawing.layout_shown is None and drawing.chosen is None
    assert not drawing.can_zoom_in and not drawing.can_zoom_out


def test_long_titles_are_cut_and_told_in_full_by_the_pointer(qtbot: QtBot, theme: Theme) -> None:
    drawing = TimelineView(theme)
    qtbot.addWidget(drawing)
    long = "Planning and preparing for everything that there is to prepare " * 3
    view = some_plan()
    drawing.resize(700, 300)
    drawing.show_plan(replace(view, phases=(replace(view.phases[0], short_title=long), *view.phases[1:])))
    drawing.show()
    layout = drawing.layout_shown
    assert layout is not None
    assert layout.title_width <= drawing.viewport().width() * 0.36
