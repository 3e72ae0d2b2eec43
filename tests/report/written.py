"""Reports written from the made-up practices in the formats that tests read."""

from __future__ import annotations

from collections.abc import Iterable

from migdesk.report.agenda.document import agenda_document
from migdesk.report.agenda.model import Agenda
from migdesk.report.practices.document import practices_document
from migdesk.report.practices.model import Portfolio, PracticePage
from migdesk.report.status.document import status_document
from migdesk.report.status.model import StatusReport
from migdesk.report.status.records import status_records
from migdesk.report.writers import csv
from migdesk.report.writers.html.page import to_html
from migdesk.report.writers.pdf import forms
from migdesk.report.writers.pdf.printable import Printable, printable


def status_html(report: StatusReport) -> str:
    return to_html(status_document(report))


def status_sheets(report: StatusReport) -> Printable:
    return printable(status_document(report))


def status_pdf(report: StatusReport) -> bytes:
    return forms.pdf_of(status_sheets(report))


def status_csv(report: StatusReport) -> bytes:
    return b"".join(part.data for part in csv.write(status_records(report)))


def agenda_html(agenda: Agenda) -> str:
    return to_html(agenda_document(agenda))


def agenda_sheets(agenda: Agenda) -> Printable:
    return printable(agenda_document(agenda))


def practices_html(portfolio: Portfolio, pages: Iterable[PracticePage]) -> str:
    return to_html(practices_document(portfolio, pages))
