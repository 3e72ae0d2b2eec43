"""Commands on visits to a practice: when the last one was, and recording one."""

from __future__ import annotations

from datetime import date, timedelta

from migdesk.base.clock import Clock, local_date
from migdesk.base.date_words import long_date
from migdesk.base.errors import UserError
from migdesk.practice.event import Draft
from migdesk.practice.kinds import practice_set
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.practice.visit_record import LAST_VISIT, last_visit
from migdesk.report.agenda.build import Since
from migdesk.workspace.practice_commands import checked_date
from migdesk.workspace.practice_lookup import no_practice
from migdesk.workspace.recorder import Recorder

USUAL_DAYS = 14
"""Days back that an agenda tells where no visit has been recorded."""


class VisitCommands:
    """Visits to practices. Each is one event, one undo."""

    def __init__(self, store: Store, recorder: Recorder, clock: Clock) -> None:
        self._store = store
        self._recorder = recorder
        self._clock = clock

    def last(self, practice_id: str) -> date | None:
        """Return the day of the last visit that was recorded."""
        return last_visit(self._store.state(practice_id))

    def record(self, practice_id: str, day: date) -> None:
        """Record that somebody visited the practice on `day`; nothing where that is recorded already.

        Raises UserError for a day to come, and where nobody has said who they are.
        """
        checked_date(day, "A visit")
        if day > self._today:
            raise UserError(f"A visit on {long_date(day)} is still to come. Record it on the day.")

        def build(state: PracticeState) -> list[Draft]:
            if not state.details:
                raise no_practice(practice_id)
            same = last_visit(state) == day
            return [] if same else [practice_set.draft({LAST_VISIT: day.isoformat()})]

        self._recorder.record(practice_id, f"Visit on {long_date(day)}", build)

    def since(self, practice_id: str, day: date | None = None) -> Since:
        """Return from which day on an agenda tells the changes: `day`, else the last visit's, else 14 days ago.

        Raises UserError for a day to come.
        """
        visited = self.last(practice_id)
        if day is None or day == visited:
            return Since(visited, "visit") if visited else Since(self._today - timedelta(days=USUAL_DAYS), "no-visit")
        if day > self._today:
            raise UserError(f"There are no changes since {long_date(day)}: that day is to come.")
        return Since(checked_date(day, "The day from which changes are told"), "chosen")

    @property
    def _today(self) -> date:
        return local_date(self._clock())
