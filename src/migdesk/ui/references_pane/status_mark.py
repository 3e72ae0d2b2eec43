"""The round mark of a reference: its shape says how it stands, its colour only repeats it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from migdesk.ui.look.palette import Colours
from migdesk.ui.references_pane.reference_words import Standing

SIDE = 20
"""Logical pixels, as wide as the discs of the checklist's phases."""


def draw_mark(painter: QPainter, area: QRectF, standing: Standing, colours: Colours) -> None:
    """Draw a green disc with a tick, a grey empty circle, or an amber disc with an exclamation mark."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if standing is Standing.NOT_YET:
        painter.setPen(QPen(QColor(colours.control), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
    else:
        ticked = standing is Standing.ACKNOWLEDGED
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.done if ticked else colours.warning))
        painter.drawEllipse(area)
        _draw_sign(painter, area, colours.done_text if ticked else colours.panel, ticked)
    painter.restore()


def _draw_sign(painter: QPainter, area: QRectF, colour: str, ticked: bool) -> None:
    unit, centre = area.width() / SIDE, area.center()
    pen = QPen(QColor(colour), 2.2 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if ticked:
        corners = (QPointF(-4.2, 0.3), QPointF(-1.3, 3.2), QPointF(4.4, -3.3))
        painter.drawPolyline([centre + corner * unit for corner in corners])
    else:
        painter.drawLine(centre + QPointF(0, -5) * unit, centre + QPointF(0, 1.2) * unit)
        painter.drawPoint(centre + QPointF(0, 5) * unit)
