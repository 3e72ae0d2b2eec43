"""One category on one day in full: where its log lies, who counted it, and each count, which can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from migdesk.base.date_words import weekday_and_day
from migdesk.practice.entries import Count
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.re_entry.grid_words import counts_in_words, spoken_day
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import text_label
from migdesk.ui.widgets.labelled_field import LabelledField, inner_line, line_edit, suggesting_box
from migdesk.workspace.registers.re_entry import Cell, Line, ReEntry

MOST_SHOWN = 40


class DayDialog(DialogFrame):
    """Accepted with what is typed. `withdraw_requested` names a count; `show_cell` shows what became of it."""

    withdraw_requested = Signal(str)
    history_requested = Signal()

    def __init__(self, parent: QWidget | None, view: ReEntry, line: Line, cell: Cell, people: Sequence[str]) -> None:
        super().__init__(parent, f"{line.title}, {spoken_day(cell.day)}", width_in_characters=66)
        self._view = view
        self.state = text_label()
        self.place = line_edit("Such as: green folder, reception", 500)
        self.counted_by = suggesting_box(tuple(people))
        self.place.setText(cell.log_place)
        self.counted_by.setEditText(cell.counted_by)
        self._counts = QVBoxLayout()
        self._counts.setSpacing(2)
        self._lay_out()
        self.show_cell(cell)
        history = quiet_button("History", "History of this day")
        history.clicked.connect(self.history_requested)
        self.buttons.insertWidget(0, history)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button("Save", primary=True, default=True).clicked.connect(self.accept)
        self.place.setFocus()
        self.fit()

    @property
    def answer(self) -> tuple[str, str]:
        """Where the log lies, and who counted it."""
        return self.place.text().strip(), inner_line(self.counted_by).text().strip()

    def show_cell(self, cell: Cell) -> None:
        """Show the counts as they stand."""
        words = counts_in_words(cell)
        self.state.setText(f"{words[:1].upper()}{words[1:].rstrip('.')}.")
        while self._counts.count():
            item = self._counts.takeAt(0)
            if item and (widget := item.widget()):
                widget.deleteLater()
        for count in reversed(cell.counts[-MOST_SHOWN:]):
            self._counts.addWidget(self._count_line(count))
        self._counts.addStretch(1)
        self._frame.setVisible(bool(cell.counts))
        self.fit()

    def _count_line(self, count: Count) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        column = self._view.register.column_by_id.get(count.measure)
        title = column.title if column else count.measure
        what = f"{title}: {count.n:,}" if count.n >= 0 else f"{title}: {-count.n:,} fewer"
        because = f", because: {count.reason}" if count.reason else ""
        said = f"{what}{because}. {count.actor.name}, {_moment(count.at, self._view.today)}"
        row.addWidget(text_label(said), 1)
        back = quiet_button("Take back…", f"Take back: {said}")
        back.clicked.connect(lambda _=False, own=count.id: self.withdraw_requested.emit(own))
        row.addWidget(back)
        return line

    def _lay_out(self) -> None:
        self.content.addWidget(self.state)
        self.content.addWidget(LabelledField("Where the log lies", self.place))
        self.content.addWidget(LabelledField("Counted by", self.counted_by))
        inside = QWidget()
        inside.setObjectName("panel")
        inside.setLayout(self._counts)
        self._counts.setContentsMargins(10, 6, 6, 6)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setMinimumHeight(self.fontMetrics().lineSpacing() * 6)
        self._frame = QFrame()
        self._frame.setObjectName("card")
        frame = QVBoxLayout(self._frame)
        frame.setContentsMargins(1, 1, 1, 1)
        frame.addWidget(scroll)
        self.content.addWidget(self._frame, 1)


def _moment(at: datetime, today: date) -> str:
    local = at.astimezone()
    return f"{weekday_and_day(local.date(), today)}, {local.hour:02}:{local.minute:02}"
