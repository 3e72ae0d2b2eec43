"""The pictures of the printed report, drawn as it is set: progress bars, and how a task stands."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from migdesk.practice.status import Status

ICON_PIXELS = 96
BAR_PIXELS = (440, 36)


def bar(percent: int) -> QImage:
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


def icon(status: str) -> QImage:
    """Draw a status as the window shows it, on a grid of 16."""
    image = QImage(ICON_PIXELS, ICON_PIXELS, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ICON_PIXELS / 16, ICON_PIXELS / 16)
    blue, green, red, grey, white = map(QColor, ("#005eb8", "#007f3b", "#d5281b", "#4c6272", "#ffffff"))
    box = QRectF(1.75, 1.75, 12.5, 12.5)
    match status:
        case Status.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(green)
            painter.drawRoundedRect(QRectF(1, 1, 14, 14), 2.5, 2.5)
            painter.setPen(QPen(white, 2))
            painter.drawPolyline(QPolygonF([QPointF(4.2, 8.4), QPointF(6.8, 11), QPointF(11.8, 5.4)]))
        case Status.BLOCKED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(red)
            corners = ((5, 1), (11, 1), (15, 5), (15, 11), (11, 15), (5, 15), (1, 11), (1, 5))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            painter.setPen(QPen(white, 1.8))
            painter.drawLines([QLineF(5.2, 5.2, 10.8, 10.8), QLineF(10.8, 5.2, 5.2, 10.8)])
        case Status.NOT_APPLICABLE:
            painter.setPen(QPen(grey, 1.5))
            painter.drawEllipse(box)
            painter.drawLine(QLineF(4, 12, 12, 4))
        case Status.IN_PROGRESS:
            painter.setPen(QPen(blue, 1.5))
            painter.drawRoundedRect(box, 2, 2)
            painter.drawLine(QLineF(4.5, 8, 11.5, 8))
        case _:
            painter.setPen(QPen(grey, 1.5))
            painter.drawRoundedRect(box, 2, 2)
    painter.end()
    return image
