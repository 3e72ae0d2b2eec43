"""The heads of the grid's columns: each day in two lines, today's in the accent's colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from migdesk.ui.look.fonts import bold
from migdesk.ui.look.theme import Theme
from migdesk.ui.re_entry.grid_delegate import SIDE
from migdesk.ui.re_entry.grid_model import GridModel
from migdesk.ui.re_entry.grid_rows import Part


class GridHeader(QHeaderView):
    """Painted, as a style sheet knows no column from another."""

    def __init__(self, model: GridModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self._theme = theme
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 2 * QFontMetrics(bold(self.font())).lineSpacing() + 9)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        view = self._grid.view
        if view is None or section >= len(self._grid.columns):
            return
        column, colours = self._grid.columns[section], self._theme.colours
        painter.save()
        painter.fillRect(rect, QColor(colours.panel))
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), QColor(colours.accent))
        if column.part is Part.LOGGED or (column.day and column.day.weekday() == 0):
            painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height() - 2), QColor(colours.border))
        painter.setFont(bold(self.font()))
        painter.setPen(QColor(colours.link if column.day == view.today else colours.muted))
        at_left = column.part in (Part.GROUP, Part.CATEGORY, Part.CHECK)
        side = 6 if column.day else SIDE
        across = Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag.AlignRight
        text = str(self._grid.headerData(section, Qt.Orientation.Horizontal) or "")
        if column.part is Part.CHECK and rect.width() < QFontMetrics(painter.font()).horizontalAdvance(text):
            text = ""
        flags = int(across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(rect.adjusted(SIDE if at_left else 2, 0, -side, -2), flags, text)
        painter.restore()
