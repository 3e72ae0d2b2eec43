"""Colours, one set for light and one for dark. From the NHS palette; every pair that carries text meets WCAG 2.2 AA."""

from __future__ import annotations

import msgspec


class Colours(msgspec.Struct, frozen=True, kw_only=True):
    """What each colour is for. `X_text` stands on `X`; all other texts stand on `panel`, `ground` or `selected`."""

    ground: str  # behind panels
    panel: str  # pages, lists, cards
    text: str
    muted: str  # second lines, counts, labels
    border: str  # between things; carries no meaning
    control: str  # the edge of a field or box, 3:1 against panel
    accent: str  # what is chosen or can be pressed
    accent_text: str
    link: str
    header: str
    header_text: str
    header_border: str
    selected: str  # the row or page in hand
    hover: str
    found: str  # behind words that a search found on the page
    group: str  # phase rows, table heads
    done: str
    done_text: str
    danger: str  # overdue, critical, blocked
    danger_text: str
    warning: str  # soon
    warning_ground: str
    track: str  # the empty part of a progress bar
    focus: str
    focus_text: str


LIGHT = Colours(
    ground="#f0f4f5",
    panel="#ffffff",
    text="#212b32",
    muted="#4c6272",
    border="#d8dde0",
    control="#768692",
    accent="#005eb8",
    accent_text="#ffffff",
    link="#005eb8",
    header="#003087",
    header_text="#ffffff",
    header_border="#8ea3cf",
    selected="#fff4bf",
    hover="#eef5fb",
    found="#ffe27a",
    group="#f0f4f5",
    done="#007f3b",
    done_text="#ffffff",
    danger="#d5281b",
    danger_text="#ffffff",
    warning="#a05a00",
    warning_ground="#fff6c7",
    track="#d8dde0",
    focus="#ffeb3b",
    focus_text="#000000",
)

DARK = Colours(
    ground="#12181d",
    panel="#1b242b",
    text="#f0f4f5",
    muted="#b3c0c8",
    border="#37444d",
    control="#8797a1",
    accent="#5ea9f2",
    accent_text="#08131d",
    link="#8cc4ff",
    header="#0a1f4d",
    header_text="#ffffff",
    header_border="#6f86bd",
    selected="#3d3a1d",
    hover="#22323f",
    found="#6b5a00",
    group="#25313a",
    done="#58c487",
    done_text="#08131d",
    danger="#ff8f86",
    danger_text="#2a0906",
    warning="#f5b95b",
    warning_ground="#3a3219",
    track="#37444d",
    focus="#ffeb3b",
    focus_text="#000000",
)


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
