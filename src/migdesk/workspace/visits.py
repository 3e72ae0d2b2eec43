"""Visits to a practice: when the last one was, recording one, and the agenda for the next."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from migdesk.base.atomic import write_atomically
from migdesk.base.date_words import long_date
from migdesk.base.errors import UserError
from migdesk.practice import event as kinds
from migdesk.practice.event import Draft
from migdesk.practice.plan_record import plan_inputs
from migdesk.practice.state import PracticeState
from migdesk.practice.visit_record import LAST_VISIT, last_visit
from migdesk.report.agenda.build import Since, build_agenda
from migdesk.report.agenda.model import Agenda
from migdesk.report.formats import format_of
from migdesk.workspace.practice_commands import checked_date
from migdesk.workspace.reports import checked_target, status_report
from migdesk.workspace.workspace import Workspace

__all__ = ["last_visit", "record_visit", "since_of", "visit_agenda", "write_agenda"]

USUAL_DAYS = 14
"""Days back that an agenda tells where no visit has been recorded."""
AGENDA_FORMATS = ("html", "pdf")


def record_visit(workspace: Workspace, practice_id: str, day: date) -> None:
    """Record that somebody visited the practice on `day`: one event, one undo; nothing where that is recorded already.

    Raises UserError for a day to come, and where nobody has said who they are.
    """
    checked_date(day, "A visit")
    if day > workspace.today:
        raise UserError(f"A visit on {long_date(day)} is still to come. Record it on the day.")

    def build(state: PracticeState) -> list[Draft]:
        if not state.details:
            raise UserError(f"There is no practice “{practice_id}”.")
        same = last_visit(state) == day
        return [] if same else [Draft(kinds.PRACTICE_SET, {"fields": {LAST_VISIT: day.isoformat()}})]

    workspace.recorder.record(practice_id, f"Visit on {long_date(day)}", build)


def since_of(workspace: Workspace, practice_id: str, day: date | None = None) -> Since:
    """Return from which day on an agenda tells the changes: `day`, else the last visit's, else 14 days ago.

    Raises UserError for a day to come.
    """
    visited = last_visit(workspace.store.state(practice_id))
    if day is None or day == visited:
        usual = workspace.today - timedelta(days=USUAL_DAYS)
        return Since(visited, "visit") if visited else Since(usual, "no-visit")
    if day > workspace.today:
        raise UserError(f"There are no changes since {long_date(day)}: that day is to come.")
    return Since(checked_date(day, "The day from which changes are told"), "chosen")


def visit_agenda(workspace: Workspace, practice_id: str, since: date | None = None) -> Agenda:
    """Return the agenda for a visit today, with what changed `since` a day (see `since_of`).

    The first of a session takes 0.15 s longer, for bank holidays. Raises UserError as `since_of`.
    """
    from_day = since_of(workspace, practice_id, since)
    progress = workspace.progress(practice_id)
    return build_agenda(
        status_report(workspace, practice_id),
        progress,
        workspace.store.events(practice_id),
        workspace.definitions,
        from_day,
        plan_inputs(progress.state),
    )


def write_agenda(
    workspace: Workspace, practice_id: str, path: Path, since: date | None = None, chosen: str | None = None
) -> Path:
    """Write the agenda as a web page or PDF, in the format `chosen` or the one that the suffix names; return the path.

    Raises UserError for another format and as `since_of`, EnvironmentFault where the file cannot be written.
    """
    format_id = format_of(path, chosen)
    if format_id not in AGENDA_FORMATS:
        raise UserError("An agenda is a web page (.html) or a PDF (.pdf).")
    target = checked_target(path)
    agenda = visit_agenda(workspace, practice_id, since)
    if format_id == "pdf":
        from migdesk.report.agenda.print_html import printable
        from migdesk.report.writers.pdf.forms import pdf_of

        write_atomically(target, pdf_of(printable(agenda)))
    else:
        from migdesk.report.agenda.html import to_html

        write_atomically(target, to_html(agenda).encode())
    return target
