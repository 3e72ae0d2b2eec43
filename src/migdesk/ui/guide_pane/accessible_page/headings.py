"""Goes from heading to heading of a page, and lists them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextBlock, QTextCursor

from migdesk.ui.guide_pane.accessible_page.outline import Part, headings_in, parts_of
from migdesk.ui.guide_pane.laid_out_page import AIR, LaidOutPage
from migdesk.ui.guide_pane.link_requests import LinkRequests


class PageHeadings:
    """Serves one page; `reached` marks and tells the line that was gone to. The first paint needs none of it."""

    def __init__(self, view: LaidOutPage, requests: LinkRequests, reached: Callable[[QTextBlock], None]) -> None:
        self._view = view
        self._requests = requests
        self._reached = reached

    def all(self) -> tuple[Part, ...]:
        """Return the headings of the page, from top to bottom."""
        return tuple(headings_in(parts_of(self._view.document())))

    def step(self, *, forward: bool) -> None:
        """Go to the next heading, or to the one before; say so where there is none."""
        here = self.position
        found = [part for part in self.all() if (part.start > here if forward else part.start < here)]
        if found:
            self.go_to(found[0 if forward else -1])
        else:
            self._requests.message.emit(f"No heading {'below' if forward else 'above'} this one.")

    def go_to(self, heading: Part) -> None:
        """Put the caret at a heading and the heading at the top with a little air."""
        view = self._view
        cursor = QTextCursor(view.document())
        cursor.setPosition(heading.start)
        view.setTextCursor(cursor)
        top = view.places.rect_of(cursor.block()).top()
        view.verticalScrollBar().setValue(max(0, round(top) - AIR))
        self._reached(cursor.block())

    @property
    def position(self) -> int:
        """Return the start of the line that the caret is at, or of the first one in view where it is out of sight."""
        view = self._view
        seen = view.viewport().rect().intersects(view.cursorRect())
        cursor = view.textCursor() if seen else view.cursorForPosition(QPoint(view.viewport().width() // 2, AIR))
        return cursor.block().position()
