"""Paints a timeline that has been placed: the days and rows, then the head and the titles, which stay where they are
while the rest scrolls under them.
"""

from __future__ import annotations

import msgspec
from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from migdesk.ui.look.palette import Colours
from migdesk.ui.plan_pane.timeline.brush import RIGHT, Brush
from migdesk.ui.plan_pane.timeline.head import paint_head
from migdesk.ui.plan_pane.timeline.layout import Band, PlacedRow, TimelineLayout
from migdesk.ui.plan_pane.timeline.placement import SIDE
from migdesk.ui.plan_pane.timeline.rows import Item
from migdesk.ui.plan_pane.timeline.shapes import draw_bar, draw_milestone, draw_slip, mixed
from migdesk.ui.widgets.status_box import draw_tick

DASHES, DOTS = QtCore.Qt.PenStyle.DashLine, QtCore.Qt.PenStyle.DotLine
BAND_SHARE = 0.55  # of the colour for warnings; what lies behind bars must not outshine them
WEEKEND_SHARE = 0.06
TICK = 14.0
EDGE = 2
_INTERSECT = QtCore.Qt.ClipOperation.IntersectClip


class Window(msgspec.Struct, frozen=True):
    """The part that is shown: its size, titles and head included, and how far the days and rows are scrolled."""

    size: QSizeF
    scrolled: QPointF


def whole(layout: TimelineLayout) -> Window:
    """Return the window that shows all of it."""
    return Window(QSizeF(layout.width, layout.height), QPointF(0, 0))


def paint_timeline(
    painter: QPainter, layout: TimelineLayout, colours: Colours, window: Window, chosen: Item | None = None
) -> None:
    """Paint what a window shows of a placed timeline; `chosen` is marked by its row and a frame."""
    brush = Brush(painter, colours, layout.fonts)
    width, height = window.size.width(), window.size.height()
    brush.fill(QRectF(0, 0, width, height), colours.panel)
    body = QRectF(0, layout.head_height, width, height - layout.head_height)
    days = QRectF(layout.title_width, 0, width - layout.title_width, height)
    rows = [row for row in layout.rows if _is_seen(row, layout, window)]
    now = layout.row_of(chosen)
    painter.save()
    painter.setClipRect(body)
    painter.translate(0, layout.head_height - window.scrolled.y())
    for row in rows:
        _paint_ground(brush, row, width, layout, is_chosen=row is now)
    _paint_titles(brush, rows, layout)
    painter.setClipRect(days.translated(0, window.scrolled.y() - layout.head_height), _INTERSECT)
    painter.translate(layout.title_width - window.scrolled.x(), 0)
    _paint_days(brush, layout)
    for row in rows:
        _paint_row(brush, row, layout)
    _frame_chosen(brush, layout, chosen)
    painter.restore()
    paint_head(brush, layout, days, window.scrolled.x())
    brush.fill(QRectF(0, layout.head_height - 1, width, 1), colours.control)
    brush.fill(QRectF(layout.title_width - 1, 0, 1, height), colours.control)


def paint_edge(painter: QPainter, rect: QRect, colour: str) -> None:
    """Paint the frame that tells that the keyboard is here, sharp at any scale."""
    width, height = rect.width(), rect.height()
    for x, y, wide, high in ((0, 0, width, EDGE), (0, height - EDGE, width, EDGE), (0, 0, EDGE, height),
                             (width - EDGE, 0, EDGE, height)):  # fmt: skip
        painter.fillRect(QRect(x, y, wide, high), QColor(colour))


def _is_seen(row: PlacedRow, layout: TimelineLayout, window: Window) -> bool:
    top = row.top - window.scrolled.y()
    return -layout.row_height < top < window.size.height() - layout.head_height


def _row_colour(row: PlacedRow, colours: Colours, *, is_chosen: bool) -> str:
    """Return a row's ground: the chosen one stands out, and the phase under way."""
    if is_chosen:
        return colours.selected
    return colours.hover if row.phase and row.phase.under_way else colours.panel


