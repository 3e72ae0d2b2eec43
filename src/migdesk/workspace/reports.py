"""Status reports of a practice: gathered from the workspace, and written where the person wants them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from migdesk import __version__
from migdesk.base.atomic import write_atomically
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.checklist.roles import find_role
from migdesk.report.build import build_report
from migdesk.report.formats import format_of, render
from migdesk.report.model import GuideName, StatusReport
from migdesk.workspace.workspace import Workspace


def status_report(workspace: Workspace, practice_id: str) -> StatusReport:
    """Return the status report of a practice as of now."""
    guide = workspace.guide
    return build_report(
        workspace.progress(practice_id),
        workspace.definitions,
        workspace.history(practice_id),
        GuideName(guide.title, guide.version, guide.as_of),
        workspace.now,
        workspace.actor,
        __version__,
    )


def write_report(workspace: Workspace, practice_id: str, path: Path, chosen: str | None = None) -> Path:
    """Write the status report to `path`, in the format `chosen` or the one that its suffix names, and return the path.

    Raises UserError for an unknown format and EnvironmentFault where the file cannot be written; a file of that name
    is then as it was.
    """
    format_id = format_of(path, chosen)
    target = _checked(path)
    write_atomically(target, render(status_report(workspace, practice_id), format_id))
    return target


def write_calendar(
    workspace: Workspace,
    path: Path,
    practice_ids: Iterable[str] | None = None,
    *,
    tasks: bool = False,
    role: str = "",
) -> Path:
    """Write the milestones of practices to an .ics file, with `tasks` their dated tasks too, and return the path.

    Without `practice_ids` it is every practice that is not in the archive. `role` is a role's id or title, and leaves
    only that role's tasks. Raises UserError for an unknown role and EnvironmentFault as `write_report`.
    """
    from migdesk.report.calendar import to_calendar

    known = find_role(role, workspace.definitions.roles) if role else None
    if role and known is None:
        every = ", ".join(one.id for one in workspace.definitions.roles)
        raise UserError(f"There is no role “{role}”. Use one of {every}.")
    target = _checked(path)
    if practice_ids is None:
        practice_ids = [state.id for state in workspace.store.states() if not state.archived]
    reports = (status_report(workspace, practice_id) for practice_id in practice_ids)
    write_atomically(target, to_calendar(reports, tasks=tasks, role=known.title if known else ""))
    return target


def _checked(path: Path) -> Path:
    """Return a path that a file can be written to. Raises EnvironmentFault for a folder, or a folder that is not."""
    target = path.expanduser().absolute()
    if target.is_dir():
        raise EnvironmentFault(f"{target} is a folder. Name a file in it.")
    if not target.parent.is_dir():
        raise EnvironmentFault(f"There is no folder {target.parent}. Make it first, or choose another place.")
    return target
