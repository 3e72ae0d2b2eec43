"""A date that may be left open: typed in any usual form, or picked from a calendar. Empty means no date."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from migdesk.base.clock import local_date, system_clock
from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.ui.look.restyle import set_look
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.typed_date import EXAMPLE, read_date
from migdesk.workspace.practice_commands import checked_date


class DateField(FocusHolder):
    """`what` names the date to screen readers and in messages ("Go-Live"); `today` is for the calendar, and for what is
    typed without a year.

    A text that is no date stays as it was typed, with the reason under it, and changes nothing.
    """

    date_chosen = Signal(object)  # the person settled on another date, or on None

    def __init__(
        self,
        what: str,
        parent: QWidget | None = None,
        *,
        today: datetime.date | None = None,
    ) -> None:
        super().__init__(parent)
        self._what = what
        self._today = today
        self._date: datetime.date | None = None
        self.line = QLineEdit()
        self.line.setAccessibleName(what)
        self.line.setPlaceholderText("not set yet")
        self._hint = f"A date such as {EXAMPLE} or 16/3/2027, or nothing. Alt+Down opens a calendar."
        self.line.setToolTip(self._hint)
        self.line.setAccessibleDescription(self._hint)
        self.line.editingFinished.connect(self._settle)
        self.line.textEdited.connect(self._typing)
        self.line.installEventFilter(self)
        self.button = QToolButton()
        self.button.setText("▾")
        self.button.setObjectName("openCalendar")
        self.button.setAccessibleName(f"{what}: choose from a calendar")
        self.button.setToolTip("Choose from a calendar")
        self.button.clicked.connect(self.open_calendar)
        self._problem = text_label(wrong=True)
        self._problem.hide()
        self._lay_out()

    def first_field(self) -> QWidget:
        return self.line

    def date(self) -> datetime.date | None:
        """Return the date last settled on; what is being typed, or is no date, does not count."""
        return self._date

    def set_date(self, day: datetime.date | None) -> None:
        """Show a date, or none. Nothing is announced."""
        self._date = day
        self.line.setText(date_with_weekday(day) if day else "")
        self.line.setCursorPosition(0)
        self.show_problem("")

    def read(self) -> datetime.date | None:
        """Return what is typed now, and take it. Raises UserError, and shows why, where that is no date."""
        try:
            day = self._typed()
            if day:
                checked_date(day, self._what)
        except UserError as error:
            self.show_problem(str(error))
            raise
        self.set_date(day)
        return day

    def set_hint(self, text: str) -> None:
        """Have screen readers say this too, whenever nothing is wrong."""
        if text:
            self._hint = f"{text}. {self._hint}"
            self.line.setAccessibleDescription(self._hint)

    @property
    def problem(self) -> str:
        """Why the text is no date; empty when all is well."""
        return self._problem.text()

    def show_problem(self, text: str) -> None:
        """Show why this date cannot be kept; empty text clears it."""
        if text == self._problem.text():
            return
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.line.setAccessibleDescription(text or self._hint)
        set_look(self.line, wrong=bool(text))

    def open_calendar(self) -> None:
        """Open the calendar under the field."""
        from migdesk.ui.widgets.calendar_popup import CalendarPopup  # not needed to show a field

        popup = CalendarPopup(self._date, self._day_now(), self)
        popup.picked.connect(self._take)
        popup.open_under(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt_down or event.key() == Qt.Key.Key_F4:
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(row)
        layout.addWidget(self._problem)

    def _typed(self) -> datetime.date | None:
        return read_date(self.line.text(), self._day_now())

    def _day_now(self) -> datetime.date:
        return self._today or local_date(system_clock())

    def _settle(self) -> None:
        before = self._date
        try:
            day = self.read()
        except UserError:
            return
        if day != before:
            self.date_chosen.emit(day)

    def _take(self, day: datetime.date | None) -> None:
        changed = day != self._date
        self.set_date(day)
        self.line.setFocus()
        if changed:
            self.date_chosen.emit(day)

    def _typing(self) -> None:
        """A reason goes away as soon as it no longer holds, without waiting for the field to be left."""
        if not self.problem:
            return
        try:
            self._typed()
        except UserError:
            return
        self.show_problem("")
