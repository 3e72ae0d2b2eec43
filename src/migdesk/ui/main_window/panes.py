"""The three panes side by side: the guide's contents, the page, and the checklist; their widths and which are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from migdesk.ui.guide_pane.guide_pane import GuidePane
from migdesk.ui.session.settings import Settings

if TYPE_CHECKING:
    from migdesk.ui.guide_pane.contents_view import ContentsView
    from migdesk.ui.main_window.right_pane import RightPane

CONTENTS_MINIMUM, GUIDE_MINIMUM, RIGHT_MINIMUM = 150, 360, 340
STRETCH = (1, 4, 3)
"""How the panes share what a window is wider or narrower than it was."""


class Panes(QSplitter):
    """Begins with the page alone, and a place kept at each side of it until those panes are there (`fill`)."""

    contents: ContentsView
    right: RightPane

    def __init__(self, guide: GuidePane, settings: Settings) -> None:
        super().__init__()
        self.guide = guide
        self._settings = settings
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._places = {0: empty_place("panel"), 2: empty_place("panel")}
        self._places[0].setMinimumWidth(CONTENTS_MINIMUM)
        guide.setMinimumWidth(GUIDE_MINIMUM)
        self._places[2].setMinimumWidth(RIGHT_MINIMUM)
        for pane in (self._places[0], guide, self._places[2]):
            self.addWidget(pane)
        for index, stretch in enumerate(STRETCH):
            self.setStretchFactor(index, stretch)

    def restore(self) -> None:
        """Give the panes the widths they were left with, and show those that were shown."""
        self.setSizes(self._settings.panes)
        self._places[0].setVisible(self._settings.contents_shown)
        self._places[2].setVisible(self._settings.checklist_shown)

    def fill(self, contents: ContentsView, right: RightPane) -> None:
        """Put the panes into the places that were kept for them."""
        self.contents, self.right = contents, right
        sizes = self.widths()
        for index, pane in ((0, contents), (2, right)):
            place = self._places[index]
            pane.setMinimumWidth(place.minimumWidth())
            shown = not place.isHidden()
            self.replaceWidget(index, pane)
            pane.setVisible(shown)
            place.hide()  # kept, not deleted: deleting one made PySide6 take wrappers of other objects for deleted ones
        self.setSizes(sizes)

    def widths(self) -> list[int]:
        """Return the widths of the panes; a hidden one's is that at which it was last seen, taken from the guide's."""
        if not self.window().isVisible():  # nothing is laid out yet
            return list(self._settings.panes)
        widths, hidden = self.sizes(), 0
        for pane in (0, 2):
            if not widths[pane]:
                widths[pane] = self._settings.panes[pane]
                hidden += widths[pane]
        widths[1] = max(widths[1] - hidden, GUIDE_MINIMUM)
        return widths

    def show_pane(self, pane: QWidget, shown: bool) -> None:
        """Show or hide the contents or the checklist; remembered."""
        self._settings.panes = self.widths()
        pane.setVisible(shown)
        self._settings.contents_shown = not self.contents.isHidden()
        self._settings.checklist_shown = not self.right.isHidden()

    def go_on(self, step: int) -> None:
        """Give the keyboard to the next pane, and round again; with -1 the other way."""
        panes: list[tuple[QWidget, Callable[[], None]]] = [
            (self.contents, lambda: self.contents.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)),
            (self.guide, self.guide.focus_page),
            (self.right, self.right.focus_current),
        ]
        shown = [pane for pane in panes if pane[0].isVisible()]
        focus = self.window().focusWidget()
        here = next((n for n, (pane, _) in enumerate(shown) if focus and pane.isAncestorOf(focus)), -1)
        if focus is self.contents:
            here = 0
        if shown:
            shown[(here + step) % len(shown) if here >= 0 else 0][1]()


def empty_place(name: str) -> QWidget:
    """Return an empty widget that looks like what will stand there."""
    place = QFrame()  # unlike a bare widget, a frame paints its style's background
    place.setObjectName(name)
    return place
