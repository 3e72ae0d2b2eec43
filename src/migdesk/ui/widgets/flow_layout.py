"""A layout that goes on in the next row where the window is too narrow for one, as words do."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

Row = list[tuple[QLayoutItem, QSize]]


class FlowLayout(QLayout):
    """Gives each widget the size that it wants, and a hidden one no room; the widgets of a row are centred across it.

    `gap` is the room before a widget that stands apart, in logical pixels.
    """

    def __init__(self, parent: QWidget, spacing: int, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._apart: list[QWidget] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def add_apart(self, widget: QWidget) -> None:
        """Add a widget that stands apart from what is before it in its row."""
        self._apart.append(widget)
        self.addWidget(widget)

    # QLayout

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _height(list(self._rows(width)), self.spacing())

    def sizeHint(self) -> QSize:
        rows = list(self._rows(1 << 20))
        return QSize(self._width(rows[0]) if rows else 0, _height(rows, self.spacing()))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(*(max((side(size) for size in sizes), default=0) for side in (QSize.width, QSize.height)))

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        top = area.top()
        for row in self._rows(area.width()):
            left, height = area.left(), _height([row], 0)
            for place, (item, size) in enumerate(row):
                left += self._before(place, item)
                room = QSize(min(size.width(), area.width()), size.height())
                item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), room))
                left += size.width()
            top += height + self.spacing()

    # inside

    def _rows(self, width: int) -> Iterator[Row]:
        row: Row = []
        for item in self._items:
            if item.isEmpty():
                continue
            entry = (item, item.sizeHint())
            if row and self._width([*row, entry]) > width:
                yield row
                row = []
            row.append(entry)
        if row:
            yield row

    def _width(self, row: Row) -> int:
        return sum(self._before(place, item) + size.width() for place, (item, size) in enumerate(row))

    def _before(self, place: int, item: QLayoutItem) -> int:
        if not place:
            return 0
        return self._gap if item.widget() in self._apart else self.spacing()


def _height(rows: list[Row], spacing: int) -> int:
    return sum(max(size.height() for _, size in row) for row in rows) + spacing * max(0, len(rows) - 1)
