"""The three panes side by side: the guide's contents, the page, and the checklist; their widths and which are shown."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from migdesk.ui.guide_pane.guide_pane import GuidePane
from migdesk.ui.session.settings import Settings

CONTENTS_MINIMUM, GUIDE_MINIMUM, RIGHT_MINIMUM = 150, 360, 340
STRETCH = (1, 4, 3)
"""How the panes share what a window is wider or narrower than it was."""


class Side(IntEnum):
    """A pane that can be hidden, by its place from the left."""

    CONTENTS = 0
    CHECKLIST = 2


SIDE_BY_SIDE = CONTENTS_MINIMUM + GUIDE_MINIMUM + RIGHT_MINIMUM
"""A window less wide than this, in logical pixels, shows one pane at a time."""


class Panes(QSplitter):
    """Begins with the page alone, and a place kept at each side of it until those panes are there (`fill`).

    While it is narrow one pane is in front, and no other is shown; None is the guide.
    """

    narrow_changed = Signal(bool)
    front_changed = Signal(bool)  # whether the pane that was in front had the keyboard

    def __init__(self, guide: GuidePane, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.is_narrow = False
        self._before: list[int] = []
        self.front: Side | None = Side.CHECKLIST
        self.guide = guide
        self._sides = {Side.CONTENTS: empty_place("panel"), Side.CHECKLIST: empty_place("panel")}
        self._empty: list[QWidget] = []  # places whose panes have come
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._sides[Side.CONTENTS].setMinimumWidth(CONTENTS_MINIMUM)
        guide.setMinimumWidth(GUIDE_MINIMUM)
        self._sides[Side.CHECKLIST].setMinimumWidth(RIGHT_MINIMUM)
        for pane in (self._sides[Side.CONTENTS], guide, self._sides[Side.CHECKLIST]):
            self.addWidget(pane)
        for index, stretch in enumerate(STRETCH):
            self.setStretchFactor(index, stretch)

    def restore(self) -> None:
        """Give the panes the widths they were left with, and show those that were shown."""
        self.setSizes(self._settings.panes)
        self._arrange()

    def fill(self, contents: QWidget, checklist: QWidget) -> None:
        """Put the panes into the places that were kept for them."""
        sizes = self.widths()
        for side, pane in ((Side.CONTENTS, contents), (Side.CHECKLIST, checklist)):
            place = self._sides[side]
            pane.setMinimumWidth(place.minimumWidth())
            shown = not place.isHidden()
            self.replaceWidget(side, pane)
            pane.setVisible(shown)
            place.hide()  # kept, not deleted: deleting one made PySide6 take wrappers of other objects for deleted ones
            self._empty.append(place)
            self._sides[side] = pane
        self.setSizes(sizes)

    def widths(self) -> list[int]:
        """Return the widths of the panes; a hidden one's is that at which it was last seen, taken from the guide's."""
        if self.is_narrow or not self.window().isVisible():  # nothing is laid out yet, or no pane beside another
            return list(self._settings.panes)
        widths, hidden = self.sizes(), 0
        for side in Side:
            if not widths[side]:
                widths[side] = self._settings.panes[side]
                hidden += widths[side]
        widths[1] = max(widths[1] - hidden, GUIDE_MINIMUM)
        return widths

    def set_narrow(self, narrow: bool) -> None:
        """Show one pane at a time, or all that are wanted side by side again."""
        if narrow == self.is_narrow:
            return
        if narrow:
            self._settings.panes = self._before or self.widths()
        self.is_narrow = narrow
        self._arrange()
        if not narrow:
            QTimer.singleShot(0, self, self._take_up_widths)  # once there is the room for them
        self.narrow_changed.emit(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self.is_narrow:
            self._before = self.widths()  # the window lays its panes out before it says that it has become narrow
        super().resizeEvent(event)

    def show_guide(self) -> None:
        """Bring the guide's page to the front, where not all panes are in sight."""
        self._bring_forward(None)

    def is_shown(self, side: Side) -> bool:
        return self.front is side if self.is_narrow else not self._sides[side].isHidden()

    def set_shown(self, side: Side, shown: bool) -> None:
        """Show or hide the contents or the checklist; remembered."""
        if self.is_narrow:
            self._bring_forward(side if shown else None)
            return
        self._settings.panes = self.widths()
        self._sides[side].setVisible(shown)
        self._settings.contents_shown = self.is_shown(Side.CONTENTS)
        self._settings.checklist_shown = self.is_shown(Side.CHECKLIST)

    def _take_up_widths(self) -> None:
        if not self.is_narrow:
            self.setSizes(self._settings.panes)

    def _bring_forward(self, front: Side | None) -> None:
        if self.is_narrow and front is not self.front:
            focus = self.window().focusWidget()
            had_keyboard = focus is not None and self.isAncestorOf(focus)
            self.front = front
            self._arrange()
            self.front_changed.emit(had_keyboard)

    def _arrange(self) -> None:
        """Show the pane in front alone, or those that are wanted."""
        wanted = {Side.CONTENTS: self._settings.contents_shown, Side.CHECKLIST: self._settings.checklist_shown}
        for side, pane in self._sides.items():
            pane.setVisible(self.front is side if self.is_narrow else wanted[side])
        self.guide.setVisible(not self.is_narrow or self.front is None)


def empty_place(name: str) -> QWidget:
    """Return an empty widget that looks like what will stand there."""
    place = QFrame()  # unlike a bare widget, a frame paints its style's background
    place.setObjectName(name)
    return place
