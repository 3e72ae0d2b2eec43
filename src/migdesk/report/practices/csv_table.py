"""The report on several practices as a table for a spreadsheet: a row for each practice, and nothing else.

The day stands in every row (`as_of`), so that tables of several days can be put under one another; a made-up sample is
named as one, too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from migdesk.practice.details import TEXT_DETAILS
from migdesk.report.practices.model import BoardLine, Part, Portfolio
from migdesk.report.status.csv_table import defused

_DETAILS = ("ods_code", "commissioner", "delivery_partner", "from_system", "to_system")
_MORE_DETAILS = tuple(detail.id for detail in TEXT_DETAILS if detail.id not in {"name", *_DETAILS})
"""They stand after all the others, so that no column has ever moved."""
COLUMNS = (
    "practice", *_DETAILS, "phase", "percent_done",
    "tasks_done", "tasks_total", "go_live", "days_to_go_live", "overdue", "references_acknowledged",
    "references_total", "last_change", "last_change_by", "last_change_role", "archived", "sample", "as_of", "id",
    *_MORE_DETAILS,
)  # fmt: skip
ROWS_AT_ONCE = 200
_BYTE_ORDER_MARK = "\ufeff".encode()


def csv_parts(portfolio: Portfolio) -> Iterator[Part]:
    """Yield the table part by part, in UTF-8 with a byte order mark and CRLF, as csv_table.py does."""
    lines = portfolio.lines
    yield Part(_BYTE_ORDER_MARK + _written([list(COLUMNS)]), "Writing the table", 0, len(lines))
    for start in range(0, len(lines), ROWS_AT_ONCE):
        some = lines[start : start + ROWS_AT_ONCE]
        done = start + len(some)
        data = _written([_row(line, portfolio) for line in some])
        yield Part(data, f"Writing the table: {done:,} of {len(lines):,} practices", done, len(lines))


def _written(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def _row(line: BoardLine, portfolio: Portfolio) -> list[str]:
    change = line.last_change
    return [
        defused(f"Sample: {line.name}" if line.sample else line.name),
        *(defused(getattr(line, detail)) for detail in _DETAILS),
        line.phase_now or "Finished",
        str(line.percent),
        str(line.done),
        str(line.total),
        line.go_live.isoformat() if line.go_live else "",
        "" if line.days_to_go_live is None else str(line.days_to_go_live),
        str(line.overdue),
        str(line.references_acknowledged),
        str(line.references_total),
        change.at.astimezone().date().isoformat() if change else "",
        defused(change.by.name) if change else "",
        defused(change.by.role) if change else "",
        _yes(line.archived),
        _yes(line.sample),
        portfolio.today.isoformat(),
        line.id,
        *(defused(getattr(line, detail)) for detail in _MORE_DETAILS),
    ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"
