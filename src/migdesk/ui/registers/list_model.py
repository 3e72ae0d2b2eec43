"""The registers of a practice in their groups, each with how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from migdesk.ui.look.words import counted
from migdesk.workspace.registers.view import RegisterView

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)

Entry = RegisterView | str
"""A register as it stands, or the title of a group."""


class RegisterListModel(QAbstractListModel):
    """Groups stand where their first register does; they cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_views(self, views: Iterable[RegisterView]) -> None:
        """Show how registers stand; what is chosen stays chosen where they are the same ones."""
        by_group: dict[str, list[RegisterView]] = {}
        for view in views:
            by_group.setdefault(view.register.group, []).append(view)
        entries: list[Entry] = []
        for group, found in by_group.items():
            entries += [group, *found]
        same = list(map(_id, entries)) == list(map(_id, self._entries))
        if not same:
            self.beginResetModel()
        self._entries = entries
        if not same:
            self.endResetModel()
        elif entries:
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1), [])

    def place_of(self, register_id: str) -> int:
        """Return where a register stands, -1 where it does not."""
        ids = [_id(entry) for entry in self._entries]
        return ids.index(register_id) if register_id in ids else -1

    @property
    def views(self) -> list[RegisterView]:
        return [entry for entry in self._entries if isinstance(entry, RegisterView)]

    # QAbstractListModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._entries[index.row()], RegisterView):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if isinstance(entry, str):
            return entry if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.register.short_title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return f"{entry.register.title}: {state_in_words(entry)}"
        return None


def _id(entry: Entry) -> str:
    return entry.register.id if isinstance(entry, RegisterView) else f"group {entry}"


def state_in_words(view: RegisterView) -> str:
    """Return how far a register is: "7 of 12 told, 5 open, 2 overdue"; "nothing in it yet"."""
    if not view.rows:
        return "nothing in it yet"
    parts = [view.state or counted(len(view.rows), "row")]
    parts += [f"{view.open:,} open"] if view.open else []
    parts += [f"{view.overdue:,} overdue"] if view.overdue else []
    return ", ".join(parts)


def state_in_figures(view: RegisterView) -> str:
    """Return the same where there is little room: "7 of 12", "3", "none"."""
    if not view.rows:
        return "none"
    tally = view.register.tally
    if tally and tally.of:
        return view.state
    return f"{view.settled} of {len(view.rows)}" if tally else f"{len(view.rows):,}"
