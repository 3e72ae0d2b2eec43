"""Lists as kramdown reads them: nested by the width of the marker, lazy lines, and loose item by item."""

from __future__ import annotations

import re

from migdesk.guide.kramdown.attributes import attribute_list
from migdesk.guide.kramdown.blocks import (
    BLANK_LINE,
    DEFINITION_START,
    EOB_MARKER,
    HR_START,
    IAL_BLOCK,
    LIST_START,
    OPT_SPACE,
    Block,
    BlockParser,
)
from migdesk.guide.kramdown.html import LAZY_END_HTML, TASK_BOX

MARKERS = {"ul": r"[+*-]", "ol": r"\d+\.", "dl": r":"}
UNORDERED = re.compile(rf"{OPT_SPACE}[+*-][\t| ]")
ITEM_ATTRIBUTES = re.compile(r"\A[ \t\r\n\f\v]*\{:(?!:|/)((?:\\\}|[^}])+)\}[ \t\r\n\f\v]*")
ONLY_ATTRIBUTES = re.compile(r"\A(?:[ \t\r\n\f\v]*\{:(?!:|/)(?:\\\}|[^}])+\})?[ \t\r\n\f\v]*\n\Z")
UNCHECKED = f'<input type="checkbox" class="{TASK_BOX}" disabled="disabled" />'
CHECKED = f'<input type="checkbox" class="{TASK_BOX}" disabled="disabled" checked="checked" />'
TASK = re.compile(r"\A[ \t\r\n\f\v]*\[([ xX])\][ \t\r\n\f\v]+")


class ItemPatterns:
    """What may follow the first line of an item whose text starts at column `indentation`."""

    def __init__(self, indentation: int) -> None:
        tabs, spaces = divmod(indentation, 4)
        lead = rf"(?:\t| {{4}}){{{tabs}}} {{{spaces}}}|(?:\t| {{4}}){{{tabs + 1}}}"
        self.indentation = indentation
        self.content = re.compile(rf"(?:{lead}).*[^ \t\r\n\f\v].*\n")
        self.lazy = re.compile(rf"(?! {{0,{min(indentation, 3)}}}(?:{IAL_BLOCK}|{LAZY_END_HTML})).*[^ \t\r\n\f\v].*\n")
        self.indent = re.compile(rf"\A {{{indentation}}}")


def item_start(kind: str, indentation: int) -> re.Pattern[str]:
    """Return what starts the next item of a list: its marker, indented by no more than the text of the one before."""
    return re.compile(rf"( {{0,{min(max(indentation - 1, 0), 3)}}}(?:{MARKERS[kind]}))([\t| ].*?\n)")


def first_line(marker_width: int, content: str) -> tuple[str, ItemPatterns]:
    """Return the text of an item's first line and the patterns for those that follow."""
    if ONLY_ATTRIBUTES.match(content):
        indentation = 4
    else:
        while tab := re.match(r"( *)(\t+)", content):
            width = 4 - ((len(tab[1]) + marker_width) % 4) + (len(tab[2]) - 1) * 4
            content = tab[1] + " " * width + content[tab.end() :]
        indentation = marker_width + len(content) - len(content.lstrip(" "))
    return re.sub(r"\A[ \t\r\n\f\v]*", "", content), ItemPatterns(indentation)


class Item:
    """A list item being read: pieces of text, each parsed on its own (a nested list starts a new piece)."""

    def __init__(self, text: str) -> None:
        attributes = ITEM_ATTRIBUTES.match(text)
        self.attributes = attribute_list(attributes[1]) if attributes else {}
        self.pieces = [text[attributes.end() :] if attributes else text]
        self.nested_list_found = bool(LIST_START.match(self.pieces[0]))

    def add_line(self, line: str, patterns: ItemPatterns) -> None:
        """Append a line of the item, taking its indentation off."""
        text, indented = patterns.indent.subn("", _with_blanks(line))
        starts_list = bool(LIST_START.match(text))
        if not self.nested_list_found and indented and starts_list:
            self.pieces.append("")
            self.nested_list_found = True
        elif self.nested_list_found and not indented and starts_list:
            text = " " * (patterns.indentation + 4) + text
        self.pieces[-1] += text


def parse_list(parser: BlockParser) -> bool:
    """Read a list with its items; see kramdown/parser/kramdown/list.rb."""
    if not parser.check(LIST_START):
        return False
    kind = "ul" if parser.check(UNORDERED) else "ol"
    items, ended = read_items(parser, kind)
    block = parser.add(Block(kind))
    for item in items:
        child = Block("li")
        child.attributes = item.attributes
        for piece in item.pieces:
            if piece:
                parser.nested().parse(piece, child.children)
        block.children.append(child)
    last = None
    for child in block.children:
        last = tighten(block, child, ended) if child.children else last
    if last and not ended:
        parser.add(last)
    return True


