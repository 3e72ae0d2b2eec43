"""The agenda for the next visit to a practice: gathered from the workspace, and written where the person wants it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from migdesk.base.atomic import output_file
from migdesk.practice.plan_record import plan_inputs
from migdesk.report.agenda.build import build_agenda
from migdesk.report.agenda.content import agenda_content
from migdesk.report.agenda.model import Agenda
from migdesk.report.formats import format_of
from migdesk.workspace.reports.prepared import Prepared
from migdesk.workspace.reports.shared import shared_events, shared_progress
from migdesk.workspace.reports.status import status_report
from migdesk.workspace.workspace import Workspace


def visit_agenda(workspace: Workspace, practice_id: str, since: date | None = None) -> Agenda:
    """Return the agenda for a visit today, with what changed `since` a day (see `VisitCommands.since`).

    The first of a session takes 0.15 s longer, for bank holidays. Raises UserError as `VisitCommands.since`.
    """
    from_day = workspace.visits.since(practice_id, since)
    progress = shared_progress(workspace, practice_id)
    return build_agenda(
        status_report(workspace, practice_id),
        progress,
        shared_events(workspace, practice_id),
        workspace.definitions,
        from_day,
        plan_inputs(progress.state),
        workspace.words_of(progress.state),
    )


def prepare_agenda(
    workspace: Workspace, practice_id: str, path: Path, since: date | None = None, chosen: str | None = None
) -> Prepared:
    """Gather the agenda for `path`, in the format `chosen` or the one that its suffix names.

    Raises UserError for another format and as `VisitCommands.since`, EnvironmentFault for a place where no file can be.
    """
    form = format_of("agenda", path, chosen)
    target = output_file(path)
    return Prepared(agenda_content(visit_agenda(workspace, practice_id, since)), form, target)


def write_agenda(
    workspace: Workspace, practice_id: str, path: Path, since: date | None = None, chosen: str | None = None
) -> Path:
    """Write the agenda to `path` and return the path; raises as `prepare_agenda` and `Prepared.write`."""
    return prepare_agenda(workspace, practice_id, path, since, chosen).write()
