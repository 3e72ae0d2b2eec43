"""The box that chooses a row: thinner than the one that stands for a status, and blue."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from migdesk.ui.look.palette import Colours
from migdesk.ui.look.theme import Theme

BOX = 15


class ChoosingHead(QHeaderView):
    """The head of a table, with a box in its first section that chooses every row that is shown."""

    all_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._all = False
        self.setAccessibleName("Sort by")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)

    def show_all(self, chosen: bool) -> None:
        """Show whether every row is chosen."""
        if chosen != self._all:
            self._all = chosen
            self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        super().paintSection(painter, rect, section)
        if section == 0:
            draw_choosing_box(painter, box_in(rect), self._theme.colours, chosen=self._all)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.logicalIndexAt(event.position().toPoint()) == 0:
            self.all_requested.emit()
            return
        super().mouseReleaseEvent(event)


def box_in(rect: QRect) -> QRectF:
    """Return where the box that chooses a row stands in its cell."""
    return QRectF(rect.center().x() - BOX / 2, rect.center().y() - BOX / 2, BOX, BOX)


def draw_choosing_box(painter: QPainter, box: QRectF, colours: Colours, *, chosen: bool) -> None:
    """Draw the box that chooses a row, or all rows."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.accent if chosen else colours.control), 1.2))
    painter.setBrush(QColor(colours.accent if chosen else colours.panel))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if chosen:
        pen = QPen(QColor(colours.accent_text), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        centre, unit = box.center(), box.width() / 15
        for start, end in (((-3.2, 0.2), (-0.9, 2.6)), ((-0.9, 2.6), (3.4, -2.4))):
            painter.drawLine(centre + QPointF(*start) * unit, centre + QPointF(*end) * unit)
    painter.restore()
