"""A report with sheets of its own as a PDF: what comes before them on as many pages as it takes, then one for each.

The rows before the sheets are laid out once to count their pages and once more when they are printed, for they name the
page of each sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from migdesk.report.blocks import Block, Table
from migdesk.report.blocks import Column as TableColumn
from migdesk.report.document import Document, Sheet
from migdesk.report.part import Part
from migdesk.report.writers.pdf.blocks import Setter
from migdesk.report.writers.pdf.markup import SPACE, quiet, table, typed, wide_row
from migdesk.report.writers.pdf.press import Press
from migdesk.report.writers.pdf.printable import Printable, about, opening, page_of, sample_box

MOST_ROWS = 28
"""On a page; more than fit, unless the rows have next to nothing in them."""
PAGE = TableColumn(title="Page", width=6)
SHEET_LEVELS = 2
"""Levels of headings that stand above those of a sheet: the report's title and its part on sheets."""


class _Row(msgspec.Struct, frozen=True):
    markup: str
    counts: bool
    """False for the name of a group."""


class Board:
    """The rows of all tables before the sheets, as one table over several pages, each group under its heading."""

    def __init__(self, document: Document, blocks: Sequence[Block]) -> None:
        self.document = document
        self._setter = Setter(document.day, compact=document.compact)
        self._before = [block for block in blocks if not isinstance(block, Table)]
        self._tables = [block for block in blocks if isinstance(block, Table)]

    @property
    def number(self) -> int:
        """How many rows there are."""
        return sum(len(found.rows) for found in self._tables)

    def rows(self, start: int, end: int, pages: range | None = None) -> Iterator[_Row]:
        """Yield the rows from `start` up to `end`, counted from 0.

        A group that began on an earlier page is named again. `pages` holds the page of each sheet.
        """
        first = 0
        for found in self._tables:
            last = first + len(found.rows)
            begin, stop = max(start, first), min(end, last)
            if begin < stop and found.heading is not None:
                yield _Row(wide_row(_group(found, continued=begin > first), len(self._columns)), counts=False)
            for place in range(begin, stop):
                yield _Row(self._row(found, place - first, pages), counts=True)
            first = last

    def sheet(self, rows: Sequence[str], *, first: bool, last: bool) -> Printable:
        """Return a page; the `first` says what the report is, the `last` how it was made."""
        head = [column.title for column in self._columns]
        parts = (
            *((opening(self.document), *map(self._setter.block, self._before), SPACE) if first else ()),
            table(head, rows, _widths(self._columns)) if self._tables else "",
            about(self.document) if last else "",
        )
        return page_of(self.document, parts, self.document.footer)

    @property
    def _columns(self) -> tuple[TableColumn, ...]:
        columns = self._tables[0].columns if self._tables else ()
        return (*columns, PAGE) if self.document.sheets else columns

    def _row(self, found: Table, place: int, pages: range | None) -> str:
        markup = "".join(self._setter.rows(found, place, place + 1))
        if not self.document.sheets:
            return markup
        number = found.rows[place].sheet
        shown = str(pages[number - 1]) if pages and number else "&nbsp;"
        return markup.replace("</tr>", f'<td style="padding: 3px 8px 3px 0">{shown}</td></tr>')


def sheet_parts(document: Document) -> Iterator[Part]:
    """Yield how far the PDF is, a page at a time, and all of it with the last part: it is only whole at its end."""
    blocks, sheets = _parted(iter(document.blocks))
    board = Board(document, blocks)
    number = board.number
    total = 2 * number + document.sheets + 1
    with Press(document.title, document.version) as press:
        yield Part(b"", "Laying out the board", 0, total)
        ends: list[int] = []
        for end in _page_ends(press, board):
            ends.append(end)
            yield Part(b"", f"Laying out the board: {end:,} of {number:,} practices", end, total)
        yield from _print_board(press, board, ends, total)
        of = len(ends) + document.sheets
        for sheet in sheets:
            doing, done = f"Printing pages: {sheet.number:,} of {document.sheets:,}", 2 * number + sheet.number
            for _ in _print_sheet(press, document, sheet, f"Page {len(ends) + sheet.number} of {of}"):
                yield Part(b"", doing, done - 1, total)
            yield Part(b"", doing, done, total)
        yield Part(press.finished(), "Saving the file", total, total)


