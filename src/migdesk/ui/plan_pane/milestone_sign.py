"""The small sign beside a milestone's date: a tick, a pencil or a call, drawn so that no font is needed for it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from migdesk.ui.look.palette import Colours
from migdesk.workspace.plan.view import MilestoneView

SIDE = 12
"""Width and height, in logical pixels."""
_Points = tuple[tuple[float, float], ...]
_TICK: _Points = ((1.5, 6.5), (4.8, 9.8), (10.8, 2.6))
_PENCIL: _Points = ((1.6, 10.4), (2.4, 7.4), (8.4, 1.4), (10.6, 3.6), (4.6, 9.6), (1.6, 10.4))
_CALL: _Points = ((6, 1.4), (6, 7.2))


def draw_sign(painter: QPainter, area: QRectF, milestone: MilestoneView, colours: Colours) -> None:
    """Draw a milestone's sign into `area`: happened, past and not marked, or set by hand; nothing for all others."""
    if milestone.happened:
        points, colour, width = _TICK, colours.done, 2.0
    elif milestone.late:
        points, colour, width = _CALL, colours.danger, 2.2
    elif milestone.by_hand:
        points, colour, width = _PENCIL, colours.muted, 1.2
    else:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / SIDE, area.height() / SIDE)
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(x, y) for x, y in points])
    if milestone.late and not milestone.happened:
        painter.drawPoint(QPointF(6, 10.6))
    painter.restore()
