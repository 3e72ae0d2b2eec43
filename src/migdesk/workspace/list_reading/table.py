"""A list as it was read: only the columns that are understood, only the rows that hold something, within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from migdesk.base.errors import UserError
from migdesk.workspace.list_reading.columns import HEAD_WITHIN, Cell, Column, Head, ListKind, best_head

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
"""About three times as many practices as England has."""
PROGRESS_EVERY = 200

Progress = Callable[[int, int], None]
"""Told rows done and of how many, 0 while that is not known. It may raise, to stop the work."""

NumberedRow = tuple[int, Sequence[Cell]]
"""A row's number as a spreadsheet program shows it, from 1, and its cells."""


class FileRow(msgspec.Struct, frozen=True):
    """A row that holds something: its number in the file, its cells by field, and all its cells from the left."""

    number: int
    cells: dict[str, Cell]
    whole: tuple[Cell, ...]


class Table(msgspec.Struct, frozen=True):
    """A list with its titles, those of all columns too. `sheet` is the sheet's name in a workbook, empty for CSV.

    What was not read: `left_out` are the titles of columns that are not understood, `passed_over` the rows, by their
    numbers, that hold something in such columns alone, `other_sheets` the workbook's other sheets that hold anything.
    """

    sheet: str
    columns: tuple[Column, ...]
    left_out: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[FileRow, ...]
    passed_over: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()


def no_progress(_done: int, _of: int) -> None:
    """Do nothing, where nobody waits."""


def table_from(
    rows: Iterable[NumberedRow],
    kind: ListKind,
    progress: Progress,
    sheet: str = "",
    other_sheets: tuple[str, ...] = (),
) -> Table:
    """Find the titles in `rows` and read what is under them. Raises UserError for none, and for too many rows."""
    left = iter(rows)
    top = list(islice(left, HEAD_WITHIN))
    head = best_head(top, kind)
    if head is None or not kind.names_rows(head.fields):
        raise UserError(kind.why_none(head))
    under = [row for row in top if row[0] > head.row]
    passed_over: list[int] = []
    filled = tuple(_filled_rows(head, [under, left], progress, passed_over))
    return Table(sheet, head.columns, head.left_out, head.titles, filled, tuple(passed_over), other_sheets)


def holds_something(cells: Iterable[Cell]) -> bool:
    """Tell whether any of some cells is not empty."""
    return any(not isinstance(cell, str) or cell.strip() for cell in cells)


def _filled_rows(
    head: Head, parts: Iterable[Iterable[NumberedRow]], progress: Progress, passed_over: list[int]
) -> Iterator[FileRow]:
    """Yield the rows that hold something that is read; the numbers of others that hold anything go to a list."""
    count = 0
    for number, cells in (row for part in parts for row in part):
        if number % PROGRESS_EVERY == 0:
            progress(count, 0)
        found = {column.field: cells[column.index] for column in head.columns if column.index < len(cells)}
        if not holds_something(found.values()):
            if holds_something(cells):
                passed_over.append(number)
            continue
        count += 1
        if count > MOST_ROWS:
            raise UserError(f"It has more than {MOST_ROWS:,} rows. Split it into several lists.")
        yield FileRow(number, found, tuple(cells))
