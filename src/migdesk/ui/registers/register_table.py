"""The middle of the register screen: head, filters, the table or what stands in its place, and the line under it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from migdesk.ui.look.margins import is_low
from migdesk.ui.look.theme import Theme
from migdesk.ui.registers.many_bar import ManyBar
from migdesk.ui.registers.register_head import RegisterHead
from migdesk.ui.registers.remark import Remark
from migdesk.ui.registers.row_filter_bar import RowFilterBar
from migdesk.ui.registers.row_model import RowModel
from migdesk.ui.registers.rows_table import RowsTable
from migdesk.ui.registers.seeds import EmptyRegister
from migdesk.ui.widgets.button import quiet_button
from migdesk.ui.widgets.label import text_label


class RegisterTable(QWidget):
    """Lays the parts out; what they ask for goes to the screen."""

    rows_requested = Signal(object)  # the ids of the rows to show alone

    def __init__(self, model: RowModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remark: Remark | None = None
        self._has_rows = True
        self.head = RegisterHead()
        self.filters = RowFilterBar()
        self.table = RowsTable(model, theme)
        self.many = ManyBar()
        self.empty = EmptyRegister()
        self._nothing = text_label("No row fits these filters.", muted=True)
        self._nothing.setContentsMargins(16, 16, 16, 16)
        self._lay_out()

    def show_remark(self, remark: Remark | None) -> None:
        """Show the one thing that a person should see first."""
        self._remark = remark
        self._fit()
        if remark:
            self._words.setText(remark.words)
            self._show_rows.setText(f"Show the {len(remark.rows)}" if len(remark.rows) > 1 else "Show it")

    def show_state(self, *, has_rows: bool, shows_rows: bool) -> None:
        """Show the table, or why there is none."""
        self._has_rows = has_rows
        self._stack.setCurrentWidget(self._card if has_rows else self.empty)
        self._fit()
        self.filters.setVisible(has_rows)
        self.table.setVisible(shows_rows)
        self._nothing.setVisible(not shows_rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window the rows have the room; what is overdue says a filter as well."""
        low = is_low(self.height())
        self.head.show_purpose(self._has_rows and not low)
        self._remark_frame.setVisible(self._remark is not None and not low)

    def _lay_out(self) -> None:
        self._words = text_label()
        self._show_rows = quiet_button("")
        self._show_rows.clicked.connect(self._request_rows)
        self._remark_frame = QFrame()
        self._remark_frame.setObjectName("warning")
        line = QHBoxLayout(self._remark_frame)
        line.setContentsMargins(12, 3, 8, 3)
        line.addWidget(self._words, 1)
        line.addWidget(self._show_rows)
        self._card = QFrame()
        self._card.setObjectName("card")
        card = QVBoxLayout(self._card)
        card.setContentsMargins(1, 1, 1, 1)
        card.setSpacing(0)
        card.addWidget(self.table, 1)
        card.addWidget(self._nothing, 1)
        card.addWidget(self.many)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._card)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 10, 18, 12)
        layout.setSpacing(8)
        for widget in (self.head, self._remark_frame, self.filters):
            layout.addWidget(widget)
        layout.addWidget(self._stack, 1)

    def _request_rows(self) -> None:
        if self._remark:
            self.rows_requested.emit(self._remark.rows)
