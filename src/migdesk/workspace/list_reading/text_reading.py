"""Reads a list in CSV: whatever its encoding is, and whether commas, semicolons or tabs stand between its cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import count, islice

from migdesk.base.errors import UserError
from migdesk.report.writers.csv import defused
from migdesk.workspace.list_reading.columns import HEAD_WITHIN, ListKind, best_head
from migdesk.workspace.list_reading.table import NumberedRow, Progress, Table, table_from

MOST_LINES = 1_048_576
"""As many rows as a spreadsheet program has; most of them may be empty."""
LONGEST_LINE = 250_000
MOST_CELLS = 1_000
"""In one row. With the longest line they bound the time that any file of the largest size can take."""

_SEPARATORS = ",;\t|"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NO_TEXT = frozenset(map(chr, range(32))) - set("\t\n\r\f\v")


def read_csv(data: bytes, kind: ListKind, progress: Progress) -> Table:
    """Return the list in `data`. Raises UserError that says why it is none."""
    text = decoded(data)
    if not text.strip():
        raise UserError("It is empty.")
    if text.lstrip()[:1] == "<":
        raise UserError("It is a web page or XML. Open it in a spreadsheet program and save it as .xlsx or CSV.")
    return table_from(_rows(text, _separator_of(text, kind)), kind, progress)


def decoded(data: bytes) -> str:
    """Return the text: UTF-8 or UTF-16, with a mark or without, else Windows-1252. Raises UserError for none."""
    text = _decoded(data)
    if not _NO_TEXT.isdisjoint(text):
        raise UserError("It is no table. Choose a list in CSV or Excel.")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        every_other = data[first:200:2]
        if every_other and every_other.count(0) > len(every_other) // 2:  # as in English text without the mark
            return data.decode(encoding, "replace")
    with suppress(UnicodeDecodeError):
        return data.decode()
    return data.decode("cp1252", "replace")


def _separator_of(text: str, kind: ListKind) -> str:
    """Return the separator with which most titles are known, and then that which makes the most cells."""

    def known(separator: str) -> tuple[int, int]:
        rows: list[NumberedRow] = []
        with suppress(UserError):
            rows.extend(islice(_rows(text, separator), HEAD_WITHIN))
        head = best_head(rows, kind)
        return len(head.columns) if head else 0, max((len(cells) for _, cells in rows), default=0)

    return max(_SEPARATORS, key=known)


def _rows(text: str, separator: str) -> Iterator[NumberedRow]:
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    for number in count(1):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise UserError(
                f"Row {number} cannot be read: a quotation mark in it is not closed, or stands within a text. "
                "Save the list again from a spreadsheet program."
            ) from None
        if len(cells) > MOST_CELLS:
            raise UserError(f"Row {number:,} has more than {MOST_CELLS:,} cells, so this is no list.")
        yield number, [plain(cell) for cell in cells]


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if number > MOST_LINES:
            raise UserError(f"It has more than {MOST_LINES:,} rows. Leave out the empty ones.")
        if len(line) > LONGEST_LINE:
            raise UserError(f"Line {number:,} has more than {LONGEST_LINE:,} characters, so this is no list.")
        yield line


def plain(cell: str) -> str:
    """Return a cell without the apostrophe that our own tables put before what could be run as a formula."""
    return cell[1:] if cell[:1] == "'" and defused(cell[1:]) == cell else cell
