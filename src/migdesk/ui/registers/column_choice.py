"""Which columns a register's table shows."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from migdesk.checklist.registers.definitions import Register
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.registers.table_columns import table_columns
from migdesk.ui.widgets.label import text_label


class ColumnsDialog(DialogFrame):
    """A box for each column. The name is always there."""

    def __init__(self, parent: QWidget | None, register: Register, shown: Collection[str]) -> None:
        super().__init__(parent, "Columns", width_in_characters=50)
        self.content.addWidget(
            text_label("What does not fit beside the others can be scrolled to. The form has all fields.", muted=True)
        )
        inside = QWidget()
        inside.setObjectName("panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(2)
        self.boxes: dict[str, QCheckBox] = {}
        for shown_column in table_columns(register):
            if shown_column.id == register.name_column:
                continue
            box = QCheckBox(shown_column.title.replace("&", "&&"))
            box.setAccessibleName(shown_column.title)
            box.setChecked(shown_column.id in shown)
            self.boxes[shown_column.id] = box
            column.addWidget(box)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setMinimumHeight(self.fontMetrics().lineSpacing() * 14)
        self.content.addWidget(area, 1)
        self.as_defined = self.add_button("As many as fit")
        self.as_defined.clicked.connect(lambda: self.done(_AS_DEFINED))
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Show these", primary=True, default=True).clicked.connect(self.accept)
        next(iter(self.boxes.values())).setFocus()
        self.fit()

    def chosen(self) -> list[str]:
        return [column for column, box in self.boxes.items() if box.isChecked()]


_AS_DEFINED = 2


def ask_columns(parent: QWidget | None, register: Register, shown: Collection[str]) -> list[str] | None:
    """Return the ids of the columns to show beside the name, none for as many of the register's own as fit, or None
    where the person stepped back."""
    dialog = ColumnsDialog(parent, register, shown)
    answer = dialog.exec()
    if answer == _AS_DEFINED:
        return []
    return dialog.chosen() if answer else None
