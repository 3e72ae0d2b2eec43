"""Markdown as Jekyll's converter reads it: kramdown with its GFM input.

`to_html` joins three parts: the block structure (`blocks`; lists, tables and raw HTML in files of their own), the text
of each block (`span_parser` and its rules), and what stands across blocks: ids, footnotes, the list of contents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from migdesk.guide.kramdown.blocks import (
    NOTHING_SHOWN,
    Block,
    BlockParser,
    parse_atx_header,
    parse_blank_line,
    parse_blockquote,
    parse_code_block,
    parse_end_of_block,
    parse_fenced_code_block,
    parse_horizontal_rule,
    parse_link_definition,
    parse_paragraph,
    parse_setext_header,
)
from migdesk.guide.kramdown.extensions import (
    parse_abbreviation,
    parse_attribute_list,
    parse_extension,
    parse_footnote_definition,
    parse_math,
)
from migdesk.guide.kramdown.header_ids import IN_HTML, HeaderIds
from migdesk.guide.kramdown.html_blocks import parse_html
from migdesk.guide.kramdown.lists import parse_definition_list, parse_list
from migdesk.guide.kramdown.nodes import Node, RawBlock, to_html
from migdesk.guide.kramdown.notes import Footnotes, break_lines, explain_abbreviations, fill_contents
from migdesk.guide.kramdown.options import KramdownOptions, not_followed
from migdesk.guide.kramdown.span_parser import NOTHING_DEFINED, Meanings, SpanParser
from migdesk.guide.kramdown.span_rules import RULES, TYPOGRAPHY, WITH_HARD_WRAP
from migdesk.guide.kramdown.tables import parse_table

# In kramdown's order.
BLOCK_RULES = (
    parse_blank_line,
    parse_code_block,
    parse_fenced_code_block,
    parse_blockquote,
    parse_atx_header,
    parse_horizontal_rule,
    parse_list,
    parse_definition_list,
    parse_html,
    parse_setext_header,
    parse_table,
    parse_math,
    parse_footnote_definition,
    parse_link_definition,
    parse_abbreviation,
    parse_extension,
    parse_attribute_list,
    parse_end_of_block,
    parse_paragraph,
)

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
BLANK_LINE_WITHIN = re.compile(r"\n[^\S\n]*\n")
WITH_TEXT = frozenset({"p", "header", "dt", "th", "td"})


class Kramdown:
    """A converter that can be used again and again.

    `not_followed` are the options that the source converted last asks for, and that are not followed here; `is_whole`
    tells whether all its text was read, which one with marks opened again and again is not.
    """

    def __init__(self, options: KramdownOptions | None = None) -> None:
        self._options = options or KramdownOptions()
        self.not_followed: tuple[str, ...] = ()
        self.is_whole = True

    def to_html(self, source: str) -> str:
        """Return the HTML of a page, of a step or of the text of a card. Not sanitised."""
        parser = BlockParser(BLOCK_RULES)
        parser.shared.parse_block_html = self._options.parse_block_html
        blocks = parser.parse(join_comments(source))
        self.not_followed = tuple(not_followed(parser.shared.options))
        document = _Document(parser, self._options, self._options.changed_by(parser.shared.options))
        root = document.root(blocks)
        self.is_whole = document.is_whole
        return to_html(root)


def smartified(text: str) -> str:
    """Return a text with typographic quotes, dashes and dots, as Jekyll's `smartify` makes them."""
    node = Node("")
    SpanParser(TYPOGRAPHY, NOTHING_DEFINED).parse(text, node)
    return to_html(node)


def join_comments(source: str) -> str:
    """Empty each comment that holds a blank line.

    Where such a comment starts inside a paragraph, kramdown ends the paragraph at the blank line and shows the
    comment's text. Nobody means that: a comment is never shown here.
    """
    end = source.rfind("-->") + 3  # behind the last one no comment can end, and looking for its end takes long
    return COMMENT.sub(_without_blank_lines, source[:end]) + source[end:] if end > 2 else source


def _without_blank_lines(comment: re.Match[str]) -> str:
    return "<!---->" if BLANK_LINE_WITHIN.search(comment[0]) else comment[0]


class _Document:
    """Makes elements of the blocks of one source; `site` are the options of before, `options` those of the page too."""

    def __init__(self, parser: BlockParser, site: KramdownOptions, options: KramdownOptions) -> None:
        shared = parser.shared
        self._parser = parser
        self._options = options
        self._abbreviations: Mapping[str, str] = shared.abbreviations
        # As to kramdown's GFM, a page's own `hard_wrap` comes too late.
        self._line_end = "\n" if site.hard_wrap else "\\\n"
        meanings = Meanings(shared.link_definitions, shared.attribute_lists, shared.footnotes)
        self._spans = SpanParser(WITH_HARD_WRAP if site.hard_wrap else RULES, meanings)
        self.is_whole = True

    def root(self, blocks: list[Block]) -> Node:
        """Return the element that holds the whole page."""
        root = Node("")
        for block in blocks:
            self._append(root, block)
        ids = HeaderIds()
        ids.give(root, are_wanted=self._options.auto_ids)
        footnotes = Footnotes()
        footnotes.number(root)
        listed = footnotes.listed(self._footnote)
        if listed is not None:
            ids.give(listed, are_wanted=self._options.auto_ids)
            root.children.append(listed)
        fill_contents(root, self._options.toc_levels)
        return root

    def _footnote(self, name: str) -> Node:
        item = Node("li", {"role": "doc-endnote"})
        for block in self._parser.nested().parse(self._parser.shared.footnotes[name]):
            self._append(item, block)
        return item

    def _append(self, parent: Node, block: Block, *, in_html: bool = False) -> None:
        if block.kind == "html":
            if block.text:
                parent.children.append(RawBlock(block.text))
            for child in block.children:
                self._append(parent, child, in_html=True)
        elif block.kind == "text" or (block.kind == "p" and block.transparent):
            self._read(block.text, parent, in_html=in_html)
        elif block.kind == "codeblock":
            code = Node("code")
            code.add_text(block.text)
            _element(parent, "pre", block).children.append(code)
        elif block.kind not in NOTHING_SHOWN:
            node = _element(parent, f"h{block.level}" if block.kind == "header" else block.kind, block)
            if block.kind == "header" and in_html:
                node.attributes[IN_HTML] = ""
            if block.kind in WITH_TEXT:
                self._read(block.text, node, in_html=in_html)
            for child in block.children:
                self._append(node, child, in_html=in_html)

    def _read(self, text: str, into: Node, *, in_html: bool) -> None:
        read = Node("")
        self.is_whole = self._spans.parse(text, read) and self.is_whole
        explain_abbreviations(read, self._abbreviations)
        if not in_html:  # there, a line's end is none to kramdown
            break_lines(read, self._line_end, is_block=True)
        into.children.extend(read.children)


def _element(parent: Node, tag: str, block: Block) -> Node:
    node = Node(tag, dict(block.attributes))
    parent.children.append(node)
    return node
