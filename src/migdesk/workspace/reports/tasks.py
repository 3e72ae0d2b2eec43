"""Some tasks of a practice as a table: gathered from the workspace, and written where the person wants it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from migdesk.base.atomic import output_file
from migdesk.report.document import Document
from migdesk.report.formats import format_of
from migdesk.report.tasks.content import tasks_content
from migdesk.report.tasks.document import tasks_document
from migdesk.workspace.reports.prepared import Prepared
from migdesk.workspace.reports.status import status_report
from migdesk.workspace.workspace import Workspace


def prepare_tasks(
    workspace: Workspace, practice_id: str, path: Path, chosen: Sequence[str], what: str, form: str | None = None
) -> Prepared:
    """Gather tasks, by their ids and in their order, for `path`; `what` says which they are.

    Raises UserError for an unknown format and EnvironmentFault for a place where no file can be.
    """
    found = format_of("tasks", path, form)
    target = output_file(path)
    return Prepared(tasks_content(status_report(workspace, practice_id), chosen, what), found, target)


def tasks_document_of(workspace: Workspace, practice_id: str, chosen: Sequence[str], what: str) -> Document:
    """Return the table as a document, to be printed."""
    return tasks_document(status_report(workspace, practice_id), chosen, what)
