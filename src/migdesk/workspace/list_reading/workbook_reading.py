"""Reads a list in an Excel workbook (.xlsx), having first made sure that it is one and that it is not hostile.

Formulas give the values that were last calculated. Nothing is run, and nothing outside the file is looked at.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from typing import Any, NamedTuple
from zipfile import ZipFile

import msgspec

from migdesk.base.errors import UserError
from migdesk.workspace.list_reading.columns import HEAD_WITHIN, NO_CHOICE, Cell, Choice, Head, ListKind, best_head
from migdesk.workspace.list_reading.sheet_marks import marks_of
from migdesk.workspace.list_reading.table import NumberedRow, Progress, Table, holds_something, joined, table_from

MOST_UNPACKED = 80_000_000
"""Bytes; a list of 20,000 practices with thirty columns takes about half of it."""
MOST_PARTS = 2_000
MOST_COLUMNS = 100
MOST_SHEET_ROWS = 1_048_576
"""As many as Excel has; most of them may be empty."""

MOST_TAGS_OF_SHEETS = 2_500_000
"""Four for a cell. What a workbook holds of markup, not its size, is what reading it takes time for."""
MOST_OTHER_TAGS = 250_000
"""Of styles, names and whatever else is read before the first row."""

_SHEETS = ("xl/worksheets/", "xl/sharedStrings.xml")
_TYPES = "[Content_Types].xml"
_DECLARATIONS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_LONGEST_MARK = max(map(len, _DECLARATIONS))
_CHUNK = 1 << 20
"""Bytes. A cell's text is at most 32,767 characters, so a chunk without any tag is none of a workbook's."""
_SAVE_AS = "Open it in your spreadsheet program and save it as .xlsx or CSV."
_COPY = "Copy the list into a workbook of its own."
_DAMAGED = f"It is damaged, or not made as Excel makes its workbooks. {_SAVE_AS}"


def read_workbook(
    data: bytes, kind: ListKind, progress: Progress, choice: Choice = NO_CHOICE, *, every_sheet: bool = False
) -> Table:
    """Return the list on the sheets that are chosen, or on the first visible one that has one; with `every_sheet` on
    all of those.

    Cells that are merged downwards have the value of the first of them, and a formula whose value nobody worked out is
    told as such. Raises UserError that says why there is no list.
    """
    check_package(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of styles and checks that it leaves out
        book = _opened(data)
        try:
            return _lists(book, kind, progress, choice, every_sheet=every_sheet)
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
                raise UserError(f"It unpacks to more than {most}. {_COPY}")
            _check_kind(package)
            _refuse_too_much({part.filename: _markup_of(package, part.filename) for part in parts})
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


class _Markup(NamedTuple):
    """How many tags a part of a package has, and whether a stretch of it is longer than a cell's text can be."""

    tags: int
    has_long_text: bool


def _markup_of(package: ZipFile, name: str) -> _Markup:
    """Look through one part. Raises UserError for declarations of entities.

    No workbook has them; one that does wants to grow in memory or to read other files.
    """
    tags, has_long_text, before = 0, False, b""
    with package.open(name) as part:
        while chunk := part.read(_CHUNK):
            seen = before + chunk
            if any(mark in seen for mark in _DECLARATIONS):
                raise UserError("It holds declarations that no spreadsheet program writes, so it was not opened.")
            here = chunk.count(b"<")
            tags, before = tags + here, seen[-_LONGEST_MARK:]
            has_long_text = has_long_text or (not here and len(chunk) == _CHUNK)
    return _Markup(tags, has_long_text and name.endswith((".xml", ".rels")))


