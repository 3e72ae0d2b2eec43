"""The head of a table: a title over each column, at its left as the cells' text is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt


def column_title(titles: Sequence[str], section: int, orientation: Qt.Orientation, role: int) -> Any:
    """Return what a model's `headerData` does."""
    if orientation == Qt.Orientation.Horizontal and 0 <= section < len(titles):
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return None
