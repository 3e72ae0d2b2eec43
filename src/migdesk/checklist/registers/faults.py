"""What can be wrong with the definition of a register that its types cannot say, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from migdesk.checklist.definitions import Offset
from migdesk.checklist.registers.definitions import (
    DUE,
    OWNER,
    STATUS,
    Column,
    ColumnType,
    ComputedKind,
    Condition,
    Register,
    StartingRow,
)
from migdesk.checklist.registers.grid import MEASURES, RE_ENTRY, GridColumn
from migdesk.checklist.registers.report_line_faults import Fault, Place, no_column, report_line_faults

MOST_COLUMNS = 60
MOST_TITLE_CHARACTERS = 90

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LINK = re.compile(r"/[A-Za-z0-9/_-]*(?:#[A-Za-z0-9_-]+)?")
_TAKEN_REGISTERS = frozenset({"leave", "own-tasks"})
_TAKEN_COLUMNS = frozenset({"id", "number", "removed", "notes", "note", STATUS, OWNER, DUE})
_FIGURES = frozenset({ColumnType.NUMBER, ColumnType.MONEY})


def register_faults(register: Register, file_stem: str) -> Iterator[Fault]:
    """Yield what is wrong with one register, given the name of its file without its ending."""
    if register.id != file_stem:
        yield ("id",), f"the id {register.id!r} should be the file's name, {file_stem!r}"
    if register.id in _TAKEN_REGISTERS:
        yield ("id",), f"the id {register.id!r} is taken by the program itself"
    if not _ID.fullmatch(register.id):
        yield ("id",), f"the id {register.id!r} should be lower-case words joined by -"
    if len(register.title) > MOST_TITLE_CHARACTERS:
        yield ("title",), f"the title is longer than {MOST_TITLE_CHARACTERS} characters"
    links: dict[Place, str] = {("link",): register.link}
    links.update((("see_also", number), link) for number, link in enumerate(register.see_also))
    for place, link in links.items():
        if not LINK.fullmatch(link):
            yield place, f"the link {link!r} should be a permalink such as /guide/kick-off#make-staff-aware"
    yield from _column_faults(register)
    yield from _ids(register.statuses, ("statuses",))
    if not register.statuses:
        yield ("statuses",), "no status here; expected at least one"
    for name, columns in (("name_column", (register.name_column,)), ("key", register.key)):
        yield from (((name,), no_column(column)) for column in columns if column not in register.column_by_id)
    if register.row_id_from_key and not register.key:
        yield ("row_id_from_key",), "rows cannot be named by their key where there is no key"
    if register.closes_at_zero:
        column = register.column_by_id.get(register.closes_at_zero)
        if column is None or not column.computed or register.closed_status is None:
            yield ("closes_at_zero",), "expected a computed column, and a status that is not open"
    yield from _grid_faults(register)
    yield from _row_faults(register)
    yield from _condition_faults(register)


def _grid_faults(register: Register) -> Iterator[Fault]:
    if register.grid is None:
        return
    missing = [name for name in GridColumn if name not in register.column_by_id]
    if missing or register.id != RE_ENTRY:
        yield ("grid",), f"a grid is of the register {RE_ENTRY!r} and needs the columns {', '.join(GridColumn)}"
        return
    if register.key != (GridColumn.CATEGORY, GridColumn.DAY) or not register.row_id_from_key:
        yield ("key",), "the rows of a grid are named by category and day"
    if any(not register.column_by_id[name].accumulates for name in MEASURES):
        yield ("grid",), f"what is counted in a grid accumulates: {', '.join(MEASURES)}"
    known, seen = register.column_by_id[GridColumn.CATEGORY].choices, set()
    for group_number, group in enumerate(register.grid.groups):
        for number, line in enumerate(group.lines):
            if line.id not in known or line.id in seen:
                place = ("grid", "groups", group_number, "lines", number, "id")
                yield place, f"{line.id!r} is used twice" if line.id in seen else f"there is no category {line.id!r}"
            seen.add(line.id)
    left_out = [choice for choice in known if choice not in seen]
    if left_out:
        yield ("grid", "groups"), f"no group has the category {left_out[0]!r}"


def reference_faults(
    register: Register, registers: Mapping[str, Register], tasks: Iterable[str], milestones: Iterable[str]
) -> Iterator[Fault]:
    """Yield what a register names that is not there: other registers, tasks, milestones."""
    known_tasks, known_milestones = set(tasks), set(milestones)
    for number, column in enumerate(register.columns):
        if column.type == ColumnType.ROW and column.register not in registers:
            yield ("columns", number, "register"), f"there is no register {column.register!r}"
    for number, task in enumerate(register.tasks):
        if task not in known_tasks:
            yield ("tasks", number), f"there is no task {task!r}"
    for number, gate in enumerate(register.gates):
        if gate.milestone and gate.milestone not in known_milestones:
            yield ("gates", number, "milestone"), f"the plan has no milestone {gate.milestone!r}"
    dues: list[tuple[Place, Offset | None]] = [(("due",), register.due)]
    dues += [(("columns", number, "due"), column.due) for number, column in enumerate(register.columns)]
    for number, line in enumerate(register.report):
        dues.append((("report", number, "shown_from"), line.shown_from))
        if line.apart:
            dues.append((("report", number, "apart", "last_due"), line.apart.last_due))
    dues += [(("statuses", number, "due"), status.due) for number, status in enumerate(register.statuses)]
    if grid := register.grid:
        dues += [(("grid", name), due) for name, due in (("first", grid.first), ("last", grid.last))]
        dues += [(("grid", "groups"), line.due) for line in grid.lines]
        for name in ("entering_from", "all_in", "ends"):
            if (anchor := getattr(grid, name)) not in known_milestones:
                yield ("grid", name), f"the plan has no milestone {anchor!r}"
    for place, due in dues:
        if due and due.anchor not in known_milestones:
            yield (*place, "anchor"), f"the plan has no milestone {due.anchor!r} to count from"


def _ids(items: Iterable[Any], place: Place) -> Iterator[Fault]:
    """Yield which ids are no ids, or used twice."""
    seen: set[str] = set()
    for number, item in enumerate(items):
        if not _ID.fullmatch(item.id):
            yield (*place, number, "id"), f"the id {item.id!r} should be lower-case words joined by -"
        if item.id in seen:
            yield (*place, number, "id"), f"the id {item.id!r} is used twice; expected one of its own"
        seen.add(item.id)


def _column_faults(register: Register) -> Iterator[Fault]:
    yield from _ids(register.columns, ("columns",))
    if len(register.columns) > MOST_COLUMNS:
        yield ("columns",), f"more than {MOST_COLUMNS} columns"
    for number, column in enumerate(register.columns):
        for place, message in _faults_of_column(column, register):
            yield ("columns", number, *place), message


def _faults_of_column(column: Column, register: Register) -> Iterator[Fault]:
    if column.id in _TAKEN_COLUMNS:
        yield ("id",), f"{column.id!r} is what every row has; expected another id"
    if (column.type == ColumnType.CHOICE) != bool(column.choices):
        yield ("type",), "choices go with the type choice, and it needs some"
    yield from (
        (("choices", choice), f"the id {choice!r} should be lower-case words joined by -")
        for choice in column.choices
        if not _ID.fullmatch(choice)
    )
    if (column.type == ColumnType.ROW) != bool(column.register):
        yield ("type",), "register goes with the type row, which needs it"
    if column.type == ColumnType.DUE:
        yield ("type",), "expected date; every row has a due date anyway"
    if column.due and column.type != ColumnType.DATE:
        yield ("due",), "only a date can be counted from a milestone"
    if column.accumulates and column.type != ColumnType.NUMBER:
        yield ("accumulates",), "only a number can accumulate"
    if column.reason_needed and not column.accumulates:
        yield ("reason_needed",), "only what accumulates can need a reason"
    if column.computed:
        if column.required or column.accumulates:
            yield (), f"the column {column.id!r} is computed, so nothing can be entered in it"
        yield from ((("computed", *place), message) for place, message in _computed_faults(column, register))


def _computed_faults(column: Column, register: Register) -> Iterator[Fault]:
    computed = column.computed
    assert computed is not None
    parts = [register.column_by_id.get(name) for name in computed.of]
    for number, (name, part) in enumerate(zip(computed.of, parts, strict=True)):
        if part is None:
            yield ("of", number), no_column(name)
        elif part.computed:
            yield ("of", number), f"{name!r} is computed itself"
    if None in parts:
        return
    found = [part for part in parts if part]
    if computed.kind in (ComputedKind.DIFFERENCE, ComputedKind.SHARE, ComputedKind.MATRIX) and len(found) != 2:
        yield ("of",), f"a {computed.kind} is computed of two columns"
    elif len(found) < 2:
        yield ("of",), f"a {computed.kind} is computed of two columns or more"
    elif computed.kind == ComputedKind.MATRIX:
        yield from _matrix_faults(computed.matrix, *found)
    elif any(part.type not in _FIGURES for part in found):
        yield ("of",), f"a {computed.kind} is computed of numbers or of money"


def _matrix_faults(matrix: Mapping[str, tuple[int, ...]], first: Column, second: Column) -> Iterator[Fault]:
    if ColumnType.CHOICE not in {first.type} & {second.type}:
        yield ("of",), "a matrix is made of two columns of choices"
    elif set(matrix) != set(first.choices) or any(len(line) != len(second.choices) for line in matrix.values()):
        lines, figures = len(first.choices), len(second.choices)
        yield ("matrix",), f"expected a line for each of {lines} choices, with {figures} figures each"


def _row_faults(register: Register) -> Iterator[Fault]:
    yield from _ids((*register.fixed_rows, *register.seeds), ("seeds" if register.seeds else "fixed_rows",))
    for part, rows in (("fixed_rows", register.fixed_rows), ("seeds", register.seeds)):
        for number, row in enumerate(rows):
            for place, message in _faults_of_row(row, register):
                yield (part, number, *place), message


def _faults_of_row(row: StartingRow, register: Register) -> Iterator[Fault]:
    if not row.fields:
        yield ("fields",), "a row without fields says nothing"
    for name, value in row.fields.items():
        column = register.column_by_id.get(name)
        if column is None or column.computed or column.accumulates:
            yield ("fields", name), no_column(name) if column is None else f"nothing can be entered in {name!r}"
        elif not _can_start_with(column, value):
            yield ("fields", name), f"{value!r} is nothing that the column {name!r} can begin with"


def _can_start_with(column: Column, value: Any) -> bool:
    match column.type:
        case ColumnType.TEXT | ColumnType.LONG_TEXT:
            return isinstance(value, str) and bool(value.strip())
        case ColumnType.CHOICE:
            return value in column.choices
        case ColumnType.YES_NO:
            return isinstance(value, bool)
        case ColumnType.NUMBER:
            return isinstance(value, (int, float)) and not isinstance(value, bool)
    return False


def _condition_faults(register: Register) -> Iterator[Fault]:
    conditions: list[tuple[Place, Condition]] = []
    for number, gate in enumerate(register.gates):
        conditions.append((("gates", number, "condition"), gate.condition))
        if bool(gate.milestone) == bool(gate.sign_off):
            yield ("gates", number), "a gate stands before a milestone or before a sign_off, one of the two"
    for number, line in enumerate(register.report):
        conditions.append((("report", number, "condition"), line.condition))
        yield from ((("report", number, *place), message) for place, message in report_line_faults(line, register))
    for number, name in enumerate(register.wall):
        if name not in register.column_by_id:
            yield ("wall", number), no_column(name)
    if tally := register.tally:
        conditions.append((("tally", "condition"), tally.condition))
        if tally.of and tally.of not in register.column_by_id:
            yield ("tally", "of"), no_column(tally.of)
        if bool(tally.of) == bool(tally.condition):
            yield ("tally",), "a tally counts the rows of a condition, or is the sum of a column, one of the two"
    for place, condition in conditions:
        for name, values in condition.items():
            yield from (((*place, name), message) for message in wrong_values(name, values, register))


def wrong_values(name: str, values: Iterable[Any], register: Register) -> Iterator[str]:
    column = register.column_by_id.get(name)
    if column is None:
        yield no_column(name)
    elif column.type == ColumnType.CHOICE:
        yield from (f"{name!r} has no choice {value!r}" for value in values if value not in column.choices)
    elif column.type == ColumnType.YES_NO and not all(isinstance(value, bool) for value in values):
        yield f"{name!r} is true or false"
