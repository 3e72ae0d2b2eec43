"""A guide page on paper: black on white whatever the theme, with page numbers and the guide's version at the foot."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QApplication, QWidget

from migdesk.base.atomic import reason
from migdesk.base.date_words import month_in_words
from migdesk.base.errors import EnvironmentFault
from migdesk.guide.guide import Guide
from migdesk.guide.model import RenderedPage
from migdesk.ui.guide_pane.page_html import page_html
from migdesk.ui.guide_pane.page_style import INDENT, page_style
from migdesk.ui.palette import LIGHT

BODY = 14  # pixels of 1/96 inch: 10.5 points
PIXELS_PER_INCH = 96
FOOT = 34  # pixels at the foot of each sheet
KEEP_WITH_NEXT = 60  # pixels: a heading this near the foot goes over to the next sheet
MARGIN = 18  # millimetres
BLACK, WHITE, GREY = "#000000", "#ffffff", "#e4e4e4"
# On paper nothing is told by colour, and no large ground takes ink.
PAPER = msgspec.structs.replace(
    LIGHT,
    ground=WHITE,
    text=BLACK,
    muted="#333333",
    border="#999999",
    control=BLACK,
    accent=GREY,
    accent_text=BLACK,
    link=BLACK,
    group=GREY,
    done=WHITE,
    done_text=BLACK,
    danger=BLACK,
    warning=BLACK,
    warning_ground=WHITE,
)


def print_page(parent: QWidget, guide: Guide, page: RenderedPage) -> bool:
    """Ask for a printer and print; False where the person stepped back or the printer did not take it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    _prepare(printer, page)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print this page")
    if not dialog.exec():
        return False
    return paint_pages(printer, guide, page, printer.fromPage(), printer.toPage()) > 0


def preview_page(parent: QWidget, guide: Guide, page: RenderedPage) -> None:
    """Show the page as it would be printed; it can be printed from there."""
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    _prepare(printer, page)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(f"Print preview: {page.title}")
    dialog.resize(900, 680)
    dialog.paintRequested.connect(lambda device: paint_pages(device, guide, page))
    dialog.exec()


def print_to_pdf(guide: Guide, page: RenderedPage, path: Path) -> int:
    """Write the page as a PDF and return how many sheets it takes. Raises EnvironmentFault if it cannot be written."""
    try:
        path.touch()
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {reason(error)}.") from error
    writer = QPdfWriter(str(path))
    writer.setTitle(page.title)
    writer.setResolution(300)
    _prepare(writer, page)
    sheets = paint_pages(writer, guide, page)
    if not sheets:
        raise EnvironmentFault(f"{path} cannot be written.")
    return sheets


def _prepare(device: QPagedPaintDevice, page: RenderedPage) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)
    if hasattr(device, "setDocName"):
        device.setDocName(page.title)


def paint_pages(device: QPagedPaintDevice, guide: Guide, page: RenderedPage, first: int = 0, last: int = 0) -> int:
    """Paint the sheets `first` to `last`, counted from 1, or all for 0 and 0.

    Returns how many sheets there are; 0 for a device that fails.
    """
    painter = QPainter()
    if not painter.begin(device):
        return 0
    scale = device.logicalDpiX() / PIXELS_PER_INCH
    width, height = painter.viewport().width() / scale, painter.viewport().height() / scale - FOOT
    document = _document(page, QSizeF(width, height))
    sheets = document.pageCount()
    chosen = range(max(1, first), min(sheets, last or sheets) + 1)
    painter.scale(scale, scale)
    for sheet in chosen:
        if sheet != chosen[0]:
            device.newPage()
        top = (sheet - 1) * height
        painter.save()
        painter.translate(0, -top)
        document.drawContents(painter, QRectF(0, top, width, height))
        painter.restore()
        _foot(painter, QRectF(0, height, width, FOOT), foot_words(guide), f"Page {sheet} of {sheets}")
    painter.end()
    return sheets


def foot_words(guide: Guide) -> str:
    """Return what stands at the foot of each sheet beside its number."""
    parts = [guide.title]
    if guide.version:
        parts.append(f"version {guide.version}")
    if guide.as_of:
        parts.append(f"as of {month_in_words(guide.as_of)}")
    return ", ".join(parts)


def _font(pixels: int) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    return font


def _document(page: RenderedPage, sheet: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setUseDesignMetrics(True)
    document.setDefaultFont(_font(BODY))
    document.setIndentWidth(round(BODY * INDENT))
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(page_style(PAPER, BODY) + "\na { text-decoration: underline; }")
    document.setHtml(page_html(page, {}))
    document.setPageSize(sheet)
    _keep_headings_with_text(document, sheet.height())
    return document


def _keep_headings_with_text(document: QTextDocument, height: float) -> None:
    """Move headings that would stand last on a sheet over to the next one."""
    layout = document.documentLayout()
    break_before = QTextBlockFormat()
    break_before.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    block = document.begin().next()
    while block.isValid():
        following = block.next()
        if block.blockFormat().headingLevel() and following.isValid() and QTextCursor(block).currentTable() is None:
            foot = layout.blockBoundingRect(block).bottom() % height
            if foot > height - KEEP_WITH_NEXT:
                QTextCursor(block).mergeBlockFormat(break_before)
        block = following


def _foot(painter: QPainter, rect: QRectF, left: str, right: str) -> None:
    painter.save()
    painter.setFont(_font(10))
    painter.setPen(QPen(QColor(PAPER.border), 0.75))
    painter.drawLine(QPointF(rect.left(), rect.top() + 12), QPointF(rect.right(), rect.top() + 12))
    painter.setPen(QColor(PAPER.muted))
    words = rect.adjusted(0, 16, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, left)
    painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, right)
    painter.restore()
