"""What a laid-out page is made of, as assistive clients speak of it: headings, lists, tables, boxes, links.

It is read off the document that is on the screen, so that what is read out is what is shown, with where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import msgspec
from PySide6.QtGui import (
    QTextBlock,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrame,
    QTextList,
    QTextTable,
    QTextTableCell,
)

from migdesk.guide.shape_marks import ARROW_MARK, BUTTON_MARK, SECOND_BUTTON_MARK, STEP_MARK
from migdesk.ui.guide_pane.link_schemes import FOLD_SCHEME, READ_ON_SCHEME, TASK_SCHEME
from migdesk.ui.guide_pane.page_places import fragments_of

PICTURE_SIGN = "\ufffc"
SIGNS = str.maketrans(dict.fromkeys("☑▤▸▾➔", " ") | {"\u00a0": " ", "\u2028": " "})
"""What is drawn for the eye alone: a screen reader would say “ballot box with check”."""
OPEN_SIGN = "▾"
BOX_HEADING_LEVEL = 3  # as the guide writes the titles of its boxes


class Kind(StrEnum):
    """What a part of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    COLUMN_HEADER = "column-header"
    CELL = "cell"
    GROUP = "group"
    LINK = "link"
    TICK_BOX = "tick-box"
    FOLD = "fold"
    PICTURE = "picture"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a page with its words; `start` and `end` count in the document, `level` is a heading's.

    `column` is the title of a cell's column; `anchors` are the names that links lead to.
    """

    kind: Kind
    words: str
    start: int
    end: int
    level: int = 0
    href: str = ""
    column: str = ""
    expanded: bool = False
    anchors: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


class _Line(NamedTuple):
    """A block of a list: how deep, whether an item begins with it, and of which list."""

    depth: int
    begins: bool
    list_index: int
    block: QTextBlock


def parts_of(document: QTextDocument) -> tuple[Part, ...]:
    """Return what a page is made of, from top to bottom."""
    return tuple(_parts(document.rootFrame()))


def headings_in(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Yield the headings of a page, those in boxes included."""
    for part in parts:
        if part.kind == Kind.HEADING:
            yield part
        yield from headings_in(part.parts)


def plain(words: str) -> str:
    """Return words without the signs that are there for the eye alone, on one line."""
    return " ".join(words.translate(SIGNS).split())


def _parts(holder: QTextFrame | QTextTableCell) -> list[Part]:
    parts: list[Part] = []
    lines: list[_Line] = []
    for entry in _entries(holder):
        line = _line_of(entry, within_list=bool(lines)) if isinstance(entry, QTextBlock) else None
        if lines and (line is None or _begins_another_list(line, lines)):
            parts.append(_list(lines))
            lines = []
        if line is not None:
            lines.append(line)
        elif isinstance(entry, QTextTable):
            parts.extend(_table(entry))
        elif isinstance(entry, QTextFrame):
            parts.extend(_parts(entry))
        else:
            parts.extend(_block(entry))
    return [*parts, _list(lines)] if lines else parts


def _entries(holder: QTextFrame | QTextTableCell) -> Iterator[QTextFrame | QTextBlock]:
    step = holder.begin()
    while not step.atEnd():
        frame: QTextFrame | None = step.currentFrame()
        if frame is not None:
            yield frame
        elif step.currentBlock().isValid():
            yield step.currentBlock()
        step += 1


# paragraphs and what stands in them


def _block(block: QTextBlock) -> list[Part]:
    """Return the heading or paragraph that a block is; nothing for an empty one."""
    words, inline = _words(block), tuple(_inline(block))
    if not words and not inline:
        return []
    level = block.blockFormat().headingLevel()
    return [_of_block(Kind.HEADING if level else Kind.PARAGRAPH, block, words, inline)]


def _of_block(kind: Kind, block: QTextBlock, words: str, parts: tuple[Part, ...]) -> Part:
    end = block.position() + block.length() - 1
    return Part(
        kind=kind,
        words=words,
        start=block.position(),
        end=end,
        level=block.blockFormat().headingLevel(),
        anchors=tuple(name for fragment in fragments_of(block) for name in fragment.charFormat().anchorNames()),
        parts=parts,
    )


def _words(block: QTextBlock) -> str:
    if PICTURE_SIGN not in block.text():
        return plain(block.text())
    return plain(" ".join(_told(fragment) for fragment in fragments_of(block)))


def _told(fragment: QTextFragment) -> str:
    return f"Picture: {_alternative(fragment)}" if fragment.charFormat().isImageFormat() else fragment.text()


def _alternative(fragment: QTextFragment) -> str:
    return str(fragment.charFormat().property(QTextFormat.Property.ImageAltText) or "without a description")


def _inline(block: QTextBlock) -> Iterator[Part]:
    """Yield the links, boxes to tick and pictures of a block; a link whose words differ in format is one."""
    link: Part | None = None
    for fragment in fragments_of(block):
        form = fragment.charFormat()
        start, end, href = fragment.position(), fragment.position() + fragment.length(), form.anchorHref()
        if link is not None and link.href == href and link.end == start:
            words = plain(f"{link.words} {fragment.text()}") if fragment.text()[:1].isspace() else ""
            link = msgspec.structs.replace(link, words=words or plain(link.words + fragment.text()), end=end)
            continue
        if link is not None:
            yield link
            link = None
        if form.isImageFormat():
            yield Part(kind=Kind.PICTURE, words=_alternative(fragment), start=start, end=end)
        elif href:
            kind = Kind.FOLD if href.startswith(FOLD_SCHEME) else Kind.LINK
            kind = Kind.TICK_BOX if href.startswith(TASK_SCHEME) else kind
            opened = fragment.text().startswith(OPEN_SIGN)
            link = Part(kind=kind, words=plain(fragment.text()), start=start, end=end, href=href, expanded=opened)
    if link is not None:
        yield link


