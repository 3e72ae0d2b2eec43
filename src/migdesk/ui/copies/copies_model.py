"""The copies of a record as a table, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.base.date_words import date_with_weekday
from migdesk.base.size_words import size_words
from migdesk.practice.backup import Copy, CopyKind

Index = QModelIndex | QPersistentModelIndex
HEADS = ("Made", "Practices", "Changes", "Size", "Why")
_WHY = {CopyKind.DAILY: "Daily copy", CopyKind.SAFETY: "Before a change"}
_REASONS = {
    "migration": "Before a new version",
    "take-in": "Before taking in",
    "take-out": "Before taking a practice out of a copy",
    "share": "Before shared changes",
    "it-was-gone": "The record was gone",
}


class CopiesModel(QAbstractTableModel):
    """A row for each copy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._copies: list[Copy] = []

    def show(self, copies: Sequence[Copy]) -> None:
        """Show these copies, the latest first."""
        self.beginResetModel()
        self._copies = sorted(copies, key=lambda copy: (copy.number, copy.day, copy.path.name), reverse=True)
        self.endResetModel()

    def copy_at(self, row: int) -> Copy | None:
        """Return the copy of a row; None where there is none."""
        return self._copies[row] if 0 <= row < len(self._copies) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._copies)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        copy = self.copy_at(index.row())
        if copy is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _texts(copy)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            made, practices, changes, size, why = _texts(copy)
            said = f"{made}, {practices} practices, {changes} changes, {size}, {why}"
            return said if index.column() == 0 else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(copy.path)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in (1, 2, 3) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _texts(copy: Copy) -> tuple[str, str, str, str, str]:
    return (
        made_in_words(copy),
        f"{copy.counts.practices:,}",
        f"{copy.counts.events:,}",
        size_words(copy.size),
        _why(copy),
    )


def made_in_words(copy: Copy) -> str:
    """Return when a copy was made, with its weekday; of one of 0.1.0 the day alone is known."""
    if copy.made is None:
        return date_with_weekday(copy.day)
    made = copy.made.astimezone()
    return f"{date_with_weekday(made.date())}, {made:%H:%M}"


def _why(copy: Copy) -> str:
    if copy.kind is CopyKind.SAFETY:
        return next((words for reason, words in _REASONS.items() if f"-{reason}." in copy.path.name), _WHY[copy.kind])
    return _WHY[copy.kind]
