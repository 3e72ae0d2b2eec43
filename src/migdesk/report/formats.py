"""Every report in every format: one table says which there are, in which words, within which limits, and who writes it.

To add a format is to add its writer and its row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from migdesk.base.errors import UserError
from migdesk.report.document import Document
from migdesk.report.part import Part
from migdesk.report.records import Records

ReportId = Literal["status", "agenda", "practices", "registers", "tasks", "sheet", "calendar"]
FormatId = Literal["html", "pdf", "docx", "xlsx", "csv", "json", "ics"]
Source = Literal["document", "records", "model", "calendar"]
Writer = Callable[[Any], Iterator[Part]]
REPORT_TITLES: Mapping[ReportId, str] = {
    "status": "A status report",
    "agenda": "An agenda",
    "practices": "A report on several practices",
    "registers": "A report on registers",
    "tasks": "A table of tasks",
    "sheet": "A sheet to print",
    "calendar": "A calendar",
}


def _html() -> Writer:
    from migdesk.report.writers.html.page import write

    return write


def _pdf() -> Writer:
    from migdesk.report.writers.pdf.forms import write

    return write


def _docx() -> Writer:
    from migdesk.report.writers.docx.file import write

    return write


def _xlsx() -> Writer:
    from migdesk.report.writers.xlsx.file import write

    return write


def _csv() -> Writer:
    from migdesk.report.writers.csv import write

    return write


def _json() -> Writer:
    from migdesk.report.writers.json import write

    return write


def _ics() -> Writer:
    from migdesk.report.writers.ics import write

    return write


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A format as screens offer it; `about` says in a sentence or two what it is good for.

    `reports` are those that can be written in it, each with what is to be said besides. `writer` imports what writes
    it, from the `source` of a report. `most_pages` is how many practices can have a page of their own in it, 0 where
    it has no pages; a page takes `seconds_a_page` on a laptop of some years. `most_practices` is how many practices it
    can hold at all.
    """

    id: FormatId
    title: str
    suffix: str
    about: str
    reports: Mapping[ReportId, str]
    source: Source
    writer: Callable[[], Writer]
    other_suffixes: tuple[str, ...] = ()
    most_pages: int = 0
    seconds_a_page: float = 0.0
    most_practices: int = 1_000_000

    def about_in(self, report: ReportId) -> str:
        """Return what the format is good for in one report."""
        return " ".join(filter(None, (self.about, self.reports[report])))


FORMATS: tuple[Format, ...] = (
    Format(
        id="html", title="Web page", suffix=".html", other_suffixes=(".htm",), source="document", writer=_html,
        about="For reading, sending and screen readers. One file that needs nothing else.",
        reports={"status": "", "agenda": "", "practices": "", "registers": "", "tasks": "", "sheet": ""},
        most_pages=1_000, seconds_a_page=0.015,
    ),
    Format(
        id="pdf", title="PDF", suffix=".pdf", source="document", writer=_pdf,
        about="For print and for filing. It is tagged: screen readers know its headings, lists and tables.",
        reports={"status": "", "agenda": "", "practices": "", "registers": "", "tasks": "", "sheet": ""},
        most_pages=1_000, seconds_a_page=0.04,
    ),
    Format(
        id="docx", title="Word document", suffix=".docx", source="document", writer=_docx,
        about="For working on. It has headings and tables that screen readers know.",
        reports={"status": "", "agenda": "", "practices": "", "registers": "", "tasks": "", "sheet": ""},
        most_pages=300, seconds_a_page=0.02, most_practices=2_000,
    ),
    Format(
        id="xlsx", title="Excel workbook", suffix=".xlsx", source="document", writer=_xlsx,
        about="For sorting and filtering. A sheet for each list, with days as days and figures as figures.",
        reports={"status": "", "agenda": "", "practices": "", "registers": "", "tasks": ""},
        most_pages=1_000, seconds_a_page=0.02, most_practices=10_000,
    ),
    Format(
        id="csv", title="Spreadsheet table", suffix=".csv", source="records", writer=_csv,
        about="For spreadsheets.",
        reports={
            "status": "One row for each task and reference.",
            "practices": "One row for each practice.",
            "registers": "One row for each row of a register.",
            "tasks": "One row for each task.",
        },
    ),
    Format(
        id="json", title="JSON", suffix=".json", source="model", writer=_json,
        about="For programs. Everything the report holds.", reports={"status": "", "registers": ""},
    ),
    Format(
        id="ics", title="Calendar", suffix=".ics", source="calendar", writer=_ics,
        about="For calendars. Milestones and leave as whole days; a newer file in the same place moves them.",
        reports={"calendar": ""},
    ),
)  # fmt: skip
"""More than a thousand pages make a web page that browsers labour at, or a stack of paper."""
FORMAT_BY_ID: Mapping[str, Format] = {form.id: form for form in FORMATS}
BY_SUFFIX: Mapping[str, Format] = {suffix: form for form in FORMATS for suffix in (form.suffix, *form.other_suffixes)}


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """A report before it is written. Each source is made when it is asked for; None where it has no such."""

    document: Callable[[], Document] | None = None
    records: Callable[[], Records] | None = None
    model: Callable[[], object] | None = None
    calendar: Callable[[], object] | None = None


