"""The words of a search on the page: marked wherever they stand, the first of the section in view, until Esc."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextCursor

from migdesk.ui.guide_pane.laid_out_page import AIR, LaidOutPage
from migdesk.ui.guide_pane.page_found import find_words, first_within


class FoundWords:
    """Marks what matches a pattern on a page, anew whenever the page is laid out again (`mark`)."""

    def __init__(self, page: LaidOutPage, words: re.Pattern[str]) -> None:
        self._page = page
        self._words = words

    def mark(self) -> list[QTextCursor]:
        """Mark all of them and return where they stand."""
        found = find_words(self._page.document(), self._words)
        colours = self._page.theme.colours
        self._page.marks.put("found", found, colours.found, colours.text)
        return found

    def mark_and_show(self, anchor: str, begins: str) -> None:
        """Mark all of them and bring the first in a section into view, best in a paragraph that begins so."""
        first = first_within(self.mark(), *self._span_of(anchor), begins)
        if first is None:
            return
        rect, height = self._page.cursorRect(first), self._page.viewport().height()
        if rect.top() < AIR or rect.bottom() > height - AIR:
            self._page.scroll_to(self._page.verticalScrollBar().value() + rect.top() - height // 3)

    def _span_of(self, anchor: str) -> tuple[int, int]:
        """Return the positions at which a section begins and ends; for "" those of the text before the first."""
        page, places = self._page.page, self._page.places
        sections = [section.anchor for section in page.sections] if page else []
        after = sections[sections.index(anchor) + 1 :] if anchor in sections else sections if not anchor else []
        here, following = places.block_of(anchor), places.block_of(after[0]) if after else None
        end = following.position() if following else self._page.document().characterCount()
        return here.position() if here else 0, end
