"""Coloured marks over the page's words: what a search found, a heading jumped to, the link that has the focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QTextEdit

from migdesk.ui.look.theme import Theme

# Later kinds lie on top.
KINDS = ("flash", "found", "matches", "match", "link")


class PageMarks:
    """Keeps the marks of several kinds apart; Qt knows one list only."""

    def __init__(self, view: QTextEdit, theme: Theme) -> None:
        self._view = view
        self._theme = theme
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}

    def put(self, kind: str, cursors: Sequence[QTextCursor], ground: str, text: str = "") -> None:
        """Mark the words of `cursors` in place of all marks of that kind; `text` "" leaves the words' own colour."""
        marks = []
        for cursor in cursors:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(QColor(ground))
            if text:
                mark.format.setForeground(QColor(text))
            marks.append(mark)
        self._marks[kind] = marks
        self._show()

    def take(self, kind: str) -> bool:
        """Remove the marks of a kind; False where there were none."""
        if not self._marks.pop(kind, None):
            return False
        self._show()
        return True

    def clear(self) -> None:
        """Remove all marks."""
        if self._marks:
            self._marks.clear()
            self._show()

    def mark_link_in_hand(self, cursor: QTextCursor) -> None:
        """Mark the link that Tab has reached in the focus colours; none takes the mark away."""
        if cursor.hasSelection() and cursor.charFormat().isAnchor():
            self.put("link", [QTextCursor(cursor)], self._theme.colours.focus, self._theme.colours.focus_text)
        else:
            self.take("link")

    def _show(self) -> None:
        self._view.setExtraSelections([mark for kind in KINDS for mark in self._marks.get(kind, ())])
