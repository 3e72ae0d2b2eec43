"""Fields that are typed into: a line, some paragraphs, a figure, or what is counted up."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from migdesk.checklist.registers.definitions import Column, ColumnType
from migdesk.ui.look.restyle import set_look
from migdesk.ui.registers.cells import value_in_words
from migdesk.ui.registers.fields.field import Field, FieldContext
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.registers.values import MOST_TEXT_CHARACTERS, shown
from migdesk.workspace.registers.view import RowView

_SHORT = (ColumnType.NUMBER, ColumnType.MONEY)
_EXAMPLES = {
    ColumnType.DATES: "4 Jan 2027; 11 Jan 2027",
    ColumnType.COUNTS: "4 Jan 2027: 12; 5 Jan 2027: 9",
    ColumnType.MONEY: "£",
}


class LineField(Field):
    """One line; figures have their unit beside it."""

    def __init__(self, column: Column, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(column, context, parent)
        self._filled = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(column.title)
        self.line.setMaxLength(4 * MOST_TEXT_CHARACTERS)
        self.line.setPlaceholderText(_EXAMPLES.get(column.type, ""))
        self.line.editingFinished.connect(self.settled)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.line, 1)
        if column.type in _SHORT:
            self.line.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
            unit = text_label(column.unit, muted=True)
            unit.setVisible(bool(column.unit))
            layout.addWidget(unit, 1)
            layout.addStretch(1)

    def first_field(self) -> QWidget:
        return self.line

    def fill(self, row: RowView | None) -> None:
        self._filled = self._words(row)
        self.line.setText(self._filled)
        self.line.setCursorPosition(0)
        self.line.setToolTip("")

    def typed(self) -> Any:
        return self.line.text().strip()

    def entered(self) -> Any:
        return self.line.text()

    def enter(self, entered: Any) -> None:
        self.line.setText(entered)

    @property
    def is_touched(self) -> bool:
        return self.line.text().strip() != self._filled.strip()

    def show_problem(self, text: str) -> None:
        set_look(self.line, wrong=bool(text))

    def _words(self, row: RowView | None) -> str:
        value = row.fields.get(self.column.id) if row else None
        if self.column.type is ColumnType.NUMBER:
            return "" if value is None else str(value)
        return shown(self.column, value, self.context.names)


class CountField(LineField):
    """What is counted up: the sum so far, and a place for what is added to it."""

    def __init__(self, column: Column, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(column, context, parent)
        self.line.setPlaceholderText("more")
        self._so_far = text_label(muted=True)
        self._layout.addWidget(self._so_far)

    def fill(self, row: RowView | None) -> None:
        super().fill(None)
        value = row.fields.get(self.column.id, 0) if row else 0
        self._so_far.setText(f"{value:,} so far" if isinstance(value, int) else str(value))


class LongTextField(Field):
    """Some paragraphs. They are saved when the field is left, and by Ctrl+Enter."""

    def __init__(self, column: Column, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(column, context, parent)
        self._filled = ""
        self.text = Paragraphs()
        self.text.setAccessibleName(column.title)
        self.text.left.connect(self.settled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)

    def first_field(self) -> QWidget:
        return self.text

    def fill(self, row: RowView | None) -> None:
        self._filled = shown(self.column, row.fields.get(self.column.id) if row else None, self.context.names)
        if self.text.toPlainText() != self._filled:
            self.text.setPlainText(self._filled)

    def typed(self) -> Any:
        return self.text.toPlainText().strip()

    def entered(self) -> Any:
        return self.text.toPlainText()

    def enter(self, entered: Any) -> None:
        self.text.setPlainText(entered)

    @property
    def is_touched(self) -> bool:
        return self.text.toPlainText().strip() != self._filled.strip()

    def show_problem(self, text: str) -> None:
        set_look(self.text, wrong=bool(text))


class Paragraphs(QPlainTextEdit):
    """Tab leaves it; it says when it was left."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 14)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ComputedField(Field):
    """What follows from other fields; nothing can be entered."""

    def __init__(self, column: Column, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(column, context, parent)
        self._label = text_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.addWidget(self._label)

    def first_field(self) -> QWidget:
        return self._label

    def fill(self, row: RowView | None) -> None:
        value = row.computed.get(self.column.id) if row else None
        self._label.setText(value_in_words(self.column, value, self.context.today, self.context.names) or "–")

    def typed(self) -> Any:
        return None

    def entered(self) -> Any:
        return None

    def enter(self, entered: Any) -> None:
        """Nothing can be entered in it."""

    @property
    def is_touched(self) -> bool:
        return False

    def show_problem(self, text: str) -> None:
        """Nothing can be wrong with it."""

    def describe(self, text: str) -> None:
        """It is read as it is."""
