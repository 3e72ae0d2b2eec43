"""A report as an Excel workbook: a sheet that sums it up, and one for each of its lists, to sort and to filter.

Days are days and figures figures. What people typed is stored as text and marked as such, so that nothing of it is ever
taken for a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from migdesk.base.date_words import long_date
from migdesk.report.blocks import Block, Figures, Heading, Kind, Paragraph, Percent, Share, Status, Table, Value
from migdesk.report.document import LANGUAGE, Document, Sheet
from migdesk.report.part import Part, Progress
from migdesk.report.typed_text import for_workbook
from migdesk.report.values import text_of
from migdesk.report.writers.xlsx.lists import Entry, List, ListColumn, Lists
from migdesk.report.writers.xlsx.text import set_text

MOST_CHARACTERS = 16_000
"""Of a cell: Excel holds 32,767 of its own, of which some of ours take two. What is longer goes on in the next row."""
ROWS_AT_ONCE = 200
FIRST_DAY = date(1900, 3, 1)
"""Earlier days Excel counts wrongly, or not at all."""
DAY_FORMAT = "ddd dd mmm yyyy"
MOST_OF_A_FOOT = 200
LINE, HIGHEST = 15, 409  # points; Excel has no higher row
MOMENT_FORMAT = "ddd dd mmm yyyy hh:mm"
_TOP = Alignment(vertical="top", wrap_text=True)
_LEFT = Alignment(vertical="top", horizontal="left", wrap_text=True)
_BOLD = Font(name="Calibri", size=11, bold=True)
_HEAD = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_HEAD_GROUND = PatternFill("solid", fgColor="003087")


def write(document: Document) -> Iterator[Part]:
    """Yield how far the workbook is, and all of it with the last part: it is only whole at its end."""
    progress = Progress(document)
    book = Workbook(write_only=True)
    lists, summary = Lists(), _Summary(document)
    for block in document.blocks:
        if isinstance(block, Sheet):
            _add_sheet(block, lists)
            yield progress.sheet()
        else:
            if not lists.add(block):
                summary.add(block)
            yield progress.rows(len(block.rows) if isinstance(block, Table) else 0)
    summary.write(book)
    for name, found in lists.by_name.items():
        for _ in _write_list(book, name, found, document):
            yield progress.part()
    _set_properties(book, document)
    file = io.BytesIO()
    book.save(file)
    yield progress.last(file.getvalue())


class _Summary:
    """The first sheet: what the report is, on what, how it stands and how it was made, a line each."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._about = ""
        self._lines: list[tuple[str, Value, str]] = [
            (document.kind, document.heading, ""),
            *(("", notice, "") for notice in (document.sample_notice,) if notice),
            *((fact.name, fact.value, "") for fact in document.facts),
            ("Made", document.made_line, ""),
        ]

    def add(self, block: Block) -> None:
        """Take up what is no list."""
        match block:
            case Heading():
                self._about = block.text
            case Figures(items):
                self._lines += [(figure.name, figure.number, figure.what) for figure in items]
            case Paragraph(on_paper=True):
                words = f"{block.text} {block.typed}".strip()
                self._lines.append((self._about, words, ""))

    def write(self, book: Workbook) -> None:
        """Write the sheet, with how the report was made at its end."""
        sheet = book.create_sheet("Summary")
        rows = _Rows(sheet, (30, 70, 40))
        about = [(f"About this {self._document.what}", line, "") for line in self._document.about]
        about += [("Record", self._document.record, "")] if self._document.record else []
        _set_up(sheet, self._document)
        for name, value, what in (*self._lines, *about):
            label = _cell(sheet, name)
            label.font = _BOLD
            for piece in _pieces(value):
                shown = text_of(piece, Kind.DAY, self._document.day) if isinstance(piece, Share) else piece
                cell = _cell(sheet, shown)
                cell.alignment = _LEFT
                rows.append([label, cell, _cell(sheet, what)])


