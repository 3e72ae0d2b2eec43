"""What can be done with many rows at once; it takes the place of the line under the table, so that nothing jumps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from migdesk.checklist.registers.definitions import Register
from migdesk.ui.look.words import counted
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import news_label, text_label


class ManyBar(QFrame):
    """A line with the count of rows, or the buttons for those that are chosen."""

    status_requested = Signal(str)
    owner_requested = Signal()
    field_requested = Signal()
    note_requested = Signal()
    remove_requested = Signal()
    clear_requested = Signal()
    all_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manyBar")
        self._count = news_label()
        self._count.setWordWrap(False)
        self._status = QPushButton("Set status ▾")
        self._menu = QMenu(self._status)
        self._status.setMenu(self._menu)
        self._line = text_label(muted=True)
        self._hidden = text_label(muted=True)
        self._hidden.setWordWrap(False)
        self._many_line = self._many()
        self._plain_line = self._plain()
        self._plain_line.setMinimumHeight(self._status.sizeHint().height() + 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 2, 10, 2)
        layout.addWidget(self._plain_line)
        layout.addWidget(self._many_line)
        self._many_line.hide()

    def show_register(self, register: Register) -> None:
        """Offer the statuses of a register."""
        self._menu.clear()
        for status in register.statuses:
            entry = QAction(status.title.replace("&", "&&"), self._menu)
            entry.triggered.connect(lambda _=False, status_id=status.id: self.status_requested.emit(status_id))
            self._menu.addAction(entry)

    def show_counts(self, chosen: int, shown: int, every: int, hidden_columns: int) -> None:
        """Show the buttons where several rows are chosen, or else how many rows there are."""
        self._many_line.setVisible(chosen > 1)
        self._plain_line.setVisible(chosen < 2)
        if chosen > 1:
            self._count.setText(f"{chosen:,} of {counted(shown, 'row')} selected")
            return
        words = counted(every, "row") if shown == every else f"{shown:,} of {counted(every, 'row')} shown"
        self._line.setText(words)
        more = counted(hidden_columns, "more column is", "more columns are")
        self._hidden.setText(f"{more} in the form" if hidden_columns else "")

    def _plain(self) -> QWidget:
        widget = QWidget()
        line = QHBoxLayout(widget)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._line, 1)
        line.addWidget(self._hidden)
        return widget

    def _many(self) -> QWidget:
        widget = QWidget()
        line = FlowLayout(widget, spacing=6, gap=12)
        line.setContentsMargins(0, 4, 0, 4)
        line.addWidget(self._count)
        line.add_apart(self._status)
        self._status.setProperty("narrow", True)
        for words, signal in (
            ("Owner…", self.owner_requested),
            ("Field…", self.field_requested),
            ("Note…", self.note_requested),
            ("Remove…", self.remove_requested),
        ):
            button = QPushButton(words)
            button.setProperty("narrow", True)
            button.clicked.connect(signal)
            line.addWidget(button)
        clear = quiet_button("Clear (Esc)")
        clear.clicked.connect(self.clear_requested)
        line.addWidget(clear)
        return widget
