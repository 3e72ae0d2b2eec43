"""Rows of registers as things that can be found: by what they are called, and by all that stands in their columns."""

from __future__ import annotations

from collections.abc import Iterator

from migdesk.checklist.registers.definitions import ColumnType, Register
from migdesk.practice.rows import item_of_row
from migdesk.practice.state import PracticeState
from migdesk.workspace.registers.commands import RegisterCommands
from migdesk.workspace.registers.reading import RegisterReader
from migdesk.workspace.registers.values import shown
from migdesk.workspace.registers.view import RowView
from migdesk.workspace.search.entries import SearchEntry

_BARE = frozenset({ColumnType.NUMBER, ColumnType.MONEY, ColumnType.YES_NO, ColumnType.COUNTS})
"""Columns whose values say nothing without their titles, and that nobody looks for."""


def row_entries(state: PracticeState, registers: RegisterCommands) -> Iterator[SearchEntry]:
    """Return the rows that somebody recorded something on, and those that stand beside them; none reads nothing."""
    known = [name for name in state.registers if name in registers.definitions.by_id] if state.registers else []
    if not known:
        return
    reader = registers.reader_of(state)
    for name in known:
        register = registers.definitions.by_id[name]
        yield from (_entry(register, row, reader, state) for row in reader.view(register).rows)


def _entry(register: Register, row: RowView, reader: RegisterReader, state: PracticeState) -> SearchEntry:
    texts = [
        shown(column, row.fields[column.id], reader.names)
        for column in register.columns
        if column.id in row.fields and column.id != register.name_column and column.type not in _BARE
    ]
    return SearchEntry(
        kind="row",
        title=row.name,
        heading=register.title,
        text=". ".join(filter(None, (*texts, row.status.title, row.owner))),
        link=row.link,
        practice_id=state.id,
        item=item_of_row(register.id, row.id),
        within=register.short_title,
    )
