"""A list of things in groups, each on one line with its sign and a figure at the right; by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from migdesk.ui.look.fonts import bold
from migdesk.ui.look.theme import Theme
from migdesk.ui.registers.status_icon import SIGN, Icon, draw_status_icon

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
SIDE = 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ListEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line: `figures` stand at its right, and `spoken` says the state in words."""

    id: str
    group: str
    title: str
    figures: str
    spoken: str
    icon: Icon


class GroupedListModel(QAbstractListModel):
    """Titles of groups stand over their first line; they cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[ListEntry | str] = []

    def show_entries(self, entries: Iterable[ListEntry]) -> None:
        """Show entries; what is chosen stays chosen where they are the same ones."""
        by_group: dict[str, list[ListEntry]] = {}
        for entry in entries:
            by_group.setdefault(entry.group, []).append(entry)
        lines: list[ListEntry | str] = []
        for group, found in by_group.items():
            lines += [group, *found]
        same = [_id(line) for line in lines] == [_id(line) for line in self._lines]
        if not same:
            self.beginResetModel()
        self._lines = lines
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1), [])

    def place_of(self, entry_id: str) -> int:
        """Return where an entry stands, -1 where it does not."""
        ids = [_id(line) for line in self._lines]
        return ids.index(entry_id) if entry_id in ids else -1

    # QAbstractListModel

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._lines[index.row()], ListEntry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == ENTRY_ROLE:
            return line
        if isinstance(line, str):
            return line if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return f"{line.title}: {line.spoken}"
        return None


def _id(line: ListEntry | str) -> str:
    return line.id if isinstance(line, ListEntry) else f"group {line}"


class GroupedList(QListView):
    """Says which entry is wanted: at a click, by Enter, and at each step of the keyboard."""

    entry_requested = Signal(str)

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("registers")
        self.setAccessibleName(name)
        self.entries = GroupedListModel(self)
        self._quiet = False
        self.setModel(self.entries)
        self.setItemDelegate(_Delegate(self, theme))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._request)
        theme.changed.connect(self.viewport().update)

    def choose(self, entry_id: str) -> None:
        """Show an entry as the one in hand. Tells nobody."""
        place = self.entries.place_of(entry_id)
        if place >= 0 and self.currentIndex().row() != place:
            self._quiet = True
            self.setCurrentIndex(self.entries.index(place))
            self._quiet = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet:
            self._request(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._request(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _request(self, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, ListEntry):
            self.entry_requested.emit(entry.id)


class _Delegate(QStyledItemDelegate):
    """Paints a line; the one in hand has an edge in the accent's colour, and a frame with the keyboard."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(bold(option.font)).lineSpacing()
        return QSize(120, line + (12 if isinstance(index.data(ENTRY_ROLE), str) else 7))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        painter.save()
        if isinstance(entry, str):
            painter.setPen(QColor(self._theme.colours.muted))
            painter.setFont(bold(option.font))
            painter.drawText(option.rect.adjusted(SIDE, 8, -SIDE, 0), _LEFT, entry)
        elif isinstance(entry, ListEntry):
            self._paint_entry(painter, option, entry)
        painter.restore()

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, entry: ListEntry) -> None:
        colours, rect = self._theme.colours, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
            if self._view.hasFocus():
                painter.setPen(QPen(QColor(colours.text), 2))
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
        sign = QRectF(rect.left() + SIDE, rect.center().y() - SIGN / 2 + 1, SIGN, SIGN)
        draw_status_icon(painter, sign, entry.icon, colours)
        area = rect.adjusted(SIDE + int(SIGN) + 8, 0, -SIDE + 2, 0)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.danger if entry.icon == "warning" else colours.muted))
        painter.drawText(area, _RIGHT, entry.figures)
        room = area.width() - painter.fontMetrics().horizontalAdvance(entry.figures) - 8
        painter.setFont(bold(option.font) if chosen else option.font)
        painter.setPen(QColor(colours.text))
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, _LEFT, title)
