"""The template for a list: the titles, and one made-up row that shows how to fill it in and is never imported."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from migdesk.base.atomic import output_file, write_atomically
from migdesk.base.errors import UserError
from migdesk.practice.details import DETAILS, DetailKind
from migdesk.workspace.list_reading.columns import Cell

EXAMPLE_NAME = "Example Surgery (this row is left out)"
EXAMPLE: dict[str, Cell] = {detail.id: detail.example for detail in DETAILS} | {"name": EXAMPLE_NAME}
FORMS = {".xlsx": "Excel workbook", ".csv": "CSV file"}


def is_example(name: Cell) -> bool:
    """Tell whether a row is the template's own example, by its name."""
    return isinstance(name, str) and " ".join(name.split()).casefold() == EXAMPLE_NAME.casefold()


def write_template(path: Path) -> Path:
    """Write the template in the form that the suffix names. Raises UserError for any other, and EnvironmentFault."""
    suffix = path.suffix.lower()
    if suffix not in FORMS:
        raise UserError(f"A template is written as .xlsx or .csv, not as “{path.suffix or path.name}”.")
    target = output_file(path)
    write_atomically(target, _workbook() if suffix == ".xlsx" else _csv())
    return target


def _csv() -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([detail.list_title for detail in DETAILS])
    cells = [EXAMPLE[detail.id] for detail in DETAILS]
    writer.writerow([f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _workbook() -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Practices"
    sheet.append([detail.list_title for detail in DETAILS])
    sheet.append([EXAMPLE[detail.id] for detail in DETAILS])
    for number, detail in enumerate(DETAILS, start=1):
        sheet.cell(1, number).font = Font(bold=True)
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = detail.width
        if detail.kind == DetailKind.DATE:  # for the rows to come too, so that what is typed is taken for a date
            column.number_format = sheet.cell(2, number).number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "A2"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
