"""The columns that a register's table can show: its own, those that every row has, and steps of one thing as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from migdesk.checklist.registers.definitions import DUE, OWNER, STATUS, Column, ColumnType, Register

DATE = ColumnType.DATE
_STEP = ": "
"""Parts what a date is of from its step, as in "Off: planned", "Off: confirmed", "Off: done"."""


class TableColumn(msgspec.Struct, frozen=True):
    """One column of the table. With several `parts` it shows the last step that was taken; its id is the first's."""

    title: str
    parts: tuple[Column, ...]

    @property
    def id(self) -> str:
        return self.parts[0].id

    @property
    def type(self) -> ColumnType:
        return self.parts[0].type

    @property
    def in_table(self) -> bool:
        """Whether it is shown as long as nobody has chosen columns."""
        return any(part.in_table for part in self.parts)

    def step(self, part: Column) -> str:
        """Return what a part is called within this column: "done"."""
        return part.title.partition(_STEP)[2] if len(self.parts) > 1 else ""


def table_columns(register: Register) -> tuple[TableColumn, ...]:
    """Return all columns that a register's table can show: its name first, and last how a row stands."""
    common = [TableColumn(register.column_by_id[name].title, (register.column_by_id[name],)) for name in _LAST]
    own = sorted(grouped(register.columns), key=lambda column: column.id != register.name_column)
    return (*own, *common)


_LAST = (OWNER, DUE, STATUS)


def grouped(columns: Sequence[Column]) -> Iterator[TableColumn]:
    """Yield the columns of a register, the dates of one thing's steps as one."""
    taken: set[str] = set()
    for column in columns:
        if column.id in taken:
            continue
        begins, parts = column.title.partition(_STEP)[0], [column]
        if _is_step(column):
            parts = [other for other in columns if _is_step(other) and other.title.partition(_STEP)[0] == begins]
        if len(parts) == 1:
            begins = column.title
        taken.update(part.id for part in parts)
        yield TableColumn(begins, tuple(parts))


def _is_step(column: Column) -> bool:
    return column.type is ColumnType.DATE and _STEP in column.title


def shown_at_first(register: Register) -> tuple[TableColumn, ...]:
    """Return the columns that are shown where nobody has chosen, the most important first but for the last ones."""
    return tuple(
        column
        for column in table_columns(register)
        if column.in_table or column.id in (register.name_column, DUE, STATUS)
    )


def chosen_columns(register: Register, chosen: Sequence[str]) -> tuple[TableColumn, ...]:
    """Return the columns that somebody chose by their ids, in the register's order; the name is always there."""
    wanted = {register.name_column, *chosen}
    return tuple(column for column in table_columns(register) if column.id in wanted)


def fitting(columns: Sequence[TableColumn], widths: Sequence[int], room: int, filled: Mapping[str, int]) -> list[int]:
    """Return which columns there is room for, by their places.

    Those go first in which the least stands (`filled`, in quarters of the rows, by their ids), then the last ones;
    days stay longest, as a register is there to say when.
    """
    shown, used = list(range(len(columns))), sum(widths)
    droppable = [place for place, column in enumerate(columns) if place and column.id not in (DUE, STATUS)]
    droppable.sort(key=lambda place: (-filled.get(columns[place].id, 0), columns[place].type is not DATE, place))
    while used > room and droppable:
        place = droppable.pop()
        shown.remove(place)
        used -= widths[place]
    return shown
