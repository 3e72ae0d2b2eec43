"""The guide and the checklist lead into each other, and neither moves by itself."""

from __future__ import annotations

import pytest
from desk import Desk

STAFF = "/guide/role/practice-staff"
LINK = "/guide/kick-off#clinical-risk-assessments"


def test_walking_through_the_checklist_leaves_the_page_where_it_is(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    desk.work.navigation.open_page("/guide/kick-off")
    window.guide.view.verticalScrollBar().setValue(300)
    desk.work.right.focus_current()
    for _ in range(6):
        desk.key("Down")
    assert window.guide.permalink == "/guide/kick-off"
    assert window.guide.view.verticalScrollBar().value() == 300
    desk.close()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_open_in_guide_marks_the_section_in_the_themes_colour(desk: Desk, choice: str) -> None:
    window = desk.start()
    desk.practice()
    window.theme.choose(choice)  # type: ignore[arg-type]
    desk.work.right.guide_requested.emit(LINK)
    view = window.guide.view
    mark = view.extraSelections()[0]  # type: ignore[attr-defined]
    assert mark.cursor.selectedText() == "Clinical Risk Assessments"
    top = view.viewport().grab().toImage().copy(0, 0, view.viewport().width(), 60)
    colours = {top.pixelColor(x, y).name() for x in range(top.width()) for y in range(top.height())}
    assert window.theme.colours.selected in colours
    desk.close()


def test_tick_on_a_role_page_is_a_tick_in_the_checklist_and_can_be_undone(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    desk.work.navigation.open_page(STAFF)
    view = window.guide.view
    assert len(view.places.boxes) == 54
    before = desk.work.session.progress
    assert before is not None
    view.requests.tick.emit("pre.notify-patients")
    after = desk.work.session.progress
    assert after is not None
    assert after.done == before.done + 1
    desk.key("Ctrl+Z")
    again = desk.work.session.progress
    assert again is not None
    assert again.done == before.done
    assert len(view.places.boxes) == 54
    desk.close()
