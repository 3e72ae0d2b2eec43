"""The block structure of kramdown's GFM dialect: which lines make a heading, a list, a table, a paragraph.

Markdown dialects part ways here, not in emphasis or links: kramdown starts a list right under a paragraph, nests by the
width of the marker, and makes each item loose on its own. The rules and their order follow kramdown 2.4 and
kramdown-parser-gfm 1.1, the converter of the official site; the names of the expressions are theirs, so that the two
can be laid side by side. The text inside a block is read later; see `kramdown`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from migdesk.guide.kramdown.attributes import add_attributes
from migdesk.guide.kramdown.html import BLANKS, LAZY_END_HTML

OPT_SPACE = r" {0,3}"
BLANK_LINE = re.compile(r"(?:[ \t\r\f\v]*\n)+")
IAL_BLOCK = r"\{:(?!:|/)((?:\\\}|[^}])+)\}[ \t\r\f\v]*\n"
IAL_BLOCK_START = re.compile(rf"{OPT_SPACE}{IAL_BLOCK}")
EOB_MARKER = re.compile(r"\^[ \t\r\f\v]*\n")
CODEBLOCK_START = re.compile(r"(?:\t| {4})")
CODEBLOCK_MATCH = re.compile(
    r"(?:(?:[ \t\r\f\v]*\n)*(?:(?:\t| {4})[ \t]*[^ \t\r\n\f\v].*\n)+"
    rf"(?:(?!{OPT_SPACE}{IAL_BLOCK}|\^[ \t\r\f\v]*\n|{OPT_SPACE}{LAZY_END_HTML})[ \t]*[^ \t\r\n\f\v].*\n)*)*"
)
FENCED_CODEBLOCK = re.compile(
    r"[ ]{0,3}(([~`])\2{2,})[ \t\r\f\v]*([^ \t\r\n\f\v]+)?[ \t\r\f\v]*\n(.*?)^[ ]{0,3}\1\2*[ \t\r\f\v]*\n",
    re.DOTALL | re.MULTILINE,
)
FENCED_CODEBLOCK_START = re.compile(r"[ ]{0,3}[~`]{3,}")
BLOCKQUOTE_START = re.compile(rf"^{OPT_SPACE}> ?", re.MULTILINE)
ATX_HEADER = re.compile(r"(#{1,6})[\t ]+(.*)\n")
SETEXT_HEADER = re.compile(rf"{OPT_SPACE}([^ \t].*)\n([-=])[-=]*[ \t\r\f\v]*\n")
# An id begins as an XML name does, and so in any script.
_NAME_START = (
    r":A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    r"\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
HEADER_ID = re.compile(rf"[\t ]\{{#([{_NAME_START}][{_NAME_START}\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*)\}}\Z")
HR_START = re.compile(rf"{OPT_SPACE}(\*|-|_)[ \t]*\1[ \t]*\1(\1|[ \t])*\n")
LIST_START = re.compile(rf"{OPT_SPACE}(?:[+*-]|\d+\.)[\t| ].*?\n")
DEFINITION_START = re.compile(rf"{OPT_SPACE}:[\t| ].*?\n")
LINK_DEFINITION = re.compile(
    rf"{OPT_SPACE}\[(?!\^)([^\n\]]+)\]:[ \t]*(?:<(.*?)>|([^\n]*?[^ \t\r\n\f\v][^\n]*?))"
    r"(?:(?:[ \t]*?\n|[ \t]+?)[ \t]*?([\"'])(.+?)\4)?[ \t]*?\n"
)
LINE = re.compile(r".*\n")
# No block of kramdown's begins with blanks and then a tab: such a line is text that stands by itself.
PARAGRAPH_START = re.compile(rf"{OPT_SPACE}[^ \t].*?\n")
LAZY_END = re.compile(rf"[ \t\r\f\v]*\n|{OPT_SPACE}{IAL_BLOCK}|\^[ \t\r\f\v]*\n|{OPT_SPACE}{LAZY_END_HTML}|\Z")
PARAGRAPH_END = re.compile(
    "|".join(
        pattern.pattern for pattern in (LAZY_END, LIST_START, ATX_HEADER, DEFINITION_START, FENCED_CODEBLOCK_START)
    )
    + rf"|{OPT_SPACE}> ?"
)
# Quotes in quotes and lists in lists: no honest page goes deeper, and a hostile one must not exhaust the stack.
DEEPEST_NESTING = 40


# Blocks that leave no trace on the page.
NOTHING_SHOWN = ("blank", "eob", "link_definition")


class Block:
    """One block: `kind` as in kramdown (p, header, ul, li, table, html …), its raw text, children and attributes."""

    __slots__ = ("attributes", "children", "kind", "level", "text", "transparent")

    def __init__(self, kind: str, text: str = "", level: int = 0) -> None:
        self.kind = kind
        self.text = text
        self.level = level
        self.children: list[Block] = []
        self.attributes: dict[str, str] = {}
        self.transparent = False  # a paragraph of a tight list item: its text stands in the item itself


Rule = Callable[["BlockParser"], bool]


class Shared:
    """What lines anywhere in a document define for all of it.

    `link_definitions` are `[id]: address "title"` by lower-case id; `attribute_lists` `{:name: …}`; `footnotes`
    `[^name]: text`; `abbreviations` `*[NAME]: meaning`; `options` are those of `{::options …}`.
    `parse_block_html` tells whether Markdown is read in HTML, from here on.
    """

    def __init__(self) -> None:
        self.link_definitions: dict[str, tuple[str, str | None]] = {}
        self.attribute_lists: dict[str, dict[str, str]] = {}
        self.footnotes: dict[str, str] = {}
        self.abbreviations: dict[str, str] = {}
        self.options: dict[str, str] = {}
        self.parse_block_html = False


class BlockParser:
    """Reads text into blocks by trying `rules` in order at each line.

    A rule looks at the parser's position, adds blocks and moves on, or returns False.
    """

    def __init__(
        self,
        rules: tuple[Rule, ...],
        depth: int = 0,
        shared: Shared | None = None,
    ) -> None:
        self.rules = rules if depth <= DEEPEST_NESTING else (parse_blank_line, parse_paragraph)
        self.depth = depth
        self.shared = shared or Shared()
        self.source = ""
        self.position = 0
        self.blocks: list[Block] = []
        self.element = ""
        """The HTML element that is read, if its closing tag ends what is read here."""
        self.has_ended = False
        self._pending: dict[str, str] = {}

    def parse(self, source: str, into: list[Block] | None = None, position: int = 0) -> list[Block]:
        """Return the blocks of `source` from `position` on.

        They are appended to `into` if given (a list item is read in several pieces).
        """
        self.source = source if source.endswith("\n") else source + "\n"
        self.position = position
        self.blocks = [] if into is None else into
        while self.position < len(self.source) and not self.has_ended:
            for rule in self.rules:
                if rule(self):
                    break
        return self.blocks

    def nested(self) -> BlockParser:
        """Return a parser for text inside this block, sharing what is defined."""
        return BlockParser(self.rules, self.depth + 1, self.shared)

    def check(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match at the current position without moving."""
        return pattern.match(self.source, self.position)

    def scan(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the match at the current position and move behind it."""
        match = pattern.match(self.source, self.position)
        if match:
            self.position = match.end()
        return match

    def add(self, block: Block) -> Block:
        """Append a block, with the attributes that a `{: }` line before it has asked for."""
        if self._pending and block.kind not in NOTHING_SHOWN:
            add_attributes(block.attributes, self._pending)
            self._pending = {}
        self.blocks.append(block)
        return block

    def after_boundary(self) -> bool:
        """Tell whether the block before has ended: nothing, a blank line, or an end-of-block mark."""
        last = self.blocks[-1] if self.blocks else None
        return last is None or last.kind == "blank" or (last.kind == "eob" and not last.text) or bool(self._pending)

    def before_boundary(self) -> bool:
        """Tell whether the block read last ends here."""
        return self.position >= len(self.source) or bool(
            self.check(BLANK_LINE) or self.check(EOB_MARKER) or self.check(IAL_BLOCK_START)
        )

    def scan_until_end(self, end: re.Pattern[str]) -> str:
        """Return this line and those that follow until `end` matches at the start of one."""
        start = self.position
        self.scan(LINE)
        while self.position < len(self.source) and not self.check(end):
            self.scan(LINE)
        return self.source[start : self.position]

    def set_pending(self, attributes: dict[str, str]) -> None:
        """Keep attributes for the next block."""
        add_attributes(self._pending, attributes)


def parse_blank_line(parser: BlockParser) -> bool:
    match = parser.scan(BLANK_LINE)
    if not match:
        return False
    if parser.blocks and parser.blocks[-1].kind == "blank":
        parser.blocks[-1].text += match[0]
    else:
        parser.add(Block("blank", match[0]))
    return True


def parse_code_block(parser: BlockParser) -> bool:
    if not parser.check(CODEBLOCK_START):
        return False
    match = parser.scan(CODEBLOCK_MATCH)
    if not match or not match[0]:
        return False
    joined = re.sub(
        r"\n( {0,3}[^ \t\r\n\f\v])", r" \1", match[0]
    )  # a line that is not indented goes on with the one above
    parser.add(Block("codeblock", re.sub(r"^(?:\t| {4})", "", joined, flags=re.MULTILINE)))
    return True


def parse_fenced_code_block(parser: BlockParser) -> bool:
    match = parser.scan(FENCED_CODEBLOCK)
    if not match:
        return False
    parser.add(Block("codeblock", match[4]))
    return True


def parse_blockquote(parser: BlockParser) -> bool:
    if not parser.check(BLOCKQUOTE_START):
        return False
    text = BLOCKQUOTE_START.sub("", parser.scan_until_end(LAZY_END))
    block = parser.add(Block("blockquote"))
    block.children = parser.nested().parse(text)
    return True


def header_contents(contents: str) -> tuple[str, dict[str, str]]:
    """Return a heading's text and its attributes: `{#id}` at the end of the line."""
    text = contents.rstrip(BLANKS)
    match = HEADER_ID.search(text)
    if match:
        return text[: match.start()].rstrip(BLANKS), {"id": match[1]}
    return text, {}


def add_header(parser: BlockParser, level: int, contents: str) -> bool:
    text, attributes = header_contents(contents)
    text = re.sub(r"[\t ]#+\Z", "", text).rstrip(BLANKS)
    if not text:
        return False
    parser.add(Block("header", text, level)).attributes.update(attributes)
    return True


def parse_atx_header(parser: BlockParser) -> bool:
    match = parser.check(ATX_HEADER)
    if not match or not add_header(parser, len(match[1]), match[2]):
        return False
    parser.position = match.end()
    return True


def parse_setext_header(parser: BlockParser) -> bool:
    match = parser.check(SETEXT_HEADER)
    if not match or not parser.after_boundary() or not add_header(parser, 2 if match[2] == "-" else 1, match[1]):
        return False
    parser.position = match.end()
    return True


def parse_horizontal_rule(parser: BlockParser) -> bool:
    if not parser.scan(HR_START):
        return False
    parser.add(Block("hr"))
    return True


def parse_link_definition(parser: BlockParser) -> bool:
    match = parser.scan(LINK_DEFINITION)
    if not match:
        return False
    key = re.sub(r"[ \t\r\n\f\v]+", " ", match[1].strip(BLANKS)).lower()
    parser.shared.link_definitions[key] = ((match[2] or match[3] or "").strip(BLANKS), match[5])
    parser.add(Block("link_definition"))
    return True


def parse_end_of_block(parser: BlockParser) -> bool:
    if not parser.scan(EOB_MARKER):
        return False
    parser.add(Block("eob"))
    return True


def parse_paragraph(parser: BlockParser) -> bool:
    if not parser.check(PARAGRAPH_START):
        parser.add(Block("text", (parser.scan(LINE) or [""])[0]))
        return True
    hard_break = parser.source[max(parser.position - 3, 0) : parser.position] == "  \n"
    text = parser.scan_until_end(PARAGRAPH_END).rstrip(BLANKS)
    last = parser.blocks[-1] if parser.blocks else None
    if last and last.kind == "p":
        last.text += ("  \n" if hard_break else "\n") + text
    else:
        parser.add(Block("p", text.lstrip(BLANKS)))
    return True
