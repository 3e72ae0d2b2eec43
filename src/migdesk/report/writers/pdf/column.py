"""The report set as one endless column, and pieces of it painted where they go."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QUrl
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPagedPaintDevice, QPainter, QPalette, QTextDocument

from migdesk.practice.status import Status
from migdesk.report.writers.pdf.pages import Span
from migdesk.report.writers.pdf.paper_fonts import font
from migdesk.report.writers.pdf.pictures import bar, icon
from migdesk.report.writers.pdf.printable import Printable

FONT_POINTS = 9.0
TEXT = "#212b32"


def document_of(what: Printable, device: QPagedPaintDevice, width: float) -> QTextDocument:
    """Set the markup as one endless column of a width, measured for the device that it is painted on."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    document.setDefaultFont(font(FONT_POINTS))
    document.setTextWidth(width)  # before there is anything to lay out, which would be done twice
    image = QTextDocument.ResourceType.ImageResource.value
    for percent in what.percents:
        document.addResource(image, QUrl(f"bar:{percent}"), bar(percent))
    for status in Status:
        document.addResource(image, QUrl(f"icon:{status}"), icon(status))
    document.setHtml(what.markup)
    return document


def paint_piece(document: QTextDocument, painter: QPainter, piece: Span, width: float) -> None:
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
