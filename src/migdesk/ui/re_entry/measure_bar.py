"""What a typed number counts as, and in words what is in hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from migdesk.checklist.registers.grid import MEASURES, GridColumn
from migdesk.ui.look.chip import chip
from migdesk.ui.look.restyle import set_look
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.label import text_label

TITLES = {
    GridColumn.LOGGED: ("&Logged", "What was written down on a day: type the whole of it, or +5 for five more"),
    GridColumn.ENTERED: ("&Entered", "What has been entered into the new system: it is added to what was before"),
    GridColumn.NOT_NEEDED: ("Not &needed…", "What need not be entered, such as what came twice: it asks why"),
    GridColumn.CANNOT_ENTER: (
        "&Cannot be entered…",
        "What cannot be entered: it asks why, and keeps a list of it",
    ),
}

TITLE_FROM, BESIDE_FROM = 1100, 820
"""Logical pixels of width from which there is room for the title, and for the words beside the choice."""


class MeasureBar(QWidget):
    """A choice of four. `chosen` says which; the words at its right are the screen's."""

    chosen = Signal(object)  # GridColumn

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[GridColumn, QPushButton] = {}
        for measure in MEASURES:
            title, tip = TITLES[measure]
            button = chip(title.replace("&", ""), tip)
            button.setText(title)
            button.clicked.connect(lambda _=False, own=measure: self.chosen.emit(own))
            self.buttons[measure] = button
        self.title = text_label("What you type counts as", muted=True)
        self.title.setWordWrap(False)
        self.about = text_label()
        self.about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.about.setMinimumHeight(self.fontMetrics().lineSpacing() + 4)
        self._lay_out()

    def choose(self, measure: GridColumn) -> None:
        """Show what counts now. No group of Qt's does it: Tab would pass by the others."""
        for own, button in self.buttons.items():
            button.setChecked(own is measure)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Say what is in hand, or why what is typed cannot be kept."""
        self.about.setText(text)
        set_look(self.about, wrong=wrong)

    def set_room(self, width: int) -> None:
        """Put the words under the choice, where they have no room beside it."""
        self.title.setVisible(width >= TITLE_FROM)
        narrow = width < BESIDE_FROM
        self._layout.setDirection(QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight)
        across = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        self.about.setAlignment(across | Qt.AlignmentFlag.AlignVCenter)

    def _lay_out(self) -> None:
        choice = QWidget()
        row = FlowLayout(choice, 6, 14)
        row.addWidget(self.title)
        for button in self.buttons.values():
            row.addWidget(button)
        layout = self._layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(choice, 5)
        layout.addWidget(self.about, 5)
