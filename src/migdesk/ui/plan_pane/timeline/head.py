"""Paints the head of the timeline: months, the days on which weeks begin, leave by name, and the word for today."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QRectF

from migdesk.base.date_words import MONTHS
from migdesk.ui.plan_pane.timeline.brush import CENTRE, Brush
from migdesk.ui.plan_pane.timeline.layout import TimelineLayout
from migdesk.ui.plan_pane.timeline.placement import SIDE

TODAY = "today"
ACROSS = "Leave and rehearsal"
BEFORE = 5.0  # pixels between a line and the words beside it


def paint_head(brush: Brush, layout: TimelineLayout, days: QRectF, scrolled: float) -> None:
    """Paint the head over the whole width; `days` is where days are shown, `scrolled` how far."""
    painter = brush.painter
    brush.fill(QRectF(0, 0, days.right(), layout.head_height), brush.colours.panel)
    painter.save()
    painter.setClipRect(days)
    painter.translate(layout.title_width - scrolled, 0)
    _paint_bands(brush, layout)
    _paint_weeks(brush, layout)
    _paint_months(brush, layout, scrolled, _paint_today(brush, layout))
    painter.restore()
    if layout.lanes:
        rect = QRectF(SIDE, layout.lane_top(0), layout.title_width - 2 * SIDE, layout.fonts.lane_height)
        brush.words(rect, ACROSS, layout.fonts.small, brush.colours.muted)


def _paint_months(brush: Brush, layout: TimelineLayout, scrolled: float, today: QRectF) -> None:
    scale, fonts = layout.scale, layout.fonts
    starts = list(scale.month_starts())
    ends = [*(scale.start_of(day) for day in starts[1:]), scale.width]
    for day, end in zip(starts, ends, strict=True):
        start = scale.start_of(day)
        if day.day == 1:
            brush.fill(QRectF(round(start), 0, 1, layout.head_height), brush.colours.border)
        left = max(start, scrolled) + BEFORE  # the name stays in view while its days do
        short = MONTHS[day.month - 1][:3]
        for name in (f"{short} {day.year}", short):
            needed = fonts.width_of_small(name)
            place = _clear_of(today, left, needed)
            if place + needed <= end - 2:
                brush.words(QRectF(place, 0, needed, fonts.month_height), name, fonts.small, brush.colours.muted)
                break


def _clear_of(taken: QRectF, left: float, needed: float) -> float:
    """Return where words begin that must not run into what is taken: where they were to, or behind it."""
    return left if left + needed + 4 < taken.left() or left > taken.right() else taken.right() + 3


def _paint_today(brush: Brush, layout: TimelineLayout) -> QRectF:
    """Paint the word for today at its line, or at the end beyond which it lies; return where it stands."""
    scale, fonts, today = layout.scale, layout.fonts, layout.view.today
    text = TODAY if scale.holds(today) else f"◂ {TODAY}" if today < scale.first else f"{TODAY} ▸"
    x = scale.middle_of(today)
    width = fonts.width_of(text, fonts.small_strong) + 6
    rect = QRectF(min(max(x - width / 2, 0.0), scale.width - width), 0, width, fonts.month_height)
    brush.words(rect, text, fonts.small_strong, brush.colours.link, CENTRE)
    if scale.holds(today):
        top = fonts.month_height - 4
        brush.upright(x, top, layout.head_height, brush.colours.link, QtCore.Qt.PenStyle.DashLine)
    return rect


def _paint_weeks(brush: Brush, layout: TimelineLayout) -> None:
    scale, fonts = layout.scale, layout.fonts
    if not scale.shows_weeks:
        return
    for monday in scale.mondays():
        left = scale.start_of(monday)
        tick = QRectF(round(left), fonts.month_height + 3, 1, layout.week_height - 3)
        brush.fill(tick, brush.colours.border)
        rect = QRectF(left + 4, fonts.month_height, scale.pixels_per_day * 7 - 5, layout.week_height)
        brush.words(rect, str(monday.day), fonts.small, brush.colours.muted)


def _paint_bands(brush: Brush, layout: TimelineLayout) -> None:
    fonts, colours = layout.fonts, brush.colours
    for band in layout.bands:
        top = layout.lane_top(band.lane)
        if band.item.kind == "leave":
            rect = QRectF(band.left, top + 1, band.right - band.left, fonts.lane_height - 2)
            brush.fill(rect, colours.warning_ground)
        else:
            brush.upright(band.left, top + 2, layout.head_height, colours.warning, QtCore.Qt.PenStyle.DotLine)
        name = QRectF(band.name_left, top, band.name_width, fonts.lane_height)
        brush.words(name, band.name, fonts.small, colours.text)
