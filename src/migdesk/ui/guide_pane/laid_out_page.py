"""A page laid out: its text size, column and colours, and the place in it that stays while these change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, QUrl, Signal
from PySide6.QtGui import QFont, QFontInfo, QTextFrameFormat
from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from migdesk.guide.guide import Guide
from migdesk.guide.model import RenderedPage
from migdesk.ui.guide_pane.page_html import has_shapes, page_html
from migdesk.ui.guide_pane.page_links import neighbours
from migdesk.ui.guide_pane.page_marks import PageMarks
from migdesk.ui.guide_pane.page_style import LARGEST_ZOOM, SMALLEST_ZOOM, TextWidth, next_zoom, page_sizes, page_style
from migdesk.ui.guide_pane.place import TOP, Place
from migdesk.ui.look.theme import Theme

if TYPE_CHECKING:  # each class of Qt's takes its time to be made, and the first paint waits for it
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from migdesk.ui.guide_pane.page_places import PagePlaces
    from migdesk.ui.guide_pane.section_registers import Marks
    from migdesk.workspace.role_pages import TaskBox

AIR = 16  # pixels above a heading that was jumped to
READ_FROM = AIR + 4  # pixels below the top edge: a heading that was jumped to, not the end of what is above it
TOP_MARGIN = 20
BOTTOM_MARGIN = 40
READING_LINE = 0.3  # of the view's height: a heading above this line is the one being read

NARROWEST_PICTURE, WIDEST_PICTURE = 160, 640  # pixels

BAR_AS_NEEDED, BAR_NEVER, BAR_ALWAYS = 0, 1, 2
"""`Qt.ScrollBarPolicy` as numbers; see `page_toolbar.TAB_FOCUS`."""


def _ids(registers: Marks) -> dict[str, list[str]]:
    return {anchor: [mark.register for mark in marks] for anchor, marks in registers.items()}


class LaidOutPage(QTextBrowser):
    """A page on the screen. It loads nothing but pictures of the guide's folder: nothing from the network."""

    section_read = Signal(str)  # anchor of the section in view, "" above the first
    zoom_changed = Signal(int)  # percent
    laid_out_again = Signal()  # the same page, as before; where things stand in it has changed

    def __init__(self, guide: Guide, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.guide = guide
        self.theme = theme
        self.marks = PageMarks(self, theme)
        self._page: RenderedPage | None = None
        self._counts: dict[str, tuple[int, int]] = {}
        self._boxes: dict[int, TaskBox] = {}
        self._registers: Marks = {}
        self._explained = True
        self._unfolded: set[int] = set()
        self._zoom = 100
        self._text_width: TextWidth = "comfortable"
        self._section = ""
        self._places: PagePlaces | None = None
        self._has_shapes = False
        self._setting_page = False
        self._when_shown: Callable[[], object] | None = None
        self.setUndoRedoEnabled(False)
        # A bar that comes and goes would change the width, and with it where everything stands.
        self.setProperty("verticalScrollBarPolicy", BAR_ALWAYS)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self._lay_out_again)

    # what is shown

    @property
    def page(self) -> RenderedPage | None:
        return self._page

    @property
    def counts(self) -> Mapping[str, tuple[int, int]]:
        """The tasks done and in all of each section, by anchor."""
        return self._counts

    @property
    def boxes(self) -> Mapping[int, TaskBox]:
        """The boxes of a role page, by line."""
        return self._boxes

    @property
    def section(self) -> str:
        """The anchor of the section being read; "" above the first."""
        return self._section

    @property
    def has_explained_words(self) -> bool:
        return bool(self._explained and self._page and self._page.terms)

    @property
    def has_shapes(self) -> bool:
        """Whether the page has words that a shape is drawn under."""
        return self._has_shapes

    @property
    def place(self) -> Place:
        """What is being read at the top now."""
        value = self.verticalScrollBar().value()
        return self.places.place_at(value + READ_FROM) if value > 0 else TOP

    @property
    def places(self) -> PagePlaces:
        """Where things stand on the page."""
        if self._places is None:
            from migdesk.ui.guide_pane.page_places import PagePlaces

            self._places = PagePlaces(self.document())
        return self._places

    def lay_out(
        self,
        page: RenderedPage,
        counts: Mapping[str, tuple[int, int]] | None = None,
        boxes: Mapping[int, TaskBox] | None = None,
        registers: Marks | None = None,
    ) -> None:
        """Show a page from its top. `counts` are the tasks done and in all of each section, by anchor; `boxes` those
        of a role page, by line; `registers` what sections ask for."""
        if self._page is None or self._page.permalink != page.permalink:
            self._unfolded = set()
        self._page = page
        self._counts = dict(counts or {})
        self._boxes = dict(boxes or {})
        self._registers = registers or {}
        self._section = ""
        self._set_html()
        self.scroll_to(0)

    def show_counts(self, counts: Mapping[str, tuple[int, int]]) -> None:
        """Bring the counts of tasks up to date; the page stays where it is."""
        old, self._counts = self._counts, dict(counts)
        if old == self._counts or self._page is None:
            return
        if old.keys() == self._counts.keys() and self._updated_in_place(old):
            self._places = None
        else:
            self._lay_out_again()

    def _updated_in_place(self, old: Mapping[str, tuple[int, int]]) -> bool:
        from migdesk.ui.guide_pane.counts_in_place import update_counts

        return update_counts(self.document(), self.places, old, self._counts)

    def show_registers(self, registers: Marks) -> None:
        """Bring the state of registers up to date; the page stays where it is."""
        old, self._registers = self._registers, registers
        if old == registers or self._page is None:
            return
        if _ids(old) != _ids(registers):
            self._lay_out_again()
            return
        from migdesk.ui.guide_pane.counts_in_place import update_registers

        update_registers(self.document(), self.places, old, registers)
        self._places = None

    def show_boxes(self, boxes: Mapping[int, TaskBox]) -> None:
        """Bring the boxes of a role page up to date; the page stays where it is, and so does the focus."""
        old, self._boxes = self._boxes, dict(boxes)
        if old == self._boxes or self._page is None:
            return
        if old.keys() != self._boxes.keys():
            self._lay_out_again()
            return
        from migdesk.ui.guide_pane.page_overlay import update_words

        top = self.verticalScrollBar().value()
        update_words(self.document(), self.places, old, self._boxes, self.theme.colours)
        self._places = None
        self.scroll_to(top)
        self.viewport().update()

    # how it is shown

    def set_explained(self, explained: bool) -> None:
        """Explain the glossary's words, or leave them plain."""
        if explained != self._explained:
            self._explained = explained
            self._lay_out_again()

    def fold(self, number: int) -> None:
        """Open a box of the page that folds, or close it; what is being read stays in place."""
        self._unfolded ^= {number}
        top = self.verticalScrollBar().value()
        self._set_html()
        self.laid_out_again.emit()
        self.scroll_to(top)

    def unfold_all(self) -> None:
        """Open every box of the page, as for a word that may stand in one."""
        from migdesk.ui.guide_pane.folds import boxes_in

        every = set(range(boxes_in(self._page.viewer_html))) if self._page else set()
        if every - self._unfolded:
            self._unfolded = every
            self._lay_out_again()

    @property
    def zoom_percent(self) -> int:
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Show text at `percent` of its usual size, 60 to 250; what is being read stays in place."""
        percent = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, percent))
        if percent == self._zoom:
            return
        self._zoom = percent
        self._lay_out_again()
        self.zoom_changed.emit(percent)

    def zoom_in(self) -> None:
        """Show the text one step larger."""
        self.set_zoom(next_zoom(self._zoom, larger=True))

    def zoom_out(self) -> None:
        """Show the text one step smaller."""
        self.set_zoom(next_zoom(self._zoom, larger=False))

    def zoom_reset(self) -> None:
        """Show the text in its usual size."""
        self.set_zoom(100)

    @property
    def text_width(self) -> TextWidth:
        return self._text_width

    def set_text_width(self, width: TextWidth) -> None:
        """Show the text in a narrower or wider column; what is being read stays in place."""
        if width == self._text_width:
            return
        place = self.place if self._page else None
        self._text_width = width
        self._set_margins()
        if place is not None:
            self.go_to_place(place)

    # going places

    def go_to_top(self) -> None:
        """Show the page from its start."""
        self._when_shown = None
        self.scroll_to(0)
        self._say_section("")

    def go_to_place(self, place: Place) -> None:
        """Put what was read at the top there again."""
        if not self.isVisible():
            self._when_shown = partial(self.go_to_place, place)
            return
        self.scroll_to(0 if place == TOP else round(self.places.top_of_place(place)) - READ_FROM)
        self._scrolled()

    def scroll_to_section(self, anchor: str) -> bool:
        """Put a section's heading at the top with a little air; False where the page has no such anchor."""
        top = self.places.top_of(anchor)
        if top is None:
            self.unfold_all()
            top = self.places.top_of(anchor)
        if top is None:
            return False
        if not self.isVisible():  # nothing stands where it will stand once there is a size
            self._when_shown = partial(self.scroll_to_section, anchor)
            return True
        self.scroll_to(max(0, round(top) - AIR))
        self._say_section(anchor)
        return True

    def scroll_to(self, top: int) -> None:
        """Scroll so many pixels down, without guessing which section is read: whoever calls this knows."""
        was, self._setting_page = self._setting_page, True
        self.verticalScrollBar().setValue(top)
        self._setting_page = was

    # how it is laid out

    def _set_html(self) -> None:
        if self._page is None:
            return
        sizes = page_sizes(QFontInfo(QApplication.font()).pixelSize(), self._zoom)
        self._set_font_size(sizes.body)
        document = self.document()
        document.setDefaultStyleSheet(page_style(self.theme.colours, sizes.body))
        document.setIndentWidth(sizes.indent)
        self._places = None
        self._setting_page = True
        self.marks.clear()
        # Until its margins are set, the page is too wide for a moment, and a bar would flash up.
        self.setProperty("horizontalScrollBarPolicy", BAR_NEVER)
        beside = neighbours(self.guide, self._page.permalink)
        text = page_html(
            self._page,
            self._counts,
            *beside,
            boxes=self._boxes,
            registers=self._registers,
            explained=self._explained,
            unfolded=self._unfolded,
        )
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

    def _lay_out_again(self) -> None:
        place = self.place
        self._set_html()
        self.laid_out_again.emit()
        self.go_to_place(place)

    def _set_margins(self, width: int = 0) -> None:
        sizes = page_sizes(QFontInfo(QApplication.font()).pixelSize(), self._zoom, self._text_width)
        width = width or self.maximumViewportSize().width()
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

    def _scrolled(self) -> None:
        if self._setting_page or self._page is None:
            return
        top_edge, reading = self.verticalScrollBar().value(), ""
        if top_edge <= 0:  # nothing of the page need be laid out to know this
            self._say_section("")
            return
        line = top_edge + self.viewport().height() * READING_LINE
        for section in self._page.sections:
            top = self.places.top_of(section.anchor)
            if top is not None and top <= line:
                reading = section.anchor
            elif top is not None:
                break
        self._say_section(reading)

    def _say_section(self, anchor: str) -> None:
        if anchor != self._section:
            self._section = anchor
            self.section_read.emit(anchor)

    # Qt's own events

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing but pictures of the guide's own folder, as that may come from anywhere."""
        if isinstance(name, QUrl) and name.scheme() == "picture":
            from migdesk.ui.guide_pane.pictures import is_picture, picture

            if is_picture(kind, name):
                width = max(NARROWEST_PICTURE, min(WIDEST_PICTURE, self.viewport().width() - 80))
                return picture(self.guide.folder, name, width, self.devicePixelRatioF())
        return b""

    def sizeHint(self) -> QSize:
        return QSize(690, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place if self._page and event.oldSize().width() != event.size().width() else TOP
        self._set_margins(event.size().width())
        super().resizeEvent(event)
        if place != TOP:
            self.go_to_place(place)

    def changeEvent(self, event: QEvent) -> None:
        # The page has a font of its own. Qt would put the window's in its place, on a change of colours too.
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._lay_out_again()
        elif event.type() != QEvent.Type.FontChange:
            super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        go, self._when_shown = self._when_shown, None
        if go is not None:
            go()