def _paint_ground(brush: Brush, row: PlacedRow, width: float, layout: TimelineLayout, *, is_chosen: bool) -> None:
    rect = QRectF(0, row.top, width, layout.row_height)
    brush.fill(rect, _row_colour(row, brush.colours, is_chosen=is_chosen))
    brush.fill(QRectF(0, rect.bottom() - 1, width, 1), brush.colours.border)


# the days behind all rows


def _paint_days(brush: Brush, layout: TimelineLayout) -> None:
    scale, height, colours = layout.scale, layout.rows_height, brush.colours
    if scale.shows_weeks:
        for first, last in scale.weekends():
            left = scale.start_of(first)
            brush.shade(QRectF(left, 0, scale.end_of(last) - left, height), colours.text, WEEKEND_SHARE)
    for band in layout.bands:
        _paint_band(brush, band, layout)
    for day in scale.month_starts():
        brush.fill(QRectF(round(scale.start_of(day)), 0, 1, height), colours.border)
    if scale.holds(layout.view.today):
        _paint_line(brush, layout, scale.middle_of(layout.view.today), colours.link, DASHES)


def _paint_band(brush: Brush, band: Band, layout: TimelineLayout) -> None:
    colours, height = brush.colours, layout.rows_height
    if band.item.kind == "rehearsal":
        _paint_line(brush, layout, band.left, colours.warning, DOTS)
        return
    brush.shade(QRectF(band.left, 0, band.right - band.left, height), colours.warning_ground, BAND_SHARE)
    edge = mixed(colours.warning, colours.panel, BAND_SHARE)
    for x in (band.left, band.right - 1):
        brush.fill(QRectF(round(x), 0, 1, height), edge)


def _paint_line(brush: Brush, layout: TimelineLayout, x: float, colour: str, how: QtCore.Qt.PenStyle) -> None:
    """Paint an upright line over all rows, but not through words, which it would strike out."""
    top = 0.0
    for row in layout.rows:
        if any(label.rect.left() - 3 < x < label.rect.right() + 1 for label in row.labels):
            brush.upright(x, top, row.top, colour, how)
            top = row.top + layout.row_height
    brush.upright(x, top, layout.rows_height, colour, how)


# one row


def _paint_row(brush: Brush, row: PlacedRow, layout: TimelineLayout) -> None:
    painter, colours = brush.painter, brush.colours
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if row.bar:
        draw_bar(painter, row.bar.rect, row.bar.phase, row.bar.over > 0, colours)
    for diamond in row.diamonds:
        if diamond.planned:
            draw_slip(painter, diamond.planned, diamond.centre, layout.radius, colours)
    for diamond in row.diamonds:
        draw_milestone(painter, diamond.centre, layout.radius, diamond.milestone, colours)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for label in row.labels:
        brush.words(label.rect, label.text, layout.fonts.small, getattr(colours, label.colour))


def _frame_chosen(brush: Brush, layout: TimelineLayout, chosen: Item | None) -> None:
    rect = layout.rect_of(chosen) if chosen else None
    if rect:
        brush.frame(rect.adjusted(-2, -2, 2, 2) if layout.row_of(chosen) else rect.adjusted(-2, 1, 2, -1))


# the titles


def _paint_titles(brush: Brush, rows: list[PlacedRow], layout: TimelineLayout) -> None:
    fonts, colours = layout.fonts, brush.colours
    for row in rows:
        area = QRectF(SIDE, row.top, layout.title_width - 2 * SIDE, layout.row_height)
        now = row.phase is not None and row.phase.under_way
        if row.phase and row.phase.finished:
            brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            tick = QRectF(area.right() - TICK, area.center().y() - TICK / 2, TICK, TICK)
            draw_tick(brush.painter, tick, colours.text if colours.done == colours.panel else colours.done)
            brush.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        else:
            late = row.bar is not None and row.bar.over > 0
            brush.words(area, row.count, fonts.small, colours.danger if late else colours.muted, RIGHT)
        left_over = max(fonts.width_of_small(row.count), TICK) + SIDE
        brush.words(area.adjusted(0, 0, -left_over, 0), row.title, fonts.strong if now else fonts.plain, colours.text)
