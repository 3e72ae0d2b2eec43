"""The page being read: follows its links, draws beside and over its words, and takes the keyboard and mouse."""

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
from migdesk.ui.guide_pane.laid_out_page import LaidOutPage
from migdesk.ui.guide_pane.link_requests import LinkRequests
from migdesk.ui.look.theme import Theme

if TYPE_CHECKING:  # each class of Qt's takes its time to be made, and the first paint waits for it
    import re

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QTextBlock, QWheelEvent

    from migdesk.ui.guide_pane.accessible_page.headings import PageHeadings
    from migdesk.ui.guide_pane.found_words import FoundWords
    from migdesk.ui.guide_pane.link_actions import LinkActions
    from migdesk.ui.guide_pane.section_registers import Marks
    from migdesk.workspace.role_pages import TaskBox

FLASH_MS = 1500


class PageView(LaidOutPage):
    """A read-only view of one guide page. What it cannot do itself, it requests."""

    back_requested = Signal()
    forward_requested = Signal()
    heading_reached = Signal(int)  # a key or a client went to a heading: where it begins in the document
    link_reached = Signal()  # Tab went to the next link or box, or beyond them
    find_requested = Signal(bool)  # the words looked for, further on the page; False for further up

    def __init__(self, guide: Guide, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(guide, theme, parent)
        self.requests = LinkRequests(self)
        self._draws_over = False
        self._links: LinkActions | None = None
        self._found: FoundWords | None = None
        self._flash_end = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash_end.timeout.connect(self._end_flash)
        self.setAccessibleName("Guide page")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._hover)
        self.laid_out_again.connect(self._mark_found_again)

    # what is shown

    def lay_out(
        self,
        page: RenderedPage,
        counts: Mapping[str, tuple[int, int]] | None = None,
        boxes: Mapping[int, TaskBox] | None = None,
        registers: Marks | None = None,
    ) -> None:
        self._found = None
        super().lay_out(page, counts, boxes, registers)

    def show_boxes(self, boxes: Mapping[int, TaskBox]) -> None:
        before = self.boxes
        super().show_boxes(boxes)
        if self.boxes != before:
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
        if block is not None:
            self.flash(block)

    def flash(self, block: QTextBlock) -> None:
        """Mark a line of the page for a moment."""
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.marks.put("flash", [cursor], self.theme.colours.selected)
        self._flash_end.start()

    def mark_words(self, words: re.Pattern[str], anchor: str, begins: str = "") -> None:
        """Mark what a search found all over the page, and bring the first of it in a section into view.

        A paragraph that begins with `begins` is preferred. The marks stay until Esc or another page.
        """
        from migdesk.ui.guide_pane.found_words import FoundWords

        self.unfold_all()
        self._found = FoundWords(self, words)
        self._found.mark_and_show(anchor, begins)

    def forget_words(self) -> bool:
        """Take the marks of a search away; False where there were none."""
        self._found = None
        return self.marks.take("found")

    def _mark_found_again(self) -> None:
        if self._found:
            self._found.mark()

    def _end_flash(self) -> None:
        self.marks.take("flash")

    # what is done with it

    @property
    def links(self) -> LinkActions:
        """What the page's links do."""
        if self._links is None:
            from migdesk.ui.guide_pane.link_actions import LinkActions

            self._links = LinkActions(self, self.requests)
        return self._links

    @property
    def headings(self) -> PageHeadings:
        """The page's headings, to go from one to the next."""
        from migdesk.ui.guide_pane.accessible_page.headings import PageHeadings

        return PageHeadings(self, self.requests, self._reach_heading)

    def _reach_heading(self, block: QTextBlock) -> None:
        self.flash(block)
        self.heading_reached.emit(block.position())

    def _follow(self, url: QUrl) -> None:
        self.links.follow(url)

    def _hover(self, url: QUrl) -> None:
        self.links.tell(url)

    # Qt's own events

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.has_shapes:
            self._paint_shapes(event)
        super().paintEvent(event)
        if self.boxes or (self._draws_over and self.has_explained_words):
            self._paint_over(event)

    def _paint_over(self, event: QPaintEvent) -> None:
        from migdesk.ui.guide_pane.page_overlay import paint_boxes, paint_dots

        colours = self.theme.colours
        with self._painting(event) as (painter, view):
            if self._draws_over:
                paint_dots(painter, self.document(), self.places.terms, colours, view)
            statuses = {box.task: box.status for box in self.boxes.values()}
            paint_boxes(painter, self.document(), self.places.boxes, statuses, colours, view)

    def _paint_shapes(self, event: QPaintEvent) -> None:
        from migdesk.ui.guide_pane.page_shapes import paint_shapes

        with self._painting(event) as (painter, view):
            paint_shapes(painter, self.document(), self.places.marked, self.theme.colours, view)

    @contextmanager
    def _painting(self, event: QPaintEvent) -> Iterator[tuple[QPainter, QRectF]]:
        """Yield a painter that counts in document pixels, and what is in view of them."""
        painter = QPainter(self.viewport())
        bars = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        painter.translate(-bars[0], -bars[1])
        yield painter, QRectF(event.rect().translated(*bars))
        painter.end()

    def leaveEvent(self, event: QEvent) -> None:
        """What a link does is said only while the pointer is on it: Qt tells nobody when it leaves the page itself."""
        super().leaveEvent(event)
        if self._links is not None:
            self.requests.hovered.emit("")

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            else:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == QtCore.Qt.MouseButton.BackButton:
            self.back_requested.emit()
        elif event.button() == QtCore.Qt.MouseButton.ForwardButton:
            self.forward_requested.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._took(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _took(self, event: QKeyEvent) -> bool:
        """Do what a key asks for here; False for all other keys."""
        keys, none = QtCore.Qt.Key, QtCore.Qt.KeyboardModifier.NoModifier
        shift = QtCore.Qt.KeyboardModifier.ShiftModifier
        match event.key():
            case keys.Key_F3:
                self.find_requested.emit(not event.modifiers() & shift)
            case keys.Key_Back:
                self.back_requested.emit()
            case keys.Key_Forward:
                self.forward_requested.emit()
            case keys.Key_H if event.modifiers() in (none, shift):
                self.headings.step(forward=event.modifiers() == none)
            case keys.Key_Space if not event.modifiers():
                return self.links.press_link_in_hand()
            case keys.Key_Escape:
                return self.forget_words()
            case _:
                return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != QtCore.Qt.FocusReason.PopupFocusReason:
            self.marks.take("link")

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        self.marks.mark_link_in_hand(self.textCursor())
        if moved:
            self.links.tell_link_in_hand()
            self.link_reached.emit()
        return moved
