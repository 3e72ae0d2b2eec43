"""Tables as kramdown reads them: any run of lines with a `|`, on its own between blank lines."""

from __future__ import annotations

import re

from migdesk.guide.kramdown_blocks import OPT_SPACE, Block, BlockParser

TABLE_LINE = re.compile(r"(?:\||.*?[^\\\n]\|).*?\n")
TABLE_START = re.compile(rf"{OPT_SPACE}(?=\S)(?:\||.*?[^\\\n]\|).*?\n")
TABLE_SEPARATOR = re.compile(r"([+|: \t-]*?-[+|: \t-]*?)[ \t]*\n")
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
    while parser.check(TABLE_LINE):
        if separator := parser.scan(TABLE_SEPARATOR):
            if rows:
                groups.append(("tbody" if alignment else "thead", rows))
                rows = []
                alignment = alignment or [ALIGNMENT_NAMES[sides] for sides in ALIGNMENT.findall(separator[1])]
        elif line := parser.scan(TABLE_LINE):
            rows.append(split_row(line[0].rstrip()))
    if rows:
        groups.append(("tbody", rows))
    if not parser.before_boundary() or not any(kind == "tbody" for kind, _rows in groups):
        parser.position = start
        return False
    parser.add(build_table(groups, alignment))
    return True


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
