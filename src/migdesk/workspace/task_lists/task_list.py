"""Reads a list that says what to set of tasks: CSV or Excel with a head over each column, or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from migdesk.base.errors import UserError
from migdesk.workspace.list_reading.columns import Cell, Head, ListKind
from migdesk.workspace.list_reading.reading import ListFile, table_in
from migdesk.workspace.list_reading.table import MOST_ROWS
from migdesk.workspace.list_reading.text_reading import decoded

HEADS = (
    "practice", "task", "status", "reason", "owner", "due", "note", "done_on", "signed_by", "signed_on", "signed_where",
)  # fmt: skip
"""The heads of its columns, and the keys of its JSON lines. Only the task is needed, and something to set."""

_BY_TITLE = {head.replace("_", ""): head for head in HEADS}


class TaskListRow(msgspec.Struct, frozen=True):
    """One row: its number in the file from 1, and its cells that hold something, by head."""

    number: int
    cells: dict[str, Cell]


def read_task_list(source: ListFile) -> tuple[TaskListRow, ...]:
    """Return the rows of a list. Raises UserError, naming it, for what is none and for a head that is not known."""
    if source.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        try:
            return tuple(_json_rows(decoded(source.data)))
        except UserError as error:
            raise UserError(f"{source.name} was not read. {error}") from error
    table = table_in(source, _TASK_LIST)
    if table.left_out:
        named = " and ".join(f"“{title}”" for title in table.left_out)
        raise UserError(f"{source.name} was not read. {_unknown(named)}")
    if table.other_sheets:
        named = " and ".join(f"“{title}”" for title in table.other_sheets)
        raise UserError(f"{source.name} was not read. It has other sheets too: {named}. Save the one you mean alone.")
    filled = ((row.number, {head: cell for head, cell in row.cells.items() if cell}) for row in table.rows)
    return tuple(TaskListRow(number, cells) for number, cells in filled)


def _field(title: str) -> tuple[str, int] | None:
    return (_BY_TITLE[title], 0) if title in _BY_TITLE else None


def _why_none(head: Head | None) -> str:
    del head  # whatever it has, the heads that it can have say it best
    return f"It has no column “task”. The first row names the columns: {', '.join(HEADS)}."


_TASK_LIST = ListKind(field=_field, names_rows=lambda fields: "task" in fields, why_none=_why_none)


def _json_rows(text: str) -> Iterator[TaskListRow]:
    rows = 0
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if not line.strip():
            continue
        rows += 1
        if rows > MOST_ROWS:
            raise UserError(f"It has more than {MOST_ROWS:,} rows. Split it into several lists.")
        yield TaskListRow(number, _json_cells(line, number))


def _json_cells(line: str, number: int) -> dict[str, Cell]:
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise UserError(f"Line {number} is no JSON. Write an object with its braces on each line.") from None
    if not isinstance(found, dict):
        raise UserError(f"Line {number} is no JSON object. Write an object with its braces on each line.")
    unknown = [key for key in found if key not in HEADS]
    if unknown:
        raise UserError(f"Line {number}: {_unknown(' and '.join(f'“{key}”' for key in unknown))}")
    cells = {key: value for key, value in found.items() if value is not None and value != ""}
    if not all(isinstance(value, str) for value in cells.values()):
        raise UserError(f"Line {number}: each value is a text in quotation marks.")
    return cells


def _unknown(named: str) -> str:
    return f"It says {named}, which cannot be set. Known are {', '.join(HEADS)}."
