"""No row of the printed report crosses a page's edge, and no page but the last is near empty.

Where the lines of text stand is asked of Qt line by line here, apart from the code that decides where pages end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument, QTextTable
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from sample_report import DEFINITIONS, MadeUpPractice, busy_practice
from written import status_sheets

from migdesk.report.status.model import StatusReport
from migdesk.report.writers.pdf.column import document_of
from migdesk.report.writers.pdf.device import DOTS_PER_INCH
from migdesk.report.writers.pdf.forms import print_on
from migdesk.report.writers.pdf.pages import TALLEST_STRIP, Page, Span, pages_of
from migdesk.report.writers.pdf.sheet import sheet_of
from migdesk.report.writers.pdf.strips import strips_of
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.reports.status import status_report
from support import TickingClock, paths_in

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
A_DOT = 1.5


def sample(folder: Path) -> StatusReport:
    """Return the report of the practice that everybody looks round with, over the built-in guide."""
    workspace = bootstrap(paths_in(folder), clock=TickingClock(NOW))
    try:
        return status_report(workspace, workspace.samples.add_riverside())
    finally:
        workspace.close()


def empty(_: Path) -> StatusReport:
    return MadeUpPractice(go_live=None).report(made_by=None)


def finished(_: Path) -> StatusReport:
    practice = MadeUpPractice()
    for task in DEFINITIONS.tasks:
        practice.set_task(task.id, status=["done", ""], ago=30)
    for reference in DEFINITIONS.references:
        practice.acknowledge(reference.id, ago=30)
    return practice.report()


def five_hundred_notes(_: Path) -> StatusReport:
    practice = busy_practice(sample=True)
    for number in range(500):
        about = "" if number % 5 == 0 else DEFINITIONS.tasks[number % len(DEFINITIONS.tasks)].id
        practice.note(about, f"Note {number}. " + "A few words more. " * (number % 23), ago=number / 10)
    return practice.report()


def long_texts(_: Path) -> StatusReport:
    practice = busy_practice(name="Surgery of the long name " * 12)
    practice.note("decision.sign", "A word.\n" * 300)
    practice.note("", "Word after word of a note on the practice. " * 300)
    practice.set_task("decision.sign", status=["blocked", "The contract is with the lawyers. " * 60])
    return practice.report()


PRACTICES = (sample, empty, finished, five_hundred_notes, long_texts)


class Printed:
    """A report set for A4, and how it was distributed over pages."""

    def __init__(self, report: StatusReport) -> None:
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._device = QPdfWriter(self._buffer)  # the document is measured for it
        self._device.setResolution(DOTS_PER_INCH)
        self._device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        sheet = sheet_of(self._device)
        self.height = sheet.text_height
        self.document: QTextDocument = document_of(status_sheets(report), self._device, sheet.text_width)
        self.pages: list[Page] = pages_of(strips_of(self.document, self.height, sheet.dots), self.height)

    @property
    def cuts(self) -> set[float]:
        """Every place at which a page ends or begins."""
        return {edge for page in self.pages for piece in page for edge in (piece.top, piece.bottom)}

    def lines(self) -> Iterator[Span]:
        block = self.document.begin()
        while block.isValid():
            top, text = self.document.documentLayout().blockBoundingRect(block).top(), block.layout()
            for line in (text.lineAt(index) for index in range(text.lineCount()) if block.text()):
                yield Span(top + line.y(), top + line.y() + line.height())
            block = block.next()

    def rows(self) -> Iterator[Span]:
        """Tell where each table row's text stands, over all its cells."""
        for table in self.document.rootFrame().childFrames():
            assert isinstance(table, QTextTable)
            for row in range(table.rows()):
                blocks = [table.cellAt(row, column).firstCursorPosition().block() for column in range(table.columns())]
                rects = [self.document.documentLayout().blockBoundingRect(block) for block in blocks]
                yield Span(min(rect.top() for rect in rects), max(rect.bottom() for rect in rects))


def crosses(span: Span, cut: float) -> bool:
    return span.top + A_DOT < cut < span.bottom - A_DOT


@pytest.fixture(scope="module", params=PRACTICES, ids=lambda one: one.__name__)
def printed(request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return Printed(request.param(tmp_path_factory.mktemp("data")))


def test_no_line_of_text_crosses_the_edge_of_a_page(printed: Printed) -> None:
    cuts = sorted(printed.cuts)
    assert [(line, cut) for line in printed.lines() for cut in cuts if crosses(line, cut)] == []


def test_no_row_is_split_unless_it_is_very_tall(printed: Printed) -> None:
    rows = [row for row in printed.rows() if row.height < printed.height * TALLEST_STRIP * 0.95]
    assert [(row, cut) for row in rows for cut in printed.cuts if crosses(row, cut)] == []


def test_every_line_of_text_is_on_a_page(printed: Printed) -> None:
    pieces = [piece for page in printed.pages for piece in page]
    for line in printed.lines():
        middle = (line.top + line.bottom) / 2
        assert any(piece.top <= middle <= piece.bottom for piece in pieces)


def test_no_page_but_the_last_is_less_than_a_third_full(printed: Printed) -> None:
    filled = [sum(piece.height for piece in page) / printed.height for page in printed.pages]
    assert min(filled[:-1], default=1.0) > 1 / 3
    assert max(filled) <= 1


def test_the_sample_is_sixteen_pages_at_most(qapp: QApplication, tmp_path: Path) -> None:
    assert len(Printed(sample(tmp_path)).pages) <= 16


def test_a_table_ends_where_its_last_row_does(qapp: QApplication) -> None:
    """Qt lays the empty paragraph after a table on the table's last line, and tells its top lower than it is."""
    printed = Printed(busy_practice().report())
    strips = list(strips_of(printed.document, printed.height, DOTS_PER_INCH))
    edges = [strip.span.bottom for strip in strips]
    for row in printed.rows():
        assert not any(crosses(row, edge) for edge in edges)


@pytest.mark.parametrize("chosen", [None, (2, 2)])
def test_a_printer_gets_the_pages_that_were_asked_for(
    qapp: QApplication, tmp_path: Path, chosen: tuple[int, int] | None
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    report = five_hundred_notes(tmp_path)
    if chosen:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(*chosen)
    print_on(status_sheets(report), printer)
    number = (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n")
    assert number == (1 if chosen else len(Printed(report).pages))


def test_the_margins_of_a_printer_are_kept_where_they_are_wider(qapp: QApplication) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    sheet = sheet_of(printer)
    assert sheet.width / sheet.dots * 25.4 == pytest.approx(180, abs=0.5)
    page = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    assert sheet.width < page.width()
