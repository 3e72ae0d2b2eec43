"""Steps through the days of which not all have room."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from migdesk.base.date_words import WEEKDAYS, weekday_and_day
from migdesk.ui.widgets.label import text_label


class DaySteps(QWidget):
    """“‹ Mon 11 Jan to Fri 15 Jan ›”."""

    step_requested = Signal(int)  # -1 back, 1 on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.earlier, self.later = QPushButton("‹"), QPushButton("›")
        self.days = text_label()
        for button, name, step in ((self.earlier, "Earlier days", -1), (self.later, "Later days", 1)):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setProperty("narrow", True)
            button.clicked.connect(lambda _=False, own=step: self.step_requested.emit(own))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.earlier, self.days, self.later):
            layout.addWidget(widget)
        layout.addStretch(1)

    def show_days(self, first: date, last: date, every: tuple[date, ...], today: date) -> None:
        """Say which days are shown of all."""
        words = weekday_and_day(first, today)
        self.days.setText(words if first == last else f"{_short(first, last, words)} to {weekday_and_day(last, today)}")
        self.days.setWordWrap(False)
        self.earlier.setEnabled(first > every[0])
        self.later.setEnabled(last < every[-1])


def _short(first: date, last: date, words: str) -> str:
    """Return the first day without its month where the last one says it."""
    alike = (first.year, first.month) == (last.year, last.month)
    return f"{WEEKDAYS[first.weekday()][:3]} {first.day}" if alike else words
