"""Status reports of a practice: gathered from the workspace, and written where the person wants them."""

from __future__ import annotations

from pathlib import Path

from migdesk import __version__
from migdesk.base.atomic import write_atomically
from migdesk.base.errors import EnvironmentFault
from migdesk.report.formats import format_of, render
from migdesk.report.status.build import build_report
from migdesk.report.status.model import GuideName, StatusReport
from migdesk.workspace.workspace import Workspace


def status_report(workspace: Workspace, practice_id: str) -> StatusReport:
    """Return the status report of a practice as of now. The first of a session takes 0.15 s longer, for bank holidays.

    Raises UserError for a practice that is not there.
    """
    guide = workspace.guide
    return build_report(
        workspace.progress(practice_id),
        workspace.definitions,
        workspace.history(practice_id),
        GuideName(guide.title, guide.version, guide.as_of),
        workspace.now,
        workspace.actor,
        __version__,
        workspace.plans.conflicts(practice_id),
    )


def write_report(workspace: Workspace, practice_id: str, path: Path, chosen: str | None = None) -> Path:
    """Write the status report to `path`, in the format `chosen` or the one that its suffix names, and return the path.

    Raises UserError for an unknown format and EnvironmentFault where the file cannot be written; a file of that name
    is then as it was.
    """
    format_id = format_of(path, chosen)
    if format_id == "ics":
        from migdesk.workspace.calendar_file import write_calendar

        return write_calendar(workspace, path, (practice_id,))
    target = checked_target(path)
    write_atomically(target, render(status_report(workspace, practice_id), format_id))
    return target


def checked_target(path: Path) -> Path:
    """Return a path that a file can be written to. Raises EnvironmentFault for a folder, or a folder that is not."""
    target = path.expanduser().absolute()
    if target.is_dir():
        raise EnvironmentFault(f"{target} is a folder. Name a file in it.")
    if not target.parent.is_dir():
        raise EnvironmentFault(f"There is no folder {target.parent}. Make it first, or choose another place.")
    return target
