"""What a set report is to a screen reader: headings, paragraphs, lists and tables, in the order of reading.

It is read out of the QTextDocument that is painted, so that it holds for every report. Pictures (bars and status icons)
are left out, for the same is said by the words beside them; so is a table without column heads, whose cells are read as
paragraphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

import msgspec
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from migdesk.report.writers.pdf.markup import LIST_ITEM

DEEPEST_HEADING = 6
LINE_BREAK = "\u2028"
BAND = 200.0
"""How tall the bands of the column are in which a place is looked for, in dots."""


class Mark(msgspec.Struct, frozen=True):
    """A stretch of a page's content: the page from 0, its number there, and its baseline in points from the foot."""

    page: int
    number: int
    baseline: float


class Element(msgspec.Struct, eq=False):
    """An element of a PDF's structure. `tag` is a standard structure type; `title` is the text of a heading.

    It holds `kids` or, where it stands on the paper itself, `marks`. `attributes` are those of a table's cell.
    """

    tag: str
    kids: list[Element] = []
    attributes: str = ""
    title: str = ""
    marks: list[Mark] = []


class Line(msgspec.Struct, frozen=True, eq=False):
    """A line of text and where it stands; `parted` from the one before it, as a word that is cut in two is not."""

    left: float
    top: float
    right: float
    bottom: float
    element: Element
    parted: bool


class Places:
    """Tells which line stands at a place of the column."""

    def __init__(self) -> None:
        self._bands: defaultdict[int, list[Line]] = defaultdict(list)

    def add(self, line: Line) -> None:
        for band in range(int(line.top // BAND), int(line.bottom // BAND) + 1):
            self._bands[band].append(line)

    def at(self, x: float, y: float) -> Line | None:
        """Return the line that a text is part of which begins at `x` on a baseline at `y`."""
        for line in self._bands.get(int(y // BAND), ()):
            if line.top <= y <= line.bottom and line.left - 1 <= x <= line.right + 1:
                return line
        return None


class Structure:
    """The structure of a PDF, which grows by what is set; headings are one below the other without a gap."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._level = 0

    def add(self, document: QTextDocument, above: int = 0) -> Places:
        """Take in a set document and tell what stands where in it; its headings are `above` levels deeper."""
        return _Reader(document, self, above).read()

    def heading(self, level: int, title: str) -> Element:
        """Return a new heading, not more than one level below the one before."""
        self._level = min(level, self._level + 1, DEEPEST_HEADING)
        return Element(f"H{self._level}", title=title)

    def heading_within(self, title: str, outer: int) -> Element:
        """Return the heading of a table, one level below the section that it stands in, which is of level `outer`."""
        return self.heading(outer + 1, title)


class _Reader:
    def __init__(self, document: QTextDocument, structure: Structure, above: int) -> None:
        self._document = document
        self._layout = document.documentLayout()
        self._structure = structure
        self._above = above
        self._section = above
        self._into = structure.root.kids
        self._places = Places()

    def read(self) -> Places:
        block, items = self._document.begin(), Element("L")
        while block.isValid():
            table = _table_at(block)
            if table is not None:
                self._read_table(table)
                block = self._document.findBlock(table.lastPosition() + 1)
            else:
                if _is_item(block):
                    self._read_item(block, items)
                else:
                    items = Element("L")
                    self._read_block(block)
                block = block.next()
        return self._places

    def _read_block(self, block: QTextBlock) -> None:
        level = block.blockFormat().headingLevel()
        if level:
            self._section = level + self._above
            self._read_heading(block, self._structure.heading(self._section, _first_line(block)))
        elif block.text().strip():
            self._add(block, Element("P"), self._into)

    def _read_item(self, block: QTextBlock, items: Element) -> None:
        if not items.kids:
            self._into.append(items)
        item = Element("LI")
        items.kids.append(item)
        self._add(block, Element("LBody"), item.kids)

    def _read_heading(self, block: QTextBlock, heading: Element) -> None:
        """Take the first line as the heading, and what follows after a break as words under it."""
        self._into.append(heading)
        broken = block.text().find(LINE_BREAK)
        if broken < 0:
            self._place(block, heading)
            return
        under = Element("P")
        self._into.append(under)
        self._place(block, heading, under, broken)

    def _read_table(self, table: QTextTable) -> None:
        heads = table.format().headerRowCount()
        titled = heads > 0 and table.columns() > 1 and table.cellAt(0, 0).columnSpan() == table.columns()
        if titled:
            block = table.cellAt(0, 0).firstCursorPosition().block()
            self._read_heading(block, self._structure.heading_within(_first_line(block), self._section))
        first = 1 if titled else 0
        if heads <= first:
            for row in range(first, table.rows()):
                self._read_plain_row(table, row)
            return
        made = Element("Table")
        self._into.append(made)
        for row in range(first, table.rows()):
            made.kids.append(self._row(table, row, head=row < heads))

    def _read_plain_row(self, table: QTextTable, row: int) -> None:
        for column in _starts(table, row):
            for block in _blocks(table, row, column):
                if block.text().strip():
                    self._add(block, Element("P"), self._into)

    def _row(self, table: QTextTable, row: int, *, head: bool) -> Element:
        made = Element("TR")
        for column in _starts(table, row):
            span = table.cellAt(row, column).columnSpan()
            attributes = ("/Scope /Column" if head else "") + (f"/ColSpan {span}" if span > 1 else "")
            cell = Element("TH" if head else "TD", attributes=attributes)
            made.kids.append(cell)
            for block in _blocks(table, row, column):
                self._place(block, cell)
        return made

    def _add(self, block: QTextBlock, element: Element, into: list[Element]) -> None:
        into.append(element)
        self._place(block, element)

    def _place(self, block: QTextBlock, element: Element, under: Element | None = None, broken: int = 0) -> None:
        """Note where each line of a block stands; those after the place `broken` are of what is `under` the first."""
        text, layout, whole = block.text(), block.layout(), self._layout.blockBoundingRect(block)
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            start = line.textStart()
            top = whole.top() + line.y()
            parted = start == 0 or text[start - 1].isspace()
            part = under if under and start > broken else element
            self._places.add(Line(whole.left(), top, whole.right(), top + line.height(), part, parted))


def _table_at(block: QTextBlock) -> QTextTable | None:
    return cast("QTextTable | None", QTextCursor(block).currentTable())


def _starts(table: QTextTable, row: int) -> Iterator[int]:
    """Tell in which columns the cells of a row begin."""
    column = 0
    while column < table.columns():
        yield column
        column += table.cellAt(row, column).columnSpan()


def _blocks(table: QTextTable, row: int, column: int) -> Iterator[QTextBlock]:
    cell = table.cellAt(row, column)
    block, end = cell.firstCursorPosition().block(), cell.lastCursorPosition().position()
    while block.isValid() and block.position() <= end:
        yield block
        block = block.next()


def _first_line(block: QTextBlock) -> str:
    return " ".join(block.text().split(LINE_BREAK)[0].replace("\ufffc", "").split())


def _is_item(block: QTextBlock) -> bool:
    fragments = block.begin()
    return not fragments.atEnd() and LIST_ITEM in fragments.fragment().charFormat().anchorNames()
