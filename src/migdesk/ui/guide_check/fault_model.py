"""The faults of a guide as rows: file, line, kind in words, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.guide.model import Problem, ProblemKind
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.widgets.column_titles import Columns, column_title

Index = QModelIndex | QPersistentModelIndex


class Column(Columns):
    """In the order in which they stand from the left."""

    FILE = "File"
    LINE = "Line"
    KIND = "Kind"
    MESSAGE = "What is wrong"


def kind_in_words(kind: ProblemKind) -> str:
    """Return the kind of a fault as a person says it."""
    return {
        "broken-link": "Broken link",
        "missing-anchor": "Missing section",
        "unknown-include": "Unknown include",
        "unknown-tag": "Unknown tag",
        "missing-group": "Missing steps",
        "bad-front-matter": "Front matter",
        "bad-data": "Data",
        "bad-file": "File",
        "missing-picture": "Picture",
        "unsupported-config": "Configuration",
        "too-heavy": "Too heavy",
    }[kind]


class FaultModel(QAbstractTableModel):
    """Holds the faults in the order of files and lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faults: tuple[Problem, ...] = ()

    def fill(self, faults: Sequence[Problem]) -> None:
        """Show these faults in place of all there were."""
        self.beginResetModel()
        self._faults = tuple(faults)
        self.endResetModel()

    def fault_at(self, row: int) -> Problem:
        return self._faults[row]

    def as_text(self) -> str:
        """Return all faults as lines of text, as `migdesk guide check` prints them."""
        return "".join(
            f"{problem.file}:{problem.line}: {problem.kind}: {problem.message}\n" for problem in self._faults
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._faults)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._faults):
            return None
        fault = self._faults[index.row()]
        text = (fault.file, str(fault.line), kind_in_words(fault.kind), fault.message)[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(text)
            case Qt.ItemDataRole.AccessibleTextRole:
                if index.column() == Column.FILE:
                    return f"{fault.file}, line {fault.line}. {kind_in_words(fault.kind)}: {fault.message}"
                return f"{Column(index.column()).title}: {text}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        return column_title(Column.titles(), section, orientation, role)
