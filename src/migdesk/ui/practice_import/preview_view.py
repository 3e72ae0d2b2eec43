"""The table of the preview: whole rows, columns that share the width, Tab leaves it."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QWidget

from migdesk.ui.look.fonts import bold
from migdesk.ui.look.theme import Theme
from migdesk.ui.practice_import.preview_delegate import SIDE, SIGN, PreviewDelegate
from migdesk.ui.practice_import.preview_model import Column, PreviewModel
from migdesk.ui.widgets.row_table import FittedTable
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


class PreviewView(FittedTable):
    """Shows the worst row first."""

    def __init__(self, model: PreviewModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, "Rows of the list", theme, parent)
        self.setObjectName("board")
        self._model = model
        self._delegate = PreviewDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self.current_changed)
        model.modelReset.connect(self.fit)
        self.fit()

    def current_row(self) -> PlannedRow | None:
        """Return the selected row."""
        index = self.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def fit(self) -> None:
        """Give each column the width that its texts need."""
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height(self.font()))
        metrics = QFontMetrics(bold(self.font()))
        width = self.viewport().width()
        for column, text in FIXED.items():
            widest = metrics.horizontalAdvance(text)
            if column == Column.RESULT:
                widest = metrics.horizontalAdvance(f"{MAYBE_DOUBLE} " if width >= ROOMY else text) + SIGN + 6
            widest = max(widest, metrics.horizontalAdvance(column.title) + 4)
            self.setColumnWidth(column, widest + 2 * SIDE)
        left = width - sum(self.columnWidth(column) for column in FIXED)
        systems = max(metrics.horizontalAdvance(SYSTEMS) + 2 * SIDE, left * 20 // 100)
        self.setColumnWidth(Column.SYSTEMS, systems)
        shares = SHARES if self._model.has_remarks else SHARES_WITHOUT_REMARKS
        for column, share in zip((Column.NAME, Column.REMARKS), shares, strict=True):
            self.setColumnWidth(column, max((left - systems) * share // 100, 40))
