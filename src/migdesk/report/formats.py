"""The formats that a status report can be written in, and which one a file name asks for."""

from __future__ import annotations

from pathlib import Path

import msgspec

from migdesk.base.errors import UserError
from migdesk.report.status.model import StatusReport


class Format(msgspec.Struct, frozen=True):
    """A format as screens offer it; `about` says in a sentence or two what it is good for."""

    id: str
    title: str
    suffix: str
    about: str


FORMATS: tuple[Format, ...] = (
    Format("html", "Web page", ".html", "For reading, sending and screen readers. One file that needs nothing else."),
    Format("pdf", "PDF", ".pdf",
           "For print. It has no tags for screen readers; give the web page (HTML) to people who use one."),
    Format("csv", "Spreadsheet table", ".csv", "For spreadsheets. One row for each task and reference."),
    Format("json", "JSON", ".json", "For programs. Everything the report holds."),
    Format("ics", "Calendar", ".ics",
           "For calendars. Milestones and leave as whole days; a newer file moves them and doubles nothing."),
)  # fmt: skip
_OTHER_SUFFIXES = {".htm": "html"}


def format_of(path: Path, chosen: str | None = None) -> str:
    """Return the id of the chosen format, else of the one that the suffix names. Raises UserError for another."""
    known = {one.id for one in FORMATS}
    if chosen:
        name = chosen.lower().lstrip(".")
        if name not in known:
            raise UserError(f"There is no report format “{chosen}”. Use one of {', '.join(one.id for one in FORMATS)}.")
        return name
    suffix = path.suffix.lower()
    by_suffix = {one.suffix: one.id for one in FORMATS} | _OTHER_SUFFIXES
    if suffix not in by_suffix:
        endings = ", ".join(one.suffix for one in FORMATS)
        what = f"“{path.suffix}” is no format" if suffix else f"“{path.name}” has no ending that names the format"
        raise UserError(f"{what} of a report. Use one of {endings}.")
    return by_suffix[suffix]


def render(report: StatusReport, format_id: str) -> bytes:
    """Return the report as the bytes of a file. What a format needs is imported only when it is asked for.

    A calendar is no form of the report: it is written from the record, by `workspace.calendar_file`.
    """
    match format_id:
        case "html":
            from migdesk.report.status.html import to_html

            return to_html(report).encode()
        case "pdf":
            from migdesk.report.writers.pdf.forms import to_pdf

            return to_pdf(report)
        case "csv":
            from migdesk.report.status.csv_table import to_csv

            return to_csv(report)
        case "json":
            from migdesk.report.status.json_file import to_json

            return to_json(report)
    raise UserError(f"There is no report format “{format_id}”.")
