"""The rows of one register as a table: sorted, filtered, and each where it was while somebody works on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.checklist.registers.definitions import Register
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.registers.cells import NOTHING, Cell, cell_of, texts_of
from migdesk.ui.registers.row_filter import RowFilter, is_wanted
from migdesk.ui.registers.table_columns import TableColumn, table_columns
from migdesk.ui.widgets.column_titles import column_title
from migdesk.workspace.mine import Person
from migdesk.workspace.registers.values import Names
from migdesk.workspace.registers.view import RegisterView, RowView

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
CELL_ROLE = ROW_ROLE + 1

MOST_LOOKED_AT = 200
"""Rows that are looked at for what stands in a column."""

TICKS, NAME = 0, 1
"""The first column has the boxes that choose rows, the second their names."""


class RowModel(QAbstractTableModel):
    """Gives words and looks; what is asked for is what is in sight, so that hundreds of rows cost as much as twenty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = date.min
        self.columns: tuple[TableColumn, ...] = ()
        self._register: Register | None = None
        self._names: Names | None = None
        self._every: dict[str, RowView] = {}
        self._rows: list[RowView] = []
        self._cells: dict[tuple[str, str], Cell] = {}
        self._texts: dict[str, str] = {}
        self._filter = RowFilter()
        self._person = Person()
        self._sorted_by, self._descending = "", False

    # what is there

    @property
    def every(self) -> Iterable[RowView]:
        """All rows of the register, shown or not."""
        return self._every.values()

    @property
    def rows(self) -> Sequence[RowView]:
        """The rows that are shown, in their order."""
        return self._rows

    def row_by_id(self, row_id: str) -> RowView | None:
        return self._every.get(row_id)

    def place_of(self, row_id: str) -> int:
        """Return where a row is shown, -1 where it is not."""
        return next((place for place, row in enumerate(self._rows) if row.id == row_id), -1)

    # changing it

    def show_register(self, view: RegisterView, columns: tuple[TableColumn, ...], names: Names, today: date) -> None:
        """Show a register in place of the one before."""
        self.beginResetModel()
        self._take(view, names, today)
        self.columns = columns
        self._sorted_by, self._descending = "", False
        self._filter = RowFilter()
        self._rows = list(view.rows)
        self.endResetModel()

    def show_columns(self, columns: tuple[TableColumn, ...]) -> None:
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def update(self, view: RegisterView, names: Names, today: date) -> bool:
        """Show how the same register stands now; return whether rows came or went.

        What is shown stays in its place, wanted or not: a row does not vanish under the hand that works on it.
        """
        known = set(self._every)
        self._take(view, names, today)
        new = [row for row in view.rows if row.id not in known]
        rows = [self._every[row.id] for row in self._rows if row.id in self._every] + new
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return True
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1), [])
        return False

    def show_only(self, wanted: RowFilter, person: Person) -> None:
        """Show the rows that are wanted, sorted anew."""
        self._filter, self._person = wanted, person
        self._arrange()

    def sort_by(self, column: str, *, descending: bool) -> None:
        """Sort by a column, by its id; among equals rows stand as they were added. Empty is as they were added."""
        self._sorted_by, self._descending = column, descending
        self._arrange()

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns) + NAME

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if index.column() == TICKS:
            return f"Row {row.number}" if role == Qt.ItemDataRole.AccessibleTextRole else None
        column = self.columns[index.column() - NAME]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell(row, column).text
            case _ if role == CELL_ROLE:
                return self.cell(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(self._tip(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                if index.column() == NAME:
                    return self.spoken(row)
                return f"{column.title}: {self.cell(row, column).spoken or 'nothing'}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        titles = ("", *(in_two_lines(column.title) for column in self.columns))
        return column_title(titles, section, orientation, role)

    def cell(self, row: RowView, column: TableColumn) -> Cell:
        """Return what a row shows in a column."""
        key = (row.id, column.id)
        if key not in self._cells:
            assert self._names is not None
            self._cells[key] = cell_of(row, column, self.today, self._names)
        return self._cells[key]

    def filled_columns(self, columns: Iterable[TableColumn]) -> dict[str, int]:
        """Return in how many quarters of the rows something stands in each of these columns, by their ids."""
        rows = list(self._every.values())[:MOST_LOOKED_AT]
        filled = {column.id: sum(self.cell(row, column).text != NOTHING for row in rows) for column in columns}
        return {column: 4 * number // max(1, len(rows)) for column, number in filled.items()}

    def spoken(self, row: RowView) -> str:
        """Return a row for whoever hears it: its name, how it stands, and each column with its title."""
        parts = [row.name or "No name yet", row.status.title]
        if row.conflicts:
            parts.append("changed in two places")
        for column in self.columns[1:]:
            words = self.cell(row, column).spoken
            if words and column.parts[0].id != "status":
                parts.append(f"{column.title}: {words}")
        return ", ".join((*parts, *row.problems))

    # inside

    def _take(self, view: RegisterView, names: Names, today: date) -> None:
        self._register, self._names, self.today = view.register, names, today
        self._every = {row.id: row for row in view.rows}
        self._cells.clear()
        self._texts.clear()

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = [row for row in self._in_order() if is_wanted(row, self._filter, self._person, self._text_of)]
        self.endResetModel()

    def _in_order(self) -> list[RowView]:
        rows = list(self._every.values())
        every = table_columns(self._register) if self._register else ()
        column = next((column for column in every if column.id == self._sorted_by), None)
        if column is None:
            return rows
        keyed = [(self.cell(row, column).key, row) for row in rows]
        known = sorted((pair for pair in keyed if pair[0] is not None), key=_first, reverse=self._descending)
        return [row for _, row in known] + [row for key, row in keyed if key is None]

    def _text_of(self, row: RowView) -> str:
        if row.id not in self._texts and self._register and self._names:
            columns = table_columns(self._register)
            self._texts[row.id] = "\n".join(texts_of(row, columns, self.today, self._names)).casefold()
        return self._texts.get(row.id, "")

    def _tip(self, row: RowView, column: TableColumn) -> str:
        cell = self.cell(row, column)
        return "\n".join(filter(None, (cell.spoken, *row.problems)))


def _first(pair: tuple[Any, RowView]) -> Any:
    return pair[0]


def in_two_lines(title: str, longest: int = 11) -> str:
    """Return a title broken between two words where it is long, so that it does not widen its column."""
    if len(title) <= longest or " " not in title:
        return title
    places = [place for place, letter in enumerate(title) if letter == " "]
    middle = min(places, key=lambda place: abs(place - len(title) // 2))
    return f"{title[:middle]}\n{title[middle + 1 :]}"
