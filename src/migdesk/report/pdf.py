"""The status report, and whatever else is a `Printable`, as a PDF or on a printer, set by Qt. The one module below the
screens that knows Qt; `formats` imports it only when a PDF is asked for.

Qt's PDF has no tags, so a screen reader gets nothing from it: every page says that the web page is the accessible
version, and so does `formats`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import msgspec
from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRect, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageRanges,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QPolygonF,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)

from migdesk.base.date_words import date_with_year
from migdesk.base.errors import EnvironmentFault
from migdesk.report.model import StatusReport
from migdesk.report.print_html import print_html
from migdesk.report.print_pages import TALLEST_STRIP, Span, Strip, pages_of
from migdesk.report.printable import Printable
from migdesk.report.typed_text import without_overrides

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FONT_FAMILIES = ("Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans")
"""The plain font of Windows, macOS and Linux in turn; whatever the system has where it has none of them."""
FONT_POINTS = 9.0
FOOTER_POINTS = 7.5
X_HEIGHT = 0.5
"""Of the font's size, as in Segoe UI; a font whose small letters are taller is set smaller, and looks the same."""
MARGIN_MM = 15.0
FOOTER_MM = 8.0
DOTS_PER_INCH = 600
TEXT = "#212b32"
QUIET = "#4c6272"
RULE = "#c8d0d4"
ICON_PIXELS = 96
BAR_PIXELS = (440, 36)
ROWS_WITH_HEAD = 3
"""A table's head never stands at the foot of a page with fewer rows than these under it."""


def to_pdf(report: StatusReport) -> bytes:
    """Return the status report as a PDF, as `pdf_of`."""
    return pdf_of(printable(report))


def print_report(report: StatusReport, printer: QPrinter) -> None:
    """Print the status report on `printer`, as `print_on`."""
    print_on(printable(report), printer)


def printable(report: StatusReport) -> Printable:
    """Return the status report as it is printed."""
    sample = "Made-up sample. " if report.sample else ""
    return Printable(
        without_overrides(f"{'Sample: ' if report.sample else ''}Status report, {report.practice.name}"),
        without_overrides(f"{sample}{date_with_year(report.today)}, {report.practice.name}"),
        report.migdesk_version,
        print_html(report),
        frozenset(phase.percent for phase in report.phases),
    )


def pdf_of(what: Printable) -> bytes:
    """Return a PDF on A4 pages with embedded fonts. Starts Qt without a screen where no program has."""
    application = _application()
    buffer = QBuffer()
    writer = _writer(buffer, what.title, what.version)
    _paint(what, writer, QPageRanges())
    del writer, application  # held until here: fonts and images need the application
    return bytes(buffer.data().data())


def _writer(buffer: QBuffer, title: str, version: str) -> QPdfWriter:
    """Return a writer of A4 pages into a buffer."""
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    writer.setCreator(f"migdesk {version}")
    return writer


def print_on(what: Printable, printer: QPrinter) -> None:
    """Print on `printer`, on its paper, and only the pages that were asked for. Also for a print preview.

    Its margins are kept where they are wider than `MARGIN_MM`. Raises EnvironmentFault where it cannot be started.
    """
    printer.setDocName(what.title)
    printer.setCreator(f"migdesk {what.version}")
    chosen = printer.printRange() == type(printer).PrintRange.PageRange
    _paint(what, printer, printer.pageRanges() if chosen else QPageRanges())


def _application() -> QGuiApplication:
    """Return the running application, or a new one that needs no display (fonts need one of the two).

    On Windows and macOS the ordinary platform is always there, and knows the system's fonts.
    """
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if sys.platform not in {"win32", "darwin"}:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["migdesk"])


class Sheet(msgspec.Struct, frozen=True):
    """The part of a page to print on, in the printer's dots from where its painter starts.

    `dots` is per inch; the report is painted at `scale` of the size that it is set in.
    """

    left: float
    top: float
    width: float
    height: float
    dots: float
    scale: float

    def pixels(self, millimetres: float) -> float:
        return millimetres / 25.4 * self.dots

    @property
    def text_width(self) -> float:
        return self.width / self.scale

    @property
    def text_height(self) -> float:
        return (self.height - self.pixels(FOOTER_MM)) / self.scale


def _sheet(device: QPagedPaintDevice) -> Sheet:
    """Return what the device's own margins and ours leave of a page."""
    dots = device.logicalDpiY()
    layout = device.pageLayout()
    margin = MARGIN_MM / 25.4 * dots
    reached = QRectF(layout.paintRectPixels(dots))
    page = QRectF(layout.fullRectPixels(dots)).adjusted(margin, margin, -margin, -margin) & reached
    left, top = page.left() - reached.left(), page.top() - reached.top()
    return Sheet(left, top, page.width(), page.height(), dots, _scale_of_font())


