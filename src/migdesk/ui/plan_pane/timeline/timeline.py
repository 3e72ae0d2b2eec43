"""The plan over months: the drawing with its table, which both show the same item in hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedLayout, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.timeline.rows import Item, has_dates
from migdesk.ui.plan_pane.timeline.table import TimelineTable
from migdesk.ui.plan_pane.timeline.view import TimelineView
from migdesk.ui.plan_pane.timeline.words import NO_DATES
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.plan.view import PlanView

BOTH_FROM = 1000
"""Pixels of width from which drawing and table fit side by side; in a narrower window the table stands alone."""


class Timeline(QFrame):
    """Shows a plan. `absence_requested` tells that leave or the rehearsal was opened."""

    milestone_requested = Signal(str)  # its id, by double click or Enter
    phase_requested = Signal(str)
    absence_requested = Signal()
    zoom_changed = Signal()  # `can_zoom_in` and `can_zoom_out` may differ

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._plan: PlanView | None = None
        self._table_shown = False
        self.drawing = TimelineView(theme)
        self.table = TimelineTable(theme)
        self.nothing = text_label(NO_DATES, muted=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._both.setChildrenCollapsible(False)
        self._both.setHandleWidth(1)
        self._both.addWidget(self.drawing)
        self._both.addWidget(self.table)
        self._both.setStretchFactor(0, 2)
        self._both.setStretchFactor(1, 3)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._pages.addWidget(self.nothing)
        self._pages.addWidget(self._both)
        self._join()
        self._share_room()

    def show_plan(self, view: PlanView) -> None:
        """Show this plan; zoom, scrolling and the item in hand stay as they are."""
        self._plan = view
        self.drawing.show_plan(view)
        self.table.show_plan(view)
        self._pages.setCurrentIndex(1 if has_dates(view) else 0)
        self.zoom_changed.emit()

    @property
    def chosen(self) -> Item | None:
        return self.drawing.chosen

    # zoom

    def zoom_in(self) -> None:
        self.drawing.zoom("in")

    def zoom_out(self) -> None:
        self.drawing.zoom("out")

    def zoom_fit(self) -> None:
        """Show the whole plan."""
        self.drawing.zoom("fit")

    @property
    def can_zoom_in(self) -> bool:
        return self.drawing.can_zoom_in

    @property
    def can_zoom_out(self) -> bool:
        return self.drawing.can_zoom_out

    # the table

    def set_table_shown(self, shown: bool) -> None:
        """Show the table beside the drawing, or in its place where there is no room for both."""
        had_focus = self.drawing.hasFocus() or self.table.hasFocus()
        self._table_shown = shown
        self._share_room()
        if had_focus:
            (self.table if shown else self.drawing).setFocus()

    def _share_room(self) -> None:
        narrow = self.width() < BOTH_FROM
        self.table.setVisible(self._table_shown)
        self.drawing.setVisible(not (self._table_shown and narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    # on paper

    def picture(self, title: str, subtitle: str = "") -> QImage:
        """Return the whole plan as a picture for any screen or document."""
        from migdesk.ui.plan_pane.timeline.paper import picture

        assert self._plan is not None, "there is no plan to paint"
        return picture(self._plan, title, subtitle)

    def print_plan(self, parent: QWidget, title: str, subtitle: str = "") -> None:
        """Show the plan as it will be printed, and print it from there."""
        from migdesk.ui.plan_pane.timeline.paper import preview_plan

        assert self._plan is not None, "there is no plan to print"
        preview_plan(self._plan, parent, title, subtitle)

    # joining

    def _join(self) -> None:
        self.drawing.item_chosen.connect(self.table.choose)
        self.table.item_chosen.connect(self.drawing.choose)
        self.drawing.item_opened.connect(self._open)
        self.table.item_opened.connect(self._open)
        self.drawing.zoom_changed.connect(self.zoom_changed)

    def _open(self, item: Item) -> None:
        match item.kind:
            case "milestone":
                self.milestone_requested.emit(item.id)
            case "phase":
                self.phase_requested.emit(item.id)
            case _:
                self.absence_requested.emit()
