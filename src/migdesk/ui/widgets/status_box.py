"""The box that stands for a task wherever it can be ticked: its status as a shape, so that no colour has to tell it."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from migdesk.practice.status import Status
from migdesk.ui.look.palette import Colours

SIDE = 17.0
"""The box is drawn on a grid of this many units a side, which is its size in a list."""


def draw_status_box(painter: QPainter, area: QRectF, status: str, colours: Colours) -> None:
    """Draw the box into a square: ticked, a line for in progress, `!` for blocked, a stroke for not applicable."""
    painter.save()
    painter.translate(area.topLeft())
    painter.scale(area.width() / SIDE, area.height() / SIDE)
    box = QRectF(0, 0, SIDE, SIDE)
    edges: dict[str, str] = {
        Status.DONE: colours.done,
        Status.IN_PROGRESS: colours.accent,
        Status.BLOCKED: colours.danger,
    }
    edge = edges.get(status, colours.control)
    painter.setPen(QPen(QColor(edge), 2))
    painter.setBrush(QColor(colours.done if status == Status.DONE else colours.panel))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
    if status == Status.DONE:
        draw_tick(painter, box, colours.done_text)
    elif status == Status.IN_PROGRESS:
        painter.drawLine(QPointF(5, SIDE / 2), QPointF(SIDE - 5, SIDE / 2))
    elif status == Status.BLOCKED:
        painter.drawLine(box.center() - QPointF(0, 4), box.center() + QPointF(0, 1))
        painter.drawPoint(box.center() + QPointF(0, 4))
    elif status == Status.NOT_APPLICABLE:
        painter.drawLine(QPointF(SIDE - 5, 5), QPointF(5, SIDE - 5))
    painter.restore()


def draw_tick(painter: QPainter, area: QRectF, colour: str) -> None:
    """Draw a tick in the middle of a square."""
    pen = QPen(QColor(colour), 2)
    pen.setCapStyle(QtCore.Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    centre, unit = area.center(), area.width() / SIDE
    points = [QPointF(-3.6, 0.2), QPointF(-1.1, 2.8), QPointF(3.8, -2.8)]
    painter.drawPolyline([centre + point * unit for point in points])