def _refuse_too_much(parts: Mapping[str, _Markup]) -> None:
    """Raise UserError for more markup than can be read in some seconds; one tag may have a million attributes."""
    if any(part.has_long_text for part in parts.values()):
        raise UserError(f"It holds a text longer than any spreadsheet program writes. {_COPY}")
    of_sheets = sum(part.tags for name, part in parts.items() if name.startswith(_SHEETS))
    others = sum(part.tags for part in parts.values()) - of_sheets
    if of_sheets > MOST_TAGS_OF_SHEETS or others > MOST_OTHER_TAGS:
        raise UserError(f"It holds more rows, cells or styles than a list can have. {_COPY}")


def _opened(data: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise UserError(_DAMAGED) from error


class _Found(NamedTuple):
    """A sheet that holds a list: its head, and all its rows from the top."""

    sheet: Any
    head: Head
    rows: Iterator[NumberedRow]


def _lists(book: Any, kind: ListKind, progress: Progress, choice: Choice, *, every_sheet: bool) -> Table:
    nearest: Head | None = None
    others: dict[str, bool] = {}
    found: list[_Found] = []
    hidden: list[str] = []
    for sheet in _sheets(book, choice):
        rows = _rows(sheet)
        top = list(islice(rows, HEAD_WITHIN))
        head = best_head(top, kind, choice)
        is_hidden = sheet.sheet_state != "visible" and not choice.sheets
        has_list = head is not None and kind.names_rows(head.fields)
        has_rows = head is not None and any(number > head.row and holds_something(cells) for number, cells in top)
        if has_list and head and not is_hidden:
            found.append(_Found(sheet, head, chain(top, rows)))
        else:
            if has_list and has_rows and is_hidden:
                hidden.append(sheet.title)
            if any(holds_something(cells) for _, cells in top):
                others[sheet.title] = is_hidden
            nearest = nearest or (None if is_hidden else head)
    if not found:
        raise UserError(kind.why_none(nearest))
    read = _meant(found) if not choice.sheets else found
    read = read if every_sheet or choice.sheets else read[:1]
    titles = [each.sheet.title for each in read]
    for each in found:
        if each.sheet.title not in titles:
            others[each.sheet.title] = False
    in_order = [sheet.title for sheet in book.worksheets if sheet.title in others]
    named = tuple(f"{title} (hidden)" if others[title] else title for title in in_order)
    tables = [table_from(each.rows, kind, progress, each.sheet.title, named, choice) for each in read]
    return msgspec.structs.replace(joined(tables), hidden_lists=tuple(hidden))


def _meant(found: list[_Found]) -> list[_Found]:
    """Return the sheets that are lists, and none of notes in which a word of a title stands by chance."""
    most = max(len(each.head.columns) for each in found)
    return [each for each in found if len(each.head.columns) > 1 or most == 1]


def _sheets(book: Any, choice: Choice) -> list[Any]:
    """Return the sheets in which a list is looked for: all, or only those that are chosen."""
    every = list(book.worksheets)
    if choice.sheets:
        by_name = {sheet.title.strip().casefold(): sheet for sheet in every}
        for wanted in choice.sheets:
            if wanted.strip().casefold() not in by_name:
                known = ", ".join(f"“{sheet.title}”" for sheet in every)
                raise UserError(f"It has no sheet “{wanted}”. Its sheets are {known}.")
        return [by_name[wanted.strip().casefold()] for wanted in choice.sheets]
    if all(sheet.sheet_state != "visible" for sheet in every):
        raise UserError("It has no sheet that could be read.")
    return every


def _rows(sheet: Any) -> Iterator[NumberedRow]:
    """Yield the rows of a sheet, told plainly where the library cannot read one."""
    sheet.reset_dimensions()  # what a workbook says of its own size may be wrong
    marks = marks_of(sheet)
    rows = iter(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True))
    for number in range(1, MOST_SHEET_ROWS + 1):
        try:
            values = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise UserError(f"{_DAMAGED} The fault is near row {number} of the sheet “{sheet.title}”.") from error
        empty = values.count(None) == len(values)  # as most of a million rows may be
        cells = [] if empty else [_cell(value) for value in values]
        yield number, marks.completed(number, cells)


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
