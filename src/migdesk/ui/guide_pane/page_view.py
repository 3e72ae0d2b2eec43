"""The page being read: shows it, follows its links, keeps the place while text size, width and colours change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QRectF, QSize, QTimer, QUrl, Signal
from PySide6.QtGui import QFont, QFontInfo, QPainter, QTextCursor, QTextFrameFormat
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from migdesk.guide.guide import Guide
from migdesk.guide.model import RenderedPage
from migdesk.ui.guide_pane.page_html import TASKS_SCHEME, has_shapes, page_html, tasks_words
from migdesk.ui.guide_pane.page_links import anchor_in, neighbours
from migdesk.ui.guide_pane.page_marks import PageMarks
from migdesk.ui.guide_pane.page_style import LARGEST_ZOOM, SMALLEST_ZOOM, TextWidth, page_sizes, page_style
from migdesk.ui.guide_pane.place import TOP, Place
from migdesk.ui.theme import Theme

if TYPE_CHECKING:  # each class of Qt's takes its time to be made, and the first paint waits for it
    import re

    from PySide6.QtGui import (
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
        QWheelEvent,
    )

    from migdesk.ui.guide_pane.found_words import FoundWords
    from migdesk.ui.guide_pane.link_actions import LinkActions
    from migdesk.ui.guide_pane.page_places import PagePlaces
    from migdesk.workspace.role_pages import TaskBox

AIR = 16  # pixels above a heading that was jumped to
READ_FROM = AIR + 4  # pixels below the top edge: a heading that was jumped to, not the end of what is above it
TOP_MARGIN = 20
BOTTOM_MARGIN = 40
READING_LINE = 0.3  # of the view's height: a heading above this line is the one being read
FLASH_MS = 1500

BAR_AS_NEEDED, BAR_NEVER, BAR_ALWAYS = 0, 1, 2
"""`Qt.ScrollBarPolicy` as numbers; see `page_toolbar.TAB_FOCUS`."""


class PageView(QTextBrowser):
    """A read-only view of one guide page. It loads nothing: no pictures, no style sheets, nothing from the network."""

    page_requested = Signal(str, str)  # permalink, anchor
    read_on_requested = Signal(str)  # permalink of the page before or after, from the foot of this one
    outside_requested = Signal(str)  # address
    section_tasks_requested = Signal(str, str)  # permalink, anchor
    toggle_requested = Signal(str)  # id of the task whose box was pressed
    section_read = Signal(str)  # anchor of the section in view, "" above the first
    link_hovered = Signal(str)  # where the link under the pointer leads, in words; "" for none
    message = Signal(str)  # something to tell in the status line
    zoom_changed = Signal(int)  # percent
    command_requested = Signal(str)  # what a key, the wheel or a mouse button asks of the pane; see `page_keys`

    def __init__(self, guide: Guide, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide = guide
        self._theme = theme
        self._page: RenderedPage | None = None
        self._counts: dict[str, tuple[int, int]] = {}
        self._boxes: dict[int, TaskBox] = {}
        self._explained = True
        self._draws_over = False
        self._zoom = 100
        self._text_width: TextWidth = "comfortable"
        self._section = ""
        self._places: PagePlaces | None = None
        self._has_shapes = False
        self._setting_page = False
        self._when_shown: Callable[[], object] | None = None
        self._found: FoundWords | None = None
        self._links: LinkActions | None = None
        self.marks = PageMarks(self, theme)
        self._flash_end = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash_end.timeout.connect(self._end_flash)
        self.setAccessibleName("Guide page")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        # A bar that comes and goes would change the width, and with it where everything stands.
        self.setProperty("verticalScrollBarPolicy", BAR_ALWAYS)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._hover)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self._restyle)

    # what is shown

    @property
    def page(self) -> RenderedPage | None:
        return self._page

    @property
    def zoom_percent(self) -> int:
        return self._zoom

    @property
    def place(self) -> Place:
        """What is being read at the top now."""
        value = self.verticalScrollBar().value()
        return self.places.place_at(value + READ_FROM) if value > 0 else TOP

    @property
    def boxes(self) -> Mapping[int, TaskBox]:
        """The boxes of a role page, by line."""
        return self._boxes

    @property
    def places(self) -> PagePlaces:
        if self._places is None:
            from migdesk.ui.guide_pane.page_places import PagePlaces

            self._places = PagePlaces(self.document())
        return self._places

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

    @property
    def is_explained(self) -> bool:
        """Whether words of the glossary are links that explain them."""
        return self._explained

    def set_explained(self, explained: bool) -> None:
        """Explain the glossary's words, or leave them plain."""
        if explained != self._explained:
            self._explained = explained
            self._set_html_in_place()

    def draw_over(self) -> None:
        """From now on draw the dots under explained words; the first paint does not wait for them."""
        self._draws_over = True
        self.viewport().update()

    def tip_of(self, address: str) -> str:
        """Return what there is to say of a link that the pointer rests on, as rich text; empty for ordinary links."""
        return self.links.tip_of(address)

    def go_to_top(self) -> None:
        """Show the page from its start."""
        self._when_shown = None
        self._scroll(0)
        self._say_section("")

    def go_to_place(self, place: Place) -> None:
        """Put what was read at the top there again."""
        if not self.isVisible():
            self._when_shown = partial(self.go_to_place, place)
            return
        self._scroll(0 if place == TOP else round(self.places.top_of_place(place)) - READ_FROM)
        self._scrolled()

    def scroll_to_section(self, anchor: str) -> bool:
        """Put a section's heading at the top with a little air; False where the page has no such anchor."""
        top = self.places.top_of(anchor)
        if top is None:
            return False
        if not self.isVisible():  # nothing stands where it will stand once there is a size
            self._when_shown = partial(self.scroll_to_section, anchor)
            return True
        self._scroll(max(0, round(top) - AIR))
        self._say_section(anchor)
        return True

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

    def set_zoom(self, percent: int) -> None:
        """Show text at `percent` of its usual size, 60 to 250; what is being read stays in place."""
        percent = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, percent))
        if percent == self._zoom:
            return
        self._zoom = percent
        self._set_html_in_place()
        self.zoom_changed.emit(percent)

    @property
    def text_width(self) -> TextWidth:
        return self._text_width

    def set_text_width(self, width: TextWidth) -> None:
        """Show the text in a narrower or wider column; what is being read stays in place."""
        if width == self._text_width:
            return
        place = self.place if self._page else TOP
        self._text_width = width
        self._set_margins()
        self.go_to_place(place)

    # how it is laid out

    def _set_html(self) -> None:
        if self._page is None:
            return
        sizes = page_sizes(QFontInfo(QApplication.font()).pixelSize(), self._zoom)
        self._set_font_size(sizes.body)
        document = self.document()
        document.setDefaultStyleSheet(page_style(self._theme.colours, sizes.body))
        document.setIndentWidth(sizes.indent)
        self._places = None
        self._setting_page = True
        self.marks.clear()
        # Until its margins are set, the page is too wide for a moment, and a bar would flash up.
        self.setProperty("horizontalScrollBarPolicy", BAR_NEVER)
        beside = neighbours(self._guide, self._page.permalink)
        text = page_html(self._page, self._counts, *beside, boxes=self._boxes, explained=self._explained)
        self._has_shapes = has_shapes(text)
        self.setHtml(text)
        self._set_margins()
        QTimer.singleShot(0, self, self._allow_bar)
        self._setting_page = False

    def _allow_bar(self) -> None:
        self.setProperty("horizontalScrollBarPolicy", BAR_AS_NEEDED)

    def _set_font_size(self, pixels: int) -> None:
        """Qt sizes headings by the document's own font, whatever the style sheet says."""
        font = QFont(QApplication.font())
        font.setPixelSize(pixels)
        if self.document().defaultFont() != font:
            self.document().setDefaultFont(font)

    def _set_html_in_place(self) -> None:
        place = self.place
        self._set_html()
        if self._found:
            self._found.mark()
        self.go_to_place(place)

    def _scroll(self, top: int) -> None:
        """Scroll without guessing which section is read: whoever calls this knows."""
        was, self._setting_page = self._setting_page, True
        self.verticalScrollBar().setValue(top)
        self._setting_page = was

    def _set_margins(self, width: int = 0) -> None:
        sizes = page_sizes(QFontInfo(QApplication.font()).pixelSize(), self._zoom, self._text_width)
        width = width or self.viewport().width()
        beside = max(sizes.margin, (width - sizes.column) // 2) if width > 420 else sizes.margin // 2
        frame = self.document().rootFrame()
        margins = QTextFrameFormat(frame.frameFormat())
        if (margins.leftMargin(), margins.topMargin()) == (beside, TOP_MARGIN):
            return
        margins.setLeftMargin(beside)
        margins.setRightMargin(beside)
        margins.setTopMargin(TOP_MARGIN)
        margins.setBottomMargin(BOTTOM_MARGIN)
        frame.setFrameFormat(margins)

    def _replace(self, start: int, end: int, words: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words, cursor.charFormat())

    def _restyle(self) -> None:
        self._set_html_in_place()

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

    def _scrolled(self) -> None:
        if self._setting_page or self._page is None:
            return
        line = self.verticalScrollBar().value() + self.viewport().height() * READING_LINE
        reading = ""
        for section in self._page.sections:
            top = self.places.top_of(section.anchor)
            if top is not None and top <= line:
                reading = section.anchor
            elif top is not None:
                break
        self._say_section(reading if self.verticalScrollBar().value() > 0 else "")

    def _say_section(self, anchor: str) -> None:
        if anchor != self._section:
            self._section = anchor
            self.section_read.emit(anchor)

    def _end_flash(self) -> None:
        self.marks.take("flash")

    # Qt's own events

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing: a guide's folder may come from anywhere."""
        return b""

    def sizeHint(self) -> QSize:
        return QSize(690, 560)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place if self._page and event.oldSize().width() != event.size().width() else TOP
        self._set_margins(event.size().width())
        super().resizeEvent(event)
        if place != TOP:
            self.go_to_place(place)

    def changeEvent(self, event: QEvent) -> None:
        # The page has a font of its own. Qt would put the window's in its place, on a change of colours too.
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._restyle()
        elif event.type() != QEvent.Type.FontChange:
            super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        go, self._when_shown = self._when_shown, None
        if go is not None:
            go()

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
