"""Reads a practice's registers from its state: rows with what is computed, due and in conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import date_of, is_overdue, plan_dates
from migdesk.checklist.registers.computed import computed_of, status_of
from migdesk.checklist.registers.definitions import (
    DUE,
    OWNER,
    STATUS,
    ColumnType,
    ComputedKind,
    Gate,
    Register,
    Registers,
    RegisterStatus,
    StartingRow,
)
from migdesk.checklist.registers.due import due_day
from migdesk.practice.conflicts import Conflict, conflicts_in
from migdesk.practice.entries import Count, Note
from migdesk.practice.heads import Fields
from migdesk.practice.plan_record import plan_inputs
from migdesk.practice.rows import Row, item_of_row
from migdesk.practice.state import PracticeState
from migdesk.workspace.people.owners import names_of_people
from migdesk.workspace.registers.row_words import RowWords
from migdesk.workspace.registers.values import Names
from migdesk.workspace.registers.view import TOO_MANY_ENTERED, GateFinding, RegisterView, RowView


class RegisterReader:
    """Reads registers of one practice in one state; what several of them need is found once."""

    def __init__(self, registers: Registers, definitions: Definitions, state: PracticeState, today: date) -> None:
        self._registers = registers
        self._definitions = definitions
        self._state = state
        self._today = today
        self._names: dict[str, dict[str, str]] = {}
        self._rows: dict[str, dict[str, Row]] = {}
        self.names = Names(self.row_names, lambda: names_of_people(state), definitions.milestones)

    def view(self, register: Register) -> RegisterView:
        """Return a register with the rows that stand."""
        conflicts = self._conflicts(register)
        rows = tuple(
            self._row(register, row, number, conflicts)
            for number, row in enumerate(self._standing(register).values(), 1)
        )
        return RegisterView(register, rows, sum(row.is_open for row in rows), sum(row.overdue for row in rows))

    def views(self) -> Iterator[RegisterView]:
        return map(self.view, self._registers.registers)

    def findings(self, register: Register, milestone: str, sign_off: str) -> Iterator[GateFinding]:
        """Return what a register still holds open before a milestone or a sign-off."""
        gates = [gate for gate in register.gates if _stands_before(gate, milestone, sign_off)]
        if not gates:
            return
        rows = self.view(register).rows
        for gate in gates:
            found = tuple(row for row in rows if row.meets(gate.condition))
            if gate.wanted and not found:
                yield GateFinding(register, (), gate.words)
            elif found and not gate.wanted:
                yield GateFinding(register, found, f"{gate.words}: {len(found)}")

    def row_names(self, register: str) -> Mapping[str, str]:
        """Return the names of the rows of a register by their ids; a row without one is left out."""
        if register not in self._names:
            found = self._registers.by_id.get(register)
            rows = (
                {row.id: row.values.get(found.name_column) for row in self._standing(found).values()} if found else {}
            )
            self._names[register] = {row: str(name) for row, name in rows.items() if name}
        return self._names[register]

    def row(self, register: Register, row_id: str) -> Row | None:
        """Return a row that stands, fixed ones too that nobody has recorded anything on."""
        return self._standing(register).get(row_id)

    def _standing(self, register: Register) -> dict[str, Row]:
        """Return the rows that stand by their ids."""
        if register.id not in self._rows:
            self._rows[register.id] = {row.id: row for row in self._in_order(register)}
        return self._rows[register.id]

    def _in_order(self, register: Register) -> Iterator[Row]:
        """Return fixed rows in their order, and after them the others as they were added."""
        recorded = {row.id: row for row in self._state.all_rows(register.id)}
        fixed = {register.row_id(row.id): row for row in register.fixed_rows}
        for row_id, starting in fixed.items():
            row = recorded.get(row_id)
            if row is None or not row.removed:
                yield _with_starting_values(register, row_id, starting, row)
        yield from (row for row in recorded.values() if row.id not in fixed and not row.removed and row.values)

    def _row(self, register: Register, row: Row, number: int, conflicts: Mapping[str, list[Conflict]]) -> RowView:
        counts = self._counts.get(row.item, [])
        fields = dict(row.values) | _added_up(counts)
        computed = computed_of(register, fields)
        status = status_of(register, fields, computed)
        due, from_plan = self._due(register, status, fields)
        starting = register.starting_row_by_id.get(row.id)
        return RowView(
            id=row.id,
            number=number,
            name=self._name(register, row),
            status=status,
            owners=_texts(fields.get(OWNER)),
            due=due,
            due_from_plan=from_plan,
            overdue=status.is_open and is_overdue(due, self._today),
            fields={name: value for name, value in fields.items() if name not in (STATUS, OWNER, DUE)},
            computed=computed,
            planned=self._planned(register, fields),
            due_kept=str(fields.get(DUE) or ""),
            notes=tuple(self._notes.get(row.item, ())),
            counts=tuple(counts),
            conflicts=tuple(conflicts.get(row.item, ())),
            from_seed=starting is not None,
            recorded=row.id in self._state.registers.get(register.id, {}),
            link=(starting.link if starting else "") or register.link,
            missing=tuple(column.id for column in register.columns if column.required and column.id not in fields),
            problems=(TOO_MANY_ENTERED,) if _is_below_zero(register, computed) else (),
        )

    def _name(self, register: Register, row: Row) -> str:
        return RowWords(register, self.names).name(row.values) or row.title

    def _due(self, register: Register, status: RegisterStatus, fields: Mapping[str, Any]) -> tuple[date | None, bool]:
        rule = status.due or register.due if status.is_open else None
        return due_day(str(fields.get(DUE) or ""), rule, self._definitions.milestones, self._dates)

    def _planned(self, register: Register, fields: Mapping[str, Any]) -> dict[str, date]:
        rules = {column.id: column.due for column in register.columns if column.due and column.id not in fields}
        days = {name: date_of(rule, self._dates) for name, rule in rules.items()}
        return {name: day for name, day in days.items() if day}

    def _conflicts(self, register: Register) -> dict[str, list[Conflict]]:
        fields: dict[str, Fields] = {
            item_of_row(register.id, row): record.fields
            for row, record in self._state.registers.get(register.id, {}).items()
        }
        entries = self._state.recorded_entries
        found: dict[str, list[Conflict]] = defaultdict(list)
        for conflict in conflicts_in(fields, entries) if fields else ():
            found[conflict.item].append(conflict)
        return found

    @cached_property
    def _dates(self) -> dict[str, date]:
        return plan_dates(self._definitions.milestones, plan_inputs(self._state))

    @cached_property
    def _notes(self) -> dict[str, list[Note]]:
        found: dict[str, list[Note]] = defaultdict(list)
        for note in self._state.standing_notes():
            found[note.task].append(note)
        return found

    @cached_property
    def _counts(self) -> dict[str, list[Count]]:
        found: dict[str, list[Count]] = defaultdict(list)
        for count in self._state.standing_counts():
            found[count.item].append(count)
        return found


def _stands_before(gate: Gate, milestone: str, sign_off: str) -> bool:
    return gate.milestone == milestone if milestone else gate.sign_off == sign_off


def _with_starting_values(register: Register, row_id: str, starting: StartingRow, row: Row | None) -> Row:
    values = dict(starting.fields) | dict(row.values if row else {})
    return Row(register=register.id, id=row_id, values=values)


def _added_up(counts: list[Count]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for count in counts:
        sums[count.measure] += count.n
    return dict(sums)


def _is_below_zero(register: Register, computed: Mapping[str, Any]) -> bool:
    left = [column.id for column in register.columns if column.computed and column.computed.kind is ComputedKind.LEFT]
    return any((computed.get(name) or 0) < 0 for name in left if register.column_by_id[name].type is ColumnType.NUMBER)


def _texts(value: Any) -> tuple[str, ...]:
    """Return the names in a field of persons; one text is one name."""
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else (str(value),) if value else ()
