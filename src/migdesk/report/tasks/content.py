"""The table of tasks as it is handed to whoever writes it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from migdesk.report.formats import Content
from migdesk.report.status.model import StatusReport
from migdesk.report.tasks.document import tasks_document
from migdesk.report.tasks.records import tasks_records


def tasks_content(report: StatusReport, chosen: Sequence[str], what: str) -> Content:
    """Return what these tasks, in this order, can be written from."""
    return Content(
        document=partial(tasks_document, report, chosen, what), records=partial(tasks_records, report, chosen)
    )
