"""What a register calls its rows, columns and values, for whoever tells what was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from migdesk.checklist.registers.definitions import Register
from migdesk.practice.rows import column_in_words
from migdesk.workspace.registers.values import Names, shown


class RowWords:
    """The words of one register; `names` are those of the rows and people that a value may stand for."""

    def __init__(self, register: Register, names: Names) -> None:
        self._register = register
        self._names = names

    def title(self, column: str) -> str:
        known = self._register.column_by_id.get(column)
        return known.title if known else column_in_words(column)

    def value(self, column: str, value: Any) -> str:
        known = self._register.column_by_id.get(column)
        if known is None:
            return "" if value is None else str(value)
        return shown(known, value, self._names)

    def name(self, values: Mapping[str, Any]) -> str:
        """Return what to call a row with these values: by its name, or its key where rows are named by theirs."""
        register = self._register
        columns = register.key if register.row_id_from_key else (register.name_column,)
        return ", ".join(filter(None, (self.value(column, values.get(column)) for column in columns)))
