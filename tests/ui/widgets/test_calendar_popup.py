"""The calendar under a date: the days of the months beside the one that is shown are quieter than its own."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from migdesk.ui.widgets.calendar_popup import CalendarPopup


def test_days_of_the_months_beside_it_are_quieter(qtbot, theme):
    parent = QWidget()
    qtbot.addWidget(parent)
    popup = CalendarPopup(date(2027, 3, 16), date(2026, 11, 22), parent)
    quiet = popup.palette().color(QPalette.ColorRole.PlaceholderText)

    def is_quiet(*day):
        return popup.calendar.dateTextFormat(QDate(*day)).foreground().color() == quiet

    assert is_quiet(2027, 2, 28) and is_quiet(2027, 4, 1)
    assert not is_quiet(2027, 3, 1) and not is_quiet(2027, 3, 31)
    popup.calendar.showNextMonth()
    assert is_quiet(2027, 3, 31) and not is_quiet(2027, 4, 1)
