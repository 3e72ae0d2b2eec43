"""Made-up boards, and the pages of made-up practices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sample_report import GUIDE, NOW, TODAY, MadeUpPractice, busy_practice

from migdesk.checklist.plan.conflicts import Conflict
from migdesk.report.practices.build import groups_of, practice_page, totals_of
from migdesk.report.practices.model import BoardLine, ChangeLine, Portfolio, PracticePage
from migdesk.report.status.model import Person

SOMEONE = Person("Pat Example", "Practice Manager", "Riverside Surgery")


def line(name: str = "Riverside Surgery", **different: Any) -> BoardLine:
    """Return a row of the board, 114 days before Go-Live unless it is told otherwise."""
    days = different.pop("days", 114)
    values: dict[str, Any] = {
        "id": name.casefold(),
        "name": name,
        "ods_code": "Z99001",
        "from_system": "Old System",
        "to_system": "New System",
        "commissioner": "Example ICB",
        "delivery_partner": "Example Partners",
        "phase_now": "3 Kick-off",
        "percent": 41,
        "done": 41,
        "total": 100,
        "go_live": None if days is None else TODAY + timedelta(days=days),
        "days_to_go_live": days,
        "went_live": False,
        "overdue": 0,
        "references_acknowledged": 5,
        "references_total": 9,
        "last_change": ChangeLine(NOW, SOMEONE),
        "archived": False,
        "sample": False,
        "newer_events": 0,
        **different,
    }
    return BoardLine(**values)


def portfolio(lines: Sequence[BoardLine], *, scope: str = "All practices", with_pages: bool = True) -> Portfolio:
    """Return the report on these practices."""
    return Portfolio(
        scope=scope,
        made_at=NOW,
        made_by=SOMEONE,
        today=TODAY,
        migdesk_version="9.9.9",
        guide=GUIDE,
        totals=totals_of(lines),
        groups=groups_of(lines),
        with_pages=with_pages,
    )


def page(number: int = 1, practice: MadeUpPractice | None = None, conflicts: Sequence[Conflict] = ()) -> PracticePage:
    """Return the page of a practice; without one, of a busy one."""
    return practice_page((practice or busy_practice()).report(conflicts=conflicts), number)
