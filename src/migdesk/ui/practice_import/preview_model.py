"""The rows of a list and what becomes of each, the worst first."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.practice.details import DETAILS, DetailKind
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.widgets.column_titles import Columns, column_title
from migdesk.workspace.practice_import.import_plan import ImportPlan, PlannedRow
from migdesk.workspace.practice_import.wording import remarks_on, result_of

Index = QModelIndex | QPersistentModelIndex
ARROW = " → "
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class Column(Columns):
    """In the order in which they stand from the left."""

    RESULT = "Result"
    ROW = "Row"
    NAME = "Practice"
    ODS_CODE = "ODS code"
    SYSTEMS = "From → to"
    GO_LIVE = "Go-Live"
    REMARKS = "Remarks"


def text_of(row: PlannedRow, column: Column, updating: Collection[str] = ()) -> str:
    """Return the text of a cell; for what stands under the name see `under_name`."""
    match column:
        case Column.RESULT:
            return result_of(row, updating)
        case Column.ROW:
            return row.place
        case Column.NAME:
            return row.shown.get("name", "")
        case Column.ODS_CODE:
            return row.shown.get("ods_code", "")
        case Column.SYSTEMS:
            before, after = row.shown.get("from_system", ""), row.shown.get("to_system", "")
            return f"{before or 'not set'}{ARROW}{after or 'not set'}" if before or after else ""
        case Column.GO_LIVE:
            return row.shown.get("go_live", "")
        case Column.REMARKS:
            return remarks_on(row, updating)


def under_name(row: PlannedRow) -> str:
    """Return the details that have no column of their own, such as the commissioner, on one line."""
    texts = (detail.worded(row.shown.get(detail.id)) for detail in DETAILS if detail.kind == DetailKind.TEXT)
    return " · ".join(filter(None, texts))


class PreviewModel(QAbstractTableModel):
    """Holds the rows of one plan; `show_only_wrong` leaves those in which something is, or may be, wrong."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: tuple[PlannedRow, ...] = ()
        self._rows: tuple[PlannedRow, ...] = ()
        self._only_wrong = False
        self._updating: tuple[str, ...] = ()
        self.has_remarks = False

    def fill(self, plan: ImportPlan | None) -> None:
        """Show a plan in place of the one before; None for none."""
        self._every = plan.worst_first if plan else ()
        self.has_remarks = any(row.outcome != "add" or row.needs_a_look for row in self._every)
        self._arrange()

    def show_only_wrong(self, only: bool) -> None:
        """Leave out the rows with nothing to remark on, or bring them back."""
        self._only_wrong = only
        self._arrange()

    def show_updates(self, details: tuple[str, ...]) -> None:
        """Show what becomes of rows that are there while these details are updated."""
        self._updating = details
        if self._rows:
            last = self.index(len(self._rows) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

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
        if role == ROW_ROLE:
            return row
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text_of(row, column, self._updating)
            case Qt.ItemDataRole.ToolTipRole:
                below = under_name(row) if column == Column.NAME else ""
                return plain_tooltip("\n".join(filter(None, (text_of(row, column, self._updating), below))))
            case Qt.ItemDataRole.AccessibleTextRole:
                if column == Column.RESULT:
                    return _spoken(row, self._updating)
                return f"{column.title}: {text_of(row, column, self._updating)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        return column_title(Column.titles(), section, orientation, role)

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = tuple(row for row in self._every if not self._only_wrong or row.needs_a_look)
        self.endResetModel()


def _spoken(row: PlannedRow, updating: Collection[str]) -> str:
    """Return the whole row as a screen reader should say it when it comes to it."""
    named = ", ".join(filter(None, (text_of(row, Column.NAME) or "no name", text_of(row, Column.ODS_CODE))))
    said = f"Row {row.place}, {result_of(row, updating)}: {named}."
    return " ".join(filter(None, (said, remarks_on(row, updating))))
