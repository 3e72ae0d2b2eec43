"""A sheet of paper: what margins leave of it, and the line at its foot."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPagedPaintDevice, QPainter, QPen

from migdesk.report.writers.pdf.paper_fonts import font, scale_of_font

MARGIN_MM = 15.0
FOOTER_MM = 8.0
FOOTER_POINTS = 7.5
QUIET = "#4c6272"
RULE = "#c8d0d4"


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
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


def sheet_of(device: QPagedPaintDevice) -> Sheet:
    """Return what the device's own margins and ours leave of a page."""
    dots = device.logicalDpiY()
    layout = device.pageLayout()
    margin = MARGIN_MM / 25.4 * dots
    reached = QRectF(layout.paintRectPixels(dots))
    page = QRectF(layout.fullRectPixels(dots)).adjusted(margin, margin, -margin, -margin) & reached
    left, top = page.left() - reached.left(), page.top() - reached.top()
    return Sheet(left=left, top=top, width=page.width(), height=page.height(), dots=dots, scale=scale_of_font())


def paint_footer(words: str, painter: QPainter, sheet: Sheet, number: str) -> None:
    height = sheet.pixels(FOOTER_MM / 2)
    line = QRectF(0, sheet.height - height, sheet.width, height)
    painter.setPen(QPen(QColor(RULE), sheet.pixels(0.2)))
    painter.drawLine(line.topLeft(), line.topRight())
    small = font(FOOTER_POINTS)
    painter.setFont(small)
    painter.setPen(QColor(QUIET))
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, number)
    metrics = QFontMetricsF(small, painter.device())
    room = sheet.width - metrics.horizontalAdvance(number + "  ")
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, shown)
