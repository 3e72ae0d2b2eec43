"""The plan as rows in order of date: what, from when until when, how it stands, and where the date comes from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.base.date_words import date_with_weekday
from migdesk.ui.plan_pane.timeline.rows import Item, in_date_order
from migdesk.ui.plan_pane.timeline.words import ItemWords, spoken, tip_html, words_of
from migdesk.ui.widgets.column_titles import Columns, column_title
from migdesk.workspace.plan.view import PlanView

Index = QModelIndex | QPersistentModelIndex


class Column(Columns):
    """In the order in which they stand from the left."""

    WHAT = "What"
    FIRST = "On or from"
    LAST = "Until"
    STATE = "State"
    ORIGIN = "Why this date"


def text_of(words: ItemWords, column: Column) -> str:
    """Return what a cell says."""
    match column:
        case Column.WHAT:
            return words.what
        case Column.FIRST:
            return date_with_weekday(words.first) if words.first else ""
        case Column.LAST:
            return date_with_weekday(words.last) if words.last else ""
        case Column.STATE:
            return words.state
    return words.origin


class TimelineTableModel(QAbstractTableModel):
    """Holds every phase and milestone, the rehearsal and leave."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: PlanView | None = None
        self._items: tuple[Item, ...] = ()
        self._words: tuple[ItemWords, ...] = ()

    def show_plan(self, view: PlanView) -> None:
        """Show this plan; rows that stay what they are only say what has changed."""
        items = in_date_order(view)
        words = tuple(words_of(view, item) for item in items)
        if items != self._items:
            self.beginResetModel()
            self._view, self._items, self._words = view, items, words
            self.endResetModel()
            return
        self._view, self._words = view, words
        if items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, len(Column) - 1), [])

    def item_at(self, row: int) -> Item:
        return self._items[row]

    def row_of(self, item: Item) -> int:
        """Return the row of an item, -1 where there is none."""
        return self._items.index(item) if item in self._items else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._items) or self._view is None:
            return None
        item, column = self._items[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text_of(self._words[index.row()], column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_html(self._view, item)
            case Qt.ItemDataRole.AccessibleTextRole:
                if column == Column.WHAT:
                    return spoken(self._view, item)
                return f"{column.title}: {text_of(self._words[index.row()], column) or 'none'}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        return column_title(Column.titles(), section, orientation, role)
