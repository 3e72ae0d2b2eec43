"""Boxes that fold on the screen: a title that opens and closes what is below it. On paper all of it stands."""

from __future__ import annotations

import re
from collections.abc import Set

from migdesk.ui.guide_pane.link_schemes import FOLD_SCHEME

_BOX = re.compile(r"<!--title-->(.*?)<!--/title-->(.*?)<!--fold-->(.*?)<!--/fold-->", re.DOTALL)
"""As `guide.viewer_html` marks them."""
_CLOSED, _OPEN = "▸", "▾"


def with_folds(html: str, unfolded: Set[int]) -> str:
    """Return a page's HTML without what is in its boxes, but for those with the numbers `unfolded`."""
    number = -1

    def fold(box: re.Match[str]) -> str:
        nonlocal number
        number += 1
        title, between, body = box.groups()
        sign = _OPEN if number in unfolded else _CLOSED
        link = f'<a class="fold" href="{FOLD_SCHEME}{number}">{sign} {title}</a>'
        return link + between + (body if number in unfolded else "")

    return _BOX.sub(fold, html)


def boxes_in(html: str) -> int:
    """Return how many boxes a page has that fold."""
    return html.count("<!--fold-->")
