"""The rows of a list and what becomes of each in the register, the worst first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.widgets.column_titles import Columns, column_title
from migdesk.workspace.registers.lists.plan import PlannedRow, RegisterImport
from migdesk.workspace.registers.lists.wording import RESULTS, what_of

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class Column(Columns):
    """In the order in which they stand from the left."""

    RESULT = "Result"
    ROW = "Row"
    NAME = "Name"
    WHAT = "What it says"


def text_of(row: PlannedRow, column: Column) -> str:
    """Return the text of a cell."""
    match column:
        case Column.RESULT:
            return RESULTS[row.outcome]
        case Column.ROW:
            return f"{row.row:,}"
        case Column.NAME:
            return row.name
        case _:
            return what_of(row)


class PlannedRows(QAbstractTableModel):
    """Holds the rows of one plan."""

    def __init__(self, plan: RegisterImport, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = plan.worst_first

    def row_at(self, row: int) -> PlannedRow:
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case _ if role == ROW_ROLE:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return text_of(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(text_of(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row) if column == Column.RESULT else f"{column.title}: {text_of(row, column)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        return column_title(Column.titles(), section, orientation, role)


def _spoken(row: PlannedRow) -> str:
    """Return the whole row as a screen reader should say it when it comes to it."""
    return f"Row {row.row}, {RESULTS[row.outcome]}: {row.name or 'no name'}. {what_of(row)}".strip()
