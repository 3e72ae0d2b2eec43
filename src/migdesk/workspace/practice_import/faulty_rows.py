"""The rows of a list that have faults, as a list to mend and to import again: beside each stands what is wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from migdesk.base.atomic import write_atomically
from migdesk.report.writers.csv import defused
from migdesk.workspace.list_reading.columns import WHAT_IS_WRONG, Cell, is_what_is_wrong
from migdesk.workspace.practice_import.import_plan import ImportPlan
from migdesk.workspace.practice_import.wording import remarks_on

_NO_TEXT = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
"""Control characters, which no list can hold when it is read again."""


def write_faulty_rows(plan: ImportPlan, path: Path) -> Path:
    """Write the rows that cannot be added to `path`, as `faulty_rows`. Raises EnvironmentFault."""
    write_atomically(path, faulty_rows(plan))
    return path


def faulty_rows(plan: ImportPlan) -> bytes:
    """Return the rows that cannot be added as CSV in UTF-8 with a byte order mark, which spreadsheet programs open.

    All columns of the list are there, those too that are left out of an import, and after them one that says what is
    wrong. Dates stand day first; what a spreadsheet program could run as a formula is defused.
    """
    whole = {(row.sheet, row.number): row.whole for row in plan.table.rows}
    bad = plan.of("bad")
    rows: list[Sequence[Cell]] = [plan.table.titles, *(whole[row.sheet, row.row] for row in bad)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    wrong = (WHAT_IS_WRONG, *map(remarks_on, bad))
    for cells, why in zip(_columns_kept(plan.table.titles, rows), wrong, strict=True):
        writer.writerow([*map(_written, cells), _written(why)])
    return text.getvalue().encode("utf-8-sig", "replace")


def _columns_kept(titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows, all of one width, without columns that say what was wrong once, and empty ones at their end."""
    old = {index for index, title in enumerate(titles) if is_what_is_wrong(title)}
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell and index not in old), default=0)
    for row in rows:
        padded = zip_longest(range(width), row[:width], fillvalue="")
        yield tuple(cell for index, cell in padded if index not in old)


def _written(cell: Cell) -> str:
    return defused(cell.translate(_NO_TEXT)) if isinstance(cell, str) else f"{cell:%d/%m/%Y}"
