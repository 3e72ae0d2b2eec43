"""Places a plan on the timeline: a scale and fonts in, a layout out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF

from migdesk.ui.look.words import counted
from migdesk.ui.plan_pane.timeline.fonts import Fonts
from migdesk.ui.plan_pane.timeline.labels import GAP, Stretch, lanes_of, place_beside
from migdesk.ui.plan_pane.timeline.layout import Band, Bar, Diamond, Label, PlacedRow, TimelineLayout
from migdesk.ui.plan_pane.timeline.rows import Item, Row, rows_of
from migdesk.ui.plan_pane.timeline.scale import Scale
from migdesk.ui.plan_pane.timeline.words import (
    REHEARSAL,
    day_and_month,
    days_over,
    milestone_label,
    row_title,
)
from migdesk.workspace.plan.view import MilestoneView, PhaseView, PlanView

SIDE = 10.0  # between an edge and the titles
TALLEST_ROW = 32.0
LARGEST_RADIUS = 8.5
MOST_LANES = 3
LEAST_BAR = 4.0
DIAMOND = "◇"
LEAST_NAME = 60.0  # a band's name is never cut to less


def title_width(view: PlanView, fonts: Fonts, most: float) -> float:
    """Return how wide the titles are, with room for the counts beside them; at most `most`."""
    titles = [row_title(phase) for phase in view.phases] + [milestone.short_title for milestone in view.milestones]
    widest = max((fonts.width_of(title, fonts.strong) for title in titles), default=0.0)
    counts = max((fonts.width_of_small(_count(phase)) for phase in view.phases), default=0.0)
    return min(most, widest + counts + 3 * SIDE)


def place(view: PlanView, scale: Scale, fonts: Fonts, titles: float, room: float) -> TimelineLayout:
    """Place everything. `titles` is how wide the titles are; head and rows fill the height `room` if they can."""
    bands = tuple(_bands(view, scale, fonts))
    lanes = max((band.lane + 1 for band in bands), default=0)
    rows = rows_of(view)
    head = fonts.month_height + fonts.lane_height * (lanes + scale.shows_weeks)
    height = max(fonts.least_row_height, min(TALLEST_ROW, (room - head) // max(1, len(rows))))
    placing = _Placing(view, scale, fonts, height)
    placed = tuple(placing.row(row, number * height) for number, row in enumerate(rows))
    return TimelineLayout(
        view=view,
        scale=scale,
        fonts=fonts,
        rows=placed,
        bands=bands,
        title_width=titles,
        row_height=height,
        radius=placing.radius,
        lanes=lanes,
    )


class _Placing:
    """Places the shapes and words of rows that are all of one height."""

    def __init__(self, view: PlanView, scale: Scale, fonts: Fonts, height: float) -> None:
        self._view = view
        self._scale = scale
        self._fonts = fonts
        self._height = height
        self.radius = min(LARGEST_RADIUS, height * 0.33)

    def row(self, row: Row, top: float) -> PlacedRow:
        middle = top + self._height / 2
        bar = self._bar(row.phase, middle) if row.phase else None
        diamonds = tuple(self._diamond(milestone, middle) for milestone in row.milestones)
        labels = tuple(self._labels(row, bar, diamonds, top))
        title = row_title(row.phase) if row.phase else row.milestones[0].short_title
        return PlacedRow(
            phase=row.phase,
            title=title,
            count=_count(row.phase) if row.phase else "",
            top=top,
            bar=bar,
            diamonds=diamonds,
            labels=labels,
        )

    def _bar(self, phase: PhaseView, middle: float) -> Bar | None:
        if phase.start is None or phase.end is None:
            return None
        left, right = self._scale.start_of(phase.start), self._scale.end_of(phase.end)
        thick = round(self._height * 0.5)
        rect = QRectF(left, round(middle - thick / 2), max(LEAST_BAR, right - left), thick)
        return Bar(phase, rect, days_over(phase, self._view.today))

    def _diamond(self, milestone: MilestoneView, middle: float) -> Diamond:
        day = milestone.date or self._view.today
        planned = (
            QPointF(self._scale.middle_of(milestone.planned), middle)
            if milestone.slipped and milestone.planned
            else None
        )
        return Diamond(milestone, QPointF(self._scale.middle_of(day), middle), planned)

    def _labels(self, row: Row, bar: Bar | None, diamonds: Sequence[Diamond], top: float) -> Iterator[Label]:
        taken = [Stretch(bar.rect.left(), bar.rect.right())] if bar else []
        taken += [self._reach(diamond) for diamond in diamonds]
        for item, at, text, colour in _wanted(row, bar, diamonds, self.radius):
            room = place_beside(at, self._fonts.width_of_small(text) + 2, taken, self._scale.width)
            if room:
                taken.append(room)
                yield Label(item, text, QRectF(room.left, top, room.width, self._height), colour)

    def _reach(self, diamond: Diamond) -> Stretch:
        ends = [diamond.centre.x(), *([diamond.planned.x()] if diamond.planned else [])]
        return Stretch(min(ends) - self.radius, max(ends) + self.radius)


def _wanted(
    row: Row, bar: Bar | None, diamonds: Sequence[Diamond], radius: float
) -> Iterator[tuple[Item, float, str, str]]:
    """Yield what words are wanted and at which place: each milestone's, or how late a phase is that has none.

    Words that the bar keeps away from their diamond begin with its sign, or they would be read as the bar's end.
    """
    for diamond in diamonds:
        milestone = diamond.milestone
        colour = "danger" if milestone.late else "warning" if milestone.slipped > 0 else "text"
        away = bar is not None and bar.rect.right() > diamond.centre.x() + radius + GAP
        sign = f"{DIAMOND} " if away else ""
        yield diamond.item, diamond.centre.x(), sign + milestone_label(milestone, row.phase), colour
    if bar and bar.over and not diamonds:
        yield Item("phase", bar.phase.id), bar.rect.right(), f"{counted(bar.over, 'day')} over", "danger"


def _count(phase: PhaseView) -> str:
    return f"{phase.done} of {phase.total}" if phase.total else ""


def _bands(view: PlanView, scale: Scale, fonts: Fonts) -> Iterator[Band]:
    found = list(_across(view, scale))
    names = [_name_place(left, fonts.width_of_small(name) + 2, scale.width) for _, name, left, _ in found]
    ends = [
        Stretch(min(left, name.left), max(right, name.right) + 4)
        for (_, _, left, right), name in zip(found, names, strict=True)
    ]
    for (item, name, left, right), words, lane in zip(found, names, lanes_of(ends, MOST_LANES), strict=True):
        yield Band(
            item=item, name=name, left=left, right=right, lane=lane, name_left=words.left, name_width=words.width
        )


def _across(view: PlanView, scale: Scale) -> Iterator[tuple[Item, str, float, float]]:
    for leave in view.leave:
        if leave.last >= scale.first and leave.first <= scale.last:
            first, last = max(leave.first, scale.first), min(leave.last, scale.last)
            yield Item("leave", leave.id), leave.name, scale.start_of(first), scale.end_of(last)
    if view.rehearsal and scale.holds(view.rehearsal):
        middle = scale.middle_of(view.rehearsal)
        yield Item("rehearsal"), f"{REHEARSAL} {day_and_month(view.rehearsal)}", middle, middle


def _name_place(left: float, needed: float, width: float) -> Stretch:
    """Return where a band's name goes: at its beginning, or as far to the left as it takes to be read in full."""
    needed = min(needed, max(LEAST_NAME, width * 0.3))
    start = max(0.0, min(left + 5, width - needed - 2))
    return Stretch(start, start + needed)
