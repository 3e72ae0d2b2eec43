"""Asks which categories a practice has anything to log in: the others are named on the screen and not shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.widgets.label import text_label
from migdesk.workspace.registers.re_entry import Line, ReEntry


class CategoriesDialog(DialogFrame):
    """A box for each category, in its groups. One with something left cannot be taken away."""

    def __init__(self, parent: QWidget | None, view: ReEntry) -> None:
        super().__init__(parent, "Which categories apply here?", width_in_characters=84)
        self.boxes: dict[str, QCheckBox] = {}
        about = "What does not apply is named under the grid and not shown. It can come back at any time."
        self.content.addWidget(text_label(about, muted=True))
        inside = QWidget()
        inside.setObjectName("ground")
        beside = QHBoxLayout(inside)
        beside.setContentsMargins(0, 0, 6, 0)
        beside.setSpacing(24)
        columns = (QVBoxLayout(), QVBoxLayout())
        for column in columns:
            column.setSpacing(12)
            beside.addLayout(column, 1)
        groups: dict[str, list[Line]] = {}
        for line in view.lines:
            groups.setdefault(line.group, []).append(line)
        heights = [0, 0]
        for title, lines in groups.items():
            shorter = heights.index(min(heights))
            columns[shorter].addLayout(self._group(title, lines))
            heights[shorter] += len(lines) + 1
        for column in columns:
            column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("planScroll")
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(
            min(inside.sizeHint().height() + 4, int(self.screen().availableGeometry().height() * 0.6))
        )
        self.content.addWidget(scroll, 1)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Save", primary=True, default=True).clicked.connect(self.accept)
        next(iter(self.boxes.values())).setFocus()
        self.fit()

    def answer(self) -> Mapping[str, bool]:
        return {category: box.isChecked() for category, box in self.boxes.items()}

    def _group(self, title: str, lines: list[Line]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(text_label(title, heading="3"))
        for line in lines:
            box = QCheckBox(f"{line.title} ({line.left:,} left)" if line.left else line.title)
            box.setChecked(line.applies)
            box.setEnabled(not (line.applies and line.left))
            self.boxes[line.id] = box
            column.addWidget(box)
        return column


def ask_categories(parent: QWidget | None, view: ReEntry) -> Mapping[str, bool] | None:
    """Return what applies by category, None where the person stepped back."""
    dialog = CategoriesDialog(parent, view)
    return dialog.answer() if dialog.exec() else None
