"""Records as CSV, which every spreadsheet program opens as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from migdesk.report.part import Part
from migdesk.report.records import Records

FORMULA_MARKS = "=+-@＝＋－＠"
ROWS_AT_ONCE = 200
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\x00"
_BYTE_ORDER_MARK = "\ufeff".encode()


def write(records: Records) -> Iterator[Part]:
    """Yield the table part by part, in UTF-8 with a byte order mark and CRLF."""
    yield Part(_BYTE_ORDER_MARK + _written([list(records.columns)]), "Writing the table", 0, records.number)
    rows, done = iter(records.rows), 0
    while some := list(islice(rows, ROWS_AT_ONCE)):
        done += len(some)
        lines = [[_cell(row.get(column, "")) for column in records.columns] for row in some]
        yield Part(_written(lines), f"Writing the table: {done:,} of {records.number:,} rows", done, records.number)


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet program runs as a formula: an apostrophe goes before what could begin one.

    Source: OWASP, CSV Injection; signs after spaces or invisible characters count too.
    """
    begins = cell.lstrip().lstrip(_INVISIBLE + " \t\r\n")[:1]
    if cell[:1] in {"\t", "\r", "\n"} or (begins and begins in FORMULA_MARKS):
        return f"'{cell}"
    return cell


def _cell(value: str | int) -> str:
    return defused(value) if isinstance(value, str) else str(value)


def _written(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")
