"""What was left at the end of each day, and how it goes down to nothing at the present rate: a small picture."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from migdesk.base.date_words import weekday_and_day
from migdesk.ui.look.fonts import bold
from migdesk.ui.look.theme import Theme
from migdesk.workspace.registers.re_entry import ReEntry

_MARK = 4.5


class LeftCurve(QWidget):
    """Says nothing that the words beside it do not say, so screen readers pass over it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: ReEntry | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    def show_view(self, view: ReEntry) -> None:
        self._view = view
        self.update()

    @property
    def has_something(self) -> bool:
        return self._view is not None and bool(self._view.forecast.curve)

    def sizeHint(self) -> QSize:
        return QSize(round(self.fontMetrics().averageCharWidth() * 42), 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        view = self._view
        if view is None or not view.forecast.curve:
            return
        painter, colours, found = QPainter(self), self._theme.colours, view.forecast
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, end = found.curve[0][0], self._until(view)
        height = self.fontMetrics().height()
        area = QRectF(4, height + 4, self.width() - 8, self.height() - 2 * height - 6)
        days = max(1, (end - first).days)
        highest = max(1, *(left for _, left in found.curve))

        def at(day: date, left: int) -> QPointF:
            across = area.left() + area.width() * (day - first).days / days
            return QPointF(across, area.bottom() - area.height() * left / highest)

        self._draw_past(painter, [at(day, left) for day, left in found.curve], area)
        today = at(view.today, found.curve[-1][1])
        if view.left and found.all_in and found.all_in <= end:
            self._draw_ahead(painter, today, at(found.all_in, 0))
        painter.setPen(QPen(QColor(colours.control), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if found.ends and found.ends <= end:
            painter.setPen(QPen(QColor(colours.warning), 2))
            place = at(found.ends, 0).x()
            painter.drawLine(QPointF(place, area.top()), QPointF(place, area.bottom() + 3))
        self._draw_words(painter, view, area, today.x())

    def _until(self, view: ReEntry) -> date:
        found = view.forecast
        known = [view.today, *(day for day in (found.ends, found.all_in, found.planned) if day)]
        furthest = max(known)
        return furthest if (furthest - found.curve[0][0]).days < 400 else max(view.today, found.planned or view.today)

    def _draw_past(self, painter: QPainter, points: list[QPointF], area: QRectF) -> None:
        colours = self._theme.colours
        below = QPainterPath()
        below.addPolygon(
            QPolygonF([QPointF(points[0].x(), area.bottom()), *points, QPointF(points[-1].x(), area.bottom())])
        )
        ground = QColor(colours.accent)
        ground.setAlpha(50)
        painter.fillPath(below, ground)
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawPolyline(QPolygonF(points))

    def _draw_ahead(self, painter: QPainter, today: QPointF, last: QPointF) -> None:
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DotLine))
        painter.drawLine(today, last)
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(QColor(colours.panel))
        corners = (QPointF(0, -_MARK), QPointF(_MARK, 0), QPointF(0, _MARK), QPointF(-_MARK, 0))
        painter.drawPolygon(QPolygonF([last + corner for corner in corners]))

    def _draw_words(self, painter: QPainter, view: ReEntry, area: QRectF, today: float) -> None:
        """Name the first day below, today above, and the end of the old system, where they do not meet."""
        colours, found, metrics = self._theme.colours, view.forecast, self.fontMetrics()
        painter.setPen(QColor(colours.muted))
        below = QRectF(area.left() - 4, area.bottom() + 2, area.width() + 8, metrics.height())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), weekday_and_day(found.curve[0][0], view.today))
        above = QRectF(area.left() - 4, 0, area.width() + 8, metrics.height())
        taken = 0.0
        if found.ends and found.ends == self._until(view):
            painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), weekday_and_day(found.ends, view.today))
            painter.drawText(above, int(Qt.AlignmentFlag.AlignRight), "old system closes")
            taken = metrics.horizontalAdvance("old system closes") + 10
        painter.setFont(bold(self.font()))
        painter.setPen(QColor(colours.link))
        width = painter.fontMetrics().horizontalAdvance("today")
        left = min(max(0.0, today - width / 2), self.width() - taken - width)
        if left >= 0:
            painter.drawText(QRectF(left, 0, width + 2, metrics.height()), int(Qt.AlignmentFlag.AlignLeft), "today")
