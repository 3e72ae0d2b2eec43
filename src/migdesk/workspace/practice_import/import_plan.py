"""What an import would do, row by row, before anything is recorded: the one thing that both front ends show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from migdesk.practice.details import PracticeDetails
from migdesk.practice.stored_lines import PracticeName
from migdesk.workspace.list_reading.cells import Fault
from migdesk.workspace.list_reading.reading import read_table
from migdesk.workspace.list_reading.table import PROGRESS_EVERY, Progress, Table, no_progress
from migdesk.workspace.practice_import.doubles import Doubles
from migdesk.workspace.practice_import.practice_list import PRACTICE_LIST
from migdesk.workspace.practice_import.remarks import Remarks
from migdesk.workspace.practice_import.row_check import CheckedRow, RowChecker
from migdesk.workspace.practice_import.template import is_example

Outcome = Literal["add", "there", "bad"]


class PlannedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row and what becomes of it.

    `add`: `details` are recorded; `maybe_double` says, in whole sentences, which practice it may be already, and
    `remarks` what else should be checked. `there`: `there` is the practice with its code, and nothing is changed.
    `bad`: `faults` says why; it is not added.
    """

    row: int
    outcome: Outcome
    shown: Mapping[str, str]
    details: PracticeDetails | None = None
    faults: tuple[Fault, ...] = ()
    there: PracticeName | None = None
    maybe_double: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def is_to_check(self) -> bool:
        """Tell whether the row is added although something in it may be a slip."""
        return bool(self.remarks) and not self.maybe_double

    @property
    def needs_a_look(self) -> bool:
        """Tell whether anything is, or may be, wrong in the row."""
        return bool(self.faults or self.maybe_double or self.remarks)


class ImportPlan(msgspec.Struct, frozen=True):
    """All rows in the order of the file; `examples` counts rows of the template's own example, which are left out."""

    file: str
    table: Table
    rows: tuple[PlannedRow, ...]
    examples: int

    def of(self, outcome: Outcome) -> tuple[PlannedRow, ...]:
        return tuple(row for row in self.rows if row.outcome == outcome)

    @property
    def doubtful(self) -> tuple[PlannedRow, ...]:
        """Rows to add that may be doubles."""
        return tuple(row for row in self.rows if row.maybe_double)

    @property
    def to_check(self) -> tuple[PlannedRow, ...]:
        """Rows to add in which something else than a double may be wrong."""
        return tuple(row for row in self.rows if row.is_to_check)

    @property
    def worst_first(self) -> tuple[PlannedRow, ...]:
        """The rows as a person should read them: faults, possible doubles, what to check, the rest; as in the file."""
        return tuple(sorted(self.rows, key=lambda row: (row.outcome != "bad", not row.maybe_double, not row.remarks)))

    @property
    def only_faults(self) -> ImportPlan:
        """What is left of the plan once all that can be added has been."""
        return msgspec.structs.replace(self, rows=self.of("bad"), examples=0)

    def to_add(self, *, without_doubles: bool = False) -> tuple[PracticeDetails, ...]:
        """Return what is to be recorded, in the order of the file."""
        return tuple(
            row.details
            for row in self.rows
            if row.outcome == "add" and row.details and not (without_doubles and row.maybe_double)
        )


def plan_import(
    path: Path,
    known: Iterable[PracticeName],
    today: date,
    progress: Progress = no_progress,
    *,
    no_patients: bool = False,
) -> ImportPlan:
    """Read a list and say what would become of each row; nothing is recorded. Raises as `reading.read_table`.

    `known` are the practices in the record, archived ones too, as `Workspace.names` gives them. A row that looks like
    patient data is a fault, unless somebody said that there are `no_patients` in the list.
    """
    return plan_of(
        path.name, read_table(path, PRACTICE_LIST, progress), known, today, progress, no_patients=no_patients
    )


def plan_of(
    file: str,
    table: Table,
    known: Iterable[PracticeName],
    today: date,
    progress: Progress = no_progress,
    *,
    no_patients: bool = False,
) -> ImportPlan:
    """Say what would become of each row of a table."""
    checker = RowChecker(table, today, no_patients=no_patients)
    rows: list[CheckedRow] = []
    examples = 0
    for count, row in enumerate(table.rows):
        if count % PROGRESS_EVERY == 0:
            progress(count, len(table.rows))
        if is_example(row.cells.get("name", "")):
            examples += 1
        else:
            rows.append(checker.check(row))
    doubles, remarks = Doubles(rows, known), Remarks(today)
    return ImportPlan(file, table, tuple(_planned(row, doubles, checker, remarks) for row in rows), examples)


def _planned(row: CheckedRow, doubles: Doubles, checker: RowChecker, remarks: Remarks) -> PlannedRow:
    there = doubles.there(row.ods_code)
    if there:
        return PlannedRow(row=row.number, outcome="there", shown=row.shown, there=there)
    faults, twice = row.faults, doubles.of_code(row.ods_code)
    if twice:
        faults = (*faults, Fault(checker.title("ods_code"), twice))
    if faults or not row.details:
        return PlannedRow(row=row.number, outcome="bad", shown=row.shown, faults=faults)
    return PlannedRow(
        row=row.number,
        outcome="add",
        shown=row.shown,
        details=row.details,
        maybe_double=doubles.of_name(row.number, row.details),
        remarks=remarks.on(row.details, row.no_date),
    )