def _add_sheet(sheet: Sheet, lists: Lists) -> None:
    """Take up one practice's lists, whole, and what is said of it in words."""
    keys = (("Practice", sheet.title),)
    words = []
    for block in sheet.blocks(None):
        if not lists.add(block) and isinstance(block, Paragraph) and block.look in {"lead", "boxed"}:
            words.append(block.text)
    lists.add_sentences(words, keys)
    if sheet.record:
        lists.add_record(sheet.fingerprint, sheet.record, keys)


def _write_list(book: Workbook, name: str, found: List, document: Document) -> Iterator[None]:
    """Write one list; yields from time to time."""
    sheet = book.create_sheet(name)
    columns = tuple(found.columns.values())
    rows = _Rows(sheet, [column.width for column in columns])
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _set_up(sheet, document)
    rows.append([_head(sheet, column) for column in columns])
    for number, entry in enumerate(found.entries):
        for part in _parted(entry):
            rows.append([_cell(sheet, part.get(column.title)) for column in columns])
        if number % ROWS_AT_ONCE == 0:
            yield
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows.number}"


class _Rows:
    """Adds rows to a sheet, each as high as its texts need: not every program finds that out itself."""

    def __init__(self, sheet: Any, widths: Sequence[int]) -> None:
        self.number = 0
        self._sheet = sheet
        self._widths = widths
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width

    def append(self, cells: Sequence[Any]) -> None:
        self.number += 1
        lines = max(
            (_lines(cell.value, width) for cell, width in zip(cells, self._widths, strict=True)),
            default=1,
        )
        if lines > 1:
            self._sheet.row_dimensions[self.number].height = min(HIGHEST, lines * LINE)
        self._sheet.append(cells)


def _lines(value: object, width: int) -> int:
    """Return how many lines a text takes in a column of so many characters."""
    return sum(len(line) // width + 1 for line in value.split("\n")) if isinstance(value, str) else 1


def _set_up(sheet: Any, document: Document) -> None:
    """Set how a sheet is printed: on its side, as wide as the paper, with page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = for_workbook(document.footer).replace("&", "&&")[:MOST_OF_A_FOOT]
    sheet.oddFooter.right.text = "Page &P of &N"


def _head(sheet: Any, column: ListColumn) -> Any:
    cell = _cell(sheet, column.title)
    cell.font, cell.fill = _HEAD, _HEAD_GROUND
    return cell


def _parted(entry: Entry) -> Iterator[Entry]:
    """Yield a row, and where one of its texts is too long for a cell, further rows in which it goes on."""
    pieces = {title: _pieces(value) for title, value in entry.items()}
    for number in range(max(map(len, pieces.values()), default=0)):
        yield {title: found[min(number, len(found) - 1)] for title, found in pieces.items()}


def _pieces(value: Value) -> list[Value]:
    """Return a value, or the pieces of a text that is too long for a cell."""
    if not isinstance(value, str) or len(value) <= MOST_CHARACTERS:
        return [value]
    return [value[start : start + MOST_CHARACTERS] for start in range(0, len(value), MOST_CHARACTERS)]


def _cell(sheet: Any, value: Value) -> Any:
    """Return a cell with a value of its own type."""
    cell = WriteOnlyCell(sheet)
    cell.alignment = _TOP
    match value:
        case None | "":
            return cell
        case str():
            set_text(cell, value)
        case Status(word=word):
            set_text(cell, word)
        case Percent(number):
            cell.value, cell.number_format = number / 100, "0%"
        case datetime():
            cell.value, cell.number_format = value.astimezone().replace(tzinfo=None), MOMENT_FORMAT
            cell.alignment = _LEFT
        case date() if value >= FIRST_DAY:
            cell.value, cell.number_format = value, DAY_FORMAT
            cell.alignment = _LEFT
        case date():
            set_text(cell, long_date(value))
        case int():
            cell.value, cell.number_format = value, "#,##0"
    return cell


def _set_properties(book: Workbook, document: Document) -> None:
    properties = book.properties
    properties.title = for_workbook(document.title)
    properties.creator = f"migdesk {document.version}"
    properties.language = LANGUAGE
    properties.created = properties.modified = datetime.combine(document.day, time())
