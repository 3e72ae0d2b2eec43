"""The agenda for the next visit to a practice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from migdesk.base.atomic import write_atomically
from migdesk.base.errors import UserError
from migdesk.practice.plan_record import plan_inputs
from migdesk.report.agenda.build import build_agenda
from migdesk.report.agenda.model import Agenda
from migdesk.report.formats import format_of
from migdesk.workspace.reports import checked_target, status_report
from migdesk.workspace.workspace import Workspace

AGENDA_FORMATS = ("html", "pdf")


def visit_agenda(workspace: Workspace, practice_id: str, since: date | None = None) -> Agenda:
    """Return the agenda for a visit today, with what changed `since` a day (see `VisitCommands.since`).

    The first of a session takes 0.15 s longer, for bank holidays. Raises UserError as `VisitCommands.since`.
    """
    from_day = workspace.visits.since(practice_id, since)
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

    Raises UserError for another format and as `VisitCommands.since`, EnvironmentFault where the file cannot be written.
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
