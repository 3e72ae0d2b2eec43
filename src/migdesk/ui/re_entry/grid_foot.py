"""The line below the grid that stays in sight: the sums of each day and of all categories."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from migdesk.ui.look.fonts import bold
from migdesk.ui.look.theme import Theme
from migdesk.ui.re_entry.grid_delegate import SIDE
from migdesk.ui.re_entry.grid_rows import Part, ShownColumn
from migdesk.ui.re_entry.grid_view import GridView
from migdesk.ui.re_entry.grid_words import NOTHING, ZERO, figure, left_figure, spoken_day
from migdesk.workspace.registers.re_entry import ReEntry


class GridFoot(QWidget):
    """Painted in line with the columns above; what it says is its accessible name."""

    def __init__(self, grid: GridView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        grid.head.sectionResized.connect(lambda *_: self.update())

    def renew(self) -> None:
        """Say the sums as they stand now."""
        view = self._grid.re_entry
        if view is not None:
            days = [f"{spoken_day(day)} {_plain(self._of_day(view, ShownColumn(Part.DAY, day)))}" for day in view.days]
            self.setAccessibleName(f"{_title(view)}: {view.left if view.entering else view.logged:,}")
            self.setAccessibleDescription("; ".join(days))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        view, colours, painter = self._grid.re_entry, self._theme.colours, QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.group))
        painter.fillRect(QRect(0, 0, self.width(), 2), QColor(colours.accent))
        if view is None:
            return
        painter.setFont(bold(self.font()))
        places = self._grid.sums_at()
        columns = self._grid.columns
        for number, place in places.items():
            column = columns[number]
            if column.part in (Part.GROUP, Part.CATEGORY):
                continue
            text = self._text(view, column)
            painter.setPen(QColor(colours.done if text == ZERO else colours.muted if text == NOTHING else colours.text))
            at_left = column.part is Part.CHECK
            side = 6 if column.day else SIDE
            area = QRect(place.left() + (SIDE if at_left else 0), 2, place.width() - side, self.height() - 2)
            across = Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag.AlignRight
            room = area.width() - (SIDE if at_left else 0)
            if painter.fontMetrics().horizontalAdvance(text) <= room:
                painter.drawText(area, int(across | Qt.AlignmentFlag.AlignVCenter), text)
        painter.setPen(QColor(colours.text))
        first = min((place.left() for n, place in places.items() if columns[n].day), default=self.width())
        area = QRect(SIDE, 2, first - SIDE, self.height() - 2)
        title = painter.fontMetrics().elidedText(_title(view), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)

    def _text(self, view: ReEntry, column: ShownColumn) -> str:
        match column.part:
            case Part.DAY:
                return self._of_day(view, column)
            case Part.LOGGED:
                return figure(view.logged)
            case Part.ENTERED:
                return figure(view.entered)
            case Part.SET_ASIDE:
                return figure(view.set_aside)
            case Part.LEFT:
                return left_figure(view.logged, view.left, entering=view.entering)
            case Part.CHECK if view.entering:
                to_do = sum(line.needs_check and not line.checked for line in view.shown)
                return f"{to_do} {'check' if to_do == 1 else 'checks'} to do" if to_do else ""
        return ""

    def _of_day(self, view: ReEntry, column: ShownColumn) -> str:
        cells = view.of_day(column.day) if column.day else ()
        logged = sum(cell.logged or 0 for cell in cells)
        if view.entering:
            return left_figure(logged, sum(max(0, cell.left) for cell in cells), entering=True)
        return f"{logged:,}" if any(cell.logged is not None for cell in cells) else ""


def _title(view: ReEntry) -> str:
    return "Left, all categories" if view.entering else "Logged, all categories"


def _plain(text: str) -> str:
    return {ZERO: "0", NOTHING: "none", "": "not counted"}.get(text, text)