def read_items(parser: BlockParser, kind: str) -> tuple[list[Item], bool]:
    """Return the raw items and whether an end-of-block mark closed the list."""
    items: list[Item] = []
    start = item_start(kind, 4)
    patterns = ItemPatterns(4)
    last_is_blank = False
    while parser.position < len(parser.source):
        if last_is_blank and parser.check(HR_START):
            break
        if parser.scan(EOB_MARKER):
            return items, True
        if match := parser.scan(start):
            text, patterns = first_line(len(match[1]), match[2])
            items.append(Item(text))
            start = item_start(kind, patterns.indentation)
            last_is_blank = False
        elif match := parser.scan(patterns.content) or (None if last_is_blank else parser.scan(patterns.lazy)):
            items[-1].add_line(match[0], patterns)
            last_is_blank = False
        elif match := parser.scan(BLANK_LINE):
            items[-1].nested_list_found = True
            items[-1].pieces[-1] += match[0]
            last_is_blank = True
        else:
            break
    return items, False


def tighten(block: Block, item: Block, ended: bool) -> Block | None:
    """Make the item's first paragraph transparent if kramdown does; return the blank line that ends the item."""
    children = item.children
    if children[0].kind == "p" and children[0].attributes and len(children) > 1 and children[1].kind == "eob":
        children.pop(1)  # that of the paragraph's own attributes
    first, is_last = children[0], item is block.children[-1]
    alone = len(children) < 2 or children[1].kind != "blank" or (is_last and len(children) == 2 and not ended)
    if first.kind == "p":
        first.text = TASK.sub(lambda box: UNCHECKED if box[1] == " " else CHECKED, first.text)
        if alone and (not is_last or len(block.children) == 1 or any(map(_is_tight, block.children[:-1]))):
            first.transparent = True
            first.text += "\n" if len(children) > 1 and children[1].kind != "blank" else ""
    return children.pop() if children[-1].kind == "blank" else None


def _is_tight(item: Block) -> bool:
    return not item.children or item.children[0].kind != "p" or item.children[0].transparent


def parse_definition_list(parser: BlockParser) -> bool:
    """Read `: definition` lines under a paragraph whose lines are the terms."""
    if not parser.check(DEFINITION_START) or not _has_terms(parser):
        return False
    loose = parser.blocks[-1].kind == "blank"
    if loose:
        parser.blocks.pop()
    terms = parser.blocks.pop()
    block = parser.add(Block("dl"))
    block.attributes = terms.attributes
    block.children = [Block("dt", term) for term in terms.text.split("\n")]
    for text, as_paragraph in _definitions(parser, loose):
        child = Block("dd")
        child.children = parser.nested().parse(text)
        if child.children and child.children[0].kind == "p" and not as_paragraph:
            child.children[0].transparent = True
        block.children.append(child)
    last = block.children[-1].children
    if last and last[-1].kind == "blank":
        parser.add(last.pop())
    _join_lists(parser)
    return True


def _with_blanks(line: str) -> str:
    """Return a line with blanks for the tabs that it begins with."""
    return re.sub(r"\A(\t+)", lambda tabs: " " * 4 * len(tabs[1]), line)


def _has_terms(parser: BlockParser) -> bool:
    blocks = parser.blocks
    if len(blocks) > 1 and blocks[-1].kind == "blank" and blocks[-1].text == "\n":
        return blocks[-2].kind == "p"
    return bool(blocks) and blocks[-1].kind == "p"


def _definitions(parser: BlockParser, loose: bool) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    start, patterns, last_is_blank = item_start("dl", 4), ItemPatterns(4), False
    as_paragraph = loose
    while parser.position < len(parser.source):
        if match := parser.scan(start):
            text, patterns = first_line(len(match[1]), match[2])
            found.append((text, as_paragraph))
            start = item_start("dl", patterns.indentation)
            as_paragraph = last_is_blank = False
        elif parser.check(EOB_MARKER):
            break
        elif match := parser.scan(patterns.content) or (None if last_is_blank else parser.scan(patterns.lazy)):
            found[-1] = (found[-1][0] + patterns.indent.sub("", _with_blanks(match[0])), found[-1][1])
            as_paragraph = last_is_blank = False
        elif match := parser.scan(BLANK_LINE):
            found[-1] = (found[-1][0] + match[0], found[-1][1])
            as_paragraph = last_is_blank = True
        else:
            break
    return found


def _join_lists(parser: BlockParser) -> None:
    """Terms that follow a definition list after a blank line carry it on."""
    blocks = [block for block in parser.blocks if block.kind != "blank"]
    if len(blocks) > 1 and blocks[-1].kind == blocks[-2].kind == "dl":
        blocks[-2].children.extend(blocks[-1].children)
        parser.blocks.remove(blocks[-1])
