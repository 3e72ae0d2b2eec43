"""Which row of a register a row of a list is: by its id, else by the columns that tell rows apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from migdesk.base.errors import UserError
from migdesk.checklist.registers.definitions import Register
from migdesk.workspace.practice_lookup import name_key
from migdesk.workspace.registers.lists.columns import key_columns
from migdesk.workspace.registers.view import RegisterView, RowView

_MOST_NAMED = 5
"""Rows that a sentence names."""


class RowMatcher:
    """Knows the rows of a register that stand, and those that it offers."""

    def __init__(self, view: RegisterView) -> None:
        self._register: Register = view.register
        self._rows = {row.id: row for row in view.rows}
        self._key = key_columns(view.register)
        self._by_key: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for row in view.rows:
            self._by_key[self._key_of(row.fields)].append(row.id)
        for row_id, starting in view.register.starting_row_by_id.items():
            key = self._key_of(starting.fields)
            if row_id not in self._rows and key not in self._by_key:
                self._by_key[key].append(row_id)

    def row(self, row_id: str | None) -> RowView | None:
        """Return a row that stands."""
        return self._rows.get(row_id or "")

    def find(self, wanted: str, values: Mapping[str, Any]) -> str | None:
        """Return the id of the row that is meant by an id, which may be empty, and by values; None for a new one.

        Raises UserError where it may be several.
        """
        if wanted in self._rows or wanted in self._register.starting_row_by_id:
            return wanted
        key = self._key_of(values)
        matches = self._by_key.get(key, []) if all(key) else []
        if len(matches) > 1:
            titles = " and ".join(self._register.column_by_id[name].title for name in self._key)
            ids = ", ".join(matches[:_MOST_NAMED]) + (" and more" if len(matches) > _MOST_NAMED else "")
            raise UserError(f"{len(matches)} rows have the same {titles}: {ids}. Say in a column “ID” which is meant.")
        return matches[0] if matches else None

    def is_named_by_key(self, row_id: str, values: Mapping[str, Any]) -> bool:
        """Tell whether an id that is not known here is the one that a new row with these values gets anyway."""
        register = self._register
        if not register.row_id_from_key or any(values.get(name) is None for name in register.key):
            return False
        return row_id == register.row_id(*(str(values[name]) for name in register.key))

    def key_text(self, values: Mapping[str, Any]) -> str:
        """Return the key of a new row as one text; empty where it is not whole."""
        key = self._key_of(values)
        return "\n".join(key) if all(key) else ""

    def _key_of(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(name_key(str(values.get(name) or "")) for name in self._key)
