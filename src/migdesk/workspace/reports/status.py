"""Status reports of a practice: gathered from the workspace, and written where the person wants them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from migdesk import __version__
from migdesk.base.atomic import output_file
from migdesk.report.formats import format_of
from migdesk.report.people import person_of
from migdesk.report.status.build import build_report
from migdesk.report.status.content import status_content
from migdesk.report.status.model import EvidenceLine, GuideName, StatusReport
from migdesk.report.status.sections import ALL_SECTIONS, SectionId
from migdesk.workspace.reports.prepared import Prepared
from migdesk.workspace.reports.registers import register_sections
from migdesk.workspace.reports.shared import (
    earlier_versions,
    shared_history,
    shared_progress,
    shared_state,
    vouched_record,
)
from migdesk.workspace.workspace import Workspace


def status_report(workspace: Workspace, practice_id: str) -> StatusReport:
    """Return the status report of a practice as of now. The first of a session takes 0.15 s longer, for bank holidays.

    Raises UserError for a practice that is not there.
    """
    guide = workspace.guide
    return build_report(
        shared_progress(workspace, practice_id),
        workspace.definitions,
        shared_history(workspace, practice_id),
        GuideName(guide.title, guide.version, guide.as_of),
        workspace.now,
        workspace.actor,
        __version__,
        workspace.plans.conflicts(practice_id),
        vouched_record(workspace, practice_id),
        earlier_versions(workspace),
        tuple(register_sections(workspace, shared_state(workspace, practice_id))),
        workspace.exchange.unsettled_lines(practice_id),
        evidence_lines(workspace, practice_id),
    )


def evidence_lines(workspace: Workspace, practice_id: str) -> tuple[EvidenceLine, ...]:
    """Return what is attached in a practice, oldest first."""
    found = workspace.evidence.of(practice_id)
    return tuple(
        EvidenceLine(
            item=view.item,
            title=view.title,
            name=view.name,
            sha256=view.sha256,
            size=view.size,
            address=view.address,
            by=person_of(view.by, workspace.definitions),
            at=view.at,
            here=view.is_here,
        )
        for view in found
    )


def prepare_report(
    workspace: Workspace,
    practice_id: str,
    path: Path,
    chosen: str | None = None,
    sections: Collection[SectionId] = ALL_SECTIONS,
) -> Prepared:
    """Gather the status report for `path`, or some sections of it, in the format `chosen` or the one that its suffix
    names.

    Raises UserError for an unknown format and EnvironmentFault for a place where no file can be.
    """
    form = format_of("status", path, chosen)
    target = output_file(path)
    return Prepared(status_content(status_report(workspace, practice_id), sections), form, target)


def write_report(
    workspace: Workspace,
    practice_id: str,
    path: Path,
    chosen: str | None = None,
    sections: Collection[SectionId] = ALL_SECTIONS,
) -> Path:
    """Write the status report to `path` and return the path.

    Raises as `prepare_report`, and EnvironmentFault where the file cannot be written; a file of that name is then as
    it was.
    """
    return prepare_report(workspace, practice_id, path, chosen, sections).write()