def _scale_of_font() -> float:
    """Return how much smaller a font that is drawn large, as DejaVu Sans is, looks like the others of our list."""
    metrics = QFontMetricsF(_font(100))
    em = 100 * _screen_dots_per_inch() / 72
    return min(1.0, X_HEIGHT * em / metrics.xHeight()) if metrics.xHeight() > 0 else 1.0


def _paint(what: Printable, device: QPagedPaintDevice, wanted: QPageRanges) -> None:
    """Paint the pages `wanted`; none named means all."""
    sheet = _sheet(device)
    document = _document(what, device, sheet.text_width)
    pages = pages_of(_strips(document, sheet.text_height, sheet.dots), sheet.text_height)
    numbers = [one for one in range(1, len(pages) + 1) if wanted.isEmpty() or wanted.contains(one)]
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
            _paint_piece(document, painter, piece, sheet.text_width)
            painter.translate(0, piece.height)
        painter.restore()
        _paint_footer(what.footer, painter, sheet, f"Page {number} of {len(pages)}")
    painter.end()


def _document(what: Printable, device: QPagedPaintDevice, width: float) -> QTextDocument:
    """Set the markup as one endless column of a width, measured for the device that it is painted on."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(FONT_POINTS))
    document.setTextWidth(width)  # before there is anything to lay out, which would be done twice
    image = QTextDocument.ResourceType.ImageResource.value
    for percent in what.percents:
        document.addResource(image, QUrl(f"bar:{percent}"), _bar(percent))
    for status in ("to-do", "in-progress", "done", "blocked", "not-applicable"):
        document.addResource(image, QUrl(f"icon:{status}"), _icon(status))
    document.setHtml(what.markup)
    return document


def _paint_piece(document: QTextDocument, painter: QPainter, piece: Span, width: float) -> None:
    """Paint a piece of the column where the painter stands."""
    part = QRectF(0, piece.top, width, piece.height)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = part
    context.palette.setColor(QPalette.ColorRole.Text, QColor(TEXT))
    painter.save()
    painter.translate(0, -piece.top)
    painter.setClipRect(part)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_footer(words: str, painter: QPainter, sheet: Sheet, number: str) -> None:
    height = sheet.pixels(FOOTER_MM / 2)
    line = QRectF(0, sheet.height - height, sheet.width, height)
    painter.setPen(QPen(QColor(RULE), sheet.pixels(0.2)))
    painter.drawLine(line.topLeft(), line.topRight())
    font = _font(FOOTER_POINTS)
    painter.setFont(font)
    painter.setPen(QColor(QUIET))
    right = f"For print. The web page is the accessible version.   {number}"
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, right)
    metrics = QFontMetricsF(font, painter.device())
    room = sheet.width - metrics.horizontalAdvance(right + "  ")
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, shown)


def _font(points: float) -> QFont:
    font = QFont(list(FONT_FAMILIES))
    font.setPointSizeF(points)
    return font


# a sheet at a time


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
        strips = _Strips(self.document, self.room, self.dots / _screen_dots_per_inch())
        return sum(bottom <= self.room for bottom in strips.row_bottoms())


class Press:
    """Prints a PDF a sheet at a time, for what is too long to be set in one piece. Use it in a `with` block."""

    def __init__(self, title: str, version: str) -> None:
        self._application = _application()
        self._buffer = QBuffer()
        self._device = _writer(self._buffer, title, version)
        self._sheet = _sheet(self._device)
        self._painter = QPainter(self._device)
        self._painter.translate(self._sheet.left, self._sheet.top)
        self._empty = True

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_: object) -> None:
        if self._painter.isActive():
            self._painter.end()  # before the device goes, as Qt asks for

    def set(self, what: Printable) -> Column:
        """Set what is to stand on a sheet, to see whether it fits before it is printed."""
        document = _document(what, self._device, self._sheet.text_width)
        return Column(document, what, self._sheet.text_height, self._sheet.dots)

    def print_sheet(self, column: Column, number: str) -> None:
        """Print one sheet, with `number` at its foot. What is higher than the sheet is printed smaller."""
        if not self._empty:
            self._device.newPage()
        self._empty = False
        scale = self._sheet.scale * min(1.0, column.room / column.height if column.height else 1.0)
        self._painter.save()
        self._painter.scale(scale, scale)
        _paint_piece(column.document, self._painter, Span(0, column.height), self._sheet.text_width)
        self._painter.restore()
        _paint_footer(column.what.footer, self._painter, self._sheet, number)

    def finished(self) -> bytes:
        """Return the whole PDF; nothing can be printed after this."""
        self._painter.end()
        return bytes(self._buffer.data().data())


# where pages may end


def _strips(document: QTextDocument, page_height: float, dots_per_inch: float) -> Iterator[Strip]:
    """Tell the column's paragraphs and rows, from top to bottom, without gaps between them."""
    # QTextDocument's own pixels are those of the screen; its layout scales them so for the device
    strips = _Strips(document, page_height * TALLEST_STRIP, dots_per_inch / _screen_dots_per_inch())
    return strips.all()


