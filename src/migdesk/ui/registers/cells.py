"""What stands in a cell of a register's table: words, how they look, how they sort, and how they are spoken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

import msgspec

from migdesk.checklist.registers.definitions import DUE, OWNER, STATUS, Column, ColumnType
from migdesk.ui.look.words import counted, weekday_date
from migdesk.ui.registers.table_columns import TableColumn
from migdesk.workspace.registers.values import Names, shown
from migdesk.workspace.registers.view import RowView

NOTHING = "–"
SOON_DAYS = 14
"""A row that is due within so many days is marked."""


class Tone(StrEnum):
    """How a text looks beside the others; it says nothing that the words do not say as well."""

    PLAIN = "plain"
    MUTED = "muted"
    SOON = "soon"
    LATE = "late"
    DONE = "done"


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell: `text`, and a second line `below` it. `key` sorts it among its column's, None after all others."""

    text: str = NOTHING
    below: str = ""
    tone: Tone = Tone.PLAIN
    below_tone: Tone = Tone.MUTED
    key: Any = None

    @property
    def spoken(self) -> str:
        """The cell in words; empty where there is nothing in it."""
        return " ".join(filter(None, (self.text, self.below))) if self.text != NOTHING else ""


def cell_of(row: RowView, column: TableColumn, today: date, names: Names) -> Cell:
    """Return what a row shows in a column."""
    match column.id:
        case _ if column.id == STATUS:
            return Cell(text=row.status.title, key=(not row.is_open, row.status.title.casefold()))
        case _ if column.id == OWNER:
            return Cell(text=row.owner or NOTHING, key=row.owner.casefold() or None)
        case _ if column.id == DUE:
            return _due(row, today)
    if column.type is ColumnType.DATE:
        return _day(row, column, today)
    return _value(row, column.parts[0], today, names)


def _due(row: RowView, today: date) -> Cell:
    if row.due is None:
        return Cell()
    day = weekday_date(row.due, today)
    if not row.is_open:
        return Cell(text=day, tone=Tone.MUTED, key=row.due)
    if row.overdue:
        late = f"{counted((today - row.due).days, 'day')} late"
        return Cell(text=day, below=late, tone=Tone.LATE, below_tone=Tone.LATE, key=row.due)
    soon = (row.due - today).days <= SOON_DAYS
    return Cell(text=f"by {day}", tone=Tone.SOON if soon else Tone.PLAIN, key=row.due)


def _day(row: RowView, column: TableColumn, today: date) -> Cell:
    """Return the last step that has a day, or else the day that the plan gives."""
    for part in reversed(column.parts):
        day = _as_day(row.fields.get(part.id))
        if day:
            step = column.step(part)
            is_last = bool(step) and part is column.parts[-1]
            below = f"✓ {step}" if is_last else "" if part is column.parts[0] else step
            return Cell(
                text=weekday_date(day, today), below=below, below_tone=Tone.DONE if is_last else Tone.MUTED, key=day
            )
    planned = next((row.planned[part.id] for part in column.parts if part.id in row.planned), None)
    if planned is None:
        return Cell()
    return Cell(text=weekday_date(planned, today), below="by the plan", tone=Tone.MUTED, key=planned)


def _value(row: RowView, column: Column, today: date, names: Names) -> Cell:
    if column.id in row.missing:
        return Cell(text="missing", tone=Tone.LATE)
    value = row.value(column.id)
    text = value_in_words(column, value, today, names)
    if not text:
        return Cell()
    return Cell(text=text, key=_key(column, value, text))


def value_in_words(column: Column, value: Any, today: date, names: Names) -> str:
    """Return what stands in a field as the screen shows it, days with their weekdays; empty for nothing."""
    match column.type:
        case ColumnType.DATE:
            day = _as_day(value)
            return weekday_date(day, today) if day else shown(column, value, names)
        case ColumnType.DATES if isinstance(value, (list, tuple)):
            return "; ".join(weekday_date(day, today) if (day := _as_day(part)) else str(part) for part in value)
    text = shown(column, value, names)
    return f"{text} {column.unit}" if text and column.unit and column.type is ColumnType.NUMBER else text


def _key(column: Column, value: Any, text: str) -> Any:
    """Return what sorts a value: choices as they stand in the definition, figures by what they amount to."""
    match column.type:
        case ColumnType.CHOICE:
            choices = list(column.choices)
            return choices.index(value) if value in choices else len(choices)
        case ColumnType.NUMBER | ColumnType.MONEY:
            try:
                return Decimal(str(value))
            except InvalidOperation:
                return None
        case ColumnType.YES_NO:
            return value is not True
    return text.casefold()


def _as_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def texts_of(row: RowView, columns: tuple[TableColumn, ...], today: date, names: Names) -> Iterator[str]:
    """Yield all that a person may look for in a row: what it shows, its notes, and whoever wrote them."""
    yield row.name
    for column in columns:
        yield cell_of(row, column, today, names).spoken
        for part in column.parts:
            yield shown(part, row.value(part.id), names)
    for note in row.notes:
        yield note.text
