"""What a change of the plan would move, as rows: milestones, then open tasks, each with its day before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from migdesk.base.date_words import date_with_weekday, long_date
from migdesk.ui.look.fonts import bold
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.plan_pane.change_words import Move, moving_milestones, moving_tasks, shift_words
from migdesk.ui.widgets.column_titles import Columns, column_title
from migdesk.workspace.plan.commands import PlanPreview

Index = QModelIndex | QPersistentModelIndex
_NONE = "no date"


class Column(Columns):
    """In the order in which they stand from the left."""

    WHAT = "What moves"
    FROM = "From"
    TO = "To"
    BY = "By"


class Row(msgspec.Struct, frozen=True):
    """A heading over what follows (`move` is None), or one thing that moves."""

    title: str
    move: Move | None = None


class MovesModel(QAbstractTableModel):
    """`search` keeps the rows that hold some words, each part under its heading with its count."""

    def __init__(self, preview: PlanPreview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[str, list[Move]], ...] = (
            ("Milestones", list(moving_milestones(preview))),
            ("Open tasks", list(moving_tasks(preview))),
        )
        self.rows: tuple[Row, ...] = tuple(self._rows(""))

    def search(self, words: str) -> None:
        """Show what holds all these words, whatever their case; everything for none."""
        self.beginResetModel()
        self.rows = tuple(self._rows(words))
        self.endResetModel()

    def headings(self) -> Iterator[int]:
        """Yield the rows that are headings."""
        return (number for number, row in enumerate(self.rows) if row.move is None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].move is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(row.title)
            case Qt.ItemDataRole.AccessibleTextRole:
                if index.column() == Column.WHAT:
                    return _spoken(row)
                return f"{Column(index.column()).title}: {_cell(row, index.column())}"
            case Qt.ItemDataRole.FontRole if row.move is None or index.column() == Column.TO:
                return bold(QFont())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        return column_title(Column.titles(), section, orientation, role)

    def _rows(self, words: str) -> Iterator[Row]:
        wanted = words.casefold().split()
        for heading, moves in self._parts:
            found = [move for move in moves if _holds(move, wanted)]
            if found:
                yield Row(f"{heading} ({len(found)})")
                yield from (Row(move.title, move) for move in found)


def _holds(move: Move, wanted: Iterable[str]) -> bool:
    days = " ".join(long_date(day) for day in (move.before, move.after) if day)
    text = f"{move.title} {days}".casefold()
    return all(word in text for word in wanted)


def _cell(row: Row, column: int) -> str:
    if column == Column.WHAT:
        return row.title
    if row.move is None:
        return ""
    before, after = row.move.before, row.move.after
    if column == Column.BY:
        return shift_words(before, after)
    day = before if column == Column.FROM else after
    return date_with_weekday(day) if day else _NONE


def _spoken(row: Row) -> str:
    if row.move is None:
        return row.title
    before, after = (long_date(day) if day else _NONE for day in (row.move.before, row.move.after))
    by = shift_words(row.move.before, row.move.after)
    return f"{row.title}: from {before} to {after}" + (f", {by}" if by else "")
