"""Rows of registers: the tables that the guide asks a practice to keep. One view over all of them.

A row is recorded by events of the kind `row-set`. Leave and the practice's own tasks are rows of two registers as well,
but recorded as 0.1.0 recorded them, so that one change of the plan with its dates and its leave stays one event, and
whatever reads records of 0.1.0 reads these: leave as details of the practice, own tasks as tasks with their fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

import msgspec

from migdesk.practice.heads import Field, Fields, Order
from migdesk.practice.removal import REMOVED

LEAVE, OWN_TASKS = "leave", "own-tasks"
LEAVE_DETAIL = f"{LEAVE}."
"""What the name of a detail begins with that holds a leave; its id comes after it."""

RECORDED_OTHERWISE = frozenset({LEAVE, OWN_TASKS})
"""Registers whose rows no `row-set` sets."""

_SEPARATOR = "/"


class RowRecord(msgspec.Struct, frozen=True, array_like=True):
    """A row as it is recorded: its fields, and the first event of it, which gives rows their order."""

    fields: Fields
    added: Order


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it stands. `values` are those that are shown, by their column's id; a `removed` one stays on record."""

    register: str
    id: str
    values: Mapping[str, Any]
    removed: bool = False

    @property
    def item(self) -> str:
        """What notes on the row, and its history, name it by."""
        return item_of_row(self.register, self.id)

    @property
    def title(self) -> str:
        """What to call it where its columns are not known: its first text."""
        first = [self.values.get(name) for name in ("title", "name")] + list(self.values.values())
        return next((value for value in first if value and isinstance(value, str)), self.id)


class ColumnWords(Protocol):
    """What a register calls its rows, its columns and what stands in them; none of it is in the record."""

    def title(self, column: str) -> str:
        """Return the title of a column."""

    def value(self, column: str, value: Any) -> str:
        """Return a recorded value as people read it; empty for nothing."""

    def name(self, values: Mapping[str, Any]) -> str:
        """Return what to call a row with these values; empty where they do not say it."""


WordsOfRegister = Callable[[str], ColumnWords | None]
"""Returns the words of a register by its id; None for one that is not known."""


def no_words(_: str) -> None:
    """Know no register: rows are told by the ids in the record."""


def column_in_words(column: str) -> str:
    """Return an id of a column as far as it can be read: "Counted by"."""
    words = column.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def item_of_row(register: str, row: str) -> str:
    """Return what names a row among a practice's items. No task and no reference has such a name."""
    return f"{register}{_SEPARATOR}{row}"


def is_place(register: str, row: str) -> bool:
    """Tell whether these can name a register and a row of it, told apart again in what names the row."""
    return bool(register and row) and row_of_item(item_of_row(register, row)) == (register, row)


def row_of_item(item: str) -> tuple[str, str] | None:
    """Return register and row of an item, None for a task, a reference or the practice itself."""
    register, separator, row = item.partition(_SEPARATOR)
    return (register, row) if separator else None


def values_of(fields: Mapping[str, Field], *, removed: bool = False) -> dict[str, Any]:
    """Return the values that are shown of a row's fields, without those that say nothing; with `removed` also that it
    was removed."""
    shown = {name: field.value for name, field in sorted(fields.items()) if removed or name != REMOVED}
    return {name: value for name, value in shown.items() if value is not None and value != ""}


def in_order(records: Mapping[str, RowRecord]) -> Iterator[tuple[str, RowRecord]]:
    """Return rows as they were added."""
    yield from sorted(records.items(), key=lambda pair: (pair[1].added, pair[0]))


def leave_rows(details: Mapping[str, Field]) -> Iterator[Row]:
    """Return leave, which is recorded as details of the practice: a name, a first and a last day."""
    for name, field in details.items():
        if name.startswith(LEAVE_DETAIL):
            values = dict(zip(("name", "first", "last"), field.value or (), strict=False))
            yield Row(register=LEAVE, id=name.removeprefix(LEAVE_DETAIL), values=values, removed=not field.value)


def standing(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that are neither removed nor taken back, which an undo does by unsetting all that they say."""
    return tuple(row for row in rows if not row.removed and row.values)
