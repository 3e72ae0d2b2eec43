"""The words of a search on the page: marked wherever they stand, the first of the section in view, until Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from migdesk.ui.guide_pane.page_found import find_words, first_within
from migdesk.ui.look.theme import Theme

if TYPE_CHECKING:
    import re

    from migdesk.ui.guide_pane.page_view import PageView


class FoundWords:
    """Marks what matches a pattern on a page view, anew whenever the page is laid out again."""

    def __init__(self, view: PageView, theme: Theme, words: re.Pattern[str]) -> None:
        self._view = view
        self._theme = theme
        self._words = words

    def mark(self) -> list[QTextCursor]:
        """Mark all of them and return where they stand."""
        found = find_words(self._view.document(), self._words)
        self._view.marks.put("found", found, self._theme.colours.found, self._theme.colours.text)
        return found

    def mark_and_find(self, anchor: str, begins: str) -> QTextCursor | None:
        """Mark all of them and return the first in a section; one in a paragraph that begins so is preferred."""
        return first_within(self.mark(), *self._span_of(anchor), begins)

    def _span_of(self, anchor: str) -> tuple[int, int]:
        """Return the positions at which a section begins and ends; for "" those of the text before the first."""
        page, places = self._view.page, self._view.places
        sections = [section.anchor for section in page.sections] if page else []
        after = sections[sections.index(anchor) + 1 :] if anchor in sections else sections if not anchor else []
        here, following = places.block_of(anchor), places.block_of(after[0]) if after else None
        end = following.position() if following else self._view.document().characterCount()
        return here.position() if here else 0, end
