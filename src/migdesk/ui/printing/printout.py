"""What is to be printed: parts that each start on a new sheet, laid out one by one, and painted on any device."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPdfWriter, QTextDocument

from migdesk.base.atomic import reason
from migdesk.base.date_words import month_in_words
from migdesk.base.errors import EnvironmentFault
from migdesk.guide.guide import Guide
from migdesk.ui.printing.paper import FOOT, PIXELS_PER_INCH, paint_foot, paper_document, prepare


class Printout(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work for the printer.

    `parts` give the HTML of each part when it is laid out; `contents`, if there is one, gives that of a part before
    them from the number of the sheet on which each begins. `keep_tables` lets no table break that fits on a sheet;
    `pictures` is the folder of the guide whose pictures are shown.
    """

    title: str
    foot: str
    parts: tuple[Callable[[], str], ...]
    contents: Callable[[list[int]], str] | None = None
    keep_tables: bool = False
    pictures: Path | None = None


class Sheets:
    """A printout on sheets of one size in pixels of 1/96 inch. It is laid out in steps, since it may take seconds."""

    def __init__(self, printout: Printout, size: QSizeF) -> None:
        self.printout = printout
        self.size = size
        self._parts: list[QTextDocument] = []
        self._contents: list[QTextDocument] = []
        self._finished = False

    @property
    def steps(self) -> int:
        """How many steps the whole layout takes."""
        return len(self.printout.parts) + 1

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return sum(document.pageCount() for document in self._documents())

    def remaining(self) -> Iterator[int]:
        """Lay out what is left, a part at a time; each time return how many of the steps are done."""
        for part in self.printout.parts[len(self._parts) :]:
            self._parts.append(self._laid_out(part()))
            yield len(self._parts)
        if not self._finished:
            self._lay_out_contents()
            self._finished = True
            yield self.steps

    def finish(self) -> None:
        """Lay out all that is left."""
        for _ in self.remaining():
            pass

    def paint(self, painter: QPainter, turn: Callable[[], object], first: int = 0, last: int = 0) -> None:
        """Paint the sheets `first` to `last`, counted from 1, or all for 0 and 0; `turn` takes a new sheet."""
        number, count, begun = 0, self.count, False
        for document in self._documents():
            for sheet in range(document.pageCount()):
                number += 1
                if number < first or (last and number > last):
                    continue
                if begun:
                    turn()
                begun = True
                self._paint_sheet(painter, document, sheet, f"Page {number} of {count}")

    def _documents(self) -> list[QTextDocument]:
        return [*self._contents, *self._parts]

    def _laid_out(self, html: str) -> QTextDocument:
        return paper_document(html, self.size, keep_tables=self.printout.keep_tables, pictures=self.printout.pictures)

    def _lay_out_contents(self) -> None:
        """The contents take up sheets themselves, so they are laid out once to count them, and again with numbers."""
        if self.printout.contents is None:
            return
        own = self._laid_out(self.printout.contents([999] * len(self._parts))).pageCount()
        numbers, number = [], own + 1
        for document in self._parts:
            numbers.append(number)
            number += document.pageCount()
        self._contents = [self._laid_out(self.printout.contents(numbers))]

    def _paint_sheet(self, painter: QPainter, document: QTextDocument, sheet: int, number: str) -> None:
        width, height = self.size.width(), self.size.height()
        painter.save()
        painter.translate(0, -sheet * height)
        document.drawContents(painter, QRectF(0, sheet * height, width, height))
        painter.restore()
        paint_foot(painter, QRectF(0, height, width, FOOT), self.printout.foot, number)


def sheet_size(device: QPagedPaintDevice) -> QSizeF:
    """Return the size of what is printed on a device's sheets above their foot, in pixels of 1/96 inch."""
    area = device.pageLayout().paintRectPoints()
    scale = PIXELS_PER_INCH / 72
    return QSizeF(round(area.width() * scale), round(area.height() * scale) - FOOT)


def paint_sheets(device: QPagedPaintDevice, sheets: Sheets, first: int = 0, last: int = 0) -> int:
    """Paint the sheets `first` to `last`, counted from 1, or all for 0 and 0.

    Returns how many sheets there are; 0 for a device that fails. Where the device has another size, such as after a
    person chose other paper in the preview, they are laid out anew.
    """
    painter = QPainter()
    if not painter.begin(device):
        return 0
    size = sheet_size(device)
    fitting = sheets if sheets.size == size else Sheets(sheets.printout, size)
    fitting.finish()
    scale = device.logicalDpiX() / PIXELS_PER_INCH
    painter.scale(scale, scale)
    fitting.paint(painter, device.newPage, first, last)
    painter.end()
    return fitting.count


def printout_to_pdf(printout: Printout, path: Path) -> int:
    """Write a PDF and return how many sheets it takes. Raises EnvironmentFault if it cannot be written."""
    try:
        path.touch()
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {reason(error)}.") from error
    writer = QPdfWriter(str(path))
    writer.setTitle(printout.title)
    writer.setResolution(300)
    prepare(writer, printout.title)
    sheets = paint_sheets(writer, Sheets(printout, sheet_size(writer)))
    if not sheets:
        raise EnvironmentFault(f"{path} cannot be written.")
    return sheets


def foot_words(guide: Guide) -> str:
    """Return what stands at the foot of each sheet beside its number."""
    parts = [guide.title]
    if guide.version:
        parts.append(f"version {guide.version}")
    if guide.as_of:
        parts.append(f"as of {month_in_words(guide.as_of)}")
    return ", ".join(parts)
