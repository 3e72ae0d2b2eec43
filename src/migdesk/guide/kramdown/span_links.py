"""Links and pictures: `[words](address "title")`, `[words][name]`, `[name]`, and the same with `!` before."""

from __future__ import annotations

import re

from migdesk.guide.kramdown.nodes import Node
from migdesk.guide.kramdown.span_parser import SpanParser

BRACKET = re.compile(r"(\])|!?\[")
PARENTHESIS = re.compile(r"(\()|(\))|[ \t\r\n\f\v](?=['\"])")
NAME = re.compile(r"[ \t\r\n\f\v]*?\[([^\]]+)?\]")
TITLE = re.compile(r"[ \t\r\n\f\v]*?([\"'])(.+?)\1[ \t\r\n\f\v]*?\)", re.DOTALL)
IN_ANGLES = re.compile(r"\(<(.*?)>")
ESCAPED = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=\-])")


def follow_link(parser: SpanParser, match: re.Match[str]) -> None:
    """Read a link or a picture; what turns out to be none begins with a bracket that is text."""
    is_picture = match[0].startswith("!")
    start, words_start = match.start(), match.end()
    if parser.is_deep or (not is_picture and parser.is_inside("img", "a")):
        parser.add_as_text(start, words_start)
        return
    parser.position = words_start
    node = Node("img" if is_picture else "a")
    if _read_words(parser, node):
        words = ESCAPED.sub(r"\1", parser.source[words_start : parser.position])
        parser.position += 1
        target = _target(parser, words)
        if target is not None:
            parser.add(_with_target(node, target, words))
            return
    parser.add_as_text(start, words_start)


def link_id(name: str) -> str:
    """Return the name of a link as it is looked for."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", name).lower()


def _read_words(parser: SpanParser, node: Node) -> bool:
    count = 1

    def ends(bracket: re.Match[str]) -> bool:
        nonlocal count
        count += -1 if bracket[1] else 1
        pictures = sum(isinstance(child, Node) and child.tag == "img" and not child.written for child in node.children)
        return count - pictures == 0

    return parser.read(node, BRACKET, ends)


def _target(parser: SpanParser, words: str) -> tuple[str, str | None] | None:
    """Return address and title, and leave the parser behind them; None if this is no link."""
    name = parser.scan(NAME)
    if name or parser.source[parser.position : parser.position + 1] != "(":
        return parser.meanings.links.get(link_id((name[1] if name else None) or words))
    angles = parser.scan(IN_ANGLES)
    if angles:
        address = angles[1]
        if parser.source[parser.position : parser.position + 1] == ")":
            parser.position += 1
            return address, None
    else:
        address, is_whole = _address(parser)
        if is_whole:
            return address, None
    title = parser.scan(TITLE)
    return (address, title[2]) if title else None


def _address(parser: SpanParser) -> tuple[str, bool]:
    """Return the address in parentheses, and whether it was closed; else a title may follow."""
    start, depth = parser.position, 0
    while found := PARENTHESIS.search(parser.source, parser.position):
        parser.position = found.end()
        if found[2]:
            depth -= 1
        elif found[1]:
            depth += 1
        else:
            break
        if depth == 0:
            break
    return parser.source[start + 1 : parser.position - 1].strip(), depth == 0


def _with_target(node: Node, target: tuple[str, str | None], words: str) -> Node:
    address, title = target
    if node.tag == "img":
        node.children.clear()
        node.attributes = {"src": address, "alt": words}
    else:
        node.attributes = {"href": address}
    if title:
        node.attributes["title"] = title
    return node
