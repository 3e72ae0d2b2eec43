"""The shapes of the timeline: bars that are filled as far as they are done, diamonds, hatching. No state is told by
colour alone: what is finished or has happened has a tick, what is late is hatched or has an exclamation mark.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from PySide6 import QtCore
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from migdesk.ui.look.palette import Colours, contrast
from migdesk.ui.plan_pane.timeline.words import phase_state
from migdesk.ui.widgets.status_box import SIDE, draw_tick
from migdesk.workspace.plan.view import MilestoneView, PhaseView

Look = Literal["finished", "under way", "planned", "late", "happened", "by hand"]
HATCH_STEP = 6.0
ROUND = 3.0
SHARE_IN_LEGEND = 0.5
_PALE = 0.22
_LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: shapes that carry meaning


class BarLook(msgspec.Struct, frozen=True):
    """How a bar looks: how much of it is filled, from 0 to 1, and what tells its state."""

    share: float
    ticked: bool = False
    hatched: bool = False
    stands_out: bool = False


def draw_bar(painter: QPainter, rect: QRectF, phase: PhaseView, late: bool, colours: Colours) -> None:
    """Draw a phase's bar. The one under way has a thicker edge, a finished one a tick, a late one is hatched."""
    share = phase.done / phase.total if phase.total else 0.0
    finished = phase_state(phase) == "finished"
    _draw_bar(painter, rect, BarLook(share, finished, late, phase.under_way), colours)


def draw_bar_of(painter: QPainter, rect: QRectF, look: Look, colours: Colours) -> None:
    """Draw a bar that shows a state, for a legend."""
    share = SHARE_IN_LEGEND if look in ("under way", "late") else 0.0
    _draw_bar(painter, rect, BarLook(share, look == "finished", look == "late", look == "under way"), colours)


def _draw_bar(painter: QPainter, rect: QRectF, look: BarLook, colours: Colours) -> None:
    strong = colours.done if look.ticked else colours.danger if look.hatched else colours.accent
    edge, thick = edge_of(strong, colours), 2.0 if look.stands_out else 1.0
    outline = rect.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(QColor(strong if look.ticked else mixed(strong, colours.panel, _PALE)))
    painter.drawRoundedRect(outline, ROUND, ROUND)
    done = rect.width() * look.share
    if done >= 1 and not look.ticked:
        painter.save()
        painter.setClipRect(QRectF(rect.left(), rect.top(), done, rect.height()), _INTERSECT)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(outline, ROUND, ROUND)
        painter.restore()
    if look.hatched:
        hatch(painter, outline.adjusted(done, 0, 0, 0), edge)
    painter.setPen(QPen(QColor(edge), thick))
    painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(outline, ROUND, ROUND)
    if look.ticked and rect.width() >= rect.height():
        _tick(painter, rect.center(), rect.height(), colours.done_text)


def edge_of(fill: str, colours: Colours) -> str:
    """Return the colour round a shape: its own, unless that is too pale to be seen, as white and grey on paper."""
    return fill if contrast(fill, colours.panel) >= _LEAST_CONTRAST else colours.text


def mixed(colour: str, other: str, share: float) -> str:
    """Return `share` of one `#rrggbb` colour in another."""
    pairs = [(int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def hatch(painter: QPainter, rect: QRectF, colour: str) -> None:
    """Draw slanting lines; a brush with a pattern would shrink to nothing on a printer."""
    if rect.width() <= 0 or rect.height() <= 0:
        return
    painter.save()
    painter.setClipRect(rect, _INTERSECT)
    painter.setPen(QPen(QColor(colour), 1))
    height = rect.height()
    count = int((rect.width() + height) / HATCH_STEP) + 1
    starts = [rect.left() - height + number * HATCH_STEP for number in range(count + 1)]
    painter.drawLines([QLineF(x, rect.bottom(), x + height, rect.top()) for x in starts])
    painter.restore()


def milestone_look(milestone: MilestoneView) -> Look:
    if milestone.happened:
        return "happened"
    if milestone.late:
        return "late"
    return "by hand" if milestone.by_hand else "planned"


def draw_milestone(
    painter: QPainter, centre: QPointF, radius: float, milestone: MilestoneView, colours: Colours
) -> None:
    """Draw a milestone: with a tick once it has happened, with a mark if it is past and nobody has said so.

    One that is fixed by hand is solid, one that follows from its rule hollow.
    """
    draw_diamond_of(painter, centre, radius, milestone_look(milestone), colours)


def draw_diamond_of(painter: QPainter, centre: QPointF, radius: float, look: Look, colours: Colours) -> None:
    """Draw the diamond of a milestone that stands so."""
    if look == "happened":
        draw_diamond(painter, centre, radius + 2.5, colours.panel, colours.panel)  # apart from a bar of its colour
        draw_diamond(painter, centre, radius + 1, colours.done, edge_of(colours.done, colours))
        _tick(painter, centre, radius * 1.7, colours.done_text)
        return
    colour = colours.danger if look == "late" else colours.link
    draw_diamond(painter, centre, radius, colour if look == "by hand" else colours.panel, colour)
    if look == "late":
        painter.setPen(_round_pen(colour, 2))
        painter.drawLine(centre - QPointF(0, radius * 0.42), centre + QPointF(0, radius * 0.05))
        painter.drawPoint(centre + QPointF(0, radius * 0.45))


def draw_slip(painter: QPainter, planned: QPointF, centre: QPointF, radius: float, colours: Colours) -> None:
    """Draw the day that was planned as a small hollow diamond, joined to the day on which it was."""
    painter.setPen(QPen(QColor(colours.text), 1.5))
    painter.drawLine(planned, centre)
    draw_diamond(painter, planned, radius * 0.72, colours.panel, colours.text, 1.2)


def draw_diamond(painter: QPainter, centre: QPointF, radius: float, fill: str, edge: str, thick: float = 2.0) -> None:
    painter.setPen(QPen(QColor(edge), thick))
    painter.setBrush(QColor(fill))
    reach = radius - thick / 2
    corners = (QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0))
    painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))


def _tick(painter: QPainter, centre: QPointF, side: float, colour: str) -> None:
    side = min(side, SIDE)
    draw_tick(painter, QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), colour)


def _round_pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(QtCore.Qt.PenCapStyle.RoundCap)
    return pen


_INTERSECT = QtCore.Qt.ClipOperation.IntersectClip
