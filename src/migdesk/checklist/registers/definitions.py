"""What a register is: its columns, statuses and rows to begin with, as `_data/migdesk/registers/ID.yml` has them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Literal

import msgspec

from migdesk.checklist.definitions import Anchor, Identifier, Offset

STATUS, OWNER, DUE = "status", "owner", "due"
"""What every row has beside its register's own columns: how it stands, who looks after it, and by when."""

TODAY = "today"
"""In place of a column of dates: the day on which something is looked at."""

SEPARATOR = "."


class ColumnType(StrEnum):
    """What a column holds. `dates` are several days, `counts` a number a day; a `row` is one of another register."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    CHOICE = "choice"
    DATE = "date"
    YES_NO = "yes-no"
    NUMBER = "number"
    MONEY = "money"
    PERSON = "person"
    PERSONS = "persons"
    ROW = "row"
    DATES = "dates"
    COUNTS = "counts"
    DUE = "due"
    """A day, or one that is counted from a milestone and moves with the plan."""


class ComputedKind(StrEnum):
    """How a column is computed of others. `difference`: the first less the second. `left`: the first less all others.
    `share`: the first in hundredths of the second. `matrix`: what stands where two choices meet."""

    DIFFERENCE = "difference"
    SUM = "sum"
    MATRIX = "matrix"
    LEFT = "left"
    SHARE = "share"


class Computed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a column is computed of: columns by their ids. A matrix has a line for each choice of the first column, with
    a figure for each choice of the second, in their order; `source` says who drew it up."""

    kind: ComputedKind
    of: tuple[Identifier, ...]
    matrix: Mapping[str, tuple[int, ...]] = {}
    source: str = ""


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One column. `choices` are its words by their ids.

    A number that `accumulates` is counted up by entries of which each place makes its own, and `reason_needed` says
    that each of them needs a reason. `due` dates a row's day by the plan as long as none is entered. `wide` columns
    stand in the form alone unless `in_table`.
    """

    id: Identifier
    title: str
    type: ColumnType = ColumnType.TEXT
    required: bool = False
    hint: str = ""
    unit: str = ""
    choices: Mapping[str, str] = {}
    register: Identifier = ""
    computed: Computed | None = None
    due: Offset | None = None
    accumulates: bool = False
    reason_needed: bool = False
    wide: bool = False
    in_table: bool = True


class RegisterStatus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a row can stand; `icon` is one of a few shapes that screens draw beside the word. While a row stands so, it
    is due by `due`, or else as its register says."""

    id: Identifier
    title: str
    is_open: bool = True
    icon: Literal["circle", "half", "tick", "cross", "dash", "warning"] = "circle"
    due: Offset | None = None


Condition = Mapping[str, tuple[str | bool | int, ...]]
"""Which rows are meant: for each column (or `status`) the values, of which a row has one. All of them are true."""


class Gate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a register still holds open before a milestone happens, or before a sign-off. It warns and never blocks.

    It tells of the rows that `condition` means; with `wanted` it tells where there is no such row. `words` say what is
    open.
    """

    condition: Condition
    words: str
    milestone: Anchor | None = None
    sign_off: str = ""
    wanted: bool = False


class DaysApart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which rows are meant by how many days lie from one day to another, fewer or more than so many.

    `first` and `last` are columns of dates, or `today`; `last_due` is a day of the plan in place of `last`. `less` is a
    column with a number of days by which the last one comes earlier. A row that lacks a day is not meant.
    """

    first: Identifier
    last: Identifier = ""
    last_due: Offset | None = None
    less: Identifier = ""
    fewer_than: int | None = None
    more_than: int | None = None


class ReportLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a report says of a register, of the rows that `condition` and `apart` mean.

    `count`: how many rows there are, of each value of the column `by` or, side by side, of each of `columns`. `rows`:
    these rows with `columns`, sorted by `sort`, under each value of `by`. `sum`: what the column `of`, or each of
    `columns`, adds up to. `share`: how many of all rows are meant. `missing`: which choices of the column `of`, or of
    `choices` among them, no row has. `same`: whether `of` is the same in all rows. `series`: how the counts of the
    column `of` went. `ages`: for how long the rows have been there, from the day in `of`. `shown_from` is the day of
    the plan before which nothing is said.
    """

    words: str
    kind: Literal["count", "rows", "sum", "share", "missing", "same", "series", "ages"] = "count"
    condition: Condition = {}
    apart: DaysApart | None = None
    by: Identifier = ""
    of: Identifier = ""
    columns: tuple[Identifier, ...] = ()
    choices: tuple[Identifier, ...] = ()
    sort: Identifier = ""
    shown_from: Offset | None = None


class Tally(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a register is, in one glance: "7 of 12 told" are the rows that `condition` means, of all; with `of`,
    "62 left" is the sum of what is more than nothing in that column."""

    words: str
    condition: Condition = {}
    of: Identifier = ""


class GridLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One category of a grid, by its id among the choices of the column `category`.

    `title` is shorter than the choice's where that is long. `due` is when it must be at zero, for what comes before all
    others. `second_check` says who looks at a sample of it again.
    """

    id: Identifier
    title: str = ""
    due: Offset | None = None
    second_check: Literal["clinician", "anybody", "none"] = "anybody"


class GridGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Categories of a grid that stand together."""

    title: str
    lines: tuple[GridLine, ...]


class DayGrid(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Says that a register is counted by categories and days, down to nothing. It has the columns of `GridColumn`.

    Days go from `first` to `last`. What is left is to be entered from `entering_from` on and by `all_in`, and can be
    entered until `ends`, when what it was logged from can no longer be looked at.
    """

    first: Offset
    last: Offset
    entering_from: Anchor
    all_in: Anchor
    ends: Anchor
    groups: tuple[GridGroup, ...]

    @property
    def lines(self) -> tuple[GridLine, ...]:
        """All categories in their order."""
        return tuple(line for group in self.groups for line in group.lines)


class StartingRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row that a register begins with, or that is offered. Its id is the same in every place that takes it."""

    id: Identifier
    fields: Mapping[str, str | bool | int | float]
    link: str = ""


class Register(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """One register. `fills` says who fills it in and when, `order` where it stands among the others of its `group`.

    `key` are the columns that tell a row from all others, for lists that are read in; where `row_id_from_key`, a row is
    named by them, so that two places adding the same make one; of those, the last ones can be left out that are not
    required. `fixed_rows` stand before anybody records anything;
    `seeds` are offered. A row with the first status is taken as closed while `closes_at_zero`, a computed column, is
    0 or says nothing. `due` dates every row by the plan that has no day of its own. `grid` says that it is counted by
    categories and days.
    """

    id: Identifier
    title: str
    short_title: str
    purpose: str
    group: str
    link: str
    fills: str
    name_column: Identifier
    columns: tuple[Column, ...]
    statuses: tuple[RegisterStatus, ...]
    order: int = 100
    see_also: tuple[str, ...] = ()
    tasks: tuple[Identifier, ...] = ()
    key: tuple[Identifier, ...] = ()
    row_id_from_key: bool = False
    closes_at_zero: Identifier = ""
    due: Offset | None = None
    tally: Tally | None = None
    grid: DayGrid | None = None
    fixed_rows: tuple[StartingRow, ...] = ()
    seeds: tuple[StartingRow, ...] = ()
    gates: tuple[Gate, ...] = ()
    report: tuple[ReportLine, ...] = ()
    wall: tuple[Identifier, ...] = ()

    @cached_property
    def column_by_id(self) -> dict[str, Column]:
        """All columns that a row has, those too that rows of every register have."""
        words = {status.id: status.title for status in self.statuses}
        common = (
            Column(id=STATUS, title="Status", type=ColumnType.CHOICE, choices=words),
            Column(id=OWNER, title="Owner", type=ColumnType.PERSONS),
            Column(id=DUE, title="Due", type=ColumnType.DUE, due=self.due),
        )
        return {column.id: column for column in (*self.columns, *common)}

    @cached_property
    def status_by_id(self) -> dict[str, RegisterStatus]:
        return {status.id: status for status in self.statuses}

    @cached_property
    def closed_status(self) -> RegisterStatus | None:
        """The first status of those that are not open."""
        return next((status for status in self.statuses if not status.is_open), None)

    @cached_property
    def starting_row_by_id(self) -> dict[str, StartingRow]:
        """Fixed rows and seeds by the ids that they have on record."""
        return {self.row_id(row.id): row for row in (*self.fixed_rows, *self.seeds)}

    def row_id(self, *names: str) -> str:
        """Return the id of a row that is named by its definition, or by its key."""
        return SEPARATOR.join((self.id, *names))


class Registers(msgspec.Struct, frozen=True, dict=True):
    """All registers of a guide in their order, and in words what is wrong with the files that were left out."""

    registers: tuple[Register, ...] = ()
    faults: tuple[str, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Register]:
        return {register.id: register for register in self.registers}

    def of_task(self, task: str) -> tuple[Register, ...]:
        """Return the registers that a task leads to."""
        return tuple(register for register in self.registers if task in register.tasks)
