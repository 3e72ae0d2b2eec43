"""Ids for headings without one: their words in lower case joined by hyphens, `-1`, `-2` for repeats."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from migdesk.guide.kramdown.nodes import HEADINGS, Node

# kramdown's \p{Word} is letters, marks, digits and connectors; marks are the difference from Python's \w.
NOT_IN_ID = re.compile(r"[^\w\- \t]")
NOT_IN_PLAIN_ID = re.compile(r"\A[^A-Za-z]+|[^A-Za-z0-9 \-]")
IN_HTML = "\x00in-html"
"""The key of an attribute that a heading inside an HTML element has until it has its id."""


class HeaderIds:
    """Gives each heading of one document its id, counting repeats."""

    def __init__(self) -> None:
        self._seen: dict[Callable[[str], str], Counter[str]] = {header_id: Counter(), header_id_in_html: Counter()}

    def give(self, root: Node, *, are_wanted: bool) -> None:
        """Give ids to the headings in `root`, unless none `are_wanted`."""
        for node in root.all():
            id_of = header_id if node.attributes.pop(IN_HTML, None) is None else header_id_in_html
            if are_wanted and node.tag in HEADINGS and not node.written and "id" not in node.attributes:
                identifier = id_of(node.text())
                count = self._seen[id_of][identifier]
                self._seen[id_of][identifier] += 1
                if identifier or count:
                    node.attributes["id"] = f"{identifier}-{count}" if count else identifier


def header_id(text: str) -> str:
    """Return kramdown's automatic id for a heading (`generate_gfm_header_id`), before repeats are numbered."""
    kept = NOT_IN_ID.sub(lambda sign: sign[0] if unicodedata.category(sign[0]).startswith("M") else "", text.lower())
    return kept.replace(" ", "-").replace("\t", "-")


def header_id_in_html(text: str) -> str:
    """Return the id of a heading inside an HTML element, which kramdown finds in another way (`generate_id`)."""
    return NOT_IN_PLAIN_ID.sub("", text).replace(" ", "-").lower() or "section"
