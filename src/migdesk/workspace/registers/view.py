"""Registers and their rows as screens, reports and scripts show them. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from migdesk.checklist.registers.definitions import STATUS, Condition, Register, RegisterStatus
from migdesk.checklist.registers.recorded import is_met
from migdesk.practice.conflicts import Conflict
from migdesk.practice.entries import Count, Note

TOO_MANY_ENTERED = "More entered than logged: count again."


class RowView(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `number` is its place from 1; `name` is what to call it.

    `fields` are the values entered by their columns, accumulated ones added up, and `computed` those that follow from
    them; `planned` are days that the plan gives for dates that nobody entered. `due_from_plan` tells that the due date
    moves with the plan, and `due_kept` is what was recorded of it: a day or a rule. `counts` are what was added up.
    `from_seed` tells that it came with the definition, and `recorded` that somebody recorded something on it. `missing`
    are required columns without a value, `problems` what is wrong with it, in whole sentences.
    """

    id: str
    number: int
    name: str
    status: RegisterStatus
    owners: tuple[str, ...]
    due: date | None
    due_from_plan: bool
    overdue: bool
    fields: Mapping[str, Any]
    computed: Mapping[str, Any]
    planned: Mapping[str, date]
    due_kept: str
    notes: tuple[Note, ...]
    counts: tuple[Count, ...]
    conflicts: tuple[Conflict, ...]
    from_seed: bool
    recorded: bool
    link: str
    missing: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return self.status.is_open

    @property
    def owner(self) -> str:
        """All owners as one text."""
        return "; ".join(self.owners)

    def value(self, column: str) -> Any:
        """Return what stands in a column, entered or computed; None for nothing."""
        if column == STATUS:
            return self.status.id
        return self.computed.get(column, self.fields.get(column))

    def meets(self, condition: Condition) -> bool:
        """Tell whether all of a condition is true of it."""
        return is_met(condition, self.value)


class RegisterView(msgspec.Struct, frozen=True):
    """One register of a practice with its rows that stand; `open` and `overdue` are how many are."""

    register: Register
    rows: tuple[RowView, ...]
    open: int
    overdue: int

    @property
    def settled(self) -> int:
        """How many rows are as far as the register's tally says, or else closed."""
        tally = self.register.tally
        if tally is None or tally.of:
            return sum(not row.is_open for row in self.rows)
        return sum(row.meets(tally.condition) for row in self.rows)

    @property
    def state(self) -> str:
        """How far it is, as "7 of 12 told" or "62 left"; empty for a register without rows or words for it."""
        tally = self.register.tally
        if not tally or not self.rows:
            return ""
        if tally.of:
            found = (row.value(tally.of) for row in self.rows)
            return f"{sum(max(0, figure) for figure in found if isinstance(figure, (int, float))):,} {tally.words}"
        return f"{self.settled} of {len(self.rows)} {tally.words}"

    def row(self, row_id: str) -> RowView | None:
        return next((row for row in self.rows if row.id == row_id), None)


class RegisterRow(msgspec.Struct, frozen=True):
    """A row with the register that it stands in."""

    register: Register
    row: RowView


class GateFinding(msgspec.Struct, frozen=True):
    """What one register still holds open before a milestone or a sign-off: its rows, and words for all of them."""

    register: Register
    rows: tuple[RowView, ...]
    words: str

    @property
    def in_words(self) -> str:
        """What is open, with the register that holds it."""
        return f"{self.register.short_title}: {self.words}"
