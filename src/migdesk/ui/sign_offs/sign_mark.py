"""A small sign beside words, painted as in the lists."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.registers.status_icon import SIGN, Icon, draw_status_icon


class SignMark(QWidget):
    """Says nothing to screen readers: the words beside it do."""

    def __init__(self, icon: Icon, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._theme = theme
        self.setFixedSize(QSize(int(SIGN) + 2, int(SIGN) + 4))
        theme.changed.connect(self.update)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_status_icon(painter, QRectF(1, 3, SIGN, SIGN), self._icon, self._theme.colours)
        painter.end()


def marked(icon: Icon, theme: Theme, *widgets: QWidget, spacing: int = 2) -> QWidget:
    """Return widgets under one another with a sign at their left."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    mark = QVBoxLayout()
    mark.addWidget(SignMark(icon, theme))
    mark.addStretch(1)
    line.addLayout(mark)
    line.addLayout(column, 1)
    return holder
