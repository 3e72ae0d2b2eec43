"""The status report as a PDF for print, set by Qt. The one module below the screens that knows Qt; `formats` imports it
only when a PDF is asked for.

Qt's PDF has no tags, so a screen reader gets nothing from it: every page says that the web page is the accessible
version, and so does `formats`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRect, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPageLayout,
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
from migdesk.report.model import StatusReport
from migdesk.report.print_html import print_html
from migdesk.report.print_pages import Span, Strip, pages_of
from migdesk.report.typed_text import without_overrides

FONT_FAMILIES = ("Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans")
"""The plain font of Windows, macOS and Linux in turn; whatever the system has where it has none of them."""
FONT_POINTS = 9.0
FOOTER_POINTS = 8.0
MARGIN_MM = 15.0
FOOTER_MM = 9.0
DOTS_PER_INCH = 600
ICON_PIXELS = 96
BAR_PIXELS = (440, 36)
TEXT = "#212b32"
QUIET = "#4c6272"
RULE = "#c8d0d4"


def to_pdf(report: StatusReport) -> bytes:
    """Return the report as a PDF on A4 pages with embedded fonts. Starts Qt without a screen where no program has."""
    application = _application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _write(report, buffer)
    del application  # held until here: fonts and images need it
    return bytes(buffer.data().data())


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


def _write(report: StatusReport, buffer: QBuffer) -> None:
    writer = _writer(report, buffer)
    paper = QRectF(writer.pageLayout().paintRectPixels(DOTS_PER_INCH))
    paper.moveTo(0, 0)
    document = _document(report, writer)
    document.setTextWidth(paper.width())
    pages = pages_of(_strips(document), paper.height() - _pixels(FOOTER_MM))
    painter = QPainter(writer)
    for number, pieces in enumerate(pages, start=1):
        if number > 1:
            writer.newPage()
        top = 0.0
        for piece in pieces:
            _paint_piece(document, painter, piece, top, paper.width())
            top += piece.height
        _paint_footer(report, painter, paper, f"Page {number} of {len(pages)}")
    painter.end()


def _writer(report: StatusReport, buffer: QBuffer) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
    sample = "Sample: " if report.sample else ""
    writer.setTitle(without_overrides(f"{sample}Status report, {report.practice.name}"))
    writer.setCreator(f"migdesk {report.migdesk_version}")
    return writer


def _document(report: StatusReport, writer: QPdfWriter) -> QTextDocument:
    """Set the report as one endless column, measured for the printer."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(FONT_POINTS))
    image = QTextDocument.ResourceType.ImageResource.value
    for percent in {phase.percent for phase in report.phases}:
        document.addResource(image, QUrl(f"bar:{percent}"), _bar(percent))
    for status in ("to-do", "in-progress", "done", "blocked", "not-applicable"):
        document.addResource(image, QUrl(f"icon:{status}"), _icon(status))
    document.setHtml(print_html(report))
    return document


# where pages may end


