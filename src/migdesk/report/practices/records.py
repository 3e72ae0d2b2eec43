"""The report on several practices as a table for a spreadsheet: a row for each practice, and nothing else.

The day stands in every row (`as_of`), so that tables of several days can be put under one another; a made-up sample is
named as one, too.
"""

from __future__ import annotations

from migdesk.base.clock import local_date
from migdesk.practice.details import TEXT_DETAILS
from migdesk.report.practices.model import BoardLine, Portfolio
from migdesk.report.records import Record, Records, yes_or_no

_DETAILS = ("ods_code", "commissioner", "delivery_partner", "from_system", "to_system")
_MORE_DETAILS = tuple(detail.id for detail in TEXT_DETAILS if detail.id not in {"name", *_DETAILS})
"""They stand after all the others, so that no column has ever moved."""
COLUMNS = (
    "practice", *_DETAILS, "phase", "percent_done",
    "tasks_done", "tasks_total", "go_live", "days_to_go_live", "overdue", "references_acknowledged",
    "references_total", "last_change", "last_change_by", "last_change_role", "archived", "sample", "as_of", "id",
    *_MORE_DETAILS,
)  # fmt: skip


def practices_records(portfolio: Portfolio) -> Records:
    """Return the table."""
    return Records(COLUMNS, (_row(line, portfolio) for line in portfolio.lines), len(portfolio.lines))


def _row(line: BoardLine, portfolio: Portfolio) -> Record:
    change = line.last_change
    return {
        "practice": f"Sample: {line.name}" if line.sample else line.name,
        **{detail: getattr(line, detail) for detail in (*_DETAILS, *_MORE_DETAILS)},
        "phase": line.phase_now or "Finished",
        "percent_done": line.percent,
        "tasks_done": line.done,
        "tasks_total": line.total,
        "go_live": line.go_live.isoformat() if line.go_live else "",
        "days_to_go_live": "" if line.days_to_go_live is None else line.days_to_go_live,
        "overdue": line.overdue,
        "references_acknowledged": line.references_acknowledged,
        "references_total": line.references_total,
        "last_change": local_date(change.at).isoformat() if change else "",
        "last_change_by": change.by.name if change else "",
        "last_change_role": change.by.role if change else "",
        "archived": yes_or_no(line.archived),
        "sample": yes_or_no(line.sample),
        "as_of": portfolio.today.isoformat(),
        "id": line.id,
    }
