"""The practices as rows: kept by id, sorted and filtered here so that thousands take a blink."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.checklist.definitions import Definitions
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.practices_board.board_columns import (
    MOST_FIRST,
    Column,
    sort_value,
    spoken,
    text_of,
    tooltip_of,
)
from migdesk.ui.practices_board.board_filter import Searched, is_admitted, is_shown, searched
from migdesk.ui.practices_board.board_settings import BoardFilters
from migdesk.ui.widgets.column_titles import column_title
from migdesk.workspace.summary import PracticeSummary

Index = QModelIndex | QPersistentModelIndex
SUMMARY_ROLE = int(Qt.ItemDataRole.UserRole)
MOST_SORT_STEPS = 3


class BoardModel(QAbstractTableModel):
    """Holds every practice; shows those that match. One that changes stays where it is until rows are chosen anew."""

    def __init__(self, definitions: Definitions, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self._definitions = definitions
        self._every: dict[str, PracticeSummary] = {}
        self._rows: list[PracticeSummary] = []
        self._order: list[PracticeSummary] = []  # every practice as it is sorted, so that a filter need not sort anew
        self._texts: dict[str, Searched] = {}  # what the search looks at; found once for each practice
        self._words: tuple[str, ...] = ()
        self._filters = BoardFilters()
        self._steps: list[tuple[Column, bool]] = [(Column.NAME, False)]

    # what is there

    @property
    def summaries(self) -> Iterable[PracticeSummary]:
        """All practices, shown or not."""
        return self._every.values()

    @property
    def shown(self) -> Sequence[PracticeSummary]:
        """The practices that are shown, in their order."""
        return self._rows

    def practice_at(self, row: int) -> PracticeSummary:
        return self._rows[row]

    def row_of(self, practice_id: str) -> int:
        """Return the row that shows a practice, -1 where none does."""
        return next((row for row, practice in enumerate(self._rows) if practice.id == practice_id), -1)

    # changing it

    def fill(self, summaries: Iterable[PracticeSummary], today: date) -> None:
        """Show these practices in place of all there were."""
        self.today = today
        self._every = {practice.id: practice for practice in summaries}
        self._forget_order()
        self._texts.clear()
        self._arrange()

    def extend(self, summaries: Iterable[PracticeSummary]) -> None:
        """Add practices that arrive a little later, each where it belongs."""
        self._every.update((practice.id, practice) for practice in summaries)
        self._forget_order()
        self._texts.clear()
        self._arrange()

    def put(self, summary: PracticeSummary) -> None:
        """Show how one practice stands now, adding it where it is new; every other row stays as it is."""
        self._every[summary.id] = summary
        self._forget_order()
        self._texts.pop(summary.id, None)
        row = self.row_of(summary.id)
        if row < 0 and self._matches(summary):
            self._insert(summary)
        elif row >= 0 and not is_admitted(summary, self._filters):
            self._remove_row(row)
        elif row >= 0:
            self._rows[row] = summary
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1), [])

    def drop(self, practice_id: str) -> None:
        """Forget a practice whose adding was undone."""
        self._every.pop(practice_id, None)
        self._forget_order()
        self._texts.pop(practice_id, None)
        row = self.row_of(practice_id)
        if row >= 0:
            self._remove_row(row)

    def show_only(self, text: str, filters: BoardFilters) -> None:
        """Show practices that pass the filters and have every word of `text` in name, code, systems or commissioner.

        A number is looked for in names and codes alone, see `Searched`.
        """
        self._words = tuple(text.casefold().split())
        self._filters = filters
        self._arrange()

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        summary, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text_of(summary, column, self.today)
            case _ if role == SUMMARY_ROLE:
                return summary
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(tooltip_of(summary, column, self.today))
            case Qt.ItemDataRole.AccessibleTextRole:
                if column == Column.NAME:
                    return spoken(summary, self.today)
                return f"{column.title}: {text_of(summary, column, self.today)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if role == Qt.ItemDataRole.InitialSortOrderRole and orientation == Qt.Orientation.Horizontal:
            order = Qt.SortOrder.DescendingOrder if section in MOST_FIRST else Qt.SortOrder.AscendingOrder
            return order.value  # Qt asks for a number here
        return column_title(Column.titles(), section, orientation, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; among equals the order before it stands."""
        if not 0 <= column < len(Column):
            return
        step = (Column(column), order == Qt.SortOrder.DescendingOrder)
        self._steps = [*(kept for kept in self._steps if kept[0] != step[0]), step][-MOST_SORT_STEPS:]
        self._order = self._sorted(self._order, [step])
        self.layoutAboutToBeChanged.emit()
        persistent = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in persistent]
        shown = {practice.id for practice in self._rows}
        self._rows = [practice for practice in self._in_order() if practice.id in shown]
        row_by_id = {practice.id: row for row, practice in enumerate(self._rows)}
        moved = [
            self.index(row_by_id[practice_id], index.column())
            for practice_id, index in zip(ids, persistent, strict=True)
        ]
        self.changePersistentIndexList(persistent, moved)
        self.layoutChanged.emit()

    # inside

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = [practice for practice in self._in_order() if self._matches(practice)]
        self.endResetModel()

    def _in_order(self) -> list[PracticeSummary]:
        if not self._order:
            self._order = self._sorted(list(self._every.values()), self._steps)
        return self._order

    def _forget_order(self) -> None:
        self._order = []

    def _sorted(self, rows: list[PracticeSummary], steps: Iterable[tuple[Column, bool]]) -> list[PracticeSummary]:
        for column, descending in steps:
            value = sort_value(column, self._phase_number)
            valued = [(value(practice), practice) for practice in rows]
            known = [pair for pair in valued if pair[0] is not None]
            known.sort(key=lambda pair: pair[0], reverse=descending)
            rows = [practice for _, practice in known] + [practice for key, practice in valued if key is None]
        return rows

    def _phase_number(self, phase: str) -> int:
        known = self._definitions.phase_by_id.get(phase)
        return known.number if known else 0

    def _matches(self, summary: PracticeSummary) -> bool:
        return is_shown(summary, self._filters, self.today) and (not self._words or self._has_words(summary))

    def _has_words(self, summary: PracticeSummary) -> bool:
        text = self._texts.get(summary.id)
        if text is None:
            text = self._texts[summary.id] = searched(summary)
        return all(map(text.has, self._words))

    def _insert(self, summary: PracticeSummary) -> None:
        row = self._sorted([*self._rows, summary], self._steps).index(summary)
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, summary)
        self.endInsertRows()

    def _remove_row(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self.endRemoveRows()
