"""The grid as Qt's table: texts, tips and what is spoken of each cell; how it looks is the delegate's."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.re_entry.grid_rows import Part, ShownColumn, ShownRow, columns_of, folds_at_zero, rows_of
from migdesk.ui.re_entry.grid_words import (
    check_words,
    due_words,
    figure,
    left_figure,
    parts_of,
    spoken_cell,
    spoken_day,
    spoken_group,
)
from migdesk.workspace.registers.re_entry import Cell, ReEntry

Index = QModelIndex | QPersistentModelIndex

TITLES = {
    Part.GROUP: "",
    Part.CATEGORY: "Category",
    Part.LOGGED: "Logged",
    Part.ENTERED: "Entered",
    Part.SET_ASIDE: "Set aside",
    Part.LEFT: "Left",
}


class GridModel(QAbstractTableModel):
    """Shows re-entry. Groups at zero are folded when it is first shown, and never under somebody's hand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: ReEntry | None = None
        self.rows: tuple[ShownRow, ...] = ()
        self.columns: tuple[ShownColumn, ...] = ()
        self._folded: frozenset[str] = frozenset()

    # changing it

    def show(self, view: ReEntry, *, fold: bool = False) -> None:
        """Show how re-entry stands, with `fold` its groups at zero as a line each."""
        if fold:
            self._folded = folds_at_zero(view)
        self._arrange(view)

    def set_folded(self, group: str, folded: bool) -> None:
        """Fold a group into one line, or open it."""
        self._folded = self._folded | {group} if folded else self._folded - {group}
        if self.view:
            self._arrange(self.view)

    def _arrange(self, view: ReEntry) -> None:
        rows, columns = rows_of(view, self._folded), columns_of(view.days)
        before, seen_alike = self.rows, self.view is not None and _seen_alike(self.view, view)
        same = columns == self.columns and [_shape(row) for row in rows] == [_shape(row) for row in before]
        if not same:
            self.beginResetModel()
        self.view, self.rows, self.columns = view, rows, columns
        if not same:
            self.endResetModel()
            return
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if not seen_alike or old.lines != new.lines:  # a count changes a row, and the others stay as painted
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(columns) - 1), [])

    # finding places

    def cell(self, index: Index) -> Cell | None:
        """Return the cell of a category and day; None for any other place."""
        row, column = self._at(index)
        if row is None or column is None or row.line is None or column.day is None:
            return None
        return row.line.cells[index.column() - self.first_day]

    @property
    def first_day(self) -> int:
        """The column of the first day."""
        return 2

    def row(self, index: Index) -> ShownRow | None:
        return self._at(index)[0]

    def column(self, index: Index) -> ShownColumn | None:
        return self._at(index)[1]

    def place(self, category: str, column: ShownColumn) -> QModelIndex:
        """Return where a category stands in a column, itself or in its folded group; an invalid index for nowhere."""
        row = next((n for n, row in enumerate(self.rows) if any(line.id == category for line in row.lines)), -1)
        return self.index(row, self.columns.index(column)) if row >= 0 and column in self.columns else QModelIndex()

    def _at(self, index: Index) -> tuple[ShownRow | None, ShownColumn | None]:
        if not index.isValid() or index.row() >= len(self.rows) or index.column() >= len(self.columns):
            return None, None
        return self.rows[index.row()], self.columns[index.column()]

    # QAbstractTableModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row, column = self._at(index)
        if row is None or column is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column, index)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column, index)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(self._tip(row, column, index))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.AccessibleTextRole and column.day:
            return spoken_day(column.day)
        if role == Qt.ItemDataRole.DisplayRole:
            if column.day:
                words = spoken_day(column.day).split(" ")
                return f"{words[0][:3]}\n{words[1]} {words[2][:3]}"
            if column.part is Part.CHECK:
                return "Second check" if self.view and self.view.entering else "To zero"
            return TITLES[column.part]
        return None

    def _text(self, row: ShownRow, column: ShownColumn, index: Index) -> str:
        view = self.view
        assert view is not None
        match column.part:
            case Part.GROUP:
                return row.group
            case Part.CATEGORY:
                return row.line.title if row.line else ""
            case Part.DAY:
                return "".join(self.parts(index))
            case Part.LOGGED:
                return figure(row.logged)
            case Part.ENTERED:
                return figure(row.entered)
            case Part.SET_ASIDE:
                return figure(row.set_aside)
            case Part.LEFT:
                return left_figure(row.logged, row.left, entering=view.entering)
            case Part.CHECK:
                return self.note(row)

    def parts(self, index: Index) -> tuple[str, str]:
        """Return what a day's cell shows: what is left, in bold, and the rest."""
        row, number = self._at(index)[0], index.column() - self.first_day
        if row is None or self.view is None:
            return "", ""
        return parts_of([line.cells[number] for line in row.lines], entering=self.view.entering)

    def note(self, row: ShownRow) -> str:
        """Return what stands in the last column: by when a category is to be at zero, or its second check."""
        if row.line is None or self.view is None:
            return ""
        if not self.view.entering:
            return "".join(due_words(row.line, self.view))
        if row.line.due and row.line.left:
            return "".join(due_words(row.line, self.view))
        if row.line.checked or row.line.needs_check or row.line.definition.second_check == "none":
            return check_words(row.line) if row.line.logged else ""
        return ""

    def _spoken(self, row: ShownRow, column: ShownColumn, index: Index) -> str:
        if row.line is None:
            return f"{spoken_group(row.group, row.lines)}. Press Enter to open it."
        cell = self.cell(index)
        if cell:
            return spoken_cell(row.line, cell)
        if column.part in (Part.GROUP, Part.CATEGORY):
            return row.line.title
        title = self.headerData(index.column(), Qt.Orientation.Horizontal)
        return f"{row.line.title}, {title}: {self._text(row, column, index).replace('✓ ', '') or 'nothing'}"

    def _tip(self, row: ShownRow, column: ShownColumn, index: Index) -> str:
        cell = self.cell(index)
        if cell and row.line and (cell.is_recorded or cell.log_place):
            log = f"\nLog: {cell.log_place}" if cell.log_place else ""
            return f"{spoken_cell(row.line, cell)}{log}"
        if column.part is Part.CHECK and row.line and row.line.sample:
            return f"{check_words(row.line)}, by {row.line.sample.by}"
        return ""


def _seen_alike(old: ReEntry, new: ReEntry) -> bool:
    """Tell whether the same counts look the same in both."""
    return (old.entering, old.today, old.all_in_by) == (new.entering, new.today, new.all_in_by)


def _shape(row: ShownRow) -> tuple[str, bool, tuple[str, ...]]:
    return row.group, row.folded, tuple(line.id for line in row.lines)
