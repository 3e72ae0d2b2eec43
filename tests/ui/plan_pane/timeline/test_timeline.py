"""Drawing and table together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from timeline_plans import AWAY, JANUARY, milestone, phase, plan, some_plan

from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.timeline import paper as timeline_paper
from migdesk.ui.plan_pane.timeline.rows import Item
from migdesk.ui.plan_pane.timeline.timeline import Timeline

GO_LIVE = Item("milestone", "go-live")


@pytest.fixture
def timeline(qtbot: QtBot, theme: Theme) -> Timeline:
    made = Timeline(theme)
    qtbot.addWidget(made)
    made.resize(1314, 430)
    made.show_plan(some_plan(leave=(AWAY,), rehearsal=JANUARY[17]))
    made.show()
    return made


def test_drawing_comes_first_and_the_table_beside_it(timeline: Timeline) -> None:
    assert timeline.drawing.isVisible() and not timeline.table.isVisible()
    timeline.set_table_shown(True)
    assert timeline.drawing.isVisible() and timeline.table.isVisible()
    timeline.set_table_shown(False)
    assert not timeline.table.isVisible()


def test_narrow_window_shows_the_table_alone(timeline: Timeline) -> None:
    timeline.set_table_shown(True)
    timeline.resize(800, 300)
    assert timeline.table.isVisible() and not timeline.drawing.isVisible()
    timeline.resize(1314, 300)
    assert timeline.drawing.isVisible()


def test_keyboard_stays_with_what_is_shown(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.drawing.setFocus()
    timeline.set_table_shown(True)
    qtbot.waitUntil(timeline.table.hasFocus)
    timeline.set_table_shown(False)
    qtbot.waitUntil(timeline.drawing.hasFocus)


def test_both_have_the_same_item_in_hand(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.set_table_shown(True)
    timeline.table.choose(GO_LIVE)
    assert timeline.chosen == GO_LIVE
    qtbot.keyClick(timeline.drawing, Qt.Key.Key_Home)
    assert timeline.table.current_item() == timeline.chosen == Item("phase", "phase-1")


def test_row_that_is_chosen_comes_into_view_in_the_drawing(timeline: Timeline) -> None:
    timeline.set_table_shown(True)
    timeline.zoom_in()
    timeline.zoom_in()
    bar = timeline.drawing.horizontalScrollBar()
    bar.setValue(0)
    timeline.table.choose(GO_LIVE)
    layout = timeline.drawing.layout_shown
    assert layout is not None
    rect = layout.rect_of(GO_LIVE)
    assert rect is not None
    room = timeline.drawing.viewport().width() - layout.title_width
    assert bar.value() <= rect.left() and rect.right() <= bar.value() + room


def test_opening_says_what_is_wanted(qtbot: QtBot, timeline: Timeline) -> None:
    with qtbot.waitSignal(timeline.milestone_requested) as caught:
        timeline.table.item_opened.emit(GO_LIVE)
    assert caught.args == ["go-live"]
    with qtbot.waitSignal(timeline.phase_requested) as caught:
        timeline.drawing.item_opened.emit(Item("phase", "phase-2"))
    assert caught.args == ["phase-2"]
    for item in (Item("leave", "l1"), Item("rehearsal")):
        with qtbot.waitSignal(timeline.absence_requested):
            timeline.table.item_opened.emit(item)


def test_zoom_can_be_asked_for_and_told(qtbot: QtBot, timeline: Timeline) -> None:
    with qtbot.waitSignal(timeline.zoom_changed):
        timeline.zoom_in()
    assert timeline.can_zoom_out
    timeline.zoom_out()
    assert not timeline.can_zoom_out
    timeline.zoom_in()
    timeline.zoom_fit()
    assert not timeline.can_zoom_out and timeline.can_zoom_in


def test_plan_without_dates_says_what_to_do(timeline: Timeline) -> None:
    timeline.show_plan(plan([phase(1, "Order", None, None)], [milestone("Go-Live", None)]))
    assert timeline.nothing.isVisible() and not timeline.drawing.isVisible()
    assert timeline.nothing.text() == "Set Go-Live, or any other date, and the rest follow."
    timeline.show_plan(some_plan())
    assert timeline.drawing.isVisible()


def test_paper_gets_the_plan_and_its_titles(timeline: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(timeline_paper, "picture", lambda *given: asked.append(given))
    monkeypatch.setattr(timeline_paper, "preview_plan", lambda *given: asked.append(given))
    view = some_plan()
    timeline.show_plan(view)
    timeline.picture("Riverside Surgery", "sample")
    timeline.print_plan(timeline, "Riverside Surgery")
    assert asked == [
        (view, "Riverside Surgery", "sample"),
        (view, timeline, "Riverside Surgery", ""),
    ]
