"""The report on registers as it is handed to whoever writes it."""

from __future__ import annotations

from functools import partial

from migdesk.report.formats import Content
from migdesk.report.registers.document import registers_document
from migdesk.report.registers.model import RegistersReport
from migdesk.report.registers.records import registers_records


def registers_content(report: RegistersReport) -> Content:
    """Return what the report can be written from."""
    return Content(
        document=partial(registers_document, report), records=partial(registers_records, report), model=lambda: report
    )
