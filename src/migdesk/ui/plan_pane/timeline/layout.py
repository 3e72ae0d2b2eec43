"""The timeline with everything placed: where each bar, milestone, label and band stands, and what stands at a place.

Places count from where the days begin and the first row lies, whatever is scrolled; the head and the titles stand
beside that. All are in logical pixels.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPointF, QRectF

from migdesk.ui.plan_pane.timeline.fonts import Fonts
from migdesk.ui.plan_pane.timeline.rows import Item
from migdesk.ui.plan_pane.timeline.scale import Scale
from migdesk.workspace.plan.view import MilestoneView, PhaseView, PlanView

NEAR = 3.0  # the pointer need not be nearer to a thin line than this


class Bar(msgspec.Struct, frozen=True):
    """A phase from its first to its last day; `over` is how many days ago it should have ended."""

    phase: PhaseView
    rect: QRectF
    over: int


class Diamond(msgspec.Struct, frozen=True):
    """A milestone on its day; `planned` is where it should have been, if it has been on another day."""

    milestone: MilestoneView
    centre: QPointF
    planned: QPointF | None

    @property
    def item(self) -> Item:
        return Item("milestone", self.milestone.id)


class Label(msgspec.Struct, frozen=True):
    """Words beside a milestone or bar, cut short if they need more than `rect`; `colour` is one of the palette."""

    item: Item
    text: str
    rect: QRectF
    colour: str


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """What lies across all rows: leave, or the day of the rehearsal. Its name stands in a lane of the head."""

    item: Item
    name: str
    left: float
    right: float
    lane: int
    name_left: float
    name_width: float


class PlacedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row with all that stands in it; `phase` is None for a milestone that belongs to none."""

    phase: PhaseView | None
    title: str
    count: str
    top: float
    bar: Bar | None
    diamonds: tuple[Diamond, ...]
    labels: tuple[Label, ...]

    @property
    def title_item(self) -> Item:
        """What the title stands for."""
        return Item("phase", self.phase.id) if self.phase else self.diamonds[0].item

    def holds(self, item: Item) -> bool:
        return item == self.title_item or any(diamond.item == item for diamond in self.diamonds)


class TimelineLayout(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is drawn, placed."""

    view: PlanView
    scale: Scale
    fonts: Fonts
    rows: tuple[PlacedRow, ...]
    bands: tuple[Band, ...]
    title_width: float
    row_height: float
    radius: float
    lanes: int

    @property
    def week_height(self) -> float:
        return self.fonts.lane_height if self.scale.shows_weeks else 0.0

    @property
    def head_height(self) -> float:
        return self.lane_top(self.lanes)

    @property
    def rows_height(self) -> float:
        return self.row_height * len(self.rows)

    @property
    def height(self) -> float:
        return self.head_height + self.rows_height

    @property
    def width(self) -> float:
        return self.title_width + self.scale.width

    def lane_top(self, lane: int) -> float:
        """Return where a lane of the head begins, from the head's top."""
        return self.fonts.month_height + self.week_height + lane * self.fonts.lane_height

    def diamond_rect(self, diamond: Diamond) -> QRectF:
        side = self.radius + 1
        return QRectF(diamond.centre.x() - side, diamond.centre.y() - side, 2 * side, 2 * side)

    def rect_of(self, item: Item) -> QRectF | None:
        """Return the place of an item's shape; None for what is not drawn. Bands reach over all rows."""
        for band in self.bands:
            if band.item == item:
                return QRectF(band.left, 0, band.right - band.left, self.rows_height)
        for row in self.rows:
            for diamond in row.diamonds:
                if diamond.item == item:
                    return self.diamond_rect(diamond)
            if row.bar and row.title_item == item:
                return row.bar.rect
        return None

    def row_of(self, item: Item | None) -> PlacedRow | None:
        """Return the row in which an item stands; None for bands."""
        return next((row for row in self.rows if item and row.holds(item)), None)

    def row_at(self, y: float) -> PlacedRow | None:
        return next((row for row in self.rows if row.top <= y < row.top + self.row_height), None)

    def item_at(self, place: QPointF) -> Item | None:
        """Return what is drawn at a place among the rows: a milestone or its words, else a bar, else a band."""
        row = self.row_at(place.y())
        found = self._in_row(row, place) if row else None
        return found or next(
            (band.item for band in self.bands if band.left - NEAR <= place.x() <= band.right + NEAR), None
        )

    def band_in_head(self, place: QPointF) -> Item | None:
        """Return the band whose name stands at a place in the head, counted from the head's top."""
        for band in self.bands:
            top = self.lane_top(band.lane)
            left, right = min(band.left, band.name_left), max(band.right, band.name_left + band.name_width)
            if top <= place.y() < top + self.fonts.lane_height and left <= place.x() <= right:
                return band.item
        return None

    def _in_row(self, row: PlacedRow, place: QPointF) -> Item | None:
        for diamond in row.diamonds:
            if self.diamond_rect(diamond).contains(place):
                return diamond.item
        for label in row.labels:
            if label.rect.contains(place):
                return label.item
        near = row.bar.rect.adjusted(-NEAR, -NEAR, NEAR, NEAR) if row.bar else QRectF()
        return row.title_item if near.contains(place) else None
