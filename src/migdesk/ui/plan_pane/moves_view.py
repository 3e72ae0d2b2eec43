"""The table of what a change would move: whole rows to read, nothing to edit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from migdesk.ui.plan_pane.moves_model import BY, FROM, TO, WHAT, MovesModel
from migdesk.ui.references_pane.wrapped_text import bold

_AIR = 18


class MovesView(QTableView):
    """Gives the names what the dates leave; a name that is longer has its tooltip."""

    def __init__(self, model: MovesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("moves")
        self.setAccessibleName("What would move, with its date before and after")
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        model.modelReset.connect(self._span_headings)
        self._span_headings()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        date_width = QFontMetrics(bold(self.font())).horizontalAdvance("30 Sep 2027") + _AIR
        by_width = metrics.horizontalAdvance("100 days earlier") + _AIR
        for column, width in ((FROM, date_width), (TO, date_width), (BY, by_width)):
            self.setColumnWidth(column, width)
        room = self.viewport().width() - 2 * date_width
        self.setColumnHidden(BY, room - by_width < 2 * date_width)  # on a very narrow screen names need the room more
        self.setColumnWidth(WHAT, max(room - (0 if self.isColumnHidden(BY) else by_width), date_width))

    def _span_headings(self) -> None:
        self.clearSpans()
        for row in self._model.headings():
            self.setSpan(row, 0, 1, self._model.columnCount())
