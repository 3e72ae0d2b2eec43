"""A practice's register as values: what a report says of it, without how it looks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import msgspec

from migdesk.report.blocks import Note, Percent

Figure = str | int | date | Percent
"""What stands in a table of figures."""


class RegisterColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a register. `choices` are its words, `is_long` ones need the width of a page, `in_table` ones are
    those to look at first."""

    id: str
    title: str
    type: str
    unit: str = ""
    choices: tuple[str, ...] = ()
    computed: bool = False
    is_long: bool = False
    in_table: bool = True


class RowLine(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `sign` is the picture of its status, by the name of a task's. `due_by_plan` tells that the day moves
    with the plan. `fields` are its values by columns as they are kept, `shown` as people read them; what is computed or
    dated by the plan is among them. `problems` are whole sentences."""

    id: str
    number: int
    name: str
    status: str
    status_word: str
    sign: str
    is_open: bool
    owner: str
    due: date | None
    due_by_plan: bool
    overdue: bool
    fields: Mapping[str, Any]
    shown: Mapping[str, str]
    notes: tuple[Note, ...] = ()
    problems: tuple[str, ...] = ()


class FigureTable(msgspec.Struct, frozen=True):
    """Figures under their heads; the first column names each line."""

    heads: tuple[str, ...]
    lines: tuple[tuple[Figure, ...], ...]


class RowGroup(msgspec.Struct, frozen=True):
    """Rows that have a value in common, by their ids; `title` is empty where they have none."""

    title: str
    rows: tuple[str, ...]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says of a register under the words of its definition: a sentence, figures, or rows by groups with
    the columns that are to be seen of them."""

    words: str
    kind: str
    said: str = ""
    table: FigureTable | None = None
    groups: tuple[RowGroup, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(row for group in self.groups for row in group.rows)


class RegisterSection(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One register. `state` is how far it is in a few words, `link` the place in the guide that asks for it, `wall` the
    columns of the sheet that is hung up; none for a register without one."""

    id: str
    title: str
    short_title: str
    group: str
    purpose: str
    link: str
    state: str
    name_column: str
    open: int
    overdue: int
    columns: tuple[RegisterColumn, ...]
    statuses: tuple[str, ...]
    rows: tuple[RowLine, ...]
    findings: tuple[Finding, ...]
    wall: tuple[str, ...] = ()

    @cached_property
    def row_by_id(self) -> Mapping[str, RowLine]:
        return {row.id: row for row in self.rows}

    @cached_property
    def column_by_id(self) -> Mapping[str, RegisterColumn]:
        return {column.id: column for column in self.columns}
