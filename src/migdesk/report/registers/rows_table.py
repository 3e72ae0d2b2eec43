"""Rows of a register as a table of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date

import msgspec

from migdesk.report import words
from migdesk.report.blocks import Cell, Column, Heading, Kind, Row, Status, Table, Tone
from migdesk.report.registers.section import RegisterColumn, RegisterSection, RowLine
from migdesk.report.registers.sheet_names import sheet_name

OTHERS = "Other columns"
COLUMNS_UNASKED = 3
_EACH, _MOST_OF_OTHERS = 12, 48
"""In percent of the width."""


def rows_table(
    section: RegisterSection,
    rows: Sequence[RowLine],
    level: int,
    title: str,
    chosen: Sequence[str] = (),
    *,
    whole: bool = True,
) -> Table:
    """Return rows as a table: what they are called, how they stand, and `chosen` columns or those to look at first.

    A `whole` row has what stands in the other columns under its name, and its notes under it.
    """
    own = _columns(section, rows, chosen)
    share = min(_EACH, _MOST_OF_OTHERS // len(own)) if own else 0
    name = section.column_by_id.get(section.name_column)
    last = [part for part in _LAST if part.is_needed(rows)]
    first = 100 - share * len(own) - sum(part.width for part in last)
    columns = (
        Column(title=name.title if name else "What", width=first, below=OTHERS),
        *(Column(title=titled(column), width=share, kind=_KINDS.get(column.type, Kind.TEXT)) for column in own),
        *(part.column for part in last),
    )
    return Table(
        look="rows",
        columns=columns,
        rows=tuple(
            Row(
                (
                    _first(section, row, own, whole=whole),
                    *(_cell(column, row) for column in own),
                    *(part.cell(row) for part in last),
                ),
                notes=row.notes if whole else (),
            )
            for row in rows
        ),
        sheet=sheet_name(section.short_title),
        caption=f"{section.title}: {words.count(len(rows), 'row')}",
        heading=Heading(text=title, level=level, aside=str(len(rows))),
        keys=(("List", title),),
        wide=len(own) > COLUMNS_UNASKED,
        noted=True,
    )


def _columns(section: RegisterSection, rows: Sequence[RowLine], chosen: Sequence[str]) -> tuple[RegisterColumn, ...]:
    """Return the columns that stand beside name and status: those that were chosen, or the first with anything in."""
    if chosen:
        return tuple(section.column_by_id[name] for name in chosen if name != section.name_column)
    first = (column for column in section.columns if column.in_table and not column.is_long)
    others = (column for column in first if column.id != section.name_column)
    used = [column for column in others if any(row.shown.get(column.id) for row in rows)]
    return tuple(used[:COLUMNS_UNASKED])


def titled(column: RegisterColumn) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title


_KINDS = {"date": Kind.NEAR_DAY, "number": Kind.FIGURE}


def _first(section: RegisterSection, row: RowLine, own: Sequence[RegisterColumn], *, whole: bool) -> Cell:
    beside = {column.id for column in own} | {section.name_column}
    others = (column for column in section.columns if column.id not in beside and row.shown.get(column.id))
    said = [f"{column.title}: {row.shown[column.id]}" for column in others] if whole else []
    return Cell(value=row.name, below=(*said, *row.problems))


def _cell(column: RegisterColumn, row: RowLine) -> Cell:
    value = row.fields.get(column.id)
    if column.type == "date" and value:
        with suppress(ValueError):
            return Cell(value=date.fromisoformat(str(value)))
    if column.type == "number" and isinstance(value, int) and not isinstance(value, bool):
        return Cell(value=value)
    return Cell(value=row.shown.get(column.id, ""))


def status_cell(row: RowLine) -> Cell:
    return Cell(value=Status(row.sign, row.status_word))


def owner_cell(row: RowLine) -> Cell:
    return Cell(value=row.owner)


def due_cell(row: RowLine) -> Cell:
    tone = Tone.ALERT if row.overdue else Tone.QUIET
    return Cell(value=row.due, remark="overdue" if row.overdue else "", remark_tone=tone)


class _Last(msgspec.Struct, frozen=True):
    """A column that rows of every register have; it is left out where no row has anything in it."""

    column: Column
    cell: Callable[[RowLine], Cell]

    @property
    def width(self) -> int:
        return self.column.width

    def is_needed(self, rows: Iterable[RowLine]) -> bool:
        return any(self.cell(row).value for row in rows)


_LAST = (
    _Last(Column(title="Status", width=12, kind=Kind.STATUS), status_cell),
    _Last(Column(title="Owner", width=10), owner_cell),
    _Last(Column(title="Due", width=12, kind=Kind.NEAR_DAY, remark="About the due date"), due_cell),
)
