"""The filters over a register's rows: words, how rows stand, whose they are, and one choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from migdesk.checklist.registers.definitions import Column, ColumnType, Register
from migdesk.ui.look.chip import chip
from migdesk.ui.registers.row_filter import RowFilter
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.flow_layout import FlowLayout
from migdesk.ui.widgets.focus_order import chain
from migdesk.workspace.registers.view import RegisterView, RowView

SEARCH_DELAY_MS = 60


class RowFilterBar(QWidget):
    """Says what is wanted whenever that changes. Statuses that no row has are not offered."""

    wanted_changed = Signal(object)
    table_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = RowFilter()
        self._register: Register | None = None
        self._choice: Column | None = None
        self._statuses: dict[str, QPushButton] = {}
        self.words = WordsField()
        self.words.searched.connect(self._announce)
        self.words.table_wanted.connect(self.table_wanted)
        self._overdue = chip("Overdue", "Show what should have been done before today")
        self._mine = chip("Mine", "Show what I own")
        for switch in (self._overdue, self._mine):
            switch.toggled.connect(self._announce)
        self._box = CalmComboBox()
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(9)
        self._box.activated.connect(self._announce)
        self._clear = quiet_button("Show all")
        self._clear.clicked.connect(self.clear)
        self._flow = FlowLayout(self, spacing=6, gap=10)
        self._rows: frozenset[str] | None = None
        self._lay_out()

    def show_register(self, view: RegisterView) -> None:
        """Offer the filters of another register, none of them set."""
        self._register = view.register
        self._rows = None
        self.wanted = RowFilter()
        columns = [column for column in view.register.columns if column.type is ColumnType.CHOICE and column.in_table]
        self._choice = columns[0] if columns else None
        for switch in self._statuses.values():
            switch.deleteLater()
        self._statuses = {}
        for status in view.register.statuses:
            made = chip(status.title, f"Show rows with the status “{status.title}”")
            made.toggled.connect(self._announce)
            self._statuses[status.id] = made
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        for switch in (self._overdue, self._mine):
            switch.blockSignals(True)
            switch.setChecked(False)
            switch.blockSignals(False)
        self._box.clear()
        self._lay_out()
        self.show_counts(view.rows)

    def show_counts(self, rows: Sequence[RowView]) -> None:
        """Show how many rows stand how, and offer what there is to choose between."""
        register = self._register
        if register is None:
            return
        by_status = Counter(row.status.id for row in rows)
        for status, switch in self._statuses.items():
            title = register.status_by_id[status].title
            _name(switch, f"{title} {by_status[status]}")
            switch.setVisible(bool(by_status[status]) or switch.isChecked())
        overdue = sum(row.overdue for row in rows)
        _name(self._overdue, f"Overdue {overdue}")
        self._overdue.setVisible(bool(overdue) or self._overdue.isChecked())
        self._mine.setVisible(len(rows) > 1)
        self.words.setVisible(len(rows) > 1 or bool(self.words.text()))
        self._offer_choice(rows)

    def show_rows(self, rows: frozenset[str]) -> None:
        """Show certain rows alone, as a remark names them."""
        self.clear()
        self._rows = rows
        self._announce()

    def clear(self) -> None:
        """Show everything again."""
        self._rows = None
        self.words.clear()
        for switch in (*self._statuses.values(), self._overdue, self._mine):
            switch.setChecked(False)
        self._box.setCurrentIndex(0)
        self._announce()

    def _offer_choice(self, rows: Sequence[RowView]) -> None:
        column = self._choice
        used = {row.value(column.id) for row in rows} if column else set()
        offered = [(value, title) for value, title in column.choices.items() if value in used] if column else []
        self._box.setVisible(len(offered) > 1 or bool(self._box.currentData()))
        if column is None or [self._box.itemData(place) for place in range(1, self._box.count())] == [
            value for value, _ in offered
        ]:
            return
        chosen = self._box.currentData()
        self._box.clear()
        self._box.addItem(f"Any {column.title[:1].lower()}{column.title[1:]}", None)
        for value, title in offered:
            self._box.addItem(title, value)
        self._box.setAccessibleName(column.title)
        self._box.setCurrentIndex(max(0, self._box.findData(chosen)))

    def _announce(self) -> None:
        chosen = frozenset(status for status, switch in self._statuses.items() if switch.isChecked())
        choice = self._box.currentData()
        wanted = RowFilter(
            words=self.words.text().strip(),
            statuses=chosen,
            choice=(self._choice.id, str(choice)) if self._choice and choice else None,
            mine=self._mine.isChecked(),
            overdue=self._overdue.isChecked(),
            rows=self._rows,
        )
        self._clear.setVisible(wanted.is_set)
        if wanted != self.wanted:
            self.wanted = wanted
            self.wanted_changed.emit(wanted)

    def _lay_out(self) -> None:
        while self._flow.takeAt(0):
            pass
        self._flow.addWidget(self.words)
        for switch in self._statuses.values():
            self._flow.addWidget(switch)
        for widget in (self._overdue, self._mine, self._box, self._clear):
            self._flow.addWidget(widget)
        self._clear.setVisible(False)
        chain([self.words, *self._statuses.values(), self._overdue, self._mine, self._box, self._clear])


class WordsField(QLineEdit):
    """Waits for the end of a word; Enter and Down lead on to the table, Esc empties it."""

    searched = Signal()
    table_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Find in this register")
        self.setAccessibleName("Find in this register")
        self.setClearButtonEnabled(True)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 27)
        self._timer = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._timer.timeout.connect(self.searched)
        self.textChanged.connect(lambda: self._timer.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timer.stop()
            self.searched.emit()
            self.table_wanted.emit()
        else:
            super().keyPressEvent(event)


def _name(switch: QPushButton, words: str) -> None:
    switch.setText(words.replace("&", "&&"))
    switch.setAccessibleName(words)
