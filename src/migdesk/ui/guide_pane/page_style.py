"""The page's style sheet, filled with colours and with sizes that grow with the zoom."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from migdesk.ui.look.palette import Colours
from migdesk.ui.look.theme import filled_style

SMALLEST_BODY = 15  # pixels at 100 %; the page is read for longer than the window's labels
BODY_TO_WINDOW = 1.15
SMALLEST_ZOOM, LARGEST_ZOOM = 60, 250  # percent
ZOOM_STEPS = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 225, 250)
TextWidth = Literal["narrow", "comfortable", "full"]
WIDEST_COLUMNS: dict[str, int] = {"narrow": 520, "comfortable": 760, "full": 100_000}  # pixels at 100 %
SMALLEST_MARGIN = 34  # pixels beside the column
INDENT = 1.55  # of a list, in body sizes

# Each size as a share of the body's.
SHARES = {
    "body": 1.0,
    "subheading": 1.15,
    "subtitle": 1.13,
    "small": 0.82,
    "large_gap": 1.6,
    "gap": 0.82,
    "small_gap": 0.45,
    "cell": 0.75,
    "card": 1.05,
    "tight": 0.2,
    "bar": 0.47,
    "hang": INDENT,
}


class PageSizes(msgspec.Struct, frozen=True):
    """The pixels of one zoom: the body's text, the indent of lists, the widest column and the margin beside it."""

    body: int
    indent: int
    column: int
    margin: int


def page_sizes(window_text: float, zoom_percent: int, text_width: TextWidth = "comfortable") -> PageSizes:
    """Return the page's sizes for the height of the window's own text in pixels, a zoom in percent and a column."""
    scale = zoom_percent / 100
    body = max(SMALLEST_BODY, window_text * BODY_TO_WINDOW) * scale
    return PageSizes(
        body=max(1, round(body)),
        indent=round(body * INDENT),
        column=round(WIDEST_COLUMNS[text_width] * max(1.0, scale)),
        margin=SMALLEST_MARGIN,
    )


@lru_cache(maxsize=8)
def page_style(colours: Colours, body: int) -> str:
    """Return the page's style sheet for a body text of `body` pixels."""
    sizes = {name: max(1, round(share * body)) for name, share in SHARES.items()}
    return filled_style("page.css", colours, **sizes)


def next_zoom(now: int, *, larger: bool) -> int:
    """Return the next zoom up or down, in percent; the ends stay where they are."""
    if larger:
        return next((step for step in ZOOM_STEPS if step > now), LARGEST_ZOOM)
    return next((step for step in reversed(ZOOM_STEPS) if step < now), SMALLEST_ZOOM)
