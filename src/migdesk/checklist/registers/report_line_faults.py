"""What can be wrong with the line of a report that a register's definition asks for, with its place in that line."""

from __future__ import annotations

from collections.abc import Iterator

from migdesk.checklist.registers.definitions import TODAY, Column, ColumnType, DaysApart, Register, ReportLine

Place = tuple[str | int, ...]
Fault = tuple[Place, str]

_TYPES_OF = {"missing": ColumnType.CHOICE, "series": ColumnType.COUNTS, "ages": ColumnType.DATE}
_FIGURES = frozenset({ColumnType.NUMBER, ColumnType.MONEY})


def no_column(column: str) -> str:
    return f"there is no column {column!r}"


def report_line_faults(line: ReportLine, register: Register) -> Iterator[Fault]:
    """Yield what is wrong with one line; its condition is looked at with all others."""
    named: list[tuple[Place, str]] = [(("by",), line.by), (("of",), line.of), (("sort",), line.sort)]
    named += [(("columns", number), name) for number, name in enumerate(line.columns)]
    yield from ((place, no_column(name)) for place, name in named if name and name not in register.column_by_id)
    if line.apart:
        yield from ((("apart", *place), message) for place, message in _apart_faults(line.apart, register))
    of = register.column_by_id.get(line.of)
    if line.kind == "sum":
        yield from _sum_faults(line, register)
    elif line.kind in ("missing", "same", "series", "ages"):
        wanted = _TYPES_OF.get(line.kind)
        if not line.of or (of and wanted and of.type != wanted):
            kind = f"of type {wanted}" if wanted else "of it"
            yield ("of",), f"the kind {line.kind} needs a column {kind}"
    elif line.of:
        yield ("of",), f"the kind {line.kind} is of no column"
    for number, choice in enumerate(line.choices):
        if of is None or line.kind != "missing" or choice not in of.choices:
            yield ("choices", number), f"{choice!r} is no choice that could be missing"


def _sum_faults(line: ReportLine, register: Register) -> Iterator[Fault]:
    if bool(line.of) == bool(line.columns):
        yield (), "a sum is of a column, or of several columns, one of the two"
    for name in (line.of, *line.columns):
        column = register.column_by_id.get(name)
        if column and column.type not in _FIGURES:
            yield (), f"{name!r} holds no figures"


def _apart_faults(apart: DaysApart, register: Register) -> Iterator[Fault]:
    if bool(apart.last) == bool(apart.last_due):
        yield ("last",), "days are counted to a column, or to a day of the plan, one of the two"
    if apart.fewer_than is None and apart.more_than is None:
        yield (), "expected fewer_than or more_than"
    for part, name in (("first", apart.first), ("last", apart.last), ("less", apart.less)):
        column = register.column_by_id.get(name)
        if name and name != TODAY and column is None:
            yield (part,), no_column(name)
        elif column and not _fits(column, part):
            yield (part,), f"{name!r} is no column of {'numbers' if part == 'less' else 'dates'}"


def _fits(column: Column, part: str) -> bool:
    return column.type is (ColumnType.NUMBER if part == "less" else ColumnType.DATE)
