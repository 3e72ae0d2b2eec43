"""Reads a list in an Excel workbook (.xlsx), having first made sure that it is one and that it is not hostile.

Formulas give the values that were last calculated. Nothing is run, and nothing outside the file is looked at.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from typing import Any
from zipfile import ZipFile

from migdesk.base.errors import UserError
from migdesk.workspace.practice_import.columns import HEAD_WITHIN, Cell, Head, best_head
from migdesk.workspace.practice_import.table import NumberedRow, Progress, Table, table_from, why_no_head

MOST_UNPACKED = 80_000_000
"""Bytes; a list of 20,000 practices with thirty columns takes about half of it."""
MOST_PARTS = 2_000
MOST_COLUMNS = 100
MOST_SHEET_ROWS = 1_048_576
"""As many as Excel has; most of them may be empty."""

_TYPES = "[Content_Types].xml"
_DECLARATIONS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_LONGEST_MARK = max(map(len, _DECLARATIONS))
_CHUNK = 1 << 20
_SAVE_AS = "Open it in your spreadsheet program and save it as .xlsx or CSV."
_DAMAGED = f"It is damaged, or not made as Excel makes its workbooks. {_SAVE_AS}"


def read_workbook(data: bytes, progress: Progress) -> Table:
    """Return the list on the first visible sheet that has titles. Raises UserError that says why there is none."""
    check_package(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of styles and checks that it leaves out
        book = _opened(data)
        try:
            return _first_list(book, progress)
        finally:
            book.close()


def check_package(data: bytes) -> None:
    """Raise UserError for what is no workbook, holds macros, unpacks to too much, or declares entities."""
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise UserError("It is protected by a password. Save it without one.")
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                most = f"{MOST_UNPACKED // 1_000_000} MB"
                raise UserError(f"It unpacks to more than {most}. Copy the list into a workbook of its own.")
            _check_kind(package)
            for part in parts:
                _refuse_declarations(package, part.filename)
    except UserError:
        raise
    except Exception as error:  # a hostile package can fail in any way
        raise UserError(_DAMAGED) from error


def _check_kind(package: ZipFile) -> None:
    names = set(package.namelist())
    if "mimetype" in names and b"opendocument.spreadsheet" in package.read("mimetype"):
        raise UserError(f"It is an OpenDocument table (.ods). {_SAVE_AS}")
    types = package.read(_TYPES) if _TYPES in names else b""
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UserError(
            "It is a workbook with macros (.xlsm). Save it as a workbook without macros (.xlsx), or as CSV."
        )
    if b"sheet.binary" in types:
        raise UserError(f"It is a binary workbook (.xlsb). {_SAVE_AS}")
    if b"spreadsheetml.sheet.main+xml" not in types and b"spreadsheetml.template.main+xml" not in types:
        raise UserError("It is a ZIP file or another document, and no Excel workbook.")


def _refuse_declarations(package: ZipFile, name: str) -> None:
    """No workbook declares entities; one that does wants to grow in memory or to read other files."""
    with package.open(name) as part:
        before = b""
        while chunk := part.read(_CHUNK):
            seen = before + chunk
            if any(mark in seen for mark in _DECLARATIONS):
                raise UserError("It holds declarations that no spreadsheet program writes, so it was not opened.")
            before = seen[-_LONGEST_MARK:]


def _opened(data: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise UserError(_DAMAGED) from error


def _first_list(book: Any, progress: Progress) -> Table:
    nearest: Head | None = None
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        rows = _rows(sheet)
        top = list(islice(rows, HEAD_WITHIN))
        head = best_head(top)
        if head and head.has_name:
            return table_from(chain(top, rows), progress, sheet.title)
        nearest = nearest or head
    if not sheets:
        raise UserError("It has no sheet that could be read.")
    raise UserError(why_no_head(nearest))


def _rows(sheet: Any) -> Iterator[NumberedRow]:
    """Yield the rows of a sheet, told plainly where the library cannot read one."""
    sheet.reset_dimensions()  # what a workbook says of its own size may be wrong
    rows = iter(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True))
    for number in range(1, MOST_SHEET_ROWS + 1):
        try:
            values = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise UserError(f"{_DAMAGED} The fault is near row {number} of the sheet “{sheet.title}”.") from error
        empty = values.count(None) == len(values)  # as most of a million rows may be
        yield number, () if empty else [_cell(value) for value in values]


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)