def formats_of(report: ReportId) -> tuple[Format, ...]:
    """Return the formats that a report can be written in, in the order in which they are offered."""
    return tuple(form for form in FORMATS if report in form.reports)


def format_of(report: ReportId, path: Path, chosen: str | None = None) -> Format:
    """Return the chosen format, else the one that the suffix names.

    Raises UserError where there is no such format, or the report cannot be written in it.
    """
    found = FORMAT_BY_ID.get(chosen.lower().lstrip(".")) if chosen else BY_SUFFIX.get(path.suffix.lower())
    if found is not None and report in found.reports:
        return found
    offered = formats_of(report)
    if found is not None:
        every = in_words([f"{form.title} ({form.suffix})" for form in offered])
        raise UserError(f"{REPORT_TITLES[report]} cannot be written as {found.title} ({found.suffix}). Use {every}.")
    if chosen:
        raise UserError(f"There is no report format “{chosen}”. Use one of {', '.join(form.id for form in offered)}.")
    named = f"“{path.suffix}” is no format" if path.suffix else f"“{path.name}” has no ending that names the format"
    raise UserError(f"{named} of a report. Use one of {', '.join(form.suffix for form in offered)}.")


def parts_of(content: Content, form: Format) -> Iterator[Part]:
    """Yield the file part by part. What a format needs is imported only when it is asked for."""
    source: Callable[[], Any] | None = getattr(content, form.source)
    if source is None:
        raise UserError(f"This report cannot be written as {form.id} ({form.title}).")
    return form.writer()(source())


def load(form: Format) -> None:
    """Import what a format needs, which takes up to half a second, so that its first part does not."""
    form.writer()
    if form.most_pages:  # each page says what speaks against the practice's dates
        import holidays.countries.united_kingdom  # noqa: F401


def render(content: Content, form: Format) -> bytes:
    """Return the whole file at once."""
    return b"".join(part.data for part in parts_of(content, form))


def too_many_for_pages(practices: int, form: Format) -> str:
    """Return why so many practices cannot each have a page in a format; empty where they can."""
    if not form.most_pages:
        return "A table has one row for each practice, and no pages."
    if practices <= form.most_pages:
        return ""
    return f"At most {form.most_pages:,} practices can have a page of their own; these are {practices:,}."


def too_many_practices(practices: int, form: Format) -> str:
    """Return why a report on so many practices cannot be written in a format."""
    return (
        f"A report on {practices:,} practices is too long for {form.title}: it can hold {form.most_practices:,}. "
        "Choose another format, or fewer practices."
    )


def in_words(names: list[str]) -> str:
    """Return names as a sentence lists them: "a, b or c"."""
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
