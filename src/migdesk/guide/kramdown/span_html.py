"""HTML in running text: elements of text pass, with Markdown in them; the tag of a block is the text that it is."""

from __future__ import annotations

import re
from functools import cache

from migdesk.guide.kramdown.html import (
    ATTRIBUTE,
    BLOCK_ELEMENTS,
    BLOCKS_INSIDE,
    HTML_COMMENT,
    HTML_TAG,
    HTML_TAG_CLOSE,
    KNOWN_ELEMENTS,
    SPANS_INSIDE,
    WITHOUT_BODY,
)
from migdesk.guide.kramdown.nodes import Node, Raw
from migdesk.guide.kramdown.span_parser import SpanParser, SpanRule


def follow_html(parser: SpanParser, match: re.Match[str]) -> None:
    """An element, a comment, which is not shown, or a closing tag without an opening one, which is text."""
    comment = parser.scan(HTML_COMMENT)
    if comment:
        parser.add(Raw(""))
        return
    closing, opening = parser.check(HTML_TAG_CLOSE), parser.check(HTML_TAG)
    if closing:
        parser.add_as_text(closing.start(), closing.end())
    elif opening is None:
        parser.add_as_text(match.start(), match.start() + 1)
    else:
        name = opening[1].lower() if opening[1].lower() in KNOWN_ELEMENTS else opening[1]
        if name in BLOCK_ELEMENTS or parser.is_deep:
            parser.add_as_text(opening.start(), opening.end())
        else:
            parser.position = opening.end()
            _read_element(parser, name, opening)


def _read_element(parser: SpanParser, name: str, opening: re.Match[str]) -> None:
    attributes = {
        key.lower() if name in KNOWN_ELEMENTS else key: (plain or double or single).replace("\n", " ")
        for key, plain, double, single in ATTRIBUTE.findall(opening[2])
    }
    asked = attributes.pop("markdown", "")
    may_be_read = name in SPANS_INSIDE | BLOCKS_INSIDE
    is_read = asked == "span" or (asked != "0" and may_be_read and (asked == "1" or not parser.node.is_raw))
    node = Node(name, attributes, written=True)
    node.is_raw = not is_read
    parser.add(node)
    if opening[3] or name in WITHOUT_BODY:
        return
    if parser.read(node, _closing(name), rules=None if is_read else ONLY_HTML):
        parser.scan(_closing(name))
    else:
        node.add_text(parser.source[parser.position :])
        parser.position = len(parser.source)


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE if name in KNOWN_ELEMENTS else 0)


ONLY_HTML = (SpanRule("<", re.compile(r"<(?=[^\W\d]|!--|/)"), follow_html),)
