"""Fields that offer what can stand in them: choices, yes or no, rows of another register, and people."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from migdesk.checklist.registers.definitions import OWNER, STATUS, Column, ColumnType
from migdesk.practice.owners import owner_text
from migdesk.ui.look.restyle import set_look
from migdesk.ui.registers.fields.field import EMPTY, Field, FieldContext
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.persons_box import PersonsBox
from migdesk.workspace.registers.view import RowView


class ChoiceField(Field):
    """A box with every choice, and nothing, where the column can do without."""

    def __init__(self, column: Column, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(column, context, parent)
        self._filled: Any = None
        self._choices: list[tuple[Any, str]] = []
        self.box = CalmComboBox()
        self.box.setAccessibleName(column.title)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.activated.connect(self.settled)
        self._offer_choices()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self.box, 1)

    def follow(self, context: FieldContext) -> None:
        super().follow(context)
        self._offer_choices()

    def _offer_choices(self) -> None:
        offered: list[tuple[Any, str]] = [] if self.column.id == STATUS else [(None, EMPTY)]
        offered += self._offered()
        if offered != self._choices:
            self._choices = offered
            self.box.clear()
            for value, title in offered:
                self.box.addItem(title, value)

    def _offered(self) -> list[tuple[Any, str]]:
        if self.column.type is ColumnType.YES_NO:
            return [(True, "Yes"), (False, "No")]
        return list(self.column.choices.items())

    def first_field(self) -> QWidget:
        return self.box

    def fill(self, row: RowView | None) -> None:
        value = (row.status.id if self.column.id == STATUS else row.fields.get(self.column.id)) if row else None
        self._filled = value
        place = self._place_of(value)
        if place < 0 and value is not None:  # of another guide, or taken off since
            self.box.addItem(str(value), value)
            place = self.box.count() - 1
        self.box.setCurrentIndex(max(0, place))

    def _place_of(self, value: Any) -> int:
        """Return where a value stands; Qt would take 1 for yes."""
        places = range(self.box.count())
        return next((place for place in places if _is_same(self.box.itemData(place), value)), -1)

    def typed(self) -> Any:
        return self.box.currentData()

    def entered(self) -> Any:
        return self.box.currentData()

    def enter(self, entered: Any) -> None:
        self.box.setCurrentIndex(max(0, self._place_of(entered)))

    @property
    def is_touched(self) -> bool:
        return not _is_same(self.typed(), self._filled) and not (self._filled is None and self.box.currentIndex() == 0)

    def show_problem(self, text: str) -> None:
        set_look(self.box, wrong=bool(text))


def _is_same(value: Any, other: Any) -> bool:
    return type(value) is type(other) and bool(value == other)


class RowField(ChoiceField):
    """A row of another register, which can be opened from here."""

    def __init__(self, column: Column, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(column, context, parent)
        self._open = quiet_button("Open ›", f"{column.title}: open it in its register")
        self._open.clicked.connect(self._go)
        self._layout.addWidget(self._open)

    def _offered(self) -> list[tuple[Any, str]]:
        named = self.context.names.rows(self.column.register)
        return sorted(named.items(), key=lambda pair: pair[1].casefold())

    def fill(self, row: RowView | None) -> None:
        super().fill(row)
        self._open.setVisible(bool(self._filled))

    def _go(self) -> None:
        if self._filled:
            self.open_requested.emit(self.column.register, str(self._filled))


class PersonsField(Field):
    """The people of the practice are offered, and anybody can be typed."""

    def __init__(self, column: Column, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(column, context, parent)
        self._filled = ""
        self.box = PersonsBox(several=column.type is ColumnType.PERSONS)
        self.box.setAccessibleName(column.title)
        self.line = self.box.line
        self.line.setAccessibleName(column.title)
        self.line.setPlaceholderText("Nobody yet")
        self.line.editingFinished.connect(self.settled)
        self.box.people_chosen.connect(self.settled)
        self.follow(context)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)

    def follow(self, context: FieldContext) -> None:
        super().follow(context)
        self.box.offer(tuple(dict.fromkeys(context.names.people().values())))

    def first_field(self) -> QWidget:
        return self.line

    def fill(self, row: RowView | None) -> None:
        if row is None:
            self._filled = ""
        elif self.column.id == OWNER:
            self._filled = row.owner
        else:
            value = row.fields.get(self.column.id)
            self._filled = owner_text(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")
        self.box.show_text(self._filled)

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
        set_look(self.box, wrong=bool(text))
