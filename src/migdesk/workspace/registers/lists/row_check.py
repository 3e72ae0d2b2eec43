"""Judges the rows of a list against a register: which row of it each one is, and what it would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from migdesk.base.errors import UserError
from migdesk.checklist.registers.definitions import STATUS, Column, Register
from migdesk.practice.state import PracticeState
from migdesk.workspace.list_reading.cells import Fault, as_shown, why_a_patient, why_no_value
from migdesk.workspace.list_reading.columns import Cell
from migdesk.workspace.list_reading.reading import read_table
from migdesk.workspace.list_reading.table import PROGRESS_EVERY, FileRow, Progress, Table, holds_something, no_progress
from migdesk.workspace.list_reading.text_reading import read_csv
from migdesk.workspace.registers.change import (
    CheckedChange,
    RowChange,
    checked_change,
    is_same,
    refuse_below_zero,
    values_before,
)
from migdesk.workspace.registers.lists.cells import BETWEEN_NOTES, ListCell, cells_of, is_as_written
from migdesk.workspace.registers.lists.columns import ID, NOTES, REASON, key_columns, list_columns, list_kind
from migdesk.workspace.registers.lists.plan import CellChange, Outcome, PlannedRow, RegisterImport
from migdesk.workspace.registers.lists.row_match import RowMatcher
from migdesk.workspace.registers.reading import RegisterReader
from migdesk.workspace.registers.values import checked, shown
from migdesk.workspace.registers.view import RowView

NEW_ROW = "new"
"""Stands for the id that a new row will get."""


def plan_register_import(
    path: Path,
    register: Register,
    reader: RegisterReader,
    state: PracticeState,
    today: date,
    progress: Progress = no_progress,
    *,
    sheet: str = "",
    no_patients: bool = False,
) -> RegisterImport:
    """Read a list and say what would become of each row; nothing is recorded.

    Raises as `list_reading.reading.read_table`. A row that looks like patient data is a fault, unless somebody said
    that there are `no_patients` in the list.
    """
    table = read_table(path, list_kind(register), progress, sheet)
    checker = RowChecker(register, reader, state, today, table, no_patients=no_patients)
    return checker.plan(path.name, progress)


def plan_register_paste(
    text: str,
    columns: Sequence[str],
    register: Register,
    reader: RegisterReader,
    state: PracticeState,
    today: date,
) -> RegisterImport:
    """Judge cells that were copied from a spreadsheet, as `plan_register_import` judges a file.

    Without titles over them they are taken to stand under `columns`, by their ids. Raises UserError for no table.
    """
    kind = list_kind(register)
    try:
        table = read_csv(text.encode(), kind, no_progress)
    except UserError:
        head = "\t".join(columns)
        table = read_csv(f"{head}\n{text}".encode(), kind, no_progress)
    return RowChecker(register, reader, state, today, table).plan("the clipboard", no_progress)


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is being judged: what was read, and which row of the register it is.

    `key` are the values by which rows are told apart, `written` what a list that is written now holds of that row.
    """

    read: FileRow
    key: Mapping[str, Any]
    id: str | None
    there: RowView | None
    written: Mapping[str, ListCell]

    def cell(self, field: str) -> Cell:
        return self.read.cells.get(field, "")

    def text(self, field: str) -> str:
        return str(self.cell(field)).replace("\r\n", "\n").strip()

    @property
    def wanted(self) -> str:
        """The id that stands in the list."""
        return self.text(ID)


