"""Markdown as Jekyll's converter reads it: kramdown with its GFM input.

`to_html` joins three parts: the block structure (`blocks`, lists, tables and raw HTML in files of their
own), the typography of the text (`typography`), and Python-Markdown for what is inside a block: links, emphasis, code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX, AtomicString, code_escape

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
from migdesk.guide.kramdown.html_blocks import parse_html
from migdesk.guide.kramdown.lists import parse_definition_list, parse_list
from migdesk.guide.kramdown.notes import Abbreviations, Contents, FootnoteMarker, Footnotes
from migdesk.guide.kramdown.options import KramdownOptions, not_followed
from migdesk.guide.kramdown.spans import IN_HTML, BlockHtml, HeaderIds, add_span_rules
from migdesk.guide.kramdown.tables import parse_table
from migdesk.guide.typography import typographic

# In kramdown's order.
RULES = (
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
# The span rules take time with the square of these marks in one block: more are no honest text, and stay plain.
MARKS = ("[", "~~", "<!--", "`", "*", "_")
MOST_MARKS = 2_000
LINE_END = r" *\n(?=\S)"
WITH_TEXT = frozenset({"p", "header", "dt", "th", "td"})


class Kramdown:
    """A converter that can be used again and again; building one costs some milliseconds."""

    def __init__(self, options: KramdownOptions | None = None) -> None:
        self._markdown = Markdown()
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.preprocessors.register(_LinesAsTheyAre(self._markdown), "normalize_whitespace", 30)
        add_span_rules(self._markdown)
        self._blocks = _Blocks(self._markdown, options or KramdownOptions())
        self._markdown.parser = self._blocks  # type: ignore[assignment]

    @property
    def not_followed(self) -> tuple[str, ...]:
        """The options that the source converted last asks for, and that are not followed here."""
        return self._blocks.not_followed

    def to_html(self, source: str) -> str:
        """Return the HTML of a page, of a step or of the text of a card. Not sanitised."""
        self._markdown.reset()
        return self._markdown.convert(join_comments(source)) + "\n"


def join_comments(source: str) -> str:
    """Empty each comment that holds a blank line.

    Where such a comment starts inside a paragraph, kramdown ends the paragraph at the blank line and shows the
    comment's text. Nobody means that: a comment is never shown here.
    """
    end = source.rfind("-->") + 3  # behind the last one no comment can end, and looking for its end takes long
    return COMMENT.sub(_without_blank_lines, source[:end]) + source[end:] if end > 2 else source


def _without_blank_lines(comment: re.Match[str]) -> str:
    return "<!---->" if BLANK_LINE_WITHIN.search(comment[0]) else comment[0]


class _Blocks:
    """Stands in for Python-Markdown's block parser."""

    def __init__(self, markdown: Markdown, options: KramdownOptions) -> None:
        self._markdown = markdown
        self._options_of_site = self._options = options
        self.not_followed: tuple[str, ...] = ()
        self._footnotes = Footnotes()
        self._contents = Contents(markdown)
        self._header_ids = HeaderIds(markdown)
        self._abbreviations = Abbreviations(markdown)
        markdown.inlinePatterns.register(FootnoteMarker(markdown, self._footnotes), "footnote", 172)
        markdown.treeprocessors.register(self._abbreviations, "abbreviations", 9)
        if options.hard_wrap:  # as to kramdown's GFM, of a page's own options this one comes too late
            markdown.inlinePatterns.register(SubstituteTagInlineProcessor(LINE_END, "br"), "hard_wrap", 20)
        markdown.treeprocessors.register(self._header_ids, "header_ids", 7)
        markdown.treeprocessors.register(self._contents, "contents", 6)

    def parseDocument(self, lines: list[str]) -> ElementTree:  # Python-Markdown's name
        """Return the element tree of a document, its text still to be read for spans."""
        parser = BlockParser(RULES)
        blocks = parser.parse("\n".join(lines))
        for name, definition in parser.shared.link_definitions.items():
            # Quotes in running text have their typographic form by the time when a link is looked for.
            for key in (name, typographic(name)):
                self._markdown.references.setdefault(key, definition)  # type: ignore[arg-type]
        self._abbreviations.meanings = parser.shared.abbreviations
        self._follow(parser.shared.options)
        root = Element(self._markdown.doc_tag)
        for block in blocks:
            self._append(root, block)
        self._add_footnotes(root, blocks, parser)
        return ElementTree(root)

    def _follow(self, written: Mapping[str, str]) -> None:
        self._options = self._options_of_site.changed_by(written)
        self._contents.levels = self._options.toc_levels
        self._header_ids.are_wanted = self._options.auto_ids
        self.not_followed = tuple(not_followed(written))

    def _add_footnotes(self, root: Element, blocks: list[Block], parser: BlockParser) -> None:
        definitions = parser.shared.footnotes
        self._footnotes.begin()
        if not definitions:
            return
        for block in _all(blocks):
            self._footnotes.order(block.text, definitions)
        content: dict[str, list[Block]] = {}
        while waiting := [name for name in self._footnotes.numbers if name not in content]:  # one may refer to another
            name = waiting[0]
            content[name] = parser.nested().parse(definitions[name])
            for block in _all(content[name]):
                self._footnotes.order(block.text, definitions)

        def item(name: str) -> Element:
            element = Element("li", {"role": "doc-endnote"})
            for block in content.get(name, ()):
                self._append(element, block)
            return element

        listed = self._footnotes.listed(item)
        if listed is not None:
            root.append(listed)

    def _append(self, parent: Element, block: Block) -> None:
        if block.kind == "html":
            self._append_html(parent, block)
        elif block.kind == "p" and block.transparent:
            _add_text(parent, self._text_for_spans(block.text))
        elif block.kind == "codeblock":
            code = _element(parent, "pre", block)
            _element(code, "code").text = AtomicString(code_escape(block.text))
        elif block.kind not in NOTHING_SHOWN:
            element = _element(parent, f"h{block.level}" if block.kind == "header" else block.kind, block)
            if block.kind in WITH_TEXT:
                element.text = self._text_for_spans(block.text)
            for child in block.children:
                self._append(element, child)

    def _text_for_spans(self, text: str) -> str:
        if any(text.count(mark) > MOST_MARKS for mark in MARKS):
            return AtomicString(text)
        return typographic(text)

    def _append_html(self, parent: Element, block: Block) -> None:
        if block.text:
            _element(parent, "p").text = AtomicString(self._markdown.htmlStash.store(BlockHtml(block.text)))
        for inside in _all(block.children):
            if inside.kind == "header":
                inside.attributes[IN_HTML] = ""
            elif self._options.hard_wrap and inside.kind in WITH_TEXT:
                inside.text = inside.text.replace("\n", " ")  # lines are lines only outside HTML
        for child in block.children:
            self._append(parent, child)


class _LinesAsTheyAre(Preprocessor):
    """Python-Markdown's own writes blanks for tabs, which code should keep."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without what Python-Markdown itself marks places with."""
        return [line.replace(STX, "").replace(ETX, "") for line in lines]


def _all(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind not in ("codeblock", "html"):
            yield block
        yield from _all(block.children)


def _element(parent: Element, tag: str, block: Block | None = None) -> Element:
    element = Element(tag, dict(block.attributes) if block else {})
    parent.append(element)
    return element


def _add_text(parent: Element, text: str) -> None:
    """Put the text of a tight item where it belongs: first in the item, or behind what is there."""
    if len(parent):
        parent[-1].tail = parent[-1].tail + text if parent[-1].tail else text
    else:
        parent.text = parent.text + text if parent.text else text
