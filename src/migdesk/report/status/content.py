"""The status report as it is handed to whoever writes it."""

from __future__ import annotations

from functools import partial

from migdesk.report.formats import Content
from migdesk.report.status.document import status_document
from migdesk.report.status.model import StatusReport
from migdesk.report.status.records import status_records


def status_content(report: StatusReport) -> Content:
    """Return what the status report can be written from."""
    return Content(
        document=partial(status_document, report), records=partial(status_records, report), model=lambda: report
    )
