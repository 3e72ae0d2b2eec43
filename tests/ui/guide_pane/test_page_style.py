"""Sizes and colours of the page."""

from __future__ import annotations

import pytest

from migdesk.ui.guide_pane.page_style import next_zoom, page_sizes, page_style
from migdesk.ui.guide_pane.printing import PAPER
from migdesk.ui.look.palette import DARK, LIGHT, Colours, contrast

# Text on ground, as page.css and page_shapes.py put them.
PAIRS = (
    ("text", "panel"),
    ("link", "panel"),
    ("muted", "panel"),
    ("link", "hover"),
    ("done", "hover"),
    ("text", "ground"),
    ("link", "ground"),
    ("text", "group"),
    ("text", "warning_ground"),
    ("link", "warning_ground"),
    ("warning", "warning_ground"),
    ("accent_text", "accent"),
    ("done_text", "done"),
    ("danger", "panel"),
    ("text", "selected"),
    ("focus_text", "focus"),
)


@pytest.mark.parametrize("colours", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])
@pytest.mark.parametrize("text, ground", PAIRS)
def test_every_text_of_the_page_can_be_read(colours: Colours, text: str, ground: str) -> None:
    if colours is PAPER and ground in ("focus", "hover"):
        pytest.skip("paper has no pointer and no focus")
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


def test_sizes_grow_with_the_zoom() -> None:
    small, usual, large = (page_sizes(13, zoom) for zoom in (60, 100, 250))
    assert small.body < usual.body < large.body
    assert usual.column <= 760
    assert page_style(LIGHT, small.body) != page_style(LIGHT, large.body)


def test_column_is_as_wide_as_was_chosen() -> None:
    narrow, comfortable, full = (page_sizes(13, 100, width).column for width in ("narrow", "comfortable", "full"))
    assert narrow < comfortable == 760 < full


@pytest.mark.parametrize("now, larger, smaller", [(60, 70, 60), (100, 110, 90), (250, 250, 225), (105, 110, 100)])
def test_zoom_goes_by_steps_and_stops_at_its_ends(now: int, larger: int, smaller: int) -> None:
    assert next_zoom(now, larger=True) == larger
    assert next_zoom(now, larger=False) == smaller
