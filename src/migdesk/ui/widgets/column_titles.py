"""The columns of a table: each with its title, in the order in which they stand from the left."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt


class Columns(IntEnum):
    """A table's own columns are a subclass: `NAME = "Practice"` is the next column, called "Practice" over the table.

    A column is its number, as Qt's models take it.
    """

    title: str

    def __new__(cls, title: Any) -> Columns:  # a str; mypy takes it for what finds a column too, which is an int
        """Number the columns as they are named."""
        column = int.__new__(cls, len(cls.__members__))
        column._value_ = len(cls.__members__)
        column.title = title
        return column

    @classmethod
    def titles(cls) -> tuple[str, ...]:
        """Return the titles of all columns."""
        return tuple(column.title for column in cls)


def column_title(titles: Sequence[str], section: int, orientation: Qt.Orientation, role: int) -> Any:
    """Return what a model's `headerData` does: a title over each column, at its left as the cells' text is."""
    if orientation == Qt.Orientation.Horizontal and 0 <= section < len(titles):
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return None
