"""The columns that a register has as a list: its own, what rows of every register have, and what is only to be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from migdesk.checklist.registers.definitions import DUE, Column, ColumnType, Register
from migdesk.workspace.list_reading.columns import Head, ListKind, plain_title

ID, PLANNED, NOTES, REASON = "id", "due-by-plan", "notes", "reason"
"""What a list has beside the columns of a row: the row's id, its due date as the plan has it, its notes, and why
something that was counted is not needed."""


class RegisterListColumn(msgspec.Struct, frozen=True, kw_only=True):
    """One column of a list. What is in one that is not `is_read` follows from others, and is passed over."""

    field: str
    title: str
    column: Column | None = None
    is_read: bool = True


def list_columns(register: Register) -> tuple[RegisterListColumn, ...]:
    """Return the columns of a register's list in their order, each under a title of its own."""
    found = list(_columns(register))
    times = Counter(plain_title(listed.title) for listed in found)
    return tuple(
        msgspec.structs.replace(listed, title=f"{listed.title} ({listed.field})")
        if listed.column and times[plain_title(listed.title)] > 1
        else listed
        for listed in found
    )


def _columns(register: Register) -> Iterator[RegisterListColumn]:
    yield RegisterListColumn(field=ID, title="ID")
    for column in register.column_by_id.values():
        yield RegisterListColumn(field=column.id, title=column.title, column=column, is_read=not column.computed)
        if column.id == DUE:
            planned = Column(id=PLANNED, title="Due by the plan", type=ColumnType.DATE)
            yield RegisterListColumn(field=PLANNED, title=planned.title, column=planned, is_read=False)
    yield RegisterListColumn(field=NOTES, title="Notes")
    if any(column.reason_needed for column in register.columns):
        yield RegisterListColumn(field=REASON, title="Reason")


def list_kind(register: Register) -> ListKind:
    """Return how a list of a register is told: by its columns' titles or ids, and by what names its rows."""
    columns = list_columns(register)
    known: dict[str, tuple[str, int]] = {}
    for rank, texts in enumerate(([listed.title for listed in columns], [listed.field for listed in columns])):
        for listed, text in zip(columns, texts, strict=True):
            known.setdefault(plain_title(text), (listed.field, rank))
    key = key_columns(register)

    def why_none(head: Head | None) -> str:
        wanted = " and ".join(f"“{register.column_by_id[name].title}”" for name in key)
        ways = f"Add {wanted} over the columns, or export {register.title} and fill that list in."
        if head is None:
            return f"No titles of columns were found in it. {ways}"
        found = " and ".join(f"“{column.title}”" for column in head.columns)
        return f"It has no column that tells its rows apart. Found in row {head.row}: {found}. {ways}"

    return ListKind(field=known.get, names_rows=lambda fields: ID in fields or set(key) <= fields, why_none=why_none)


def key_columns(register: Register) -> tuple[str, ...]:
    """Return the columns that tell a row from all others where no id is given."""
    return register.key or (register.name_column,)
