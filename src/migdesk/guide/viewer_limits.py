"""What the desktop viewer can bear: how deep a page may nest, and how long it may be.

Qt lays out a table within a table anew for each that is around it, so that sixteen of them take seconds and twenty-four
for ever; a list takes time with the square of its items, a word with its letters. Measured with PySide6 6.11.
"""

from __future__ import annotations

import re

from migdesk.guide.names import names

MOST_TABLES = 5
"""Tables, and boxes that are tables to the viewer, within one another: the official guide has three."""
MOST_DEPTH = 40
MOST_TAGS = 60_000
MOST_ITEMS = 8_000
MOST_CHARACTERS = 3_000_000
LONGEST_WORD = 50_000

TABLE_PARTS = names("caption tbody td tfoot th thead tr")
TABLES = re.compile(
    r'<(?:table|(?:details|div|p|ol)\s[^<>]*?class="(?:action-link|button|carecard|inset|not-shown|since|steps)\b)'
)
SPANS = names("a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u var")
WITHOUT_BODY = names("br hr img")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
_LONG_WORD = re.compile(rf"[^\s<>]{{{LONGEST_WORD}}}")


def is_too_long(html: str) -> bool:
    """Tell whether the viewer would take too long over a page of this markup."""
    return (
        len(html) > MOST_CHARACTERS
        or html.count("<") > MOST_TAGS
        or html.count("<li") > MOST_ITEMS
        or _LONG_WORD.search(html) is not None
    )


def flattened(html: str) -> str:
    """Return sanitised `html` with the words of what nests too deep, but not its tags."""
    parts: list[str] = []
    open_tags: list[tuple[bool, bool]] = []  # of each, whether it is written, and whether it is a table
    tables = left_tables = position = 0
    for tag in _TAG.finditer(html):
        parts.append(html[position : tag.start()])
        position = tag.end()
        name = tag[2]
        if tag[1]:
            written, is_table = open_tags.pop() if open_tags else (True, False)
            tables -= is_table and written
            left_tables -= is_table and not written
        else:
            is_table = TABLES.match(tag[0]) is not None
            written = len(open_tags) < MOST_DEPTH and not (is_table and tables >= MOST_TABLES)
            if left_tables and (is_table or name in TABLE_PARTS or " class=" in tag[3]):
                written = False
            if name not in WITHOUT_BODY:
                open_tags.append((written, is_table))
                tables += is_table and written
                left_tables += is_table and not written
        parts.append(tag[0] if written else "" if name in SPANS else " " if not tag[1] else "<br>")
    parts.append(html[position:])
    return "".join(parts)
