"""A report as one flat table for a program or a spreadsheet: a row for each thing, under names that never change."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

Record = dict[str, str | int]


class Records(msgspec.Struct, frozen=True):
    """The columns' names, and the rows, which may be made while they are written; there are `number` of them.

    A column that a row does not name is empty there. A text may be a person's own; a number is never one.
    """

    columns: tuple[str, ...]
    rows: Iterable[Record]
    number: int


def yes_or_no(value: bool) -> str:
    """Return a flag as it stands in a table."""
    return "yes" if value else "no"
