"""One line of a row's form: the title, its field, and under it a hint or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from migdesk.checklist.registers.definitions import ColumnType
from migdesk.ui.look.restyle import set_look
from migdesk.ui.registers.fields.field import Field
from migdesk.ui.widgets.label import news_label, text_label

TITLE_CHARACTERS = 13


class FieldLine(QWidget):
    """`title` is what the column is called here: within a group, its step alone."""

    def __init__(self, field: Field, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._hint = field.column.hint
        self._problem = ""
        self._title = title
        self._needed = field.column.required
        label = self._label = text_label(title, buddy=field, muted=True)
        self._below = news_label()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(2)
        if field.column.type is ColumnType.LONG_TEXT:
            layout.addWidget(label, 0, 0, 1, 2)
            layout.addWidget(field, 1, 0, 1, 2)
            layout.addWidget(self._below, 2, 0, 1, 2)
        else:
            label.setFixedWidth(self.fontMetrics().averageCharWidth() * TITLE_CHARACTERS)
            layout.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
            layout.addWidget(field, 0, 1)
            layout.addWidget(self._below, 1, 1)
            layout.setColumnStretch(1, 1)
        field.describe(self._hint)
        self.say("")

    @property
    def problem(self) -> str:
        """What is wrong with what was entered; empty for nothing."""
        return self._problem

    def show_needed(self, shown: bool) -> None:
        """Say beside the title that a new row needs this."""
        self._label.setText(f"{self._title} (needed)" if shown and self._needed else self._title)

    def say(self, problem: str) -> None:
        """Say what is wrong, or the hint again."""
        self._problem = problem
        said = "" if self.field.shows_problems else problem
        text = said or self._hint
        self._below.setText(text)
        self._below.setVisible(bool(text))
        set_look(self._below, wrong=bool(said), muted=not said)
        self.field.show_problem(problem)
        if not self.field.shows_problems:
            self.field.describe(text)
