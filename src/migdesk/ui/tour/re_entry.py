"""The tour's stops at re-entry: a day's logs counted in Cutover, and entered down to little after Go-Live."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from migdesk.checklist.plan.dates import GO_LIVE
from migdesk.checklist.registers.grid import RE_ENTRY
from migdesk.practice.details import PracticeDetails
from migdesk.ui.actions import ActionId
from migdesk.ui.tour.stage import Stage
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.registers.change import RowChange

if TYPE_CHECKING:
    from migdesk.workspace.registers.re_entry import Cell, ReEntry

CUTOVER_START = "cutover-start"

_A_DAY = {
    "consultations": 28, "telephone-calls": 18, "home-visits": 2, "unregistered": 1, "prescriptions": 13,
    "repeat-requests": 22, "results-paper": 6, "results-backlog": 29, "screening": 2, "referrals-urgent": 1,
    "referrals-other": 4, "letters": 15, "out-of-hours": 3, "one-one-one-mailbox": 4, "messages": 4, "registrations": 2,
}  # fmt: skip
_ON_THE_FIRST_DAY = {"repeat-dispensing": 86, "appointments": 214}
_NOT_HERE = ("results-lost", "one-one-one-old", "service-messages", "dispensary", "formulary")
_LEFT_BEHIND = ("consultations", "telephone-calls", "prescriptions", "letters", "referrals-other")


def _counting(tour: Stage) -> None:
    """Cutover, some days before Go-Live: the first two logs of today are counted."""
    before, today = tour.practice, tour.workspace.today
    details = PracticeDetails(name="Larch Lane Surgery", ods_code="Z99801", go_live=today + timedelta(days=5))
    practice = tour.workspace.practices.add(details)
    commands = tour.workspace.registers.re_entry
    commands.set_applies(practice, dict.fromkeys(_NOT_HERE, False))
    changes = [
        RowChange(row=cell.row, fields={"logged": _logged(cell, commands.view(practice).days[0])})
        for cell in _until(commands.view(practice), today)
    ]
    tour.workspace.registers.set_rows(practice, RE_ENTRY, changes)
    tour.work.session.choose_practice(practice)
    tour.do(ActionId.RE_ENTRY)
    tour.picture("re-entry-counting")
    _entering(tour, practice)
    tour.work.navigation.open_practice(before)


def _until(view: ReEntry, today: date) -> list[Cell]:
    counted_today = {"consultations", "telephone-calls"}
    cells = [cell for line in view.shown for cell in line.cells]
    return [cell for cell in cells if cell.day < today or (cell.day == today and cell.category in counted_today)]


def _logged(cell: Cell, first: date) -> int:
    """Return a made-up count: a little more on some days than on others."""
    if cell.category in _ON_THE_FIRST_DAY:
        return _ON_THE_FIRST_DAY[cell.category] if cell.day == first else 0
    return max(0, _A_DAY[cell.category] + (cell.day.toordinal() * 7 + len(cell.category)) % 5 - 2)


def _entering(tour: Stage, practice: str) -> None:
    """The same after Go-Live: most is entered, a few are left, and samples were looked at again."""
    today, commands = tour.workspace.today, tour.workspace.registers.re_entry
    first = commands.view(practice).days[0]
    went_live = PlanChange(planned={CUTOVER_START: first, GO_LIVE: today - timedelta(days=1)})
    tour.workspace.plans.apply(practice, went_live)
    changes = []
    for line in commands.view(practice).shown:
        for number, cell in enumerate(line.cells):
            left = cell.left // 4 if line.id in _LEFT_BEHIND and number % 3 == 1 else 0
            if cell.left > left:
                changes.append(RowChange(row=cell.row, fields={"entered": cell.left - left}))
    tour.workspace.registers.set_rows(practice, RE_ENTRY, changes)
    for category, looked_at, wrong in (("consultations", 20, 1), ("repeat-requests", 10, 0), ("home-visits", 5, 0)):
        commands.set_second_check(practice, category, looked_at, wrong, "Ann Example")
    tour.do(ActionId.RE_ENTRY)
    tour.picture("re-entry")


RE_ENTRY_STOPS = (_counting,)
