"""Tables as kramdown reads them: any run of lines with a `|`, on its own between blank lines."""

from __future__ import annotations

import re

from migdesk.guide.kramdown.blocks import OPT_SPACE, Block, BlockParser

TABLE_LINE = re.compile(r"(?:\||.*?[^\\\n]\|).*?\n")
TABLE_START = re.compile(rf"{OPT_SPACE}(?=\S)(?:\||.*?[^\\\n]\|).*?\n")
TABLE_SEPARATOR = re.compile(r"([+|: \t-]*?-[+|: \t-]*?)[ \t]*\n")
TABLE_FOOT = re.compile(r"[+|: \t=]*?=[+|: \t=]*?[ \t]*\n")
PIPE = re.compile(r"(?:\||.*?[^\\\n]\|)")
CODE_SPAN = re.compile(r"(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
ALIGNMENT = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
CELL_PART = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|\\\||\||[^`\\|]+|.", re.DOTALL)
ALIGNMENT_NAMES = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def parse_table(parser: BlockParser) -> bool:
    """Read a table, or leave the lines to be a paragraph if they are not one."""
    if not parser.check(TABLE_START) or not parser.after_boundary():
        return False
    start = parser.position
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
            rows.append(split_row(line[0].rstrip()))
    if rows:
        groups.append(("tfoot" if has_foot else "tbody", rows))
    has_body = any(kind == "tbody" for kind, _rows in groups)
    if not parser.before_boundary() or not has_body or not _parts_each_line(parser.source[start : parser.position - 1]):
        parser.position = start
        return False
    parser.add(build_table(groups, alignment))
    return True


def _parts_each_line(text: str) -> bool:
    """Tell whether each line has a `|` outside code spans, or at its beginning, as kramdown's table.rb asks."""
    has_pipe = False
    position = 0
    for code in [*CODE_SPAN.finditer(text), None]:
        lines = text[position : code.start() if code else len(text)].split("\n")
        if lines != [""]:
            if len(lines) > 1 and not has_pipe and not PIPE.match(lines[0]):
                return False
            has_pipe = (has_pipe and len(lines) == 1) or PIPE.match(lines[-1]) is not None
        if code is None:
            break
        position = code.end()
        within = code[2].count("\n")
        if within > 1 or (within == 1 and not has_pipe):
            return False
        has_pipe = has_pipe and within == 0
    return has_pipe


def split_row(line: str) -> list[str]:
    """Return the cells of one line; a `|` in a code span or after a backslash does not part them."""
    cells = [""]
    for part in CELL_PART.finditer(line):
        if part[0] == "|":
            cells.append("")
        else:
            cells[-1] += "|" if part[0] == "\\|" else part[0]
    if line.lstrip().startswith("|") and not cells[0].strip():
        cells.pop(0)
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.strip() for cell in cells]


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
