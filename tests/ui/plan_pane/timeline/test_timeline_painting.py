"""What is painted, told by its pixels: states differ by shape, not by colour alone."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from timeline_plans import AWAY, JANUARY, milestone, phase, some_plan

from migdesk.ui.look.palette import DARK, LIGHT, Colours, contrast
from migdesk.ui.plan_pane.timeline.fonts import Fonts
from migdesk.ui.plan_pane.timeline.layout import TimelineLayout
from migdesk.ui.plan_pane.timeline.painter import paint_timeline, whole
from migdesk.ui.plan_pane.timeline.paper import INK
from migdesk.ui.plan_pane.timeline.placement import place
from migdesk.ui.plan_pane.timeline.rows import Item, span_of
from migdesk.ui.plan_pane.timeline.scale import Scale, fitting
from migdesk.ui.plan_pane.timeline.shapes import draw_bar, draw_milestone, edge_of, mixed
from migdesk.workspace.plan.view import MilestoneView, PhaseView, PlanView

GREYS = 32  # shades of grey that a black-and-white printer surely tells apart from the ground


def canvas(width: int = 60, height: int = 24) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    return image


def bar(one: PhaseView, late: bool, colours: Colours = INK) -> QImage:
    image = canvas()
    painter = QPainter(image)
    draw_bar(painter, QRectF(4, 4, 50, 15), one, late, colours)
    painter.end()
    return image


def diamond(one: MilestoneView, colours: Colours = INK) -> QImage:
    image = canvas(24)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_milestone(painter, QPointF(12, 12), 8, one, colours)
    painter.end()
    return image


def differing(one: QImage, other: QImage) -> int:
    """Return how many pixels differ in grey."""
    places = [QPoint(x, y) for x in range(one.width()) for y in range(one.height())]
    greys = [(one.pixelColor(place).lightness(), other.pixelColor(place).lightness()) for place in places]
    return sum(abs(a - b) > GREYS for a, b in greys)


def test_states_of_phases_differ_in_black_and_white(qapp: QApplication) -> None:
    one = phase(1, "Order", JANUARY[2], JANUARY[9])
    finished = replace(one, done=4, finished=True)
    pictures = [
        bar(finished, False),
        bar(one, False),
        bar(replace(one, done=2), False),
        bar(replace(one, under_way=True), False),
        bar(one, True),
    ]
    for number, picture in enumerate(pictures):
        assert all(differing(picture, other) > 10 for other in pictures[number + 1 :])


def test_states_of_milestones_differ_in_black_and_white(qapp: QApplication) -> None:
    one = milestone("Order", JANUARY[2])
    pictures = [
        diamond(one),
        diamond(replace(one, by_hand=True)),
        diamond(replace(one, happened=True)),
        diamond(replace(one, late=True)),
    ]
    for number, picture in enumerate(pictures):
        assert all(differing(picture, other) > 10 for other in pictures[number + 1 :])


@pytest.mark.parametrize("colours", [LIGHT, DARK, INK], ids=["light", "dark", "paper"])
def test_edges_and_words_can_be_seen(colours: Colours) -> None:
    for fill in (colours.done, colours.accent, colours.danger):
        assert contrast(edge_of(fill, colours), colours.panel) >= 3
    for ground in (colours.panel, colours.hover, colours.selected):
        for words in (colours.text, colours.muted, colours.danger, colours.warning):
            assert contrast(words, ground) >= 4.5


def test_mixing_colours_keeps_between_them() -> None:
    assert mixed("#ff0000", "#0000ff", 0.5) == "#800080"
    assert mixed("#123456", "#ffffff", 1.0) == "#123456"


def placed(view: PlanView, qapp: QApplication, scale: Scale | None = None) -> TimelineLayout:
    return place(view, scale or fitting(*span_of(view), 800), Fonts(qapp.font()), 200, 300)


def painted(layout: TimelineLayout, colours: Colours, chosen: Item | None = None) -> QImage:
    window = whole(layout)
    image = canvas(round(window.size.width()), round(window.size.height()))
    painter = QPainter(image)
    paint_timeline(painter, layout, colours, window, chosen)
    painter.end()
    return image


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_today_is_a_line_of_its_colour(qapp: QApplication, colours: Colours) -> None:
    layout = placed(some_plan(), qapp)
    image = painted(layout, colours)
    x = round(layout.title_width + layout.scale.middle_of(layout.view.today))
    last = round(layout.head_height + layout.row_height * 2)
    column = [image.pixelColor(x, y).name() for y in range(last, image.height())]
    assert colours.link in column and colours.panel in column, "dashes, and gaps between them"


def test_today_far_away_is_named_at_the_edge(qapp: QApplication) -> None:
    near, far = placed(some_plan(), qapp), placed(some_plan(today=date(2025, 1, 1)), qapp)
    assert not far.scale.holds(far.view.today)
    image = painted(far, LIGHT)
    blue = [image.pixelColor(x, y).name() for x in range(201, 250) for y in range(2, 18)]
    assert LIGHT.link in blue
    assert near.scale.holds(near.view.today)


def test_chosen_row_and_leave_have_grounds(qapp: QApplication) -> None:
    view = some_plan(leave=(AWAY,), rehearsal=JANUARY[17])
    layout = placed(view, qapp)
    plain, chosen = painted(layout, LIGHT), painted(layout, LIGHT, Item("phase", "phase-1"))
    title = QPoint(3, round(layout.head_height) + 2)
    assert plain.pixelColor(title).name() == LIGHT.panel
    assert chosen.pixelColor(title).name() == LIGHT.selected
    band = layout.bands[0]
    leave = QPoint(round(layout.title_width + band.right) - 5, foot(layout))
    assert plain.pixelColor(leave).name() != LIGHT.panel
    assert painted(layout, LIGHT, band.item) != plain, "a chosen leave has a frame"


def foot(layout: TimelineLayout) -> int:
    return round(layout.height) - 4


def test_weekends_are_shaded_once_there_is_room(qapp: QApplication) -> None:
    view = some_plan()
    first, last = span_of(view)
    layout = placed(view, qapp, Scale(first, last, 24))
    image = painted(layout, LIGHT)
    saturday = next(layout.scale.weekends())[0]
    x = round(layout.title_width + layout.scale.middle_of(saturday))
    assert image.pixelColor(x, foot(layout)).name() != LIGHT.panel
