"""What follows from a row's values: computed columns, and how the row stands while nobody says so."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from migdesk.checklist.registers.definitions import (
    STATUS,
    Column,
    ColumnType,
    Computed,
    ComputedKind,
    Register,
    RegisterStatus,
)
from migdesk.checklist.registers.recorded import figure_of


def computed_of(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the columns of a row compute to, of its values by their columns; those that say nothing are left
    out. Money is text with two decimals, as it is kept."""
    found = {column.id: _value(column, register, values) for column in register.columns if column.computed}
    return {name: value for name, value in found.items() if value is not None}


def status_of(register: Register, fields: Mapping[str, Any], computed: Mapping[str, Any]) -> RegisterStatus:
    """Return how a row stands. A status that is not known here, as of a guide of its own, is open."""
    kept, first = str(fields.get(STATUS) or ""), register.statuses[0]
    if kept and kept not in register.status_by_id:
        return RegisterStatus(kept, kept)
    status = register.status_by_id.get(kept, first)
    if status is first and register.closes_at_zero and not computed.get(register.closes_at_zero):
        return register.closed_status or status
    return status


def _value(column: Column, register: Register, values: Mapping[str, Any]) -> Any:
    computed = column.computed
    assert computed is not None
    if computed.kind is ComputedKind.MATRIX:
        return _in_matrix(computed, register, values)
    figures = [figure_of(values.get(name)) for name in computed.of]
    result = _figured(computed.kind, figures)
    if result is None:
        return None
    if column.type is ColumnType.MONEY:
        return f"{result:.2f}"
    return int(result) if result == result.to_integral_value() else float(round(result, 3))


def _figured(kind: ComputedKind, figures: list[Decimal | None]) -> Decimal | None:
    known = [figure for figure in figures if figure is not None]
    match kind:
        case ComputedKind.SUM | ComputedKind.LEFT if not known:
            return None
        case ComputedKind.SUM:
            return sum(known, Decimal())
        case ComputedKind.LEFT:
            first, *others = (figure or Decimal() for figure in figures)
            return first - sum(others, Decimal())
    if len(known) != len(figures):
        return None
    first, second = known
    if kind is ComputedKind.DIFFERENCE:
        return first - second
    return round(first * 100 / second, 1) if second else None


def _in_matrix(computed: Computed, register: Register, values: Mapping[str, Any]) -> int | None:
    line, place = (str(values.get(name, "")) for name in computed.of)
    places = list(register.column_by_id[computed.of[1]].choices)
    return computed.matrix[line][places.index(place)] if line in computed.matrix and place in places else None
