"""The rows that a register offers to begin with: which of them are taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from migdesk.checklist.registers.definitions import Register, StartingRow
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.look.words import counted
from migdesk.ui.widgets.button import flush_left, quiet_button
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.ui.widgets.focus_order import chain, stop_before
from migdesk.ui.widgets.label import text_label


class SeedChoice(QWidget):
    """A box for each row that is offered, all ticked to begin with."""

    taken = Signal(object)  # the ids that were chosen, as the definition has them

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._list = QWidget()
        self._list.setObjectName("panel")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(2)
        self._area = QScrollArea()
        self._area.setObjectName("seeds")
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._list)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        every, none = quiet_button("Tick all"), quiet_button("Tick none")
        every.clicked.connect(lambda: self._tick(True))
        none.clicked.connect(lambda: self._tick(False))
        self.take = QPushButton("Add the ticked rows")
        self.take.setProperty("primary", True)
        self.take.clicked.connect(lambda: self.taken.emit(self.chosen()))
        self._every = every
        foot = QHBoxLayout()
        foot.addLayout(flush_left(every, none), 1)
        foot.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._area, 1)
        layout.addLayout(foot)

    def offer(self, register: Register, seeds: Sequence[StartingRow]) -> None:
        """Offer these rows."""
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self._boxes = {}
        for seed in seeds:
            name = str(seed.fields.get(register.name_column, seed.id))
            box = QCheckBox(name.replace("&", "&&"))
            box.setAccessibleName(name)
            box.setChecked(True)
            box.toggled.connect(self._say)
            self._boxes[seed.id] = box
            self._column.addWidget(box)
        self._column.addStretch(1)
        if self._boxes:
            chain([stop_before(self._every), *self._boxes.values(), self._every])
        self._say()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the rows that are ticked."""
        return tuple(seed for seed, box in self._boxes.items() if box.isChecked())

    def first_box(self) -> QWidget:
        return next(iter(self._boxes.values()), self.take)

    def _tick(self, ticked: bool) -> None:
        for box in self._boxes.values():
            box.setChecked(ticked)

    def _say(self) -> None:
        number = len(self.chosen())
        self.take.setText(f"Add {counted(number, 'row')}" if number else "Add the ticked rows")
        self.take.setEnabled(bool(number))


def ask_seeds(parent: QWidget, register: Register, seeds: Sequence[StartingRow]) -> tuple[str, ...]:
    """Return the ids of the rows to add of those that are offered, none where the person stepped back."""
    dialog = DialogFrame(parent, f"{register.short_title}: suggested rows", width_in_characters=60)
    choice = SeedChoice()
    choice.offer(register, seeds)
    choice.setMinimumHeight(dialog.fontMetrics().lineSpacing() * 20)
    chosen: list[str] = []

    def take(ids: Sequence[str]) -> None:
        chosen.extend(ids)
        dialog.accept()

    choice.taken.connect(take)
    dialog.content.addWidget(choice, 1)
    dialog.add_button("Cancel").clicked.connect(dialog.reject)
    choice.first_box().setFocus()
    dialog.fit()
    dialog.exec()
    return tuple(chosen)


class EmptyRegister(FocusHolder):
    """What stands in the place of the table while a register has no row: what it is for, and what it offers."""

    seeds_taken = Signal(object)
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = text_label(heading="2")
        self._purpose = text_label()
        self._fills = text_label(muted=True)
        self._offered = text_label(heading="3")
        self.seeds = SeedChoice()
        self.seeds.taken.connect(self.seeds_taken)
        self.add = QPushButton("Add a row of your own")
        self.add.clicked.connect(self.add_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 14)
        layout.setSpacing(8)
        for widget in (self._title, self._purpose, self._fills, self._offered):
            layout.addWidget(widget)
        layout.addWidget(self.seeds, 1)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._rest = QWidget()
        layout.addWidget(self._rest, 1)

    def explain(self, register: Register, seeds: Sequence[StartingRow]) -> None:
        """Say what a register without rows is for, who fills it in, and which rows it offers."""
        self._title.setText("Nothing is in this register yet")
        self._purpose.setText(register.purpose)
        self._fills.setText(f"Who fills it in: {register.fills}.")
        self._offered.setText("Rows that most practices need. Untick those that you do not:")
        for widget in (self._offered, self.seeds):
            widget.setVisible(bool(seeds))
        self._rest.setVisible(not seeds)
        self.seeds.offer(register, seeds)

    def first_field(self) -> QWidget:
        return self.add if self.seeds.isHidden() else self.seeds.first_box()