def _screen_dots_per_inch() -> float:
    return QGuiApplication.primaryScreen().logicalDotsPerInchY()


class _Strips:
    """Walks a document. `tallest` is how tall a strip may be in one piece, `scale` the device's dots to a pixel."""

    def __init__(self, document: QTextDocument, tallest: float, scale: float) -> None:
        self._document = document
        self._layout = document.documentLayout()
        self._tallest = tallest
        self._scale = scale

    def all(self) -> Iterator[Strip]:
        block, top, after_heading = self._document.begin(), 0.0, False
        while block.isValid():
            table = _table_at(block)
            if table is not None:
                bottom = self._table_span(table).bottom
                yield from self._rows(table, top, bottom)
                block = self._after(table)
                after_heading = False
            else:
                following = block.next()
                bottom = self._top_of(following)
                heading = block.blockFormat().headingLevel() > 0
                introduces = after_heading and following.isValid() and _table_at(following) is not None
                lead = max(0.0, self._layout.blockBoundingRect(block).top() - top) if heading else 0.0
                yield from self._cut(Strip(Span(top, bottom), heading or introduces, lead=lead), self._lines_of(block))
                block, after_heading = following, heading
            top = bottom

    def row_bottoms(self) -> Iterator[float]:
        """Tell where each row ends of the first table that has a head, but for the rows of its head."""
        block = self._document.begin()
        while block.isValid():
            table = _table_at(block)
            if table is not None and table.format().headerRowCount():
                tops = [self._row_top(table, row) for row in range(table.format().headerRowCount() + 1, table.rows())]
                yield from (*tops, self._table_span(table).bottom)
                return
            block = block.next()

    def _after(self, table: QTextTable) -> QTextBlock:
        """Return the block to go on with after a table.

        Qt puts an empty block after each table, and hides it where nothing is written in it: it lies on the last line
        of the table, at its right, and takes no room. Its place says nothing about where the table ends.
        """
        block = self._document.findBlock(table.lastPosition() + 1)
        hidden = block.isValid() and _table_at(block) is None and not block.text()
        return block.next() if hidden else block

    def _top_of(self, block: QTextBlock) -> float:
        """Return where a block begins: above its margin, or above the table that it is in; the end after the last."""
        if not block.isValid():
            return self._layout.documentSize().height()
        table = _table_at(block)
        if table is not None:
            return self._table_span(table).top
        return self._layout.blockBoundingRect(block).top() - block.blockFormat().topMargin() * self._scale

    def _table_span(self, table: QTextTable) -> Span:
        """Return where a table stands. Qt tells its height, but a top that is lower by the first cell's padding."""
        told = self._layout.frameBoundingRect(table)
        text_top = self._layout.blockBoundingRect(table.firstCursorPosition().block()).top()
        top = min(told.top(), text_top - self._padding(table, 0))
        return Span(top, top + told.height())

    def _rows(self, table: QTextTable, top: float, bottom: float) -> Iterator[Strip]:
        """Tell a table's rows. Head rows stay with the first rows, the last two together, and a row with its note."""
        heads, last = table.format().headerRowCount(), table.rows() - 1
        tops = [top, *(self._row_top(table, row) for row in range(1, table.rows())), bottom]
        lead = self._padding(table, 0) if heads else 0.0
        head = Span(tops[0] + lead, tops[heads]) if heads else None
        for row in range(table.rows()):
            noted = row < last and _is_wide(table, row + 1) and not _is_wide(table, row)
            near_an_end = row < heads + ROWS_WITH_HEAD - 1 or row == last - 1
            keep = row < last and (near_an_end or noted)
            span = Span(tops[row], tops[row + 1])
            if row < heads:
                yield Strip(span, keep, lead=0.0 if row else lead)
            else:
                yield from self._cut(Strip(span, keep, head), self._lines_in_row(table, row))

    def _row_top(self, table: QTextTable, row: int) -> float:
        text_top = self._layout.blockBoundingRect(table.cellAt(row, 0).firstCursorPosition().block()).top()
        return text_top - self._padding(table, row)

    def _padding(self, table: QTextTable, row: int) -> float:
        """Return the blank above a row's text; a cell without one of its own has its table's."""
        cell = table.cellAt(row, 0).format().toTableCellFormat()
        own = cell.hasProperty(QTextFormat.Property.TableCellTopPadding)
        return (cell.topPadding() if own else table.format().cellPadding()) * self._scale

    def _cut(self, strip: Strip, lines: Iterator[Span]) -> Iterator[Strip]:
        """Cut what is too tall between its lines; the first two stay together, and the last two."""
        if strip.span.height <= self._tallest:
            yield strip
            return
        edges = [strip.span.top, *_gaps(sorted(lines, key=lambda line: line.top)), strip.span.bottom]
        last = len(edges) - 2
        for index in range(last + 1):
            span = Span(edges[index], edges[index + 1])
            keep = strip.keep_with_next if index == last else index in {0, last - 1}
            yield Strip(span, keep, strip.head, 0.0 if index else strip.lead)

    def _lines_in_row(self, table: QTextTable, row: int) -> Iterator[Span]:
        column = 0
        while column < table.columns():
            cell = table.cellAt(row, column)
            block, end = cell.firstCursorPosition().block(), cell.lastCursorPosition().position()
            while block.isValid() and block.position() <= end:
                yield from self._lines_of(block)
                block = block.next()
            column += cell.columnSpan()

    def _lines_of(self, block: QTextBlock) -> Iterator[Span]:
        text = block.layout()
        start = self._layout.blockBoundingRect(block).top()
        for index in range(text.lineCount()):
            line = text.lineAt(index)
            yield Span(start + line.y(), start + line.y() + line.height())


