"""What cannot be right, as a merge can show, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from migdesk.ui.re_entry.grid_words import about_cell
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import news_label
from migdesk.workspace.registers.re_entry import ReEntry


class ProblemBox(QFrame):
    """Hidden while everything is right. `place_requested` names a row of the grid, `table_requested` one to be settled
    in the register's table."""

    place_requested = Signal(str)
    table_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("warning")
        self._row = ""
        self._in_table = False
        self.words = news_label()
        self.button = quiet_button("Show it ›")
        self.button.clicked.connect(self._go)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_view(self, view: ReEntry) -> None:
        """Say what is wrong first, and how much more there is."""
        self.setVisible(bool(view.problems or view.conflicts))
        self._in_table = not view.problems
        if view.problems:
            first = view.problems[0]
            line = view.line(first.category)
            self._row = first.row
            self.words.setText(
                f"{about_cell(line, first, view.today) if line else first.problem}{_more(view.problems)}"
            )
        elif view.conflicts:
            self._row = view.conflicts[0]
            rows = "One row was" if len(view.conflicts) == 1 else f"{len(view.conflicts)} rows were"
            self.words.setText(f"{rows} set in two places without knowledge of each other. Choose what stands.")

    def _go(self) -> None:
        (self.table_requested if self._in_table else self.place_requested).emit(self._row)


def _more(found: Sequence[object]) -> str:
    return f" And {len(found) - 1} more." if len(found) > 1 else ""
