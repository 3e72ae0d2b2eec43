"""The bar that finds words on the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from migdesk.ui.guide_pane.page_view import PageView
from migdesk.ui.look.theme import Theme

MOST_MATCHES = 500
AIR = 60  # pixels kept between a match and the edge of the view


class FindBar(QWidget):
    """Marks all matches on the page and walks through them, round and round. Esc closes it."""

    closed = Signal()

    def __init__(self, view: PageView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._matches: list[QTextCursor] = []
        self._at = -1
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit(self, placeholderText="Find in page", clearButtonEnabled=True, maxLength=200)
        self.field.setAccessibleName("Find in page")
        self.field.textChanged.connect(self.search)
        self.count = QLabel(self)
        self.count.setProperty("muted", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 8, 5)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        self.previous = self._button("▲", "Previous match (Shift+Enter)", self.find_previous)
        self.next = self._button("▼", "Next match (Enter, F3)", self.find_next)
        for button in (self.previous, self.next, self._button("✕", "Close (Esc)", self.close_bar)):
            row.addWidget(button)
        self.hide()
        theme.changed.connect(self._mark)

    def open_bar(self) -> None:
        """Show the bar with what was looked for last, or with the words selected on the page."""
        chosen = self._view.textCursor().selectedText()
        self.show()
        if chosen and "\u2029" not in chosen and len(chosen) < 60:
            self.field.setText(chosen)
        self.field.setFocus()
        self.field.selectAll()
        self.search()

    def close_bar(self) -> None:
        """Hide the bar, take the marks away and give the focus back to the page."""
        self.hide()
        self._matches, self._at = [], -1
        for kind in ("matches", "match"):
            self._view.marks.take(kind)
        self._view.setFocus()
        self.closed.emit()

    def search(self) -> None:
        """Look for the field's words again, as after the page has changed; begins with the first match in view."""
        if not self.isVisible():
            return
        words = self.field.text().strip()
        if words:
            self._view.unfold_all()
        self._matches = find_all(self._view.document(), words) if words else []
        self._at = self._first_in_view() if self._matches else -1
        self._show_match()

    def find_next(self) -> None:
        """Go to the next match; after the last comes the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the match before; before the first comes the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self.isVisible():
            self.open_bar()
        elif self._matches:
            self._at = (self._at + by) % len(self._matches)
            self._show_match()

    def _first_in_view(self) -> int:
        top = self._view.cursorForPosition(self._view.viewport().rect().topLeft()).position()
        return next((i for i, match in enumerate(self._matches) if match.selectionStart() >= top), 0)

    def _show_match(self) -> None:
        self._mark()
        self.count.setText(self._count_in_words())
        for button in (self.previous, self.next):
            button.setEnabled(bool(self._matches))
        if self._matches:
            self._bring_into_view(self._matches[self._at])

    def _count_in_words(self) -> str:
        if not self.field.text().strip():
            return ""
        if not self._matches:
            return "No matches"
        more = "the first " if len(self._matches) >= MOST_MATCHES else ""
        return f"{self._at + 1} of {more}{len(self._matches)}"

    def _mark(self) -> None:
        if not self.isVisible():
            return
        colours = self._theme.colours
        self._view.marks.put("matches", self._matches, colours.selected, colours.text)
        current = [self._matches[self._at]] if self._matches else []
        self._view.marks.put("match", current, colours.focus, colours.focus_text)

    def _bring_into_view(self, match: QTextCursor) -> None:
        rect = self._view.cursorRect(match)
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        if rect.top() < AIR or rect.bottom() > height - AIR:
            bar.setValue(bar.value() + rect.top() - height // 3)

    def _button(self, text: str, tip: str, action: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.setProperty("page_tool", True)
        button.clicked.connect(action)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self._step(-1 if shift else 1)
        else:
            super().keyPressEvent(event)


def find_all(document: QTextDocument, words: str) -> list[QTextCursor]:
    """Return the matches of `words` in a document, whatever their case; at most 500."""
    found: list[QTextCursor] = []
    cursor = document.find(words, 0)
    while not cursor.isNull() and len(found) < MOST_MATCHES:
        found.append(cursor)
        cursor = document.find(words, cursor)
    return found
