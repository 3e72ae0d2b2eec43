"""A report as a PDF or on a printer, and whatever else is a `Printable`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QEventLoop
from PySide6.QtGui import QPagedPaintDevice, QPageRanges, QPainter

from migdesk.base.errors import EnvironmentFault
from migdesk.report.document import Document
from migdesk.report.part import Part
from migdesk.report.writers.pdf.column import document_of, paint_piece
from migdesk.report.writers.pdf.device import application, writer_on
from migdesk.report.writers.pdf.pages import pages_of
from migdesk.report.writers.pdf.printable import Printable, printable
from migdesk.report.writers.pdf.sheet import Sheet, paint_footer, sheet_of
from migdesk.report.writers.pdf.sheets import sheet_parts
from migdesk.report.writers.pdf.strips import strips_of
from migdesk.report.writers.pdf.tags import Tags

SIZES = (2.0, 1.75, 1.5, 1.3, 1.15, 1.0, 0.9, 0.8, 0.7)
"""Of the letters of what fills one page, beside those of any other report."""

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def write(document: Document) -> Iterator[Part]:
    """Yield the PDF: a report with sheets of its own a page at a time, any other in one piece."""
    if document.rows:
        yield from sheet_parts(document)
    else:
        yield Part(b"", "Laying out the report", 0, 1)
        yield Part(pdf_of(printable(document)), "Saving the file", 1, 1)


def pdf_of(what: Printable) -> bytes:
    """Return a PDF on A4 pages with embedded fonts. Starts Qt without a screen where no program has."""
    running = application()
    events = QEventLoop()  # in a thread of our own, the layout's timers have nowhere else to go
    buffer = QBuffer()
    writer = writer_on(buffer, what.title, what.version, landscape=what.landscape)
    tags = Tags()
    _paint(what, writer, QPageRanges(), tags)
    del writer, running, events  # held until here: fonts and images need the application
    return tags.tagged(bytes(buffer.data().data()))


def print_on(what: Printable, printer: QPrinter) -> None:
    """Print on `printer`, on its paper, and only the pages that were asked for. Also for a print preview.

    Its margins are kept where they are wider than `MARGIN_MM`. Raises EnvironmentFault where it cannot be started.
    """
    printer.setDocName(what.title)
    printer.setCreator(f"migdesk {what.version}")
    chosen = printer.printRange() == type(printer).PrintRange.PageRange
    _paint(what, printer, printer.pageRanges() if chosen else QPageRanges())


def _filled(sheet: Sheet, what: Printable, device: QPagedPaintDevice) -> Sheet:
    """Return the sheet at the largest scale at which all of it stands on one page; as it is where letters would be too
    small to read."""
    for size in SIZES:
        scaled = replace(sheet, scale=sheet.scale * size)
        if document_of(what, device, scaled.text_width).size().height() <= scaled.text_height:
            return scaled
    return sheet


def _paint(what: Printable, device: QPagedPaintDevice, wanted: QPageRanges, tags: Tags | None = None) -> None:
    """Paint the pages `wanted`; none named means all. `tags` are told what goes where."""
    sheet = sheet_of(device)
    if what.one_sheet:
        sheet = _filled(sheet, what, device)
    document = document_of(what, device, sheet.text_width)
    pages = pages_of(strips_of(document, sheet.text_height, sheet.dots), sheet.text_height)
    if tags is not None:
        tags.column(document, pages, sheet)
    numbers = [number for number in range(1, len(pages) + 1) if wanted.isEmpty() or wanted.contains(number)]
    painter = QPainter()
    if not painter.begin(device):
        raise EnvironmentFault("The printer could not be started. Choose another one, or save the report as a file.")
    painter.translate(sheet.left, sheet.top)
    for number in numbers:
        if number != numbers[0]:
            device.newPage()
        painter.save()
        painter.scale(sheet.scale, sheet.scale)
        for piece in pages[number - 1]:
            paint_piece(document, painter, piece, sheet.text_width)
            painter.translate(0, piece.height)
        painter.restore()
        paint_footer(what.footer, painter, sheet, f"Page {number} of {len(pages)}")
    painter.end()
