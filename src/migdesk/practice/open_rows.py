"""The rows of a practice's registers that are still open, and when they are due: for lists over many practices.

Only registers that somebody has begun are looked at: what a guide offers and nobody uses is nobody's to do. The
register's screen reads much more (`workspace/registers/reading.py`); both say the same, which a test holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from migdesk.checklist.definitions import Milestone, Offset
from migdesk.checklist.plan.dates import plan_dates
from migdesk.checklist.registers.computed import computed_of, status_of
from migdesk.checklist.registers.definitions import DUE, STATUS, Register, Registers, RegisterStatus
from migdesk.checklist.registers.due import due_day
from migdesk.practice.plan_record import plan_inputs
from migdesk.practice.removal import REMOVED
from migdesk.practice.rows import RowRecord, item_of_row, row_of_item
from migdesk.practice.state import PracticeState


class OpenRow(msgspec.Struct, frozen=True):
    """An open row, by the ids of its register and its own, and its day."""

    register: str
    row: str
    due: date | None


def begun_registers(state: PracticeState, registers: Registers) -> Iterator[Register]:
    """Yield the registers in which anything is recorded."""
    return (register for register in registers.registers if state.registers.get(register.id))


def open_rows(state: PracticeState, registers: Registers, milestones: tuple[Milestone, ...]) -> Iterator[OpenRow]:
    """Yield the open rows of the registers that somebody has begun, in no order that counts.

    It is asked at every change of a practice, so of hundreds of rows no more is read than it takes.
    """
    if not state.registers:
        return
    dates = plan_dates(milestones, plan_inputs(state))
    days: dict[tuple[str, Offset | None], date | None] = {}
    for register in begun_registers(state, registers):
        counts = _counts(state, register) if register.closes_at_zero else {}
        for row, fields in _standing(register, state):
            status = _status(register, fields, counts.get(row, {}))
            if status.is_open:
                rule = str(fields.get(DUE) or ""), status.due or register.due
                if rule not in days:
                    days[rule] = due_day(*rule, milestones, dates)[0]
                yield OpenRow(register.id, row, days[rule])


def _status(register: Register, fields: Mapping[str, Any], counts: Mapping[str, int]) -> RegisterStatus:
    """Return how a row stands; only where it closes by itself need its columns be computed."""
    if not register.closes_at_zero:
        return status_of(register, fields, {})
    values = {**fields, **counts}
    return status_of(register, values, computed_of(register, values))


def _standing(register: Register, state: PracticeState) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the rows that stand with their values, those too that the register begins with."""
    recorded, fixed = state.registers.get(register.id, {}), {}
    for starting in register.fixed_rows:
        fixed[register.row_id(starting.id)] = starting.fields
    wanted = None if register.closes_at_zero else (STATUS, DUE)
    for row, fields in fixed.items():
        record = recorded.get(row)
        if record is None:
            yield row, fields
        elif not _is_removed(register, row, record, state):
            yield row, {**fields, **_values(record, wanted)}
    for row, record in recorded.items():
        says_something = any(field.value not in (None, "") for name, field in record.fields.items() if name != REMOVED)
        if row not in fixed and says_something and not _is_removed(register, row, record, state):
            yield row, _values(record, wanted)


def _is_removed(register: Register, row: str, record: RowRecord, state: PracticeState) -> bool:
    return REMOVED in record.fields and state.removed(item_of_row(register.id, row))


def _values(record: RowRecord, wanted: tuple[str, ...] | None) -> Mapping[str, Any]:
    """Return the values of a row that say something, or those of them that are wanted."""
    names = record.fields if wanted is None else [name for name in wanted if name in record.fields]
    values = {name: record.fields[name].value for name in names if name != REMOVED}
    return {name: value for name, value in values.items() if value is not None and value != ""}


def _counts(state: PracticeState, register: Register) -> Mapping[str, Mapping[str, int]]:
    """Return what was counted on a register's rows, added up by measures."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for count in state.standing_counts():
        place = row_of_item(count.item)
        if place and place[0] == register.id:
            found[place[1]][count.measure] += count.n
    return found
