"""What reading a list into a register would do, row by row, before anything is recorded."""

from __future__ import annotations

from typing import Literal

import msgspec

from migdesk.checklist.registers.definitions import Register
from migdesk.workspace.list_reading.cells import Fault
from migdesk.workspace.list_reading.table import Table
from migdesk.workspace.registers.change import RowChange

Outcome = Literal["add", "change", "same", "bad"]


class CellChange(msgspec.Struct, frozen=True):
    """One value that would be another: its column's title, what stands there now and what would, as people read it."""

    column: str
    before: str
    after: str


class PlannedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the list and what becomes of it. `name` is what it is called.

    `add` and `change`: `change` is recorded, and `cells` is what would differ. `same`: nothing differs. `bad`: `faults`
    say why, and nothing of the row is recorded. `remarks` say what else a person should know of it.
    """

    row: int
    outcome: Outcome
    name: str
    change: RowChange | None = None
    cells: tuple[CellChange, ...] = ()
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()


class RegisterImport(msgspec.Struct, frozen=True):
    """All rows in the order of the file. `not_read` are the titles of columns that follow from others."""

    file: str
    register: Register
    table: Table
    rows: tuple[PlannedRow, ...]
    not_read: tuple[str, ...]

    def of(self, outcome: Outcome) -> tuple[PlannedRow, ...]:
        return tuple(row for row in self.rows if row.outcome == outcome)

    @property
    def changes(self) -> tuple[RowChange, ...]:
        """What is to be recorded, in the order of the file."""
        return tuple(row.change for row in self.rows if row.change)

    @property
    def worst_first(self) -> tuple[PlannedRow, ...]:
        """The rows as a person should read them: faults, then what would be changed and added, then the rest."""
        order: dict[Outcome, int] = {"bad": 0, "change": 1, "add": 2, "same": 3}
        return tuple(sorted(self.rows, key=lambda row: (order[row.outcome], not row.remarks)))

    @property
    def left_out(self) -> tuple[str, ...]:
        """What of the file was not read, in whole sentences; empty where all of it was."""
        said = []
        if self.table.left_out:
            said.append(f"Not read, as this register has no such column: {_named(self.table.left_out)}.")
        if self.table.passed_over:
            rows = _named(tuple(map(str, self.table.passed_over)), quoted=False)
            said.append(f"Not read, as they hold nothing in a column of this register: row {rows}.")
        if self.table.other_sheets:
            said.append(f"Not read: the sheet {_named(self.table.other_sheets)}. “{self.table.sheet}” was read.")
        return tuple(said)


def _named(names: tuple[str, ...], *, quoted: bool = True, most: int = 8) -> str:
    shown = [f"“{name}”" if quoted else name for name in names[:most]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")
