"""The spells of leave that a practice has entered, each with its dates and a way to withdraw it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from migdesk.base.date_words import long_date
from migdesk.checklist.plan.dates import Leave
from migdesk.ui.look.words import breakable
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import text_label


class LeaveList(QWidget):
    """Rows in order of time. Only requests; the record decides."""

    withdraw_requested = Signal(str)  # the id of a spell

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 2, 4, 2)
        self._layout.setSpacing(2)
        self._none = text_label("No leave entered yet.", muted=True)
        self._layout.addWidget(self._none)

    def show_leave(self, leave: Sequence[Leave]) -> None:
        """Show these spells in place of all there were."""
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(absence) for absence in leave]
        for row in self._rows:
            self._layout.addWidget(row)
        self._none.setVisible(not leave)

    def _row(self, leave: Leave) -> QWidget:
        words = leave_words(leave)
        label = text_label(breakable(words))
        button = quiet_button("Withdraw", f"Withdraw leave: {words}")
        button.clicked.connect(lambda: self.withdraw_requested.emit(leave.id))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label, 1)
        line.addWidget(button)
        return row


def leave_words(leave: Leave) -> str:
    """Return "Dr Example: 1 March 2027 to 12 March 2027", or one date for a single day."""
    if leave.first == leave.last:
        return f"{leave.name}: {long_date(leave.first)}"
    return f"{leave.name}: {long_date(leave.first)} to {long_date(leave.last)}"
