"""Tables as kramdown reads them: any run of lines with a `|`, on its own between blank lines."""

from __future__ import annotations

import re

from migdesk.guide.kramdown.blocks import OPT_SPACE, Block, BlockParser
from migdesk.guide.kramdown.html import BLANKS
from migdesk.guide.kramdown.nodes import Node
from migdesk.guide.kramdown.span_parser import NOTHING_DEFINED, SpanParser, SpanRule
from migdesk.guide.kramdown.span_rules import CODE, HTML

TABLE_LINE = re.compile(r"(?:\||.*?[^\\\n]\|).*?\n")
TABLE_START = re.compile(rf"{OPT_SPACE}(?=[^ \t\r\n\f\v])(?:\||.*?[^\\\n]\|).*?\n")
TABLE_SEPARATOR = re.compile(r"([+|: \t-]*?-[+|: \t-]*?)[ \t]*\n")
TABLE_FOOT = re.compile(r"[+|: \t=]*?=[+|: \t=]*?[ \t]*\n")
PIPE = re.compile(r"(?:\||.*?[^\\\n]\|)")
ALIGNMENT = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
CODE_ELEMENT = re.compile(r"(<code.*?>.*?</code>)")
CELL_END = re.compile(r"(?<!\\)\|")
ALIGNMENT_NAMES = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def parse_table(parser: BlockParser) -> bool:
    """Read a table, or leave the lines to be a paragraph if they are not one."""
    if not parser.check(TABLE_START) or not parser.after_boundary():
        return False
    start = parser.position
    first_line = parser.check(TABLE_LINE)
    has_leading_pipe = first_line is not None and first_line[0].lstrip(BLANKS).startswith("|")
    parser.scan(TABLE_SEPARATOR)
    groups: list[tuple[str, list[list[str]]]] = []
    rows: list[list[str]] = []
    alignment: list[str] = []
    has_foot = False
    while parser.check(TABLE_LINE):
        if separator := parser.scan(TABLE_SEPARATOR):
            if rows and not alignment and not has_foot:
                alignment = [ALIGNMENT_NAMES[sides] for sides in ALIGNMENT.findall(separator[1])]
                groups.append(("thead", rows))
                rows = []
            elif rows and not has_foot:
                groups.append(("tbody", rows))
                rows = []
        elif parser.scan(TABLE_FOOT):
            if rows:
                groups.append(("tbody", rows))
                rows = []
            has_foot = True
        elif line := parser.scan(TABLE_LINE):
            rows.append(split_row(line[0].rstrip(BLANKS), has_leading_pipe=has_leading_pipe))
    if rows:
        groups.append(("tfoot" if has_foot else "tbody", rows))
    has_body = any(kind == "tbody" for kind, _rows in groups)
    if not parser.before_boundary() or not has_body or not _parts_each_line(parser.source[start : parser.position - 1]):
        parser.position = start
        return False
    parser.add(build_table(groups, alignment))
    return True


def _parts_each_line(text: str) -> bool:
    """Tell whether each line has a `|` outside code and HTML, or at its beginning, as kramdown's table.rb asks."""
    has_pipe = False
    for child in _parts(text, (CODE, HTML)):
        is_code = isinstance(child, Node) and child.tag == "code" and not child.written
        words = child.text() if is_code and isinstance(child, Node) else child if isinstance(child, str) else ""
        lines = words.rstrip("\n").split("\n") if words.rstrip("\n") else [""]
        if is_code:
            if len(lines) > 2 or (len(lines) == 2 and not has_pipe):
                return has_pipe
            has_pipe = has_pipe and len(lines) == 1
        else:
            if len(lines) > 1 and not has_pipe and not PIPE.match(lines[0]):
                return False
            has_pipe = (has_pipe and len(lines) == 1) or PIPE.match(lines[-1]) is not None
    return has_pipe


def split_row(line: str, *, has_leading_pipe: bool) -> list[str]:
    """Return the cells of one line; a `|` in code or after a backslash does not part them."""
    cells = [""]
    end = line.rfind("</code>") + 7  # behind the last one no element ends, and looking for its end takes long
    parts = CODE_ELEMENT.split(line[:end]) if end > 6 else [""]
    parts[-1] += line[end if end > 6 else 0 :]
    for number, part in enumerate(parts):
        if number % 2:
            cells[-1] += part
            continue
        for child in _parts(part, (CODE,)):
            if isinstance(child, Node):
                cells[-1] += _as_code(child.text())
            else:
                first, *others = (text.replace("\\|", "|") for text in CELL_END.split(child))
                cells[-1] += first
                cells += others
    if has_leading_pipe and not cells[0].strip(BLANKS):
        cells.pop(0)
    if cells and not cells[-1].strip(BLANKS):
        cells.pop()
    return [cell.strip(BLANKS) for cell in cells]


def _parts(text: str, rules: tuple[SpanRule, ...]) -> list[Node | str]:
    node = Node("")
    SpanParser(rules, NOTHING_DEFINED).parse(text, node)
    return node.children


def _as_code(text: str) -> str:
    ticks = max(re.findall("`+", text), default="") + "`"
    blank = " " if len(ticks) > 1 else ""
    return f"{ticks}{blank}{text}{blank}{ticks}"


def build_table(groups: list[tuple[str, list[list[str]]]], alignment: list[str]) -> Block:
    """Return the table block: thead and tbody, rows, cells; the class of a cell says how it is aligned."""
    columns = max(len(row) for _kind, rows in groups for row in rows)
    alignment = (alignment + [""] * columns)[:columns]
    table = Block("table")
    for kind, rows in groups:
        group = Block(kind)
        for row in rows:
            line = Block("tr")
            for text, side in zip(row + [""] * (columns - len(row)), alignment, strict=True):
                cell = Block("th" if kind == "thead" else "td", text)
                if side:
                    cell.attributes["class"] = f"align-{side}"
                line.children.append(cell)
            group.children.append(line)
        table.children.append(group)
    return table
