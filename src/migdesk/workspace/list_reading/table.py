"""A list as it was read: only the columns that are understood, only the rows that hold something, within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from migdesk.base.errors import UserError
from migdesk.workspace.list_reading.columns import (
    HEAD_WITHIN,
    NO_CHOICE,
    Cell,
    Choice,
    Column,
    Head,
    ListKind,
    best_head,
)

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
"""About three times as many practices as England has."""
PROGRESS_EVERY = 200

Progress = Callable[[int, int], None]
"""Told rows done and of how many, 0 while that is not known. It may raise, to stop the work."""

NumberedRow = tuple[int, Sequence[Cell]]
"""A row's number as a spreadsheet program shows it, from 1, and its cells."""


class FileRow(msgspec.Struct, frozen=True):
    """A row that holds something: its number in the file, its cells by field, and all its cells from the left. `sheet`
    is where it stands, of a list from several sheets."""

    number: int
    cells: dict[str, Cell]
    whole: tuple[Cell, ...]
    sheet: str = ""


class Table(msgspec.Struct, frozen=True):
    """A list with its titles, those of all columns too. `sheet` is the sheet's name in a workbook, empty for CSV.

    What was not read: `left_out` are the titles of columns that are not understood, `passed_over` the rows, by their
    numbers, that hold something in such columns alone, `other_sheets` the workbook's other sheets that hold anything,
    `hidden_lists` those among them that hold such a list and are hidden. `sheets` are those that were read, each with
    how many rows it has. `rivals` and `chosen` are as in `Head`. `remarks` say in whole sentences what else there is.
    """

    sheet: str
    columns: tuple[Column, ...]
    left_out: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[FileRow, ...]
    passed_over: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()
    hidden_lists: tuple[str, ...] = ()
    sheets: Mapping[str, int] = {}
    rivals: Mapping[str, tuple[str, ...]] = {}
    remarks: tuple[str, ...] = ()
    chosen: frozenset[str] = frozenset()


def no_progress(_done: int, _of: int) -> None:
    """Do nothing, where nobody waits."""


def table_from(
    rows: Iterable[NumberedRow],
    kind: ListKind,
    progress: Progress,
    sheet: str = "",
    other_sheets: tuple[str, ...] = (),
    choice: Choice = NO_CHOICE,
) -> Table:
    """Find the titles in `rows` and read what is under them. Raises UserError for none, and for too many rows."""
    left = iter(rows)
    top = list(islice(left, HEAD_WITHIN))
    head = best_head(top, kind, choice)
    if head is None or not kind.names_rows(head.fields):
        raise UserError(kind.why_none(head))
    under = [row for row in top if row[0] > head.row]
    passed_over: list[int] = []
    filled = tuple(_filled_rows(head, [under, left], progress, passed_over))
    return Table(
        sheet,
        head.columns,
        head.left_out,
        head.titles,
        filled,
        tuple(passed_over),
        other_sheets,
        sheets={sheet: len(filled)} if sheet else {},
        rivals=head.rivals,
        chosen=head.chosen,
    )


def joined(tables: Sequence[Table]) -> Table:
    """Return the lists of several sheets as one, its columns those of all of them by their titles."""
    first = tables[0]
    if len(tables) == 1:
        return first
    titles = tuple(dict.fromkeys(title for table in tables for title in table.titles if title))
    place = {title: index for index, title in enumerate(titles)}
    rows: list[FileRow] = []
    for table in tables:
        for row in table.rows:
            whole: list[Cell] = [""] * len(titles)
            for title, cell in zip(table.titles, row.whole, strict=False):
                if title:
                    whole[place[title]] = cell
            rows.append(FileRow(row.number, row.cells, tuple(whole), table.sheet))
    if len(rows) > MOST_ROWS:
        raise UserError(f"It has more than {MOST_ROWS:,} rows. Split it into several lists.")
    by_field = {column.field: column for table in reversed(tables) for column in table.columns}
    return msgspec.structs.replace(
        first,
        columns=tuple(by_field.values()),
        left_out=tuple(dict.fromkeys(title for table in tables for title in table.left_out)),
        titles=titles,
        rows=tuple(rows),
        passed_over=tuple(number for table in tables for number in table.passed_over),
        sheets={table.sheet: len(table.rows) for table in tables},
        rivals={field: titles for table in reversed(tables) for field, titles in table.rivals.items()},
    )


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
