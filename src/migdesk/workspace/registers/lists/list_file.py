"""Writes a register as a list: CSV or an Excel workbook to fill in and read back, or JSON for programs."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from migdesk.base.atomic import output_file, write_atomically
from migdesk.base.errors import UserError
from migdesk.checklist.registers.definitions import ColumnType, Register
from migdesk.practice.state import PracticeState
from migdesk.report.records import Record, Records
from migdesk.report.registers.sheet_names import sheet_name
from migdesk.workspace.registers.lists.cells import ListCell, as_text, cells_of
from migdesk.workspace.registers.lists.columns import RegisterListColumn, list_columns
from migdesk.workspace.registers.reading import RegisterReader
from migdesk.workspace.registers.view import RegisterView

LIST_FORMS = {"csv": "CSV file", "xlsx": "Excel workbook"}


class RegisterList(msgspec.Struct, frozen=True):
    """A register's rows as they go into a list: its columns, and for each row its cells by the columns' fields."""

    title: str
    columns: tuple[RegisterListColumn, ...]
    rows: tuple[dict[str, ListCell], ...]


def register_list(view: RegisterView, state: PracticeState, reader: RegisterReader) -> RegisterList:
    """Return the list of a register as it stands."""
    rows = tuple(cells_of(view.register, row, state, reader.names) for row in view.rows)
    return RegisterList(view.register.short_title, list_columns(view.register), rows)


def empty_list(register: Register) -> RegisterList:
    """Return the same without rows, to be filled in."""
    return RegisterList(register.short_title, list_columns(register), ())


def form_of_list(path: Path, chosen: str = "") -> str:
    """Return "csv" or "xlsx", as chosen or by the suffix. Raises UserError for anything else."""
    form = (chosen or path.suffix).lower().lstrip(".")
    if form not in LIST_FORMS:
        raise UserError(f"A register is written as .csv or .xlsx, not as “{chosen or path.suffix or path.name}”.")
    return form


def write_list(found: RegisterList, path: Path, chosen: str = "") -> Path:
    """Write a list and return where it is. Raises UserError for another form, and EnvironmentFault."""
    form = form_of_list(path, chosen)
    target = output_file(path)
    write_atomically(target, list_bytes(found, form))
    return target


def list_bytes(found: RegisterList, form: str) -> bytes:
    """Return a list as a whole file."""
    return _workbook(found) if form == "xlsx" else _csv(found)


def _csv(found: RegisterList) -> bytes:
    from migdesk.report.writers.csv import write

    titles = tuple(listed.title for listed in found.columns)
    rows = (_record(found.columns, row) for row in found.rows)
    return b"".join(part.data for part in write(Records(titles, rows, len(found.rows))))


def _record(columns: Iterable[RegisterListColumn], row: dict[str, ListCell]) -> Record:
    return {listed.title: _number_or_text(row.get(listed.field, "")) for listed in columns}


def _number_or_text(cell: ListCell) -> str | int:
    return cell if isinstance(cell, int) else as_text(cell)


def _workbook(found: RegisterList) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    from migdesk.report.writers.xlsx.text import set_text

    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name(found.title))
    sheet.freeze_panes = "B2"
    for number, listed in enumerate(found.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(listed)
        if _is_day(listed):  # for rows to come too, so that what is typed is taken for a day
            sheet.column_dimensions[get_column_letter(number)].number_format = "dd/mm/yyyy"
    top = Alignment(vertical="top", wrap_text=True)

    def cell_with(value: ListCell) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet)
        cell.alignment = top
        if isinstance(value, str):
            set_text(cell, value)
        else:
            cell.value = value
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
        return cell

    heads = [cell_with(listed.title) for listed in found.columns]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in found.rows:
        sheet.append([cell_with(row.get(listed.field, "")) for listed in found.columns])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _is_day(listed: RegisterListColumn) -> bool:
    return listed.column is not None and listed.column.type is ColumnType.DATE


def _width(listed: RegisterListColumn) -> int:
    """Return a column's width in characters."""
    column = listed.column
    if column and column.type in {ColumnType.DATE, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.YES_NO}:
        return max(12, len(listed.title) + 2)
    return 50 if column and (column.wide or column.type is ColumnType.LONG_TEXT) else max(24, len(listed.title) + 2)
