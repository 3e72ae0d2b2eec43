"""The table of the preview: whole rows, columns that share the width, Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from migdesk.ui.practice_import.preview_delegate import SIDE, SIGN, PreviewDelegate
from migdesk.ui.practice_import.preview_model import TITLES, Column, PreviewModel
from migdesk.ui.practices_board.board_delegate import bold
from migdesk.ui.theme import Theme
from migdesk.workspace.practice_import.import_plan import PlannedRow
from migdesk.workspace.practice_import.wording import MAYBE_DOUBLE

FIXED = {
    Column.RESULT: "Maybe a ",
    Column.ROW: "20,000",
    Column.ODS_CODE: "Z99001 ",
    Column.GO_LIVE: "26 May 2027",
}
"""Columns as wide as their head or this text, whichever is wider."""
ROOMY = 900
"""Pixels of width from which each result stands on one line."""
SYSTEMS = "→ EMIS Web "
"""The least that the systems' column shows, each of them on its line."""
SHARES, SHARES_WITHOUT_REMARKS = (36, 64), (75, 25)
"""How name and remarks share what room is left, in hundredths; a list without faults has no remarks to show."""


class PreviewView(QTableView):
    """`current_changed` follows the selection."""

    current_changed = Signal()

    def __init__(self, model: PreviewModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("board")
        self.setAccessibleName("Rows of the list")
        self._model = model
        self._delegate = PreviewDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.current_changed.emit())
        model.modelReset.connect(self.current_changed)
        model.modelReset.connect(self._fit)
        theme.changed.connect(self.viewport().update)
        self._fit()

    def current_row(self) -> PlannedRow | None:
        """Return the selected row."""
        index = self.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def select_first(self) -> None:
        """Select the first row, the worst."""
        if self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._model.rowCount():
            row = 0 if event.key() == Qt.Key.Key_Home else self._model.rowCount() - 1
            self.setCurrentIndex(self._model.index(row, 0))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))
        metrics = QFontMetrics(bold(self.font()))
        width = self.viewport().width()
        for column, text in FIXED.items():
            widest = metrics.horizontalAdvance(text)
            if column == Column.RESULT:
                widest = metrics.horizontalAdvance(f"{MAYBE_DOUBLE} " if width >= ROOMY else text) + SIGN + 6
            widest = max(widest, metrics.horizontalAdvance(TITLES[column]) + 4)
            self.setColumnWidth(column, widest + 2 * SIDE)
        left = width - sum(self.columnWidth(column) for column in FIXED)
        systems = max(metrics.horizontalAdvance(SYSTEMS) + 2 * SIDE, left * 20 // 100)
        self.setColumnWidth(Column.SYSTEMS, systems)
        shares = SHARES if self._model.has_remarks else SHARES_WITHOUT_REMARKS
        for column, share in zip((Column.NAME, Column.REMARKS), shares, strict=True):
            self.setColumnWidth(column, max((left - systems) * share // 100, 40))
