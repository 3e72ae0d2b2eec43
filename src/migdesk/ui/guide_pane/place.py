"""A place in a page that survives other widths, text sizes and colours: no pixels."""

from __future__ import annotations

import msgspec


class Place(msgspec.Struct, frozen=True):
    """What is being read at the top of the page's view.

    `anchor` is the nearest anchor above ("" for none), `blocks` how many paragraphs further down, and `fraction` how
    much of that paragraph lies above it, 0 to 1.
    """

    anchor: str = ""
    blocks: int = 0
    fraction: float = 0.0


TOP = Place()