class RowChecker:
    """Checks the rows of one table against one register in one state."""

    def __init__(
        self,
        register: Register,
        reader: RegisterReader,
        state: PracticeState,
        today: date,
        table: Table,
        *,
        no_patients: bool = False,
    ) -> None:
        self._register = register
        self._reader = reader
        self._state = state
        self._today = today
        self._table = table
        self._no_patients = no_patients
        self._titles = {column.field: column.title for column in table.columns}
        self._listed = {listed.field: listed for listed in list_columns(register)}
        self._matcher = RowMatcher(reader.view(register))

    def plan(self, file: str, progress: Progress) -> RegisterImport:
        """Return what would become of each row."""
        found: list[PlannedRow] = []
        rows_by_id: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self._table.rows):
            if number % PROGRESS_EVERY == 0:
                progress(number, len(self._table.rows))
            planned, row_id = self._planned(row)
            found.append(planned)
            if row_id:
                rows_by_id[row_id].append(len(found) - 1)
        for places in rows_by_id.values():
            if len(places) > 1:
                for place in places:
                    found[place] = _as_double(found[place], [found[other].row for other in places])
        passed = tuple(column.title for column in self._table.columns if not self._listed[column.field].is_read)
        return RegisterImport(file, self._register, self._table, tuple(found), passed)

    def _planned(self, read: FileRow) -> tuple[PlannedRow, str]:
        """Return what would become of a row, and what tells it from all others of the list; empty for nothing."""
        key = dict(self._key_values(read))
        name = self._name(read, key)
        faults: list[Fault] = []
        try:
            row = self._found(read, key)
            values = dict(self._new_values(row, faults))
            change = self._change(row, values)
            if not faults:
                judged = self._judged(change)
        except UserError as error:
            faults.append(Fault("", str(error)))
        if faults:
            return PlannedRow(row=read.number, outcome="bad", name=name, faults=tuple(faults)), ""
        cells = tuple(self._cells(row, change, values))
        outcome: Outcome = "same" if row.there and not cells else "change" if row.there else "add"
        planned = PlannedRow(
            row=read.number,
            outcome=outcome,
            name=row.there.name if row.there else name,
            change=change if outcome != "same" else None,
            cells=cells,
            remarks=tuple(self._remarks(row)),
        )
        return planned, judged.row if judged.row != NEW_ROW else self._matcher.key_text(key)

    def _judged(self, change: RowChange) -> CheckedChange:
        """Return a change as it would be recorded. Raises UserError where it could not be."""
        judged = checked_change(self._register, change, self._reader, NEW_ROW)
        if judged.counts:
            refuse_below_zero(self._register, judged.row, judged.counts, self._state)
        return judged

    def _key_values(self, read: FileRow) -> Iterator[tuple[str, Any]]:
        """Yield the values by which rows are told apart; what is wrong with them is found later."""
        for name in key_columns(self._register):
            with suppress(UserError):
                yield name, checked(self._register.column_by_id[name], read.cells.get(name), self._reader.names)

    def _new_values(self, row: _Row, faults: list[Fault]) -> Iterator[tuple[str, Any]]:
        """Yield the values that do not stand there already, as they are recorded; faults are added to the list."""
        for field, cell in row.read.cells.items():
            listed = self._listed[field]
            says_nothing = not holds_something((cell,)) or is_as_written(cell, row.written.get(field, ""))
            if says_nothing or not listed.is_read or field == ID:
                continue
            why = why_no_value(cell)
            if not why and isinstance(cell, str) and not self._no_patients:
                why = why_a_patient(cell, self._today)
            if why:
                faults.append(Fault(self._titles[field], why))
            elif listed.column:
                yield from self._checked(listed.column, cell, faults)

    def _checked(self, column: Column, cell: Cell, faults: list[Fault]) -> Iterator[tuple[str, Any]]:
        try:
            value = checked(column, cell, self._reader.names)
        except UserError as error:
            faults.append(Fault(self._titles[column.id], str(error).removeprefix(f"{column.title}: ")))
            return
        if value is not None:
            yield column.id, value

    def _name(self, read: FileRow, values: Mapping[str, Any]) -> str:
        register = self._register
        columns = register.key if register.row_id_from_key else (register.name_column,)
        texts = (
            shown(register.column_by_id[name], values.get(name), self._reader.names)
            or as_shown(read.cells.get(name, ""))
            for name in columns
        )
        return ", ".join(filter(None, texts)) or as_shown(read.cells.get(ID, ""))

    def _found(self, read: FileRow, key: Mapping[str, Any]) -> _Row:
        row_id = self._matcher.find(str(read.cells.get(ID, "")).strip(), key)
        there = self._matcher.row(row_id)
        written = cells_of(self._register, there, self._state, self._reader.names) if there else {}
        return _Row(read=read, key=key, id=row_id, there=there, written=written)

    def _change(self, row: _Row, values: Mapping[str, Any]) -> RowChange:
        """Return what a row of the list says that the register does not. Raises UserError for a count that shrinks."""
        before = values_before(self._register, row.id or "", self._state)
        fields: dict[str, Any] = {}
        for name, value in values.items():
            column = self._register.column_by_id[name]
            if column.accumulates:
                if more := _more(column, value, row):
                    fields[name] = more
            elif not self._is_there(name, value, before, row):
                fields[name] = value
        return RowChange(row=row.id, fields=fields, reason=row.text(REASON), note=_new_note(row))

    def _is_there(self, name: str, value: Any, before: Mapping[str, Any], row: _Row) -> bool:
        if name == STATUS and row.there:
            return bool(value == row.there.status.id)
        if name in row.key and row.there and row.wanted != row.id:
            return True  # it was found by this, whatever its capitals
        return is_same(value, before.get(name))

    def _cells(self, row: _Row, change: RowChange, values: Mapping[str, Any]) -> Iterator[CellChange]:
        before = values_before(self._register, row.id or "", self._state) if row.there else {}
        for name in change.fields:
            column, names = self._register.column_by_id[name], self._reader.names
            was = row.there.value(name) if row.there else None
            stood = before.get(name) if was is None else was
            yield CellChange(column.title, shown(column, stood, names), shown(column, values[name], names))
        if change.note:
            yield CellChange("Note", "", change.note)

    def _remarks(self, row: _Row) -> Iterator[str]:
        if row.wanted and row.id != row.wanted and not self._matcher.is_named_by_key(row.wanted, row.key):
            found = "so it is taken for the one of the same name" if row.there else "so it is added as a new one"
            yield f"No row here has the ID {as_shown(row.wanted)}, {found}."


def _more(column: Column, total: Any, row: _Row) -> int:
    """Return how many more were counted than stand there: a list says how many there are in all."""
    so_far = row.there.fields.get(column.id, 0) if row.there else 0
    if not isinstance(total, int) or total < so_far:
        raise UserError(
            f"{column.title}: {so_far:,} are counted already, and the list says {total:,}. A list can only add to a "
            "count; take a wrong entry back in the register."
        )
    return total - so_far


def _as_double(row: PlannedRow, rows: list[int]) -> PlannedRow:
    others = " and ".join(f"{number:,}" for number in rows if number != row.row)
    fault = Fault("", f"The same row stands in row {others} of the list too. Keep one of them.")
    return PlannedRow(row=row.row, outcome="bad", name=row.name, faults=(*row.faults, fault), remarks=row.remarks)


def _new_note(row: _Row) -> str:
    """Return what a list says in its notes that no note of the row says."""
    said, there = row.text(NOTES), str(row.written.get(NOTES, ""))
    known = {note.text for note in row.there.notes} if row.there else set()
    if not said or is_as_written(said, there) or said in known:
        return ""
    return said.removeprefix(f"{there}{BETWEEN_NOTES}").strip() if there else said
