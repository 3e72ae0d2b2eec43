"""The status report as one web page that stands alone: no scripts, nothing fetched, readable with a screen reader.

The page is `resources/report/status.html`, its looks `status.css` beside it. Everything that people typed is escaped by
the template engine, everywhere.
"""

from __future__ import annotations

from migdesk.report.status.model import StatusReport
from migdesk.report.status.view import view_of
from migdesk.report.templates import style, template


def to_html(report: StatusReport) -> str:
    """Return the whole page, in UTF-8's characters."""
    return template("status.html").render(**view_of(report), style=style("status.css"))
