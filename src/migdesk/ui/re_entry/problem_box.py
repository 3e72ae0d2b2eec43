"""What cannot be right, as a merge can show, and the way to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from migdesk.ui.re_entry.grid_words import about_cell
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import news_label
from migdesk.workspace.registers.re_entry import ReEntry


class ProblemBox(QFrame):
    """Hidden while everything is right. `place_requested` names a row."""

    place_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("warning")
        self._row = ""
        self.words = news_label()
        self.button = quiet_button("Show it ›")
        self.button.clicked.connect(lambda: self.place_requested.emit(self._row))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_view(self, view: ReEntry) -> None:
        self.setVisible(bool(view.problems))
        if view.problems:
            first = view.problems[0]
            line = view.line(first.category)
            more = f" And {len(view.problems) - 1} more." if len(view.problems) > 1 else ""
            self._row = first.row
            self.words.setText(f"{about_cell(line, first, view.today)}{more}" if line else first.problem)
