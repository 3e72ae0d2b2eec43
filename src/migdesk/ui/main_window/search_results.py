"""The list under the search field. It never takes the keyboard: the field goes on getting what is typed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import counted
from migdesk.ui.main_window.search_delegate import ROW_ROLE, SearchDelegate
from migdesk.ui.main_window.search_rows import rows_of
from migdesk.workspace.search.search import Found

MOST_ROWS_IN_VIEW = 11
WIDTH, SMALLEST_HEIGHT = 620, 60
EDGE = 12  # pixels kept free between the list and the window's edges


class SearchResults(QFrame):
    """Shows what was found in groups, with one hit in hand. `said` puts into words what has changed."""

    chosen = Signal(object)  # Hit
    said = Signal(str)

    def __init__(self, theme: Theme, field: QLineEdit) -> None:
        super().__init__(field.window())
        self._field = field
        self._count = 0
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName("Search results")
        self._list.setItemDelegate(SearchDelegate(theme, self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.viewport().setAutoFillBackground(True)  # or all that lies under it would be painted at every key
        self._list.itemClicked.connect(self._clicked)
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setContentsMargins(14, 9, 14, 9)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._note)
        self._layout.addWidget(self._list)

    def show_found(self, found: Found, text: str) -> None:
        """Show what was found for `text`, the best of it in hand, and say where a slip was forgiven."""
        self._list.clear()
        self._count = len(found.hits)
        for row in rows_of(found.hits, found.words):
            item = QListWidgetItem()
            item.setData(ROW_ROLE, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
            if row.hit:
                item.setToolTip(plain_tooltip(" – ".join(filter(None, (row.hit.title, row.hit.within)))))
            else:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        nothing = f"Nothing found for “{text}”. Try fewer or shorter words."
        notes_left_out = "Notes are not looked through for so many practices: open one to search its notes."
        remarks = (found.slips_in_words if self._count else nothing, notes_left_out if found.without_notes else "")
        note = "\n".join(filter(None, remarks))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._list.setVisible(bool(self._count))
        self._take(self._step(-1, 1))
        self._place()
        self.show()
        self.raise_()
        self._say()

    def move_by(self, hits: int) -> None:
        """Take another hit in hand, going round at the ends; headings are passed over."""
        self._take(self._step(self._list.currentRow(), 1 if hits > 0 else -1))
        self._say()

    def move_by_page(self, pages: int) -> None:
        """Take the hit a page further on in hand, or the last or the first."""
        if self._list.currentRow() < 0:
            return
        row_height = self._list.visualItemRect(self._list.currentItem()).height()
        rows = max(1, self._list.viewport().height() // max(1, row_height) - 1)
        wanted = min(max(self._list.currentRow() + pages * rows, 0), self._list.count() - 1)
        if not self._is_hit(wanted):
            wanted = self._step(wanted, 1 if wanted == 0 or pages > 0 else -1)
        self._take(wanted)
        self._say()

    def choose_current(self) -> None:
        """Go to the hit in hand."""
        item = self._list.currentItem()
        if item is not None:
            self._clicked(item)

    def _clicked(self, item: QListWidgetItem) -> None:
        row = item.data(ROW_ROLE)
        if row.hit:
            self.chosen.emit(row.hit)

    def _take(self, row: int) -> None:
        self._list.setCurrentRow(row)
        if row == 1:  # the first heading belongs to the first hit
            self._list.scrollToTop()

    def _step(self, row: int, by: int) -> int:
        """Return the next row with a hit, round and round; -1 where there is none."""
        count = self._list.count()
        for further in range(1, count + 1):
            found = (row + by * further) % count
            if self._is_hit(found):
                return found
        return -1

    def _is_hit(self, row: int) -> bool:
        item = self._list.item(row)
        return item is not None and item.data(ROW_ROLE).hit is not None

    def _say(self) -> None:
        """The field keeps the keyboard, so a screen reader hears of the list through it alone."""
        if self._list.currentRow() < 0:
            self.said.emit(self._note.text())
            return
        item = self._list.currentItem()
        at = sum(map(self._is_hit, range(self._list.currentRow() + 1)))
        note = f"{self._note.text()}. " if self._note.text() else ""
        spoken = item.data(ROW_ROLE).spoken
        self.said.emit(f"{note}{counted(self._count, 'result')}. {at} of {self._count}: {spoken}")

    def _place(self) -> None:
        window = self._field.window()
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        width = min(max(self._field.width(), WIDTH), window.width() - 2 * EDGE)
        left = max(EDGE, min(below.x(), window.width() - EDGE - width))
        rows = min(self._list.count(), MOST_ROWS_IN_VIEW)
        wanted = sum(self._list.sizeHintForRow(row) for row in range(rows)) + 2 * self.frameWidth() + 4
        if not self._note.isHidden():
            wanted += self._note.heightForWidth(width - 2)
        height = min(max(wanted, SMALLEST_HEIGHT), window.height() - below.y() - EDGE)
        self.setGeometry(QRect(QPoint(left, below.y()), QSize(width, height)))
