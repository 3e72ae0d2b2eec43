"""The search field in the header and the list of what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.announce import announce

if TYPE_CHECKING:
    from migdesk.ui.main_window.search_results import SearchResults
    from migdesk.workspace.search.search import Found, Hit, SearchIndex

_INVITATION = "Search the guide, tasks, registers and notes (Ctrl+K)"
_SHORT_INVITATION = "Search (Ctrl+K)"
_SIDES = 24  # pixels of border and padding
_MOST_SHOWN, _MOST_OF_A_KIND = 42, 7
_PREPARE_STEP_MS = 15
_FOLLOW_MS = 250
"""After a change, so that hundreds of rows are taken in between two keys and not at one."""
_MOST_WITH_NOTES = 1_000
_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES: dict[int, int] = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class SearchBox(QLineEdit):
    """Searches while typing. Arrows, PageUp and PageDown choose, Enter goes there, Esc goes back to where one was."""

    left = Signal()
    hit_chosen = Signal(object, object)  # Hit, and the pattern that finds the words looked for

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._index: SearchIndex | None = None
        self._results: SearchResults | None = None
        self._last_found: Found | None = None
        self._came_from: QWidget | None = None
        self._preparing: QTimer | None = None
        self.setPlaceholderText(_INVITATION)
        self.setAccessibleName("Search the guide, tasks, registers and notes")
        self.setClearButtonEnabled(True)
        self.setMinimumHeight(36)
        self.setMinimumWidth(120)
        self.textChanged.connect(self._search)
        self._following = QTimer(self, interval=_FOLLOW_MS, singleShot=True)
        self._following.timeout.connect(self._follow)
        session.changed.connect(self._following.start)

    def start(self) -> None:
        """Take the keyboard, with what was searched last selected."""
        if not self.hasFocus():
            self._came_from = self.window().focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._search()

    def prepare_at_leisure(self) -> None:
        """Build the index a little at a time while nothing else is to be done, so that the first key finds it ready."""
        self._preparing = timer = QTimer(self, interval=_PREPARE_STEP_MS)
        steps = iter(self._found().prepare(all_notes=not self._session.practice_id))
        timer.timeout.connect(lambda: self._prepare_step(timer, steps))
        timer.start()

    def stop_preparing(self) -> None:
        """The window is closing, and the record with it."""
        self._following.stop()
        if self._preparing is not None:
            self._preparing.stop()

    def leave(self) -> None:
        """Close the list and give the keyboard back to where it was."""
        if self._results is not None:
            self._results.hide()
        self.clearFocus()
        if self._came_from is not None and isValid(self._came_from) and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        results, key = self._results, event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif results is not None and results.isVisible() and key in _STEPS:
            results.move_by(_STEPS[key])
        elif results is not None and results.isVisible() and key in _PAGES:
            results.move_by_page(_PAGES[key])
        elif results is not None and results.isVisible() and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            results.choose_current()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self.fontMetrics().horizontalAdvance(_INVITATION) + _SIDES <= self.width()
        self.setPlaceholderText(_INVITATION if fits else _SHORT_INVITATION)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._results is not None:
            self._results.hide()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _search(self) -> None:
        text = self.text().strip()
        if not text:
            if self._results is not None:
                self._results.hide()
            self.setAccessibleDescription("")
            return
        practice = self._session.practice_id or None
        self._last_found = self._found().search(text, practice, _MOST_SHOWN, _MOST_OF_A_KIND)
        self._shown().show_found(self._last_found, text)

    def _found(self) -> SearchIndex:
        if self._index is None:
            from migdesk.workspace.search.search import SearchIndex

            self._index = SearchIndex(self._session.workspace, _MOST_WITH_NOTES)
        return self._index

    def _follow(self) -> None:
        if self._index is not None:
            self._index.follow_changes()

    def _prepare_step(self, timer: QTimer, steps: Iterator[object]) -> None:
        try:
            next(steps)
        except StopIteration:
            timer.stop()

    def _shown(self) -> SearchResults:
        if self._results is None:
            from migdesk.ui.main_window.search_results import SearchResults

            self._results = SearchResults(self._theme, self)
            self._results.chosen.connect(self._choose)
            self._results.said.connect(self._say)
        return self._results

    def _choose(self, hit: Hit) -> None:
        self.leave()
        self.hit_chosen.emit(hit, self._last_found.words if self._last_found else None)

    def _say(self, words: str) -> None:
        """Tell screen readers how many results there are and which is in hand, now and when they come back."""
        self.setAccessibleDescription(words)
        announce(self, words)
