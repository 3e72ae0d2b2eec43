"""Fields of days: one that somebody enters, or one that is counted from a milestone and moves with the plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.checklist.registers.definitions import Column
from migdesk.checklist.registers.due import rule_in
from migdesk.ui.look.restyle import set_look
from migdesk.ui.look.words import days_from, weekday_date
from migdesk.ui.registers.fields.field import Field, FieldContext
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.typed_date import read_date
from migdesk.workspace.registers.values import shown
from migdesk.workspace.registers.view import RowView


class DayField(Field):
    """A day. While none is entered, the one that the plan gives stands there in grey."""

    shows_problems = True

    def __init__(self, column: Column, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(column, context, parent)
        self._filled: date | None = None
        self.field = DateField(column.title, today=context.today)
        self.field.date_chosen.connect(lambda _: self.settled.emit())
        self.field.line.editingFinished.connect(self.settled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field)

    def first_field(self) -> QWidget:
        return self.field.line

    def fill(self, row: RowView | None) -> None:
        self._filled = _day_in(row.fields.get(self.column.id)) if row else None
        planned = row.planned.get(self.column.id) if row else None
        words = f"{weekday_date(planned, self.context.today)} by the plan" if planned else "not yet"
        self.field.line.setPlaceholderText(words)
        self.field.set_date(self._filled)

    def typed(self) -> Any:
        """Return the day. Raises UserError where the text is none."""
        return self.field.read()

    def entered(self) -> Any:
        return self.field.line.text()

    def enter(self, entered: Any) -> None:
        self.field.line.setText(entered)

    @property
    def is_touched(self) -> bool:
        return self.field.line.text().strip() != (date_with_weekday(self._filled) if self._filled else "")

    def show_problem(self, text: str) -> None:
        self.field.show_problem(text)

    def describe(self, text: str) -> None:
        self.field.set_hint(text)


class DueField(Field):
    """By when: a day, or so long before or after a milestone; empty is what the register's definition says."""

    def __init__(self, column: Column, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(column, context, parent)
        self._filled = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(column.title)
        self.line.setToolTip("A day, or for example “2 weeks before Go-Live”, which moves with the plan")
        self.line.setAccessibleDescription(self.line.toolTip())
        self.line.editingFinished.connect(self.settled)
        self._button = QToolButton()
        self._button.setText("▾")
        self._button.setObjectName("openCalendar")
        self._button.setAccessibleName(f"{column.title}: choose a day or count from a milestone")
        self._button.setToolTip("Choose a day, or count from a milestone")
        self._button.clicked.connect(self._offer)
        self._note = text_label(muted=True)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.line, 1)
        line.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self._note)

    def first_field(self) -> QWidget:
        return self.line

    def fill(self, row: RowView | None) -> None:
        kept = row.due_kept if row else ""
        day = _day_in(kept)
        self._filled = date_with_weekday(day) if day else shown(self.column, kept, self.context.names)
        self.line.setText(self._filled)
        self.line.setCursorPosition(0)
        by_plan = row is not None and row.due is not None and not kept
        self.line.setPlaceholderText(date_with_weekday(row.due) if by_plan and row and row.due else "no date")
        self._note.setText(self._remark(row))
        self._note.setVisible(bool(self._note.text()))
        set_look(self._note, danger=bool(row and row.overdue), muted=not (row and row.overdue))

    def _remark(self, row: RowView | None) -> str:
        if row is None or row.due is None:
            return ""
        when = days_from(row.due, self.context.today) if row.is_open else ""
        day = weekday_date(row.due, self.context.today) if row.due_kept and row.due_from_plan else ""
        plan = "moves with the plan" if row.due_from_plan else ""
        return ", ".join(filter(None, (day, when, plan)))

    def typed(self) -> Any:
        """Return the day or the rule. Raises UserError where the text is neither."""
        text = self.line.text().strip()
        if not text or rule_in(text, self.context.milestones):
            return text
        return read_date(text, self.context.today)

    def entered(self) -> Any:
        return self.line.text()

    def enter(self, entered: Any) -> None:
        self.line.setText(entered)

    @property
    def is_touched(self) -> bool:
        return self.line.text().strip() != self._filled

    def show_problem(self, text: str) -> None:
        set_look(self.line, wrong=bool(text))

    def describe(self, text: str) -> None:
        self.line.setAccessibleDescription(text or self.line.toolTip())

    def _offer(self) -> None:
        menu = QMenu(self)
        for words, act in (
            ("Choose a day…", self._open_calendar),
            ("Count from a milestone…", self._ask_rule),
            ("As the plan has it", lambda: self._take("")),
        ):
            entry = QAction(words, menu)
            entry.triggered.connect(lambda _=False, act=act: act())
            menu.addAction(entry)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def _open_calendar(self) -> None:
        from migdesk.ui.widgets.calendar_popup import CalendarPopup

        try:
            chosen = read_date(self.line.text(), self.context.today)
        except UserError:
            chosen = None
        popup = CalendarPopup(chosen, self.context.today, self)
        popup.picked.connect(lambda day: self._take(date_with_weekday(day) if day else ""))
        popup.open_under(self.line)

    def _ask_rule(self) -> None:
        from migdesk.ui.registers.due_rule_dialog import ask_due_rule

        rule = ask_due_rule(self, self.context.milestones, self.line.text())
        if rule is not None:
            self._take(rule)

    def _take(self, text: str) -> None:
        self.line.setText(text)
        self.line.setFocus()
        self.settled.emit()


def _day_in(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
