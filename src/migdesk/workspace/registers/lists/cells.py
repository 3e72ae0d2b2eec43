"""A row's values as the cells of a list, in such a way that a list which is read back says nothing new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from migdesk.checklist.registers.definitions import DUE, OWNER, STATUS, Column, ColumnType, Register
from migdesk.practice.state import PracticeState
from migdesk.report.typed_text import without_noncharacters
from migdesk.workspace.list_reading.columns import Cell
from migdesk.workspace.list_reading.text_reading import plain
from migdesk.workspace.practice_lookup import name_key
from migdesk.workspace.registers.change import values_before
from migdesk.workspace.registers.lists.columns import ID, NOTES, PLANNED
from migdesk.workspace.registers.values import Names, shown
from migdesk.workspace.registers.view import RowView

ListCell = str | int | float | date
"""What stands in a cell that is written; a real day and a real figure are kept as such."""

BETWEEN_NOTES = "\n\n"
MOST_OF_NOTES = 30_000
"""Characters: a cell of a workbook holds 32,767."""
_LARGEST = 10**12
"""What is larger is written as text, since a spreadsheet program would round it."""
_FIRST_DAY = date(1900, 3, 1)
"""Earlier days Excel counts wrongly, or not at all."""


def cells_of(register: Register, row: RowView, state: PracticeState, names: Names) -> dict[str, ListCell]:
    """Return what a list holds of a row, by its columns' fields; what is empty is left out."""
    kept = values_before(register, row.id, state)
    values: dict[str, Any] = {**row.fields, **row.computed, STATUS: row.status.id, OWNER: row.owners}
    values[DUE] = kept.get(DUE)
    cells: dict[str, ListCell] = {
        name: cell_of(column, values.get(name), names) for name, column in register.column_by_id.items()
    }
    cells[ID] = row.id
    cells[NOTES] = notes_in_cell(row)
    if row.due and not kept.get(DUE):
        cells[PLANNED] = row.due
    return {field: cell for field, cell in cells.items() if cell != ""}


def notes_in_cell(row: RowView) -> str:
    """Return the notes of a row as one text, without those that stay on this computer."""
    text = without_noncharacters(BETWEEN_NOTES.join(note.text for note in row.notes if not note.private))
    return text if len(text) <= MOST_OF_NOTES else f"{text[:MOST_OF_NOTES]} … (the rest stands in migdesk)"


def cell_of(column: Column, value: Any, names: Names) -> ListCell:
    """Return a recorded or computed value as a list holds it; empty for nothing."""
    if value is None or value == "":
        return ""
    match column.type:
        case ColumnType.CHOICE:
            return _unambiguous(str(value), column.choices)
        case ColumnType.ROW:
            return _unambiguous(str(value), names.rows(column.register))
        case ColumnType.NUMBER if isinstance(value, (int, float)) and not isinstance(value, bool):
            return _figure(value, 3) if abs(value) < _LARGEST else str(value)
        case ColumnType.MONEY:
            return _amount(value)
        case ColumnType.DATE | ColumnType.DUE if isinstance(value, str):
            return _day(value)
        case ColumnType.YES_NO:
            return without_noncharacters(shown(column, value, names))
    if isinstance(value, (list, tuple)):
        return "; ".join(_part(part) for part in value)
    return without_noncharacters(str(value))


def _unambiguous(value: str, titles: Mapping[str, str]) -> str:
    """Return the title of a choice or row, or its id where others have the same title."""
    times = Counter(map(name_key, titles.values()))
    title = titles.get(value, value)
    return without_noncharacters(title if times[name_key(title)] == 1 else value)


def _amount(value: Any) -> ListCell:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return without_noncharacters(str(value))
    return _figure(float(round(amount, 2)), 2) if amount.is_finite() and abs(amount) < _LARGEST else str(value)


def _figure(value: int | float, digits: int) -> int | float:
    """Return a figure as a workbook keeps it, which knows no minus before a nought."""
    return round(value, digits) + 0.0 if isinstance(value, float) else value


def _day(value: str) -> ListCell:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return without_noncharacters(value)
    return day if day >= _FIRST_DAY else value


def _part(part: Any) -> str:
    if isinstance(part, (list, tuple)):
        return without_noncharacters(": ".join(map(str, part)))
    return without_noncharacters(str(part))


def is_as_written(cell: Cell, written: ListCell) -> bool:
    """Tell whether a cell of a list that was read says what stands there already, as `cell_of` would write it."""
    said = _comparable(cell)
    return said == _comparable(written) or (isinstance(written, str) and said == _comparable(plain(written)))


def as_text(cell: ListCell) -> str:
    """Return a cell as a list in plain text has it."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else str(cell)
    return str(cell)


def _comparable(cell: ListCell) -> str:
    return as_text(cell).replace("\r\n", "\n").strip()