# lists


def _line_of(block: QTextBlock, *, within_list: bool) -> _Line | None:
    """Return a block as a line of a list, None where it is none; Qt keeps further paragraphs of an item by indent."""
    text_list: QTextList | None = block.textList()
    if text_list is not None:
        return _Line(text_list.format().indent(), True, text_list.objectIndex(), block)
    form = block.blockFormat()
    continues = within_list and form.indent() and not form.headingLevel()
    return _Line(form.indent(), False, -1, block) if continues else None


def _begins_another_list(line: _Line, lines: list[_Line]) -> bool:
    first = lines[0]
    return line.begins and line.depth <= first.depth and line.list_index != first.list_index


def _list(lines: list[_Line]) -> Part:
    depth = lines[0].depth
    items: list[list[_Line]] = []
    for line in lines:
        if not items or (line.begins and line.depth <= depth):
            items.append([line])
        else:
            items[-1].append(line)
    return _around(Kind.LIST, "", [_item(item) for item in items])


def _item(lines: list[_Line]) -> Part:
    first, parts, deeper = lines[0], list(_inline(lines[0].block)), list[_Line]()
    for line in lines[1:]:
        if line.depth > first.depth and (line.begins or deeper):
            deeper.append(line)
            continue
        if deeper:
            parts.append(_list(deeper))
            deeper = []
        parts.extend(_block(line.block))
    if deeper:
        parts.append(_list(deeper))
    return _of_block(Kind.ITEM, first.block, _words(first.block), tuple(parts))


# tables, and the boxes that Qt can only draw as tables


def _table(table: QTextTable) -> list[Part]:
    """Return what a table stands for: a table, a list of steps, a box, or nothing but a place for a button."""
    cells = [
        [_parts(table.cellAt(row, column)) for column in range(table.columns()) if _is_own(table, row, column)]
        for row in range(table.rows())
    ]
    parts = [part for row in cells for cell in row for part in cell]
    if not parts:
        return []
    marks = parts[0].anchors or _first_anchors(table)
    if STEP_MARK in marks:
        return [_around(Kind.LIST, "Steps", [_step(number, row) for number, row in enumerate(cells, 1)])]
    if {ARROW_MARK, BUTTON_MARK, SECOND_BUTTON_MARK} & set(marks):
        return parts
    if all(link.href.startswith(READ_ON_SCHEME) for part in parts for link in part.parts) and _has_links(parts):
        return [_around(Kind.GROUP, "Pages before and after", parts)]
    if table.format().headerRowCount() or (table.columns() > 1 and cells[0][0]):
        return [_data(table.format().headerRowCount(), cells)]
    if table.columns() > 1:
        return [_around(Kind.GROUP, "Note", parts)]
    return [_around(Kind.GROUP, parts[0].words, _titled(parts) if table.rows() > 1 else parts)]


def _is_own(table: QTextTable, row: int, column: int) -> bool:
    """Tell whether a cell begins here: one that spans several places is found at each of them."""
    cell = table.cellAt(row, column)
    return (cell.row(), cell.column()) == (row, column)


def _first_anchors(table: QTextTable) -> list[str]:
    block = table.cellAt(0, 0).firstCursorPosition().block()
    return [name for fragment in fragments_of(block) for name in fragment.charFormat().anchorNames()]


def _has_links(parts: list[Part]) -> bool:
    return any(part.parts for part in parts)


def _titled(parts: list[Part]) -> list[Part]:
    """Return a box's parts with its title as a heading, unless the title opens and closes it."""
    title = parts[0]
    if any(part.kind == Kind.FOLD for part in title.parts):
        return parts
    return [msgspec.structs.replace(title, kind=Kind.HEADING, level=title.level or BOX_HEADING_LEVEL), *parts[1:]]


def _step(number: int, cells: list[list[Part]]) -> Part:
    body = [part for cell in cells[1:] for part in cell]
    title = f"Step {number}: {body[0].words}" if body else f"Step {number}"
    return _around(Kind.ITEM, title, body or cells[0])


def _data(header_rows: int, cells: list[list[list[Part]]]) -> Part:
    titles = [_joined(cell) for cell in cells[0]] if header_rows else []
    rows = []
    for number, row in enumerate(cells):
        kind = Kind.COLUMN_HEADER if number < header_rows else Kind.CELL
        made = [
            _around(kind, _joined(cell), cell, column=titles[place] if number >= header_rows and titles[place:] else "")
            for place, cell in enumerate(row)
        ]
        told = [f"{cell.column}: {cell.words}" if cell.column else cell.words for cell in made]
        rows.append(_around(Kind.ROW, "; ".join(words for words in told if words), made))
    return _around(Kind.TABLE, "Table: " + ", ".join(titles) if titles else "Table", rows)


def _joined(cell: list[Part]) -> str:
    return " ".join(part.words or _joined(list(part.parts)) for part in cell)


def _around(kind: Kind, words: str, parts: list[Part], *, column: str = "") -> Part:
    """Return a part that holds others. An empty cell stands at the start of the page."""
    start, end = (parts[0].start, max(part.end for part in parts)) if parts else (0, 0)
    return Part(kind=kind, words=words, start=start, end=end, column=column, parts=tuple(parts))
