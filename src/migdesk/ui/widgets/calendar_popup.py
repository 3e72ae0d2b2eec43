"""The calendar that opens under a date field: pick a day, today, or no date at all."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from migdesk.base.date_words import MONTHS, long_date
from migdesk.ui.widgets.announce import announce
from migdesk.ui.widgets.button import quiet_button

_NEIGHBOURS = 14
"""More days than a page of the calendar shows of the month before or after."""


class CalendarPopup(QFrame):
    """A month to pick a day from. Closes by itself; Esc closes it without a choice."""

    picked = Signal(object)  # a date, or None for "no date"

    def __init__(self, chosen: date | None, today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = self._make_calendar(chosen or today)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.calendar)
        buttons = QHBoxLayout()
        for text, value in (("Today", today), ("No date", None)):
            button = quiet_button(text)
            button.clicked.connect(lambda _=False, value=value: self._choose(value))
            buttons.addWidget(button)
        layout.addLayout(buttons)

    def open_under(self, anchor: QWidget) -> None:
        """Show the calendar under `anchor`, or over it where the screen ends, with its cursor on the chosen day."""
        self.adjustSize()
        screen = anchor.screen().availableGeometry()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 2))
        if corner.y() + self.height() > screen.bottom():
            corner.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()
        self.calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _make_calendar(self, shown: date) -> QCalendarWidget:
        calendar = QCalendarWidget()
        calendar.setAccessibleName("Calendar: arrow keys choose a day, Enter takes it")
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setDateRange(QDate(2000, 1, 1), QDate(2099, 12, 31))
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        plain = QTextCharFormat()  # red weekends would read as "overdue" here
        plain.setForeground(self.palette().color(QPalette.ColorRole.Text))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        for name, text, said in (
            ("qt_calendar_prevmonth", "‹", "Month before"),
            ("qt_calendar_nextmonth", "›", "Next month"),
        ):
            arrow = calendar.findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):  # its picture is black in every theme
                arrow.setIcon(QIcon())
                arrow.setText(text)
                arrow.setAccessibleName(said)
        calendar.selectionChanged.connect(self._say_day)
        calendar.currentPageChanged.connect(self._say_month)
        calendar.currentPageChanged.connect(lambda year, month: self._grey_neighbours(calendar, year, month))
        self._grey_neighbours(calendar, calendar.yearShown(), calendar.monthShown())
        calendar.activated.connect(self._choose_shown)
        calendar.clicked.connect(self._choose_shown)
        return calendar

    def _say_day(self) -> None:
        """Qt gives a day to screen readers as a bare number."""
        day = self.calendar.selectedDate().toPython()
        assert isinstance(day, date)
        announce(self.calendar, f"{long_date(day)}")

    def _grey_neighbours(self, calendar: QCalendarWidget, year: int, month: int) -> None:
        """Show the days of the months before and after in a quieter colour: a style sheet takes Qt's own grey away."""
        calendar.setDateTextFormat(QDate(), QTextCharFormat())
        quiet = QTextCharFormat()
        quiet.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        quiet.setFontItalic(True)
        first = QDate(year, month, 1)
        for number in (*range(-_NEIGHBOURS, 0), *range(first.daysInMonth(), first.daysInMonth() + _NEIGHBOURS)):
            calendar.setDateTextFormat(first.addDays(number), quiet)

    def _say_month(self, year: int, month: int) -> None:
        announce(self.calendar, f"{MONTHS[month - 1]} {year}")

    def _choose_shown(self, day: QDate) -> None:
        self._choose(date(day.year(), day.month(), day.day()))

    def _choose(self, day: date | None) -> None:
        self.close()
        self.picked.emit(day)
