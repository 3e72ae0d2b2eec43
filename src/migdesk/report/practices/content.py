"""The report on several practices as it is handed to whoever writes it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from migdesk.report.formats import Content
from migdesk.report.practices.document import practices_document
from migdesk.report.practices.model import Portfolio, PracticePage
from migdesk.report.practices.records import practices_records


def practices_content(portfolio: Portfolio, pages: Iterable[PracticePage]) -> Content:
    """Return what the report can be written from; `pages` are taken one after another while it is written."""
    return Content(
        document=partial(practices_document, portfolio, pages), records=partial(practices_records, portfolio)
    )
