"""The page being read: follows its links, counts and ticks tasks beside the text, and takes the keyboard and mouse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QTimer, QUrl, Signal
from PySide6.QtGui import QPainter, QTextCursor
from PySide6.QtWidgets import QWidget

from migdesk.guide.guide import Guide
from migdesk.guide.model import RenderedPage
from migdesk.ui.guide_pane.laid_out_page import AIR, LaidOutPage
from migdesk.ui.guide_pane.page_html import TASKS_SCHEME, tasks_words
from migdesk.ui.guide_pane.page_links import anchor_in
from migdesk.ui.guide_pane.place import Place
from migdesk.ui.look.theme import Theme

if TYPE_CHECKING:  # each class of Qt's takes its time to be made, and the first paint waits for it
    import re

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from migdesk.ui.guide_pane.link_actions import LinkActions
    from migdesk.workspace.role_pages import TaskBox

FLASH_MS = 1500


class PageView(LaidOutPage):
    """A read-only view of one guide page. What it cannot do itself, it requests."""

    page_requested = Signal(str, str)  # permalink, anchor
    read_on_requested = Signal(str)  # permalink of the page before or after, from the foot of this one
    outside_requested = Signal(str)  # address
    section_tasks_requested = Signal(str, str)  # permalink, anchor
    toggle_requested = Signal(str)  # id of the task whose box was pressed
    link_hovered = Signal(str)  # where the link under the pointer leads, in words; "" for none
    message = Signal(str)  # something to tell in the status line
    command_requested = Signal(str)  # what a key, the wheel or a mouse button asks of the pane; see `page_keys`

    def __init__(self, guide: Guide, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(guide, theme, parent)
        self._draws_over = False
        self._links: LinkActions | None = None
        self._flash_end = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash_end.timeout.connect(self._end_flash)
        self.setAccessibleName("Guide page")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._hover)

    # what is shown

    def show_page(
        self,
        page: RenderedPage,
        anchor: str = "",
        counts: Mapping[str, tuple[int, int]] | None = None,
        place: Place | None = None,
        boxes: Mapping[int, TaskBox] | None = None,
    ) -> None:
        """Show a page from its top, from an anchor, or from the place where it was left.

        `counts` are the tasks done and in all of each section, by anchor; `boxes` those of a role page, by line.
        """
        self._page = page
        self._found = None
        self._counts = dict(counts or {})
        self._boxes = dict(boxes or {})
        self._section = ""
        self._set_html()
        self._scroll(0)
        if place is not None:
            self.go_to_place(place)
        elif anchor:
            self.scroll_to_section(anchor)

    def show_counts(self, counts: Mapping[str, tuple[int, int]]) -> None:
        """Bring the counts of tasks up to date; the page stays where it is."""
        new = dict(counts)
        if new == self._counts or self._page is None:
            return
        same_sections = new.keys() == self._counts.keys()
        old, self._counts = self._counts, new
        finished_changed = same_sections and any((old[a][0] == old[a][1]) != (new[a][0] == new[a][1]) for a in new)
        if not same_sections or finished_changed:
            self._set_html_in_place()  # the marks themselves differ, not only their words
            return
        for mark in reversed(self.places.marked):
            anchor = anchor_in(mark.href)
            if mark.kind == TASKS_SCHEME and new.get(anchor) != old.get(anchor):
                self._replace(mark.start, mark.end, f"\u00a0{tasks_words(*new[anchor])}\u00a0")
        self._places = None

    def show_boxes(self, boxes: Mapping[int, TaskBox]) -> None:
        """Bring the boxes of a role page up to date; the page stays where it is, and so does the focus."""
        new = dict(boxes)
        old, self._boxes = self._boxes, new
        if new == old or self._page is None:
            return
        if new.keys() != old.keys():
            self._set_html_in_place()
            return
        from migdesk.ui.guide_pane.page_overlay import update_words

        top = self.verticalScrollBar().value()
        update_words(self.document(), self.places, old, new, self._theme.colours)
        self._places = None
        self._scroll(top)
        self.viewport().update()
        self.links.tell_link_in_hand()

    def draw_over(self) -> None:
        """From now on draw the dots under explained words; the first paint does not wait for them."""
        self._draws_over = True
        self.viewport().update()

    def tip_of(self, address: str) -> str:
        """Return what there is to say of a link that the pointer rests on, as rich text; empty for ordinary links."""
        return self.links.tip_of(address)

    def flash_section(self, anchor: str) -> None:
        """Mark a section's heading for a moment, so that the eye finds it."""
        block = self.places.block_of(anchor)
        if block is None:
            return
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.marks.put("flash", [cursor], self._theme.colours.selected)
        self._flash_end.start()

    def mark_words(self, words: re.Pattern[str], anchor: str, begins: str = "") -> None:
        """Mark what a search found all over the page, and bring the first of it in a section into view.

        A paragraph that begins with `begins` is preferred. The marks stay until Esc or another page.
        """
        from migdesk.ui.guide_pane.found_words import FoundWords

        self._found = FoundWords(self, self._theme, words)
        first = self._found.mark_and_find(anchor, begins)
        if first is None:
            return
        rect, height = self.cursorRect(first), self.viewport().height()
        if rect.top() < AIR or rect.bottom() > height - AIR:
            self._scroll(self.verticalScrollBar().value() + rect.top() - height // 3)

    def forget_words(self) -> bool:
        """Take the marks of a search away; False where there were none."""
        self._found = None
        return self.marks.take("found")

    # how it is laid out

    def _replace(self, start: int, end: int, words: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words, cursor.charFormat())

    # what is done with it

    @property
    def links(self) -> LinkActions:
        """What the page's links do."""
        if self._links is None:
            from migdesk.ui.guide_pane.link_actions import LinkActions

            self._links = LinkActions(self, self._guide, self._theme)
        return self._links

    def _follow(self, url: QUrl) -> None:
        self.links.follow(url)

    def _hover(self, url: QUrl) -> None:
        self.links.tell(url)

    def _end_flash(self) -> None:
        self.marks.take("flash")

    # Qt's own events

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._has_shapes:
            self._paint_shapes(event)
        super().paintEvent(event)
        if self._boxes or (self._draws_over and self._explained and self._page and self._page.terms):
            self._paint_over(event)

    def _paint_over(self, event: QPaintEvent) -> None:
        from migdesk.ui.guide_pane.page_overlay import paint_boxes, paint_dots

        colours = self._theme.colours
        with self._painting(event) as (painter, view):
            if self._draws_over:
                paint_dots(painter, self.document(), self.places.terms, colours, view)
            statuses = {box.task: box.status for box in self._boxes.values()}
            paint_boxes(painter, self.document(), self.places.boxes, statuses, colours, view)

    def _paint_shapes(self, event: QPaintEvent) -> None:
        from migdesk.ui.guide_pane.page_shapes import paint_shapes

        with self._painting(event) as (painter, view):
            paint_shapes(painter, self.document(), self.places.marked, self._theme.colours, view)

    @contextmanager
    def _painting(self, event: QPaintEvent) -> Iterator[tuple[QPainter, QRectF]]:
        """Yield a painter that counts in document pixels, and what is in view of them."""
        painter = QPainter(self.viewport())
        bars = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        painter.translate(-bars[0], -bars[1])
        yield painter, QRectF(event.rect().translated(*bars))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            self.command_requested.emit("zoom-in" if event.angleDelta().y() > 0 else "zoom-out")
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        sides = {QtCore.Qt.MouseButton.BackButton: "back", QtCore.Qt.MouseButton.ForwardButton: "forward"}
        if event.button() in sides:
            self.command_requested.emit(sides[event.button()])
            event.accept()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from migdesk.ui.guide_pane.page_keys import command_of

        action = command_of(event)
        if action:
            self.command_requested.emit(action)
            event.accept()
            return
        if event.key() == QtCore.Qt.Key.Key_Space and not event.modifiers() and self.links.press_link_in_hand():
            event.accept()
            return
        if event.key() == QtCore.Qt.Key.Key_Escape and self.forget_words():
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != QtCore.Qt.FocusReason.PopupFocusReason:
            self.marks.take("link")

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        self.marks.mark_link_in_hand(self.textCursor())
        if moved:
            self.links.tell_link_in_hand()
        return moved
