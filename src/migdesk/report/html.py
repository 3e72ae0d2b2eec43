"""The status report as one web page that stands alone: no scripts, nothing fetched, readable with a screen reader.

The page is `resources/report/status.html`, its looks `status.css` beside it. Everything that people typed is escaped by
the template engine, everywhere.
"""

from __future__ import annotations

from migdesk.base.assets import resources_folder
from migdesk.report.model import StatusReport
from migdesk.report.view import view_of

TEMPLATE_FOLDER = "report"


def to_html(report: StatusReport) -> str:
    """Return the whole page, in UTF-8's characters."""
    from liquid import Environment
    from markupsafe import Markup

    folder = resources_folder() / TEMPLATE_FOLDER
    template = Environment(autoescape=True).from_string((folder / "status.html").read_text(encoding="utf-8"))
    style = Markup((folder / "status.css").read_text(encoding="utf-8"))  # noqa: S704 (the program's own file)
    return template.render(**view_of(report), style=style)
