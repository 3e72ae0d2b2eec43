"""Where things stand in the drawing, and what is under the pointer."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from timeline_plans import AWAY, JANUARY, milestone, phase, plan, some_plan

from migdesk.checklist.plan.dates import Leave
from migdesk.ui.plan_pane.timeline.fonts import Fonts
from migdesk.ui.plan_pane.timeline.layout import TimelineLayout
from migdesk.ui.plan_pane.timeline.placement import MOST_LANES, TALLEST_ROW, place, title_width
from migdesk.ui.plan_pane.timeline.rows import Item, in_date_order, span_of
from migdesk.ui.plan_pane.timeline.scale import fitting
from migdesk.workspace.plan.view import PlanView
from migdesk.workspace.workspace import Workspace

ORDER, GO_LIVE = Item("milestone", "order placed"), Item("milestone", "go-live")


@pytest.fixture
def fonts(qapp: QApplication) -> Fonts:
    return Fonts(qapp.font())


def placed(view: PlanView, fonts: Fonts, width: float = 900, room: float = 400) -> TimelineLayout:
    return place(view, fitting(*span_of(view), width), fonts, 200, room)


def test_each_item_is_found_where_it_stands(fonts: Fonts) -> None:
    view = some_plan(leave=(AWAY,), rehearsal=JANUARY[17])
    layout = placed(view, fonts)
    for item in in_date_order(view):
        if item == Item("phase", "phase-3"):
            continue  # one day, under its milestone's diamond
        rect = layout.rect_of(item)
        assert rect is not None
        where = rect.center() if item.kind == "milestone" else rect.bottomLeft() + QPointF(3, -3)
        assert layout.item_at(where) == item


def test_everything_stands_inside(workspace: Workspace, sample: str, fonts: Fonts) -> None:
    layout = placed(workspace.plans.view(sample), fonts, width=700)
    for row in layout.rows:
        rects = [label.rect for label in row.labels] + ([row.bar.rect] if row.bar else [])
        rects += [layout.diamond_rect(diamond) for diamond in row.diamonds]
        for rect in rects:
            assert rect.left() >= 0 and rect.right() <= layout.scale.width
            assert row.top <= rect.top() and rect.bottom() <= row.top + layout.row_height


def test_rows_share_the_height_but_stay_readable(fonts: Fonts) -> None:
    view = some_plan()
    assert placed(view, fonts, room=10).row_height == fonts.least_row_height
    assert placed(view, fonts, room=2000).row_height == TALLEST_ROW
    layout = placed(view, fonts, room=3 * 28 + fonts.month_height)
    assert layout.height <= 3 * 28 + fonts.month_height


def test_slipped_milestone_has_both_days(fonts: Fonts) -> None:
    row = placed(some_plan(), fonts).rows[0]
    (diamond,) = row.diamonds
    assert diamond.planned is not None and diamond.planned.x() < diamond.centre.x()
    assert [label.text for label in row.labels] == ["Order placed Sat 9 Jan, 4 days late"]


def test_phase_past_its_time_says_so_where_no_milestone_does(fonts: Fonts) -> None:
    layout = placed(plan([phase(1, "Order", JANUARY[2], JANUARY[16])], []), fonts)
    assert [(label.text, label.colour) for label in layout.rows[0].labels] == [("3 days over", "danger")]


def test_milestone_of_no_phase_has_a_row_with_its_name(fonts: Fonts) -> None:
    view = plan([phase(1, "Order", JANUARY[2], JANUARY[16])], [milestone("Old system until", JANUARY[30])])
    row = placed(view, fonts).rows[-1]
    assert (row.title, row.count, row.phase) == ("Old system until", "", None)
    assert row.title_item == Item("milestone", "old system until")
    assert [label.text for label in row.labels] == ["Sun 31 Jan"]


def test_title_stands_for_its_phase(fonts: Fonts) -> None:
    layout = placed(some_plan(), fonts)
    row = layout.row_at(layout.row_height * 1.5)
    assert row is not None and row.title_item == Item("phase", "phase-2")
    assert layout.row_of(GO_LIVE) is layout.rows[2]


def test_leave_at_the_same_time_has_lanes_of_its_own(fonts: Fonts) -> None:
    leave = tuple(Leave(f"l{number}", "Somebody with a long name", JANUARY[11], JANUARY[15]) for number in range(5))
    layout = placed(some_plan(leave=leave), fonts)
    assert [band.lane for band in layout.bands] == [0, 1, 2, 2, 2]
    assert layout.lanes == MOST_LANES
    first = layout.bands[0]
    name = QPointF(first.name_left + 2, layout.lane_top(0) + 2)
    assert layout.band_in_head(name) == Item("leave", "l0")
    assert layout.band_in_head(QPointF(0, 2)) is None


def test_leave_far_from_the_plan_is_not_drawn(fonts: Fonts) -> None:
    far = replace(AWAY, first=AWAY.first.replace(year=2029), last=AWAY.last.replace(year=2029))
    layout = placed(some_plan(leave=(far,)), fonts)
    assert layout.bands == () and layout.rect_of(Item("leave", "l1")) is None


def test_titles_take_no_more_than_they_may(fonts: Fonts) -> None:
    view = plan([phase(1, "A very long title " * 20, JANUARY[2], JANUARY[16])], [])
    assert title_width(view, fonts, 300) == 300
    assert title_width(some_plan(), fonts, 300) < 300


def test_words_that_the_bar_keeps_away_from_their_diamond_have_its_sign(
    workspace: Workspace, sample: str, fonts: Fonts
) -> None:
    layout = placed(workspace.plans.view(sample), fonts, width=1000)
    signs = {
        label.item.id: label.text.startswith("◇ ")
        for row in layout.rows
        for label in row.labels
        if label.item.kind == "milestone"
    }
    assert signs["cutover-planning-meeting"]  # in the midst of its phase
    assert not signs["go-live"] and not signs["kick-off"]