def _table_at(block: QTextBlock) -> QTextTable | None:
    """Return the table that a block stands in; None, which Qt's types leave out, where it stands in none."""
    return cast("QTextTable | None", QTextCursor(block).currentTable())


def _is_wide(table: QTextTable, row: int) -> bool:
    """Tell whether a row is one cell across a table of several columns, as notes are."""
    return table.columns() > 1 and table.cellAt(row, 0).columnSpan() == table.columns()


def _gaps(lines: list[Span]) -> Iterator[float]:
    """Yield where a cut crosses no line in any cell; `lines` from top to bottom."""
    lowest = lines[0].bottom if lines else 0.0
    for line in lines[1:]:
        if line.top >= lowest - 1:  # a dot, as lines of one paragraph may touch
            yield line.top
        lowest = max(lowest, line.bottom)


# pictures


def _bar(percent: int) -> QImage:
    """Draw a progress bar whose frame shows in black and white too; a finished one is green."""
    width, height = BAR_PIXELS
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.fillRect(QRect(0, 0, width * percent // 100, height), QColor("#007f3b" if percent == 100 else "#005eb8"))
    painter.setPen(QPen(QColor("#4c6272"), 3))
    painter.drawRect(1, 1, width - 3, height - 3)
    painter.end()
    return image


def _icon(status: str) -> QImage:
    """Draw a status as the window shows it, on a grid of 16."""
    image = QImage(ICON_PIXELS, ICON_PIXELS, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ICON_PIXELS / 16, ICON_PIXELS / 16)
    blue, green, red, grey, white = map(QColor, ("#005eb8", "#007f3b", "#d5281b", "#4c6272", "#ffffff"))
    box = QRectF(1.75, 1.75, 12.5, 12.5)
    match status:
        case "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(green)
            painter.drawRoundedRect(QRectF(1, 1, 14, 14), 2.5, 2.5)
            painter.setPen(QPen(white, 2))
            painter.drawPolyline(QPolygonF([QPointF(4.2, 8.4), QPointF(6.8, 11), QPointF(11.8, 5.4)]))
        case "blocked":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(red)
            corners = ((5, 1), (11, 1), (15, 5), (15, 11), (11, 15), (5, 15), (1, 11), (1, 5))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            painter.setPen(QPen(white, 1.8))
            painter.drawLines([QLineF(5.2, 5.2, 10.8, 10.8), QLineF(10.8, 5.2, 5.2, 10.8)])
        case "not-applicable":
            painter.setPen(QPen(grey, 1.5))
            painter.drawEllipse(box)
            painter.drawLine(QLineF(4, 12, 12, 4))
        case "in-progress":
            painter.setPen(QPen(blue, 1.5))
            painter.drawRoundedRect(box, 2, 2)
            painter.drawLine(QLineF(4.5, 8, 11.5, 8))
        case _:
            painter.setPen(QPen(grey, 1.5))
            painter.drawRoundedRect(box, 2, 2)
    painter.end()
    return image
