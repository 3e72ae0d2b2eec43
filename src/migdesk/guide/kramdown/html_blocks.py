"""Raw HTML among a page's blocks, read as kramdown reads it: as it stands, but for elements that ask for Markdown."""

from __future__ import annotations

import re

from migdesk.guide.kramdown.blocks import Block, BlockParser
from migdesk.guide.kramdown.html import (
    BLANKS,
    HTML_BLOCK_START,
    HTML_COMMENT,
    HTML_TAG,
    HTML_TAG_CLOSE,
    MARKDOWN_ATTRIBUTE,
    NEXT_TAG,
    SPAN_ELEMENTS,
    WITHOUT_BODY,
    content_model,
    with_closing_tags,
)
from migdesk.guide.kramdown.nodes import escaped_text

INDENTATION = re.compile(r" {0,3}")
REST_OF_LINE = re.compile(r"[ \t]*\n")
INSTRUCTION = re.compile(r"<\?.*?\?>", re.DOTALL)
TO_THE_LETTER = ("script", "style")
"""Elements in which no other tag counts."""


def parse_html(parser: BlockParser) -> bool:
    """Read an element to its closing tag, or the closing tag of the element that is read; what follows on that line
    starts a new block."""
    if not parser.check(HTML_BLOCK_START):
        return False
    start = parser.position
    if parser.scan(HTML_COMMENT):
        parser.add(Block("html", ""))
    else:
        parser.scan(INDENTATION)
        tag = parser.scan(HTML_TAG) or parser.scan(HTML_TAG_CLOSE)
        name = tag[1].lower() if tag else ""
        if tag is None or name in SPAN_ELEMENTS:
            parser.position = start
            return False
        if tag.re is HTML_TAG:
            parser.add(_element(parser, tag))
        elif name == parser.element:
            parser.has_ended = True
            return True
        else:
            parser.position = start
            return False
    parser.scan(REST_OF_LINE)
    return True


def _element(parser: BlockParser, opening: re.Match[str], *, is_within_raw: bool = False) -> Block:
    """Return the element whose opening tag is just behind, and leave the parser behind its closing tag."""
    name = opening[1].lower()
    if opening[3] or name in WITHOUT_BODY:
        return Block("html", with_closing_tags(opening[0]))
    model = content_model(opening, is_asked=parser.shared.parse_block_html and not is_within_raw)
    if model == "raw":
        return _as_it_stands(parser, opening)
    block = Block("html", f"<{name}{MARKDOWN_ATTRIBUTE.sub('', opening[2])}>")
    block.children = _running_text(parser, name) if model == "span" else _blocks(parser, name)
    block.children.append(Block("html", f"</{name}>"))
    return block


def _running_text(parser: BlockParser, name: str) -> list[Block]:
    start = parser.position
    end = re.compile(rf"</{re.escape(name)}[ \t\r\n\f\v]*>", re.IGNORECASE).search(parser.source, start)
    parser.position = end.end() if end else len(parser.source)
    text = Block("p", parser.source[start : end.start() if end else parser.position].strip(BLANKS))
    text.transparent = True
    return [text]


def _blocks(parser: BlockParser, name: str) -> list[Block]:
    """As kramdown, an element ends where its closing tag begins a block; one never closed runs to the end."""
    parser.scan(REST_OF_LINE)
    inside = parser.nested()
    inside.element = name
    blocks = inside.parse(parser.source, position=parser.position)
    parser.position = inside.position
    return blocks


def _as_it_stands(parser: BlockParser, opening: re.Match[str]) -> Block:
    """As in kramdown, a closing tag counts only for the element opened last, and any other is text, as is a `<` that
    begins no tag; an element that is never closed runs to the end."""
    source, html = parser.source, [with_closing_tags(opening[0])]
    open_elements = [opening[1].lower()]
    blocks: list[Block] = []
    position = _behind_letters(source, open_elements, opening.end(), html)
    while open_elements:
        tag = NEXT_TAG.search(source, position)
        html.append(escaped_text(source[position : tag.start() if tag else len(source)]))
        if not tag:
            position = len(source)
            break
        position = tag.start()
        if unseen := HTML_COMMENT.match(source, position) or INSTRUCTION.match(source, position):
            position = unseen.end()
        elif inner := HTML_TAG.match(source, position):
            position = inner.end()
            is_closed = inner[3] or inner[1].lower() in WITHOUT_BODY
            if is_closed or content_model(inner) == "raw":
                html.append(with_closing_tags(inner[0]))
                if not is_closed:
                    open_elements.append(inner[1].lower())
                    position = _behind_letters(source, open_elements, position, html)
                continue
            blocks.append(Block("html", "".join(html)))
            parser.position = position
            blocks.append(_element(parser, inner, is_within_raw=True))
            position, html = parser.position, []
        elif closing := HTML_TAG_CLOSE.match(source, position):
            position = closing.end()
            is_last = closing[1].lower() == open_elements[-1]
            html.append(closing[0] if is_last else escaped_text(closing[0]))
            if is_last:
                open_elements.pop()
        else:
            position += 1
            html.append("&lt;")
    parser.position = position
    html += [f"</{name}>" for name in reversed(open_elements)]
    block, *others = *blocks, Block("html", "".join(html))
    block.children = others
    return block


def _behind_letters(source: str, open_elements: list[str], position: int, html: list[str]) -> int:
    """Return where the element opened last ends if no tag counts in it, and add its content; else where it begins."""
    name = open_elements[-1]
    if name not in TO_THE_LETTER:
        return position
    closing = re.compile(rf"</{name}[ \t\r\n\f\v]*>", re.IGNORECASE).search(source, position)
    end = closing.end() if closing else len(source)
    html.append(source[position:end])
    if closing:
        open_elements.pop()
    return end
