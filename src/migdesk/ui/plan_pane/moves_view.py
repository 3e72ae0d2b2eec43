"""The table of what a change would move: whole rows to read, nothing to edit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from migdesk.ui.look.fonts import bold
from migdesk.ui.plan_pane.moves_model import Column, MovesModel
from migdesk.ui.widgets.row_table import RowTable

_AIR = 18


class MovesView(RowTable):
    """Gives the names what the dates leave; a name that is longer has its tooltip."""

    def __init__(self, model: MovesModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "What would move, with its date before and after", parent)
        self._model = model
        self.setObjectName("moves")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        model.modelReset.connect(self._span_headings)
        self._span_headings()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        date_width = QFontMetrics(bold(self.font())).horizontalAdvance("Wed 30 Sep 2027") + _AIR
        by_width = metrics.horizontalAdvance("100 days earlier") + _AIR
        for column, width in ((Column.FROM, date_width), (Column.TO, date_width), (Column.BY, by_width)):
            self.setColumnWidth(column, width)
        room = self.viewport().width() - 2 * date_width
        self.setColumnHidden(
            Column.BY, room - by_width < 2 * date_width
        )  # on a very narrow screen names need the room more
        self.setColumnWidth(Column.WHAT, max(room - (0 if self.isColumnHidden(Column.BY) else by_width), date_width))

    def _span_headings(self) -> None:
        self.clearSpans()
        for row in self._model.headings():
            self.setSpan(row, 0, 1, self._model.columnCount())
