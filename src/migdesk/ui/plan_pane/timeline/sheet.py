"""The timeline as a sheet of its own: title, the whole plan, and what the signs mean. For pictures and for paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter

from migdesk.ui.look.fonts import bold
from migdesk.ui.look.palette import Colours
from migdesk.ui.plan_pane.timeline.brush import Brush
from migdesk.ui.plan_pane.timeline.fonts import Fonts
from migdesk.ui.plan_pane.timeline.layout import TimelineLayout
from migdesk.ui.plan_pane.timeline.painter import paint_timeline, whole
from migdesk.ui.plan_pane.timeline.placement import place, title_width
from migdesk.ui.plan_pane.timeline.rows import has_dates, span_of
from migdesk.ui.plan_pane.timeline.scale import fitting
from migdesk.ui.plan_pane.timeline.shapes import Look, draw_bar_of, draw_diamond_of, draw_slip
from migdesk.ui.plan_pane.timeline.words import NO_DATES
from migdesk.workspace.plan.view import PlanView

TITLES_AT_MOST = 0.24  # of the width
GAP = 10.0
Sign = Callable[[QPainter, QRectF, Colours], None]


class LegendEntry(msgspec.Struct, frozen=True):
    """A sign of the legend, how wide it is, and what it means."""

    words: str
    width: float
    draw: Sign


class Sheet:
    """A plan with its titles, laid out for a width in logical pixels."""

    def __init__(
        self, view: PlanView, title: str, subtitle: str, font: QFont, width: float, room: float | None = None
    ) -> None:
        """`room` is the height to fill; without it the sheet is as high as it needs."""
        self._view = view
        self._title = title
        self._subtitle = subtitle
        self._width = width
        self.fonts = Fonts(font)
        self._heading = bold(font)
        self._heading.setPixelSize(round(font.pixelSize() * 1.5))
        self._layout = self._placed(room) if has_dates(view) else None

    @property
    def height(self) -> float:
        """How high the sheet is, in logical pixels."""
        below = self._layout.height + GAP if self._layout else 2 * self._line
        return self._head_height + below + self._legend_height

    def paint(self, painter: QPainter, colours: Colours) -> None:
        brush = Brush(painter, colours, self.fonts)
        top = self._paint_titles(brush)
        if self._layout is None:
            brush.words(QRectF(0, top, self._width, self._line), NO_DATES, self.fonts.plain, colours.text)
            return
        painter.save()
        painter.translate(0, top)
        paint_timeline(painter, self._layout, colours, whole(self._layout))
        brush.fill(QRectF(0, 0, self._width, 1), colours.control)
        painter.restore()
        self._paint_legend(brush, top + self._layout.height + GAP)

    @property
    def _line(self) -> float:
        return self.fonts.lane_height

    @property
    def _head_height(self) -> float:
        return self._heading.pixelSize() * 1.4 + self._line + GAP

    @property
    def _legend_height(self) -> float:
        return self._line * len(list(self._legend_lines())) if self._layout else 0.0

    def _placed(self, room: float | None) -> TimelineLayout:
        titles = title_width(self._view, self.fonts, self._width * TITLES_AT_MOST)
        scale = fitting(*span_of(self._view), self._width - titles)
        free = room - self._head_height - GAP - 2 * self._line if room else 10_000.0
        return place(self._view, scale, self.fonts, titles, free)

    def _paint_titles(self, brush: Brush) -> float:
        height = self._heading.pixelSize() * 1.4
        brush.heading(QRectF(0, 0, self._width, height), self._title, self._heading)
        line = QRectF(0, height, self._width, self._line)
        brush.words(line, self._subtitle, self.fonts.small, brush.colours.muted)
        return self._head_height

    def _legend_lines(self) -> Iterator[list[tuple[LegendEntry, float]]]:
        """Yield the legend's lines: each entry and where it begins."""
        line: list[tuple[LegendEntry, float]] = []
        left = 0.0
        for entry in LEGEND:
            needed = entry.width + GAP / 2 + self.fonts.width_of_small(entry.words)
            if line and left + needed > self._width:
                yield line
                line, left = [], 0.0
            line.append((entry, left))
            left += needed + 2 * GAP
        yield line

    def _paint_legend(self, brush: Brush, top: float) -> None:
        for number, line in enumerate(self._legend_lines()):
            for entry, left in line:
                area = QRectF(left, top + number * self._line, entry.width, self._line)
                brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                entry.draw(brush.painter, area, brush.colours)
                brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                words = QRectF(area.right() + GAP / 2, area.top(), self._width, self._line)
                brush.words(words, entry.words, self.fonts.small, brush.colours.text)


def _bar(look: Look) -> Sign:
    def draw(painter: QPainter, area: QRectF, colours: Colours) -> None:
        draw_bar_of(painter, area.adjusted(0, 2.5, 0, -2.5), look, colours)

    return draw


def _diamond(look: Look) -> Sign:
    def draw(painter: QPainter, area: QRectF, colours: Colours) -> None:
        draw_diamond_of(painter, area.center(), area.height() * 0.45, look, colours)

    return draw


def _slip(painter: QPainter, area: QRectF, colours: Colours) -> None:
    radius = area.height() * 0.45
    ends = QPointF(area.left() + radius, area.center().y()), QPointF(area.right() - radius, area.center().y())
    draw_slip(painter, *ends, radius, colours)
    draw_diamond_of(painter, ends[1], radius, "happened", colours)


LEGEND = (
    LegendEntry("phase finished", 26, _bar("finished")),
    LegendEntry("under way, filled as far as it is done", 26, _bar("under way")),
    LegendEntry("to come", 26, _bar("planned")),
    LegendEntry("past its time, not finished", 26, _bar("late")),
    LegendEntry("milestone by its rule", 16, _diamond("planned")),
    LegendEntry("set by hand", 16, _diamond("by hand")),
    LegendEntry("happened", 16, _diamond("happened")),
    LegendEntry("past, not marked", 16, _diamond("late")),
    LegendEntry("planned, and when it was", 40, _slip),
)
