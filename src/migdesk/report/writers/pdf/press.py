"""Prints a PDF a sheet at a time, for what is too long to be set in one piece."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QPainter, QTextDocument

from migdesk.report.writers.pdf.column import document_of, paint_piece
from migdesk.report.writers.pdf.device import application, writer_on
from migdesk.report.writers.pdf.pages import Span
from migdesk.report.writers.pdf.paper_fonts import screen_dots_per_inch
from migdesk.report.writers.pdf.printable import Printable
from migdesk.report.writers.pdf.sheet import paint_footer, sheet_of
from migdesk.report.writers.pdf.strips import Strips
from migdesk.report.writers.pdf.tags import Tags


class Column(msgspec.Struct, frozen=True):
    """What was set for one sheet: the sheet is full at the height `room`."""

    document: QTextDocument
    what: Printable
    room: float
    dots: float

    @property
    def height(self) -> float:
        return self.document.documentLayout().documentSize().height()

    @property
    def fits(self) -> bool:
        return self.height <= self.room

    def rows_on_sheet(self) -> int:
        """Return how many rows of the first table with a head stand wholly on the sheet, its head not counted."""
        strips = Strips(self.document, self.room, self.dots / screen_dots_per_inch())
        return sum(bottom <= self.room for bottom in strips.row_bottoms())


class Press:
    """Prints a PDF a sheet at a time, for what is too long to be set in one piece. Use it in a `with` block."""

    def __init__(self, title: str, version: str) -> None:
        self._application = application()
        self._buffer = QBuffer()
        self._device = writer_on(self._buffer, title, version)
        self._sheet = sheet_of(self._device)
        self._painter = QPainter(self._device)
        self._painter.translate(self._sheet.left, self._sheet.top)
        self._empty = True
        self._tags = Tags()

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_: object) -> None:
        if self._painter.isActive():
            self._painter.end()  # before the device goes, as Qt asks for

    def set(self, what: Printable) -> Column:
        """Set what is to stand on a sheet, to see whether it fits before it is printed."""
        document = document_of(what, self._device, self._sheet.text_width)
        return Column(document, what, self._sheet.text_height, self._sheet.dots)

    def print_sheet(self, column: Column, number: str) -> None:
        """Print one sheet, with `number` at its foot. What is higher than the sheet is printed smaller."""
        if not self._empty:
            self._device.newPage()
        self._empty = False
        span = Span(0, column.height)
        scale = self._sheet.scale * min(1.0, column.room / column.height if column.height else 1.0)
        self._painter.save()
        self._painter.scale(scale, scale)
        paint_piece(column.document, self._painter, span, self._sheet.text_width)
        self._painter.restore()
        self._tags.column(column.document, [(span,)], replace(self._sheet, scale=scale), column.what.above)
        paint_footer(column.what.footer, self._painter, self._sheet, number)

    def finished(self) -> bytes:
        """Return the whole PDF; nothing can be printed after this."""
        self._painter.end()
        return self._tags.tagged(bytes(self._buffer.data().data()))