def _strips(document: QTextDocument) -> Iterator[Strip]:
    """Tell the column's paragraphs and rows, from top to bottom, without gaps between them."""
    block = document.begin()
    top = 0.0
    while block.isValid():
        table = _table_at(block)
        if table is None:
            following = block.next()
            bottom = _start_of(following, document)
            starts_page = bool(block.blockFormat().pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            is_heading = block.blockFormat().headingLevel() > 0
            yield Strip(Span(top, bottom), keep_with_next=is_heading, starts_page=starts_page)
        else:
            following = document.findBlock(table.lastPosition() + 1)
            bottom = _start_of(following, document)
            yield from _rows(table, document, top, bottom)
        block, top = following, bottom


def _table_at(block: QTextBlock) -> QTextTable | None:
    """Return the table that a block stands in; None, which Qt's types leave out, where it stands in none."""
    return cast("QTextTable | None", QTextCursor(block).currentTable())


def _start_of(block: QTextBlock, document: QTextDocument) -> float:
    """Return where a block begins: above its own margin, or above the table that it is in; the end after the last."""
    layout = document.documentLayout()
    if not block.isValid():
        return layout.documentSize().height()
    table = _table_at(block)
    if table is not None:
        return layout.frameBoundingRect(table).top()
    return layout.blockBoundingRect(block).top() - block.blockFormat().topMargin() * _scale()


def _rows(table: QTextTable, document: QTextDocument, top: float, bottom: float) -> Iterator[Strip]:
    """Tell a table's rows. Head rows stay with the first row, and a row stays with the note under it."""
    heads = table.format().headerRowCount()
    tops = [top, *(_row_top(table, row, document) for row in range(1, table.rows())), bottom]
    head = Span(tops[0], tops[heads]) if heads else None
    for row in range(table.rows()):
        span = Span(tops[row], tops[row + 1])
        noted = row + 1 < table.rows() and _is_wide(table, row + 1) and not _is_wide(table, row)
        if row < heads:
            yield Strip(span, keep_with_next=True)
        elif _is_wide(table, row):
            yield from _lines(table, row, document, span, head)
        else:
            yield Strip(span, keep_with_next=noted, head=head)


def _is_wide(table: QTextTable, row: int) -> bool:
    """Tell whether a row is one cell across a table of several columns, as notes are."""
    return table.columns() > 1 and table.cellAt(row, 0).columnSpan() == table.columns()


def _row_top(table: QTextTable, row: int, document: QTextDocument) -> float:
    layout = document.documentLayout()
    cell = table.cellAt(row, 0)
    text_top = layout.blockBoundingRect(cell.firstCursorPosition().block()).top()
    return text_top - cell.format().toTableCellFormat().topPadding() * _scale()


def _lines(
    table: QTextTable, row: int, document: QTextDocument, span: Span, head: Span | None
) -> Iterator[Strip]:
    """Tell the lines of a note, so that a long one goes over to the next page between two of them."""
    block = table.cellAt(row, 0).firstCursorPosition().block()
    text = block.layout()
    start = document.documentLayout().blockBoundingRect(block).top()
    tops = [span.top, *(start + text.lineAt(line).y() for line in range(1, text.lineCount())), span.bottom]
    last = len(tops) - 2
    for line in range(last + 1):
        near_an_end = line == 0 or line >= last - 1
        yield Strip(Span(tops[line], tops[line + 1]), keep_with_next=near_an_end and line < last, head=head)


def _scale() -> float:
    """Return how many of the printer's dots one of QTextDocument's pixels is."""
    return DOTS_PER_INCH / QGuiApplication.primaryScreen().logicalDotsPerInchY()


# painting


def _paint_piece(document: QTextDocument, painter: QPainter, piece: Span, top: float, width: float) -> None:
    """Paint a piece of the column at `top` of the page."""
    part = QRectF(0, piece.top, width, piece.height)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = part
    context.palette.setColor(QPalette.ColorRole.Text, QColor(TEXT))
    painter.save()
    painter.translate(0, top - piece.top)
    painter.setClipRect(part)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_footer(report: StatusReport, painter: QPainter, page: QRectF, number: str) -> None:
    line = QRectF(page)
    line.setTop(page.bottom() - _pixels(FOOTER_MM / 2))
    painter.setPen(QPen(QColor(RULE), _pixels(0.2)))
    painter.drawLine(line.topLeft(), line.topRight())
    font = _font(FOOTER_POINTS)
    painter.setFont(font)
    painter.setPen(QColor(QUIET))
    right = f"For print. The web page is the accessible version.   {number}"
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, right)
    sample = "Made-up sample. " if report.sample else ""
    left = without_overrides(f"{sample}{date_with_year(report.today)}, {report.practice.name}")
    metrics = QFontMetricsF(font, painter.device())
    room = page.width() - metrics.horizontalAdvance(right + "  ")
    shown = metrics.elidedText(left, Qt.TextElideMode.ElideRight, room)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, shown)


def _font(points: float) -> QFont:
    font = QFont(list(FONT_FAMILIES))
    font.setPointSizeF(points)
    return font


def _pixels(millimetres: float) -> float:
    return millimetres / 25.4 * DOTS_PER_INCH


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
