"""The field that finds practices: it waits for the end of a word, and its keys lead on to the table."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

SEARCH_DELAY_MS = 60
"""Fast typists are not made to wait for each letter's rows."""


class SearchField(QLineEdit):
    """`searched` says that the table should follow; `table_wanted`, that the person goes on to it as well."""

    searched = Signal()
    table_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("boardSearch")
        self.setPlaceholderText("Find a practice: name, code, system, commissioner")
        self.setAccessibleName("Find a practice")
        self.setClearButtonEnabled(True)
        self._timer = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._timer.timeout.connect(self.searched)
        self.textChanged.connect(lambda: self._timer.start())

    def settle(self) -> None:
        """The table has followed: what was still to be said need not be."""
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.table_wanted.emit()
        else:
            super().keyPressEvent(event)
