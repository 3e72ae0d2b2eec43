"""The formats that the report on several practices can be written in, and what each can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from migdesk.base.errors import UserError
from migdesk.report.formats import FORMATS, Format, format_of
from migdesk.report.practices.model import Part, Portfolio, PracticePage

PORTFOLIO_FORMATS: tuple[Format, ...] = (
    Format("html", "Web page", ".html", "For reading, sending and screen readers. One file that needs nothing else."),
    Format("pdf", "PDF", ".pdf",
           "For print. It has no tags for screen readers; give the web page (HTML) to people who use one."),
    Format("csv", "Spreadsheet table", ".csv", "For spreadsheets. One row for each practice."),
)  # fmt: skip
MOST_PAGES = {"html": 1_000, "pdf": 1_000, "csv": 0}
"""Practices with a page of their own. More make a web page that browsers labour at, or a stack of paper."""


def portfolio_format_of(path: Path, chosen: str | None = None) -> str:
    """Return the format's id, as `format_of`. Raises UserError for one that is only for a single practice."""
    format_id = format_of(path, chosen)
    if format_id not in MOST_PAGES:
        title = next(one.title for one in FORMATS if one.id == format_id)
        raise UserError(
            f"A report on several practices cannot be written as {format_id} ({title}). Use one of html, pdf, csv."
        )
    return format_id


def too_many_for_pages(practices: int, format_id: str) -> str:
    """Return why so many practices cannot each have a page in a format; empty where they can."""
    most = MOST_PAGES[format_id]
    if not most:
        return "A table has one row for each practice, and no pages."
    if practices <= most:
        return ""
    return f"At most {most:,} practices can have a page of their own; these are {practices:,}."


def load(format_id: str) -> None:
    """Import what a format needs, which takes up to half a second, so that its first part does not."""
    if MOST_PAGES[format_id]:  # each page says what speaks against the practice's dates
        import holidays.countries.united_kingdom  # noqa: F401
    match format_id:
        case "html":
            import liquid  # noqa: F401
            import markupsafe  # noqa: F401

            from migdesk.report.practices import html as portfolio_html  # noqa: F401
        case "pdf":
            from migdesk.report.practices import pdf as portfolio_pdf  # noqa: F401


def parts_of(portfolio: Portfolio, pages: Iterable[PracticePage], format_id: str) -> Iterator[Part]:
    """Yield the file part by part. What a format needs is imported only when it is asked for."""
    match format_id:
        case "html":
            from migdesk.report.practices.html import html_parts

            return html_parts(portfolio, pages)
        case "pdf":
            from migdesk.report.practices.pdf import pdf_parts

            return pdf_parts(portfolio, pages)
    from migdesk.report.practices.csv_table import csv_parts

    return csv_parts(portfolio)
