"""The signs that stand beside the words of a row's status, and of how far a register is: shapes, so that no colour has
to tell it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from migdesk.ui.look.palette import Colours
from migdesk.workspace.registers.view import RegisterView, RowView

SIGN = 14.0
"""The side of a sign in pixels."""

Icon = Literal["circle", "half", "tick", "cross", "dash", "warning"]


def icon_of_row(row: RowView) -> Icon:
    """Return the sign of a row's status; an overdue one warns."""
    return "warning" if row.overdue else row.status.icon


def icon_of_register(view: RegisterView) -> Icon:
    """Return the sign of how far a register is: nothing in it, rows that wait, overdue ones, all closed."""
    if view.overdue:
        return "warning"
    if not view.rows:
        return "circle"
    if not view.open or view.settled == len(view.rows):
        return "tick"
    return "half" if view.settled else "circle"


def draw_status_icon(painter: QPainter, area: QRectF, icon: Icon, colours: Colours) -> None:
    """Draw a sign into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring, filled = _colours_of(icon, colours)
    circle = area.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(QColor(ring), 1.6))
    painter.setBrush(QColor(ring) if filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    pen = QPen(QColor(colours.panel if filled else ring), 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    centre, unit = area.center(), area.width() / SIGN
    for start, end in _STROKES[icon]:
        painter.drawLine(
            centre + QPointF(start[0] * unit, start[1] * unit), centre + QPointF(end[0] * unit, end[1] * unit)
        )
    painter.restore()


Stroke = tuple[tuple[float, float], tuple[float, float]]

_STROKES: dict[Icon, tuple[Stroke, ...]] = {
    "circle": (),
    "half": (((-2.6, 0), (2.6, 0)),),
    "tick": (((-2.8, 0.2), (-0.8, 2.2)), ((-0.8, 2.2), (3.0, -2.0))),
    "cross": (((-2.2, -2.2), (2.2, 2.2)), ((2.2, -2.2), (-2.2, 2.2))),
    "dash": (((-2.4, 2.4), (2.4, -2.4)),),
    "warning": (((0, -3.2), (0, 0.6)), ((0, 3.1), (0, 3.2))),
}


def _colours_of(icon: Icon, colours: Colours) -> tuple[str, bool]:
    """Return the colour of a sign, and whether it is filled."""
    match icon:
        case "tick":
            return colours.done, True
        case "warning":
            return colours.danger, True
        case "half":
            return colours.link, False
        case "cross" | "dash":
            return colours.muted, True
    return colours.control, False
