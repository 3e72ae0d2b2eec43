"""The search field in the header and the list of what it finds."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from migdesk.ui.session import Session
from migdesk.ui.theme import Theme

if TYPE_CHECKING:
    from migdesk.workspace.search import Hit, SearchIndex

_KINDS = {
    "page": "Guide",
    "task": "Task",
    "reference": "Information governance",
    "glossary": "Glossary",
    "note": "Note",
    "practice": "Practice",
}
_MOST_SHOWN = 30
_PREPARE_STEP_MS = 15
_HIT_ROLE = Qt.ItemDataRole.UserRole
_TEXT_ROLE = Qt.ItemDataRole.UserRole + 1


class SearchBox(QLineEdit):
    """Searches while typing. Arrow keys choose, Enter goes there, Esc goes back to where the person was."""

    hit_chosen = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._index: SearchIndex | None = None
        self._results: _Results | None = None
        self._came_from: QWidget | None = None
        self._preparing: QTimer | None = None
        self.setPlaceholderText("Search the guide, tasks and your notes (Ctrl+K)")
        self.setAccessibleName("Search the guide, tasks and your notes")
        self.setClearButtonEnabled(True)
        self.setMinimumHeight(36)
        self.setMinimumWidth(120)
        self.textChanged.connect(self._search)

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
        steps = iter(self._found().prepare())
        timer.timeout.connect(lambda: self._prepare_step(timer, steps))
        timer.start()

    def stop_preparing(self) -> None:
        """The window is closing, and the record with it."""
        if self._preparing is not None:
            self._preparing.stop()

    def leave(self) -> None:
        """Close the list and give the keyboard back to where it was."""
        if self._results is not None:
            self._results.hide()
        self.clearFocus()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        results, key = self._results, event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif results is not None and results.isVisible() and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            results.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif results is not None and results.isVisible() and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            results.choose_current()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._results is not None:
            self._results.hide()

    def _search(self) -> None:
        text = self.text().strip()
        if not text:
            if self._results is not None:
                self._results.hide()
            return
        hits = self._found().find(text, practice_id=self._session.practice_id or None, limit=_MOST_SHOWN)
        self._shown().show_hits(hits, text)

    def _found(self) -> SearchIndex:
        if self._index is None:
            from migdesk.workspace.search import SearchIndex

            self._index = SearchIndex(self._session.workspace)
        return self._index

    def _prepare_step(self, timer: QTimer, steps: Iterator[object]) -> None:
        try:
            next(steps)
        except StopIteration:
            timer.stop()

    def _shown(self) -> _Results:
        if self._results is None:
            self._results = _Results(self._theme, self)
            self._results.chosen.connect(self._choose)
        return self._results

    def _choose(self, hit: Hit) -> None:
        self.leave()
        self.hit_chosen.emit(hit)


class _Results(QFrame):
    """The list under the field. It never takes the keyboard: the field goes on getting what is typed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, field: QLineEdit) -> None:
        super().__init__(field.window())
        self._field = field
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName("Search results")
        self._list.setItemDelegate(_HitDelegate(theme, self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda item: self.chosen.emit(item.data(_HIT_ROLE)))
        self._nothing = QLabel()
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(14, 12, 14, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._list)
        layout.addWidget(self._nothing)

    def show_hits(self, hits: tuple[Hit, ...], text: str) -> None:
        self._list.clear()
        for hit in hits:
            item = QListWidgetItem()
            item.setData(_HIT_ROLE, hit)
            item.setData(_TEXT_ROLE, _as_html(hit))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_KINDS[hit.kind]}: {hit.title}")
            item.setToolTip(hit.title)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self._nothing.setText(f"Nothing found for “{text}”. Try fewer or shorter words.")
        self._place()
        self.show()
        self.raise_()

    def move_by(self, rows: int) -> None:
        count = self._list.count()
        if count:
            self._list.setCurrentRow((self._list.currentRow() + rows) % count)

    def choose_current(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(_HIT_ROLE))

    def _place(self) -> None:
        window = self._field.window()
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        wanted = sum(self._list.sizeHintForRow(row) for row in range(min(self._list.count(), 9))) + 6
        height = min(max(wanted, 60), window.height() - below.y() - 40)
        self.setGeometry(QRect(below, QSize(self._field.width(), height)))


class _HitDelegate(QStyledItemDelegate):
    """Two lines: what was found, with the found words bold, and the text around it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index) -> None:  # type: ignore[no-untyped-def]
        colours = self._theme.colours
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.selected))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(4, option.rect.height())), QColor(colours.accent))
        self._fill(option, str(index.data(_TEXT_ROLE)))
        painter.setClipRect(option.rect.adjusted(14, 0, -8, 0))
        painter.translate(option.rect.left() + 14, option.rect.top() + 6)
        self._document.drawContents(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index) -> QSize:  # type: ignore[no-untyped-def]
        return QSize(200, option.fontMetrics.height() * 2 + 14)

    def _fill(self, option: QStyleOptionViewItem, text: str) -> None:
        colours = self._theme.colours
        self._document.setDefaultFont(option.font)
        self._document.setDefaultStyleSheet(
            f"body {{ color: {colours.text}; }} .kind, .snippet {{ color: {colours.muted}; }}"
            f" mark {{ background-color: {colours.warning_ground}; color: {colours.text}; font-weight: 600; }}"
        )
        self._document.setTextWidth(4000)  # one line each; what does not fit is clipped
        self._document.setHtml(f"<body>{text}</body>")


def _as_html(hit: Hit) -> str:
    snippet = html.escape(" ".join(hit.snippet.split())).replace("‹", "<mark>").replace("›", "</mark>")
    title = f"<b>{html.escape(hit.title)}</b> <span class='kind'>&nbsp;{_KINDS[hit.kind]}</span>"
    return f"{title}<br/><span class='snippet'>{snippet}</span>"