def sheet_page(document: Document, sheet: Sheet, most: int) -> Printable:
    """Return a sheet with at most so many entries in each of its lists."""
    setter = Setter(document.day, compact=True, above=SHEET_LEVELS)
    parts = (
        sample_box(sheet.sample_notice),
        f"<h1>{typed(sheet.title)}</h1><p>{typed(sheet.brief_facts)}</p>",
        *map(setter.block, sheet.blocks(most)),
    )
    return replace(page_of(document, parts, sheet.footer), above=1)


def _parted(blocks: Iterator[Block | Sheet]) -> tuple[list[Block], Iterator[Sheet]]:
    """Part the blocks before the first sheet from the sheets, which are made as they are taken."""
    before: list[Block] = []
    for block in blocks:
        if isinstance(block, Sheet):
            return before, _sheets(block, blocks)
        before.append(block)
    return before, iter(())


def _sheets(first: Sheet, others: Iterator[Block | Sheet]) -> Iterator[Sheet]:
    yield first
    for block in others:
        if isinstance(block, Sheet):
            yield block


def _page_ends(press: Press, board: Board) -> Iterator[int]:
    """Yield, for each page of the board, how many rows stand on it and on those before it.

    The last page has at least one of them, beside how the report was made.
    """
    start = 0
    while True:
        rows = list(board.rows(start, start + MOST_ROWS))
        last = start + MOST_ROWS >= board.number
        column = press.set(board.sheet([row.markup for row in rows], first=start == 0, last=last))
        if last and column.fits:
            yield board.number
            return
        fitting = sum(row.counts for row in rows[: column.rows_on_sheet()])
        start += max(1, min(fitting, board.number - start - 1))
        yield start


def _print_board(press: Press, board: Board, ends: Sequence[int], total: int) -> Iterator[Part]:
    number, sheets = board.number, board.document.sheets
    pages = range(len(ends) + 1, len(ends) + 1 + sheets) if sheets else None
    for place, (start, end) in enumerate(zip((0, *ends), ends, strict=False), 1):
        rows = [row.markup for row in board.rows(start, end, pages)]
        column = press.set(board.sheet(rows, first=place == 1, last=place == len(ends)))
        doing = f"Printing the board: {end:,} of {number:,} practices"
        yield Part(b"", doing, number + start, total)
        press.print_sheet(column, f"Page {place} of {len(ends) + sheets}")
        yield Part(b"", doing, number + end, total)


def _print_sheet(press: Press, document: Document, sheet: Sheet, number: str) -> Iterator[None]:
    """Print a sheet: with shorter lists where they are too long, and smaller if that does not do.

    Yields each time that it was set.
    """
    for most in sheet.sizes:
        column = press.set(sheet_page(document, sheet, most))
        yield
        if column.fits:
            break
    press.print_sheet(column, number)


def _widths(columns: Sequence[TableColumn]) -> list[int]:
    """Return the columns' widths in percent; what is too much is taken from the first, which have most words."""
    widths = [column.width for column in columns]
    too_much = sum(widths) - 100
    for place in range(max(0, too_much)):
        widths[place % 3] -= 1
    return widths


def _group(found: Table, *, continued: bool) -> str:
    if found.heading is None:
        return ""
    name = f'<b style="font-size: 10pt; color: #003087">{typed(found.heading.text)}</b>'
    return f"{name} &nbsp;{quiet('continued' if continued else typed(found.heading.aside))}"
