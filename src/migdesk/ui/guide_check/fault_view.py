"""The table of faults: whole rows, Enter or a double click opens the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from migdesk.guide.model import Problem
from migdesk.ui.guide_check.fault_delegate import SIDE, FaultDelegate
from migdesk.ui.guide_check.fault_model import Column, FaultModel
from migdesk.ui.look.theme import Theme
from migdesk.ui.widgets.row_table import FittedTable

MOST_WRAPPED = 400
"""More rows than this have one line each: measuring the words of thousands would stall the window."""


class FaultView(FittedTable):
    """Says which fault was opened."""

    fault_opened = Signal(object)

    def __init__(self, model: FaultModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, "Faults of the guide", theme, parent)
        self._model = model
        self._delegate = FaultDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.doubleClicked.connect(lambda index: self.fault_opened.emit(self._model.fault_at(index.row())))

    def current_fault(self) -> Problem | None:
        """Return the fault of the selected row."""
        index = self.currentIndex()
        return self._model.fault_at(index.row()) if index.isValid() else None

    def show_from_start(self) -> None:
        """Fit columns and rows to faults that are new, and select the first."""
        self.fit()
        self.select_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        fault = self.current_fault()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and fault:
            self.fault_opened.emit(fault)
            return
        super().keyPressEvent(event)

    def fit(self) -> None:
        """Give each column the width that its texts need."""
        metrics = self.fontMetrics()
        width = self.viewport().width()
        rows = range(min(self._model.rowCount(), MOST_WRAPPED))
        names = [str(self._model.index(row, Column.FILE).data()) for row in rows]
        widest = max([metrics.horizontalAdvance(name) for name in names], default=0) + 2 * SIDE + 2
        self.setColumnWidth(Column.FILE, max(min(widest, width * 2 // 5), metrics.horizontalAdvance("x") * 14))
        self.setColumnWidth(Column.LINE, metrics.horizontalAdvance(Column.LINE.title + "00") + 2 * SIDE)
        self.setColumnWidth(Column.KIND, metrics.horizontalAdvance("Unknown include") + 2 * SIDE + 2)
        if self._model.rowCount() <= MOST_WRAPPED:
            self.resizeRowsToContents()
