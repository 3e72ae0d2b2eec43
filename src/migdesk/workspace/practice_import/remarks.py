"""What in a row can be right and is more often a slip: said before it is added, and never in its way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from migdesk.base.date_words import long_date
from migdesk.practice.details import DETAILS, DetailKind, PracticeDetails
from migdesk.workspace.practice_import.system_names import nearly


class Remarks:
    """Remarks on the rows of one list. Dates and systems repeat, so each is looked up only once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._said_of: dict[date, str] = {}
        self._meant: dict[str, str] = {"": ""}

    def on(self, details: PracticeDetails, no_date: str = "") -> tuple[str, ...]:
        """Return whole sentences, none where nothing is to be checked; `no_date` is what stands for an unknown day."""
        return tuple(self._on(details, no_date))

    def _on(self, details: PracticeDetails, no_date: str) -> Iterator[str]:
        if no_date:
            yield f"“{no_date}” is taken as no date."
        elif details.go_live and (said := self._of_day(details.go_live)):
            yield said
        before, after = (self._meaning(system) for system in (details.from_system, details.to_system))
        for detail in DETAILS:
            system = getattr(details, detail.id)
            if detail.kind == DetailKind.SYSTEM and self._meant[system]:
                yield f"{detail.title}: “{system}” may mean {self._meant[system]}."
        if before and before.casefold() == after.casefold():
            yield "Current and new system are the same."

    def _of_day(self, day: date) -> str:
        if day not in self._said_of:
            self._said_of[day] = self._judge(day)
        return self._said_of[day]

    def _judge(self, day: date) -> str:
        if day < self._today:
            return f"Go-Live on {long_date(day)} is past."
        from migdesk.checklist.plan.conflicts import day_off  # bank holidays are slow to import

        what = day_off(day)
        return f"Go-Live falls on {what}." if what else ""

    def _meaning(self, system: str) -> str:
        if system not in self._meant:
            self._meant[system] = nearly(system)
        return self._meant[system] or system
