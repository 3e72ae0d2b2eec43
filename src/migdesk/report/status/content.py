"""The status report as it is handed to whoever writes it."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from migdesk.report.formats import Content
from migdesk.report.status.document import status_document
from migdesk.report.status.model import StatusReport
from migdesk.report.status.records import status_records
from migdesk.report.status.sections import ALL_SECTIONS, SectionId


def status_content(report: StatusReport, sections: Collection[SectionId] = ALL_SECTIONS) -> Content:
    """Return what the status report can be written from.

    Tables and JSON hold all of it, whatever `sections` are chosen.
    """
    return Content(
        document=partial(status_document, report, sections),
        records=partial(status_records, report),
        model=lambda: report,
    )
