"""Where pages may end: the paragraphs and rows of a column, and the lines between which a tall one is cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat, QTextTable

from migdesk.report.writers.pdf.pages import TALLEST_STRIP, Span, Strip
from migdesk.report.writers.pdf.paper_fonts import screen_dots_per_inch

_ALWAYS_BEFORE = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
ROWS_WITH_HEAD = 3
"""A table's head never stands at the foot of a page with fewer rows than these under it."""


def strips_of(document: QTextDocument, page_height: float, dots_per_inch: float) -> Iterator[Strip]:
    """Tell the column's paragraphs and rows, from top to bottom, without gaps between them."""
    # QTextDocument's own pixels are those of the screen; its layout scales them so for the device
    strips = Strips(document, page_height * TALLEST_STRIP, dots_per_inch / screen_dots_per_inch())
    return strips.all()


class Strips:
    """Walks a document. `tallest` is how tall a strip may be in one piece, `scale` the device's dots to a pixel."""

    def __init__(self, document: QTextDocument, tallest: float, scale: float) -> None:
        self._document = document
        self._layout = document.documentLayout()
        self._tallest = tallest
        self._scale = scale

    def all(self) -> Iterator[Strip]:
        block, top, after_heading = self._document.begin(), 0.0, False
        while block.isValid():
            table = _table_at(block)
            if table is not None:
                bottom = self._table_span(table).bottom
                yield from self._rows(table, top, bottom)
                block = self._after(table)
                after_heading = False
            else:
                following = block.next()
                bottom = self._top_of(following)
                heading = block.blockFormat().headingLevel() > 0
                introduces = after_heading and following.isValid() and _table_at(following) is not None
                lead = max(0.0, self._layout.blockBoundingRect(block).top() - top) if heading else 0.0
                begins = bool(block.blockFormat().pageBreakPolicy() & _ALWAYS_BEFORE)
                strip = Strip(Span(top, bottom), heading or introduces, lead=lead, new_page=begins)
                yield from self._cut(strip, self._lines_of(block))
                block, after_heading = following, heading
            top = bottom

    def row_bottoms(self) -> Iterator[float]:
        """Tell where each row ends of the first table that has a head, but for the rows of its head."""
        block = self._document.begin()
        while block.isValid():
            table = _table_at(block)
            if table is not None and table.format().headerRowCount():
                tops = [self._row_top(table, row) for row in range(table.format().headerRowCount() + 1, table.rows())]
                yield from (*tops, self._table_span(table).bottom)
                return
            block = block.next()

    def _after(self, table: QTextTable) -> QTextBlock:
        """Return the block to go on with after a table.

        Qt puts an empty block after each table, and hides it where nothing is written in it: it lies on the last line
        of the table, at its right, and takes no room. Its place says nothing about where the table ends.
        """
        block = self._document.findBlock(table.lastPosition() + 1)
        hidden = block.isValid() and _table_at(block) is None and not block.text()
        return block.next() if hidden else block

    def _top_of(self, block: QTextBlock) -> float:
        """Return where a block begins: above its margin, or above the table that it is in; the end after the last."""
        if not block.isValid():
            return self._layout.documentSize().height()
        table = _table_at(block)
        if table is not None:
            return self._table_span(table).top
        return self._layout.blockBoundingRect(block).top() - block.blockFormat().topMargin() * self._scale

    def _table_span(self, table: QTextTable) -> Span:
        """Return where a table stands. Qt tells its height, but a top that is lower by the first cell's padding."""
        told = self._layout.frameBoundingRect(table)
        text_top = self._layout.blockBoundingRect(table.firstCursorPosition().block()).top()
        top = min(told.top(), text_top - self._padding(table, 0))
        return Span(top, top + told.height())

    def _rows(self, table: QTextTable, top: float, bottom: float) -> Iterator[Strip]:
        """Tell a table's rows. Head rows stay with the first rows, the last two together, and a row with its note."""
        heads, last = table.format().headerRowCount(), table.rows() - 1
        tops = [top, *(self._row_top(table, row) for row in range(1, table.rows())), bottom]
        lead = self._padding(table, 0) if heads else 0.0
        head = Span(tops[0] + lead, tops[heads]) if heads else None
        for row in range(table.rows()):
            noted = row < last and _is_wide(table, row + 1) and not _is_wide(table, row)
            near_an_end = row < heads + ROWS_WITH_HEAD - 1 or row == last - 1
            keep = row < last and (near_an_end or noted)
            span = Span(tops[row], tops[row + 1])
            if row < heads:
                yield Strip(span, keep, lead=0.0 if row else lead)
            else:
                yield from self._cut(Strip(span, keep, head), self._lines_in_row(table, row))

    def _row_top(self, table: QTextTable, row: int) -> float:
        text_top = self._layout.blockBoundingRect(table.cellAt(row, 0).firstCursorPosition().block()).top()
        return text_top - self._padding(table, row)

    def _padding(self, table: QTextTable, row: int) -> float:
        """Return the blank above a row's text; a cell without one of its own has its table's."""
        cell = table.cellAt(row, 0).format().toTableCellFormat()
        own = cell.hasProperty(QTextFormat.Property.TableCellTopPadding)
        return (cell.topPadding() if own else table.format().cellPadding()) * self._scale

    def _cut(self, strip: Strip, lines: Iterator[Span]) -> Iterator[Strip]:
        """Cut what is too tall between its lines; the first two stay together, and the last two."""
        if strip.span.height <= self._tallest:
            yield strip
            return
        edges = [strip.span.top, *_gaps(sorted(lines, key=lambda line: line.top)), strip.span.bottom]
        last = len(edges) - 2
        for index in range(last + 1):
            span = Span(edges[index], edges[index + 1])
            keep = strip.keep_with_next if index == last else index in {0, last - 1}
            yield Strip(span, keep, strip.head, 0.0 if index else strip.lead, strip.new_page and not index)

    def _lines_in_row(self, table: QTextTable, row: int) -> Iterator[Span]:
        column = 0
        while column < table.columns():
            cell = table.cellAt(row, column)
            block, end = cell.firstCursorPosition().block(), cell.lastCursorPosition().position()
            while block.isValid() and block.position() <= end:
                yield from self._lines_of(block)
                block = block.next()
            column += cell.columnSpan()

    def _lines_of(self, block: QTextBlock) -> Iterator[Span]:
        text = block.layout()
        start = self._layout.blockBoundingRect(block).top()
        for index in range(text.lineCount()):
            line = text.lineAt(index)
            yield Span(start + line.y(), start + line.y() + line.height())


def _table_at(block: QTextBlock) -> QTextTable | None:
    """Return the table that a block stands in; None, which Qt's types leave out, where it stands in none."""
    return cast("QTextTable | None", QTextCursor(block).currentTable())


def _is_wide(table: QTextTable, row: int) -> bool:
    """Tell whether a row is one cell across a table of several columns, as notes are."""
    return table.columns() > 1 and table.cellAt(row, 0).columnSpan() == table.columns()


def _gaps(lines: list[Span]) -> Iterator[float]:
    """Yield where a cut crosses no line in any cell; `lines` from top to bottom."""
    lowest = lines[0].bottom if lines else 0.0
    for line in lines[1:]:
        if line.top >= lowest - 1:  # a dot, as lines of one paragraph may touch
            yield line.top
        lowest = max(lowest, line.bottom)
